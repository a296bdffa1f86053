"""Posting of the bot's own accord, into a channel that has added it."""

from __future__ import annotations

import re

from adapters.slack.client import post, web_client
from bot.answers.answer import Answer
from bot.ports import Sender
from bot.settings import Settings
from knowledge.store.api import Writable

# C: public channel, G: private channel or group, D: direct message; U, W: a person, who is written to directly
_CHANNEL = re.compile(r"[CGDUW][A-Z0-9]{5,}")


class SlackSender(Sender):
    """Posts through chat.postMessage with the retries of adapters.slack.client."""

    def __init__(self, settings: Settings) -> None:
        self._client = web_client(settings)
        self._configured = settings.slack_bot_token is not None

    def knows(self, channel: str) -> bool:
        """Whether Slack is set up and the id is of its kind; whether the bot is in there Slack says at posting."""
        return self._configured and _CHANNEL.fullmatch(channel) is not None

    async def post(self, channel: str, message: Answer) -> None:
        """Post it. Raises DeliveryError with Slack's refusal in Swedish."""
        await post(self._client, channel, message)


def senders(settings: Settings, store: Writable) -> list[Sender]:  # noqa: ARG001 every platform's has this signature
    """Slack's sender where the token is set, for the server and the command line."""
    return [SlackSender(settings)] if settings.slack_bot_token else []
