"""Posting of the bot's own accord, into a channel that has added it."""

from __future__ import annotations

import re

from adapters.slack.client import post
from adapters.slack.clients import Clients
from adapters.slack.installations import Workspaces
from bot.answers.answer import Answer
from bot.ports import Sender
from bot.settings import Settings

# C: public channel, G: private channel or group, D: direct message; U, W: a person, who is written to directly; before
# it, where there are several, the workspace
_CHANNEL = re.compile(r"(T[A-Z0-9]{5,}/)?[CGDUW][A-Z0-9]{5,}")


class SlackSender(Sender):
    """Posts through chat.postMessage with the retries of adapters.slack.client."""

    def __init__(self, settings: Settings, store: Workspaces) -> None:
        self._clients = Clients(settings, store)

    @property
    def configured(self) -> bool:
        """Whether any workspace may have a token."""
        return self._clients.configured

    def knows(self, channel: str) -> bool:
        """Whether Slack is set up and the id is of its kind; whether the bot is in there Slack says at posting."""
        return self._clients.configured and _CHANNEL.fullmatch(channel) is not None

    async def post(self, channel: str, message: Answer) -> None:
        """Post it, into TEAM/CHANNEL or into the one workspace's channel. Raises DeliveryError with the reason in
        Swedish."""
        client, id_ = self._clients.of_channel(channel)
        await post(client, id_, message)


def senders(settings: Settings, store: Workspaces) -> list[Sender]:
    """Slack's sender where there are tokens, for the server and the command line. Raises SlackIncomplete."""
    sender = SlackSender(settings, store)
    return [sender] if sender.configured else []
