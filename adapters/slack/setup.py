"""What the settings open of Slack: which entrances there are, and that none of them is half set up."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import SecretStr

from adapters.errors import SlackIncomplete
from bot.settings import Settings

_ENTRANCES = "KANSLIST_SLACK_APP_TOKEN (Socket Mode) eller KANSLIST_SLACK_SIGNING_SECRET"


@dataclass(frozen=True, slots=True)
class Entrances:
    """How Slack reaches us. signing_secret: over HTTP; app_token: through Socket Mode; one at least, or both."""

    signing_secret: SecretStr | None
    app_token: SecretStr | None

    @classmethod
    def of(cls, settings: Settings) -> Entrances | None:
        """Those that the settings open; None where nothing of Slack is set. Raises SlackIncomplete."""
        signing, app = _said(settings.slack_signing_secret), _said(settings.slack_app_token)
        token = _said(settings.slack_bot_token)
        if not (signing or app or token):
            return None
        if not token:
            raise SlackIncomplete(missing="KANSLIST_SLACK_BOT_TOKEN")
        if not (signing or app):
            raise SlackIncomplete(missing=_ENTRANCES)
        return cls(signing, app)


def _said(secret: SecretStr | None) -> SecretStr | None:
    return secret if secret and secret.get_secret_value().strip() else None
