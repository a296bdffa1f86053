"""How an answer reaches one person, or the channel they share it in: by every way that Slack has left open."""

from __future__ import annotations

from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack import client as web
from adapters.slack import refusals
from adapters.slack.clients import Clients
from adapters.slack.message import message, payload, private
from adapters.slack.places import Place
from bot.answers.answer import Answer
from bot.errors import DeliveryError

Payload = dict[str, Any]

_OUTSIDE = frozenset({"not_in_channel", "channel_not_found", "restricted_action"})
"""Refusals of a channel that response_url may still write into for whoever used the app there."""


class Delivery:
    """clients: each workspace's, with its retries and the session."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    async def to_asker(self, place: Place, answer: Answer | str) -> None:
        """For the asker's eyes: as a message in their direct messages, else as an ephemeral one where they are.

        An ephemeral message goes by response_url, where there is one; where that has run out (half an hour, five uses)
        by chat.postEphemeral; where the bot may not write there, into the asker's direct messages.
        Raises DeliveryError.
        """
        if place.direct:
            await self._post(place, place.channel, answer, place.thread)
        elif not await self.responded(place, private(payload(answer))):
            try:
                await self._ephemeral(place, answer)
            except DeliveryError:
                await self._post(place, place.user, answer, None)

    async def to_direct(self, place: Place, answer: Answer | str) -> None:
        """Into the asker's direct messages, where it stays. Raises DeliveryError."""
        await self._post(place, place.user, answer, None)

    async def to_channel(self, place: Place, answer: Answer, by: Payload) -> None:
        """For everyone there, with `by` in front; in the thread that it was pressed in. Raises DeliveryError."""
        made = message(answer)
        made["blocks"] = [by, *made["blocks"]]
        try:
            await self._send(place, place.channel, made, answer, place.thread)
        except DeliveryError as error:
            refused = refusals.refusal(error.__cause__) if isinstance(error.__cause__, Exception) else ""
            everyone = {"response_type": "in_channel", **made}
            if refused not in _OUTSIDE or not await self.responded(place, everyone):
                raise

    async def responded(self, place: Place, made: Payload) -> bool:
        """Whether the place's response_url took it."""
        if not place.response_url:
            return False
        hook = AsyncWebhookClient(
            place.response_url, timeout=web.TIMEOUT_SECONDS, session=self._clients.session, logger=web.quiet_logger()
        )
        thread = {"thread_ts": place.thread} if place.thread else {}
        try:
            answered = await hook.send_dict({"replace_original": False, **thread, **made})
        except (TimeoutError, aiohttp.ClientError):
            return False
        return answered.status_code == 200

    async def _ephemeral(self, place: Place, answer: Answer | str) -> None:
        try:
            await self._clients.of(place.team).chat_postEphemeral(
                channel=place.channel, user=place.user, thread_ts=place.thread, **payload(answer)
            )
        except SlackApiError as error:
            if refusals.refusal(error) not in refusals.BLOCKS_REFUSED or isinstance(answer, str):
                raise refusals.undelivered(place.channel, error) from error
            await self._ephemeral(place, answer.text)
        except (TimeoutError, aiohttp.ClientError) as error:
            raise refusals.undelivered(place.channel, error) from error

    async def _post(self, place: Place, channel: str, answer: Answer | str, thread: str | None) -> None:
        await self._send(place, channel, payload(answer), answer, thread)

    async def _send(self, place: Place, channel: str, made: Payload, answer: Answer | str, thread: str | None) -> None:
        client = self._clients.of(place.team)
        if isinstance(answer, str):
            await web.post_text(client, channel, answer, thread)
        else:
            await web.post(client, channel, answer, thread, made)
