"""What the settings say of Teams, checked before anything listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from pydantic import SecretStr

from adapters.errors import InsecureLocalOpen, TeamsUnauthenticated
from adapters.teams.addresses import is_loopback, is_own_machine, is_safe
from adapters.teams.errors import TeamsAddressUnsafe
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Identity:
    """A managed identity. header: what its endpoint asks for; empty where it asks for nothing."""

    url: str
    header: str


@dataclass(frozen=True, slots=True)
class Registration:
    """The bot's registration with Microsoft. openid_url: where keys are published; login_url: where tokens are had for
    the password, unless there is an identity that has them without one."""

    app_id: str
    password: str
    tenant: str
    openid_url: str
    login_url: str
    identity: Identity | None = None

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """The registration that the settings name; None where Teams is not set up at all.

        Raises TeamsUnauthenticated where a part of it is missing, TeamsAddressUnsafe for plain http to elsewhere.
        """
        app_id, password = (settings.teams_app_id or "").strip(), _secret(settings.teams_app_password)
        tenant = (settings.teams_tenant_id or "").strip()
        needed = {"KANSLIST_TEAMS_APP_ID": app_id, "KANSLIST_TEAMS_TENANT_ID": tenant}
        identity = _identity(settings)
        if identity is None:
            needed["KANSLIST_TEAMS_APP_PASSWORD"] = password
        if not (app_id or password or tenant):
            return None
        missing = [name for name, value in needed.items() if not value]
        if missing:
            raise TeamsUnauthenticated(missing=" och ".join(missing))
        for name, is_kept, url in (
            ("KANSLIST_TEAMS_OPENID_URL", is_safe, settings.teams_openid_url),
            ("KANSLIST_TEAMS_LOGIN_URL", is_safe, settings.teams_login_url),
            ("KANSLIST_TEAMS_IDENTITY_URL", is_own_machine, settings.teams_identity_url),
        ):
            if not is_kept(url):
                raise TeamsAddressUnsafe(name=name)
        return cls(app_id, password, tenant, settings.teams_openid_url, settings.teams_login_url.rstrip("/"), identity)


def _identity(settings: Settings) -> Identity | None:
    if settings.teams_app_type != "UserAssignedMSI":
        return None
    return Identity(settings.teams_identity_url, _secret(settings.teams_identity_header))


def _secret(held: SecretStr | None) -> str:
    return held.get_secret_value().strip() if held else ""


def refuse_open_endpoint(settings: Settings, *, insecure_local: bool) -> None:
    """Raise InsecureLocalOpen where questions without a token would be let in from outside this machine."""
    if insecure_local and not is_loopback(settings.host):
        raise InsecureLocalOpen(host=settings.host)
