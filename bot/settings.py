"""The settings: every one of them, from the environment (`KANSLIST_…`) or a `.env` file; operators' docs list them."""

from __future__ import annotations

import json
import os
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, DotEnvSettingsSource, NoDecode, SettingsConfigDict
from pydantic_settings.exceptions import SettingsError as Undecodable

from bot.errors import SettingsError
from knowledge.store.reader import OPEN

ENV_FILE = ".env"


def _names(value: object) -> object:
    """A list of names as operators write it: JSON, or separated by commas."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return json.loads(value)
    return [name.strip() for name in value.split(",") if name.strip()]


def known_zone(zone: str) -> str:
    """The zone, which must be one of IANA's. Raises ValueError."""
    try:
        return ZoneInfo(zone).key
    except (OSError, LookupError) as error:  # a folder of them; none (ZoneInfoNotFoundError is a KeyError)
        raise ValueError("no time zone") from error


Names = Annotated[
    frozenset[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]],
    NoDecode,
    BeforeValidator(_names),
]


class Settings(BaseSettings):
    """Each field's description says what it is for; operators read it in docs/operators.md."""

    model_config = SettingsConfigDict(env_prefix="KANSLIST_", env_file=ENV_FILE, extra="ignore")

    data: Path = Field(Path("data"), description="Folder of the store and the search projection")
    database: str | None = Field(None, description="sqlite:///PATH; default a file in the data folder")
    host: str = Field("127.0.0.1", description="Address that the server listens on")
    port: int = Field(3978, ge=0, le=65535, description="Port that the server listens on")
    public_url: str | None = Field(None, description="How readers reach the web view, in citations' links")
    registrars: Names = Field(
        frozenset(),
        description="Registratorer, who read every collection: slack:TEAM/USER, teams:TENANT/OBJECT-ID, terminal:USER",
    )
    collections: Names = Field(frozenset({"öppen", "intern"}), description="The collections that a registrator reads")
    watch: Annotated[Path | None, BeforeValidator(lambda value: value or None)] = Field(
        None, description="Folder whose documents come in by themselves while the server runs"
    )
    watch_collection: str = Field("öppen", description="The collection that the watched folder's documents go into")
    watch_polling: bool = Field(False, description="Compare listings of the watched folder: for network shares")
    intake_collection: str = Field("öppen", description="The collection that files dropped into a chat go into")
    intake_channels: Names = Field(
        frozenset(),
        description="Slack channels where a dropped file is offered, beside registratorer's direct messages",
    )
    link_key: Annotated[SecretStr, Field(min_length=32)] | None = Field(
        None, description="What registrators' links to documents outside öppen are signed with; default a file"
    )
    contact: str | None = Field(None, description="Whom to ask when the record holds no answer")
    contacts: dict[str, str] = Field(
        default_factory=dict,
        description='Whom to ask by body, where another than that: {"Socialnämnden": "soc@example.se"}',
    )
    reports_channel: str | None = Field(
        None, description="Channel that is told of answers reported as wrong: a Slack channel or Teams conversation id"
    )

    digest_hour: int = Field(8, ge=0, le=23, description="The hour at which subscriptions are told, where none is said")
    zone: str = Field("Europe/Stockholm", description="The time zone of that hour, and of hours that people type")

    slack_signing_secret: SecretStr | None = Field(None, description="Slack: Basic Information → Signing Secret")
    slack_bot_token: SecretStr | None = Field(None, description="Slack: OAuth & Permissions → Bot User OAuth Token")
    slack_app_token: SecretStr | None = Field(
        None, description="Slack: Basic Information → App-Level Tokens (connections:write), for Socket Mode"
    )
    slack_files_url: str = Field(
        "https://files.slack.com/", description="Where Slack's files are fetched, and nowhere else"
    )
    slack_client_id: str | None = Field(
        None, description="Slack: Basic Information → Client ID, for several workspaces"
    )
    slack_client_secret: SecretStr | None = Field(None, description="Slack: Basic Information → Client Secret")
    token_key: Annotated[SecretStr, Field(min_length=32)] | None = Field(
        None,
        description="What workspaces' tokens are encrypted with; default a file. Of several the first one encrypts",
    )
    slack_api_url: str = Field("https://slack.com/api/", description="Slack's Web API; tests point it at their own")

    teams_app_id: str | None = Field(None, description="Teams: the bot registration's application id")
    teams_app_password: SecretStr | None = Field(None, description="Teams: its client secret")
    teams_tenant_id: str | None = Field(None, description="Teams: the directory (tenant) id; single tenant")
    teams_openid_url: str = Field(
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        description="Teams: where the Bot Connector's signing keys are published",
    )
    teams_login_url: str = Field(
        "https://login.microsoftonline.com", description="Teams: where the bot fetches its token"
    )
    teams_app_type: Literal["SingleTenant", "UserAssignedMSI"] = Field(
        "SingleTenant", description="Teams: how the bot signs in: with its secret, or in Azure with a managed identity"
    )
    teams_identity_url: str = Field(
        "http://169.254.169.254/metadata/identity/oauth2/token",
        description="Teams: where a managed identity's token is fetched",
    )
    teams_identity_header: SecretStr | None = Field(
        None, description="Teams: what an App Service asks for there; a virtual machine asks for nothing"
    )
    teams_library: Literal["botbuilder", "agents"] = Field(
        "botbuilder", description="Teams: the library that runs its turns; agents needs the extra of that name"
    )

    @field_validator("intake_collection")
    @classmethod
    def _somebody_reads_it(cls, collection: str, others: ValidationInfo) -> str:
        if collection not in others.data.get("collections", frozenset()) | {OPEN}:
            raise ValueError("nobody reads it")
        return collection

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, zone: str) -> str:
        return known_zone(zone)

    @cached_property
    def database_url(self) -> str:
        """The store's URL, with the default filled in."""
        return self.database or f"sqlite:///{self.data / 'kanslist.db'}"

    @cached_property
    def base_url(self) -> str:
        """What links begin with, without a trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def load(**overrides: object) -> Settings:
    """The settings from the environment and `.env`, these values over them. Raises SettingsError with a sentence that
    names the variable (or the file) and what it wants."""
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]  # checked as they come
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = str(first["loc"][0])
        raise SettingsError(name=f"KANSLIST_{field.upper()}", reason=wanted(field)) from error
    except Undecodable as error:
        told = next((one for one in Settings.model_fields if f'"{one}"' in str(error)), "")
        raise SettingsError(name=f"KANSLIST_{told.upper()}" if told else ENV_FILE, reason=wanted(told)) from error
    except UnicodeDecodeError as error:
        raise SettingsError(name=ENV_FILE, reason="filen är inte i UTF-8. Spara om den som UTF-8.") from error
    except (OSError, ValueError) as error:
        raise SettingsError(name=ENV_FILE, reason="filen går inte att läsa. Kontrollera behörigheten.") from error


_WANTED = {
    "port": "ange ett tal mellan 0 och 65535.",
    "registrars": (
        "skriv en JSON-lista eller namn med komma emellan, till exempel slack:TEAM/USER,teams:TENANT/OBJECT-ID."
    ),
    "collections": "skriv en JSON-lista eller namn med komma emellan, till exempel öppen,intern.",
    "intake_collection": "ange öppen eller en av samlingarna i KANSLIST_COLLECTIONS.",
    "intake_channels": "skriv kanal-id med komma emellan, till exempel C0123ABCD,C0456EFGH.",
    "link_key": "ange minst 32 slumpmässiga tecken.",
    "token_key": "ange minst 32 slumpmässiga tecken, eller flera sådana nycklar med komma emellan.",
    "watch_polling": "ange true eller false.",
    "digest_hour": "ange en timme mellan 0 och 23.",
    "zone": "ange en tidszon ur IANA:s lista, till exempel Europe/Stockholm.",
    "teams_app_type": "ange SingleTenant eller UserAssignedMSI.",
    "teams_library": "ange botbuilder eller agents.",
    "contacts": 'skriv JSON, till exempel {"Socialnämnden": "soc@example.se"}.',
}


def misspelt() -> dict[str, str | None]:
    """The `KANSLIST_…` names of the environment and of `.env` that no setting has, each with the nearest that one has.

    A file that cannot be read has been told of by `load`."""
    known = {f"KANSLIST_{field.upper()}" for field in Settings.model_fields} | set(_OTHERS)
    written = {name.upper() for name in (*os.environ, *DotEnvSettingsSource(Settings, ENV_FILE).env_vars)}
    strange = sorted(name for name in written - known if name.startswith("KANSLIST_"))
    return {name: next(iter(get_close_matches(name, known, n=1, cutoff=_NEAR)), None) for name in strange}


_OTHERS = ("KANSLIST_DEMO_ONCE", "KANSLIST_ADDRESS", "KANSLIST_DOCUMENTS")
"""Names that are read elsewhere: by `make demo`, by deploy/compose.yaml."""
_NEAR = 0.75


def wanted(field: str) -> str:
    """What a setting wants, for whoever has to mend it."""
    return _WANTED.get(field, "värdet går inte att använda.")
