"""What the settings say of Teams, checked before anything listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from adapters.errors import InsecureLocalOpen, TeamsUnauthenticated
from adapters.teams.addresses import is_loopback, is_safe
from adapters.teams.errors import TeamsAddressUnsafe
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Registration:
    """The bot's registration with Microsoft. openid_url: where keys are published; login_url: where tokens are had."""

    app_id: str
    password: str
    tenant: str
    openid_url: str
    login_url: str

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """The registration that the settings name; None where Teams is not set up at all.

        Raises TeamsUnauthenticated where a part of it is missing, TeamsAddressUnsafe for plain http to elsewhere.
        """
        secret = settings.teams_app_password
        values = {
            "KANSLIST_TEAMS_APP_ID": (settings.teams_app_id or "").strip(),
            "KANSLIST_TEAMS_APP_PASSWORD": secret.get_secret_value().strip() if secret else "",
            "KANSLIST_TEAMS_TENANT_ID": (settings.teams_tenant_id or "").strip(),
        }
        if not any(values.values()):
            return None
        missing = [name for name, value in values.items() if not value]
        if missing:
            raise TeamsUnauthenticated(missing=" och ".join(missing))
        for name, url in (
            ("KANSLIST_TEAMS_OPENID_URL", settings.teams_openid_url),
            ("KANSLIST_TEAMS_LOGIN_URL", settings.teams_login_url),
        ):
            if not is_safe(url):
                raise TeamsAddressUnsafe(name=name)
        app_id, password, tenant = values.values()
        return cls(app_id, password, tenant, settings.teams_openid_url, settings.teams_login_url.rstrip("/"))


def refuse_open_endpoint(settings: Settings, *, insecure_local: bool) -> None:
    """Raise InsecureLocalOpen where questions without a token would be let in from outside this machine."""
    if insecure_local and not is_loopback(settings.host):
        raise InsecureLocalOpen(host=settings.host)
