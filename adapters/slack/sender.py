"""Posting of the bot's own accord, into a channel that has added it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack import history
from adapters.slack.client import post, tried_once
from adapters.slack.clients import Clients
from adapters.slack.installations import Workspaces
from adapters.slack.message import message as rendered
from adapters.slack.refusals import refusal, undelivered
from bot.answers.answer import Answer
from bot.errors import MessageGone
from bot.messages import of_platforms as messages
from bot.ports import Limit, Sender
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

    def limits(self, channel: str) -> Sequence[Limit]:
        """About one message a second and channel (docs.slack.dev, rate limits)."""
        return (Limit(f"slack:{channel}", 1.0),)

    async def post(self, channel: str, message: Answer, key: str | None = None) -> str:
        """Post it, into TEAM/CHANNEL or into the one workspace's channel; gives the message's ts. Raises DeliveryError
        with the reason in Swedish."""
        client, id_ = self._clients.of_channel(channel)
        if key is None:
            return await post(client, id_, message)
        return await post(tried_once(client), id_, message, metadata=history.metadata(key))

    async def find(self, channel: str, key: str, since: int) -> str | None:
        """Look through the channel's history, where the app was granted its scope. Raises CannotLook, DeliveryError."""
        client, id_ = self._clients.of_channel(channel)
        return await history.find(tried_once(client), id_, key, since)

    async def edit(self, channel: str, message_id: str, message: Answer) -> None:
        """chat.update. Raises MessageGone, DeliveryError."""
        client, id_ = self._clients.of_channel(channel)
        try:
            place = await history.conversation(client, id_)
            await client.chat_update(channel=place, ts=message_id, **_editable(rendered(message)))
        except (TimeoutError, SlackApiError, aiohttp.ClientError) as error:
            if refusal(error) in history.BLIND:
                raise MessageGone(channel=channel, reason=messages.slack_refusal(refusal(error))) from error
            raise undelivered(channel, error) from error


def _editable(payload: dict[str, Any]) -> dict[str, Any]:
    """chat.update knows nothing of unfurling."""
    return {name: value for name, value in payload.items() if name not in ("unfurl_links", "unfurl_media", "mrkdwn")}


def senders(settings: Settings, store: Workspaces) -> list[Sender]:
    """Slack's sender where there are tokens, for the server and the command line. Raises SlackIncomplete."""
    sender = SlackSender(settings, store)
    return [sender] if sender.configured else []
