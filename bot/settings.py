"""The settings: every one of them, from the environment (`KANSLIST_…`) or a `.env` file; operators' docs list them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each field's description says what it is for; operators read it in docs/operators.md."""

    model_config = SettingsConfigDict(env_prefix="KANSLIST_", env_file=".env", extra="ignore")

    data: Path = Field(Path("data"), description="Folder of the store and the search projection")
    database: str | None = Field(None, description="sqlite:///PATH; default a file in the data folder")
    host: str = Field("127.0.0.1", description="Address that the server listens on")
    port: int = Field(3978, description="Port that the server listens on")
    public_url: str | None = Field(None, description="How readers reach the web view, in citations' links")
    registrars: frozenset[str] = Field(
        frozenset(),
        description="Registratorer, who read every collection: slack:TEAM/USER, teams:TENANT/OBJECT-ID, terminal:USER",
    )
    collections: frozenset[str] = Field(
        frozenset({"öppen", "intern"}), description="The collections that a registrator reads"
    )
    watch: Annotated[Path | None, BeforeValidator(lambda value: value or None)] = Field(
        None, description="Folder whose documents come in by themselves while the server runs"
    )
    watch_collection: str = Field("öppen", description="The collection that the watched folder's documents go into")
    watch_polling: bool = Field(False, description="Compare listings of the watched folder: for network shares")
    contact: str | None = Field(None, description="Whom to ask when the record holds no answer")

    slack_signing_secret: SecretStr | None = Field(None, description="Slack: Basic Information → Signing Secret")
    slack_bot_token: SecretStr | None = Field(None, description="Slack: OAuth & Permissions → Bot User OAuth Token")
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

    @cached_property
    def database_url(self) -> str:
        """The store's URL, with the default filled in."""
        return self.database or f"sqlite:///{self.data / 'kanslist.db'}"

    @cached_property
    def base_url(self) -> str:
        """What links begin with, without a trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")
