"""What the settings open of Slack: which entrances and tokens there are, and that nothing is half set up."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import SecretStr

from adapters.errors import SlackIncomplete
from bot.settings import Settings

PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
_ENTRANCES = "KANSLIST_SLACK_APP_TOKEN (Socket Mode) eller KANSLIST_SLACK_SIGNING_SECRET"


@dataclass(frozen=True, slots=True)
class OAuth:
    """The app's own name and secret, with which it is installed in workspaces."""

    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Where tokens come from. bot: the one workspace's; oauth: those that workspaces give when they install the app."""

    bot: str | None = field(repr=False)
    oauth: OAuth | None

    @classmethod
    def of(cls, settings: Settings) -> Tokens:
        """Those of the settings, none of them where none is set. Raises SlackIncomplete."""
        client_id, secret = (settings.slack_client_id or "").strip(), _said(settings.slack_client_secret)
        if bool(client_id) != bool(secret):
            raise SlackIncomplete(missing="KANSLIST_SLACK_CLIENT_SECRET" if client_id else "KANSLIST_SLACK_CLIENT_ID")
        return cls(_said(settings.slack_bot_token), OAuth(client_id, secret) if secret else None)


@dataclass(frozen=True, slots=True)
class Entrances:
    """How Slack reaches us. signing_secret: over HTTP; app_token: through Socket Mode; one at least, or both."""

    signing_secret: str | None = field(repr=False)
    app_token: str | None = field(repr=False)

    @classmethod
    def of(cls, settings: Settings) -> Entrances | None:
        """Those that the settings open; None where nothing of Slack is set. Raises SlackIncomplete."""
        signing, app = _said(settings.slack_signing_secret), _said(settings.slack_app_token)
        tokens = Tokens.of(settings)
        if not (signing or app or tokens.bot or tokens.oauth):
            return None
        if not (tokens.bot or tokens.oauth):
            raise SlackIncomplete(missing="KANSLIST_SLACK_BOT_TOKEN")
        if not (signing or app):
            raise SlackIncomplete(missing=_ENTRANCES)
        if tokens.oauth and not settings.public_url:
            raise SlackIncomplete(missing="KANSLIST_PUBLIC_URL (dit Slack skickar tillbaka den som installerar)")
        return cls(signing, app)


def _said(secret: SecretStr | None) -> str | None:
    return (secret.get_secret_value().strip() or None) if secret else None
