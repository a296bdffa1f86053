"""Posts of the bot's own accord (the digest) into conversations that have added it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from adapters.teams import cards
from adapters.teams.addresses import is_local
from adapters.teams.connector import ATTEMPTS, Connector
from adapters.teams.conversations import Conversations, ConversationStore
from adapters.teams.errors import ConnectorRefused, TeamsError
from adapters.teams.login import Login
from adapters.teams.setup import Registration
from bot.answers.answer import Answer
from bot.errors import (
    BotRemoved,
    CannotLook,
    ChannelUnknown,
    DeliveryError,
    DeliveryUnclear,
    MessageGone,
    PlatformBusy,
    PlatformDown,
)
from bot.messages import of_platforms
from bot.ports import Limit, Sender
from bot.settings import Settings

GONE = frozenset({403, 404})
"""What the Bot Connector answers where the bot is no longer in the conversation, or the conversation is no more."""
A_SECOND = 40.0
"""Messages of the fifty requests that one app may make a second in a tenant (learn.microsoft.com: "Optimize your bot
with rate limiting in Teams"); answers need some too."""
_UNCLEAR = frozenset({None, 500, 502, 504})
"""Where the message may have been taken all the same; None: no answer came."""


class TeamsSender:
    """A Sender for Teams' conversations. registration: None where only an emulator on this machine is posted to."""

    def __init__(self, registration: Registration | None, store: ConversationStore) -> None:
        self._registration = registration
        self._conversations = Conversations(store)
        self._session: aiohttp.ClientSession | None = None
        self._users = 0
        self._login: Login | None = None

    def knows(self, channel: str) -> bool:
        """Whether the bot was added there, by a caller that may be believed (or by an emulator on this machine)."""
        reference = self._conversations.find(channel)
        if reference is None:
            return False
        return bool(self._registration) if reference["trusted"] else is_local(str(reference["serviceUrl"]))

    def limits(self, channel: str) -> Sequence[Limit]:
        """What a tenant takes a second, and one a second and conversation."""
        reference = self._conversations.find(channel) or {}
        tenant = (reference.get("conversation") or {}).get("tenantId") or ""
        return (Limit(f"teams:{tenant}", A_SECOND), Limit(f"teams:{channel}", 1.0))

    async def post(self, channel: str, message: Answer, key: str | None = None) -> str:
        """Post it as a new message. Raises ChannelUnknown, or DeliveryError when Teams refuses it.

        A conversation from which the bot is gone is forgotten.
        """
        reference = self._reference(channel)
        activity = _activity(reference, message)
        try:
            async with self._connector(reference, 1 if key else ATTEMPTS) as connector:
                return await connector.send(activity) or ""
        except ConnectorRefused as refused:
            if refused.values["status"] in GONE:
                await self._conversations.forget(channel)
            raise _meant(channel, refused) from refused
        except TeamsError as error:
            raise PlatformDown(channel=channel, reason=str(error)) from error

    async def find(self, channel: str, key: str, since: int) -> str | None:  # noqa: ARG002 the port's
        """Raises CannotLook, always: without rights to read every message of a team no bot sees what it has sent."""
        raise CannotLook(channel=channel, reason=of_platforms.not_in_teams())

    async def edit(self, channel: str, message_id: str, message: Answer) -> None:
        """Update the activity. Raises MessageGone where it is there no longer, DeliveryError."""
        reference = self._reference(channel)
        try:
            async with self._connector(reference, 1) as connector:
                await connector.update(_activity(reference, message), message_id)
        except ConnectorRefused as refused:
            if refused.values["status"] in (400, 403, 404, 405, 501):
                raise MessageGone(channel=channel, reason=refused.values["reason"]) from refused
            raise _meant(channel, refused) from refused
        except TeamsError as error:
            raise PlatformDown(channel=channel, reason=str(error)) from error

    def _reference(self, channel: str) -> dict[str, Any]:
        reference = self._conversations.find(channel)
        if reference is None or not self.knows(channel):
            raise ChannelUnknown(channel=channel)
        return reference

    @asynccontextmanager
    async def _connector(self, reference: dict[str, Any], attempts: int) -> AsyncIterator[Connector]:
        """What posts there. One session for all that are on their way, closed with the last; the token is kept."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        session = self._session
        self._users += 1
        try:
            yield Connector(session, self._login_of(reference, session), attempts=attempts)
        finally:
            self._users -= 1
            if not self._users:
                self._session = None
                await session.close()

    def _login_of(self, reference: dict[str, Any], session: aiohttp.ClientSession) -> Login | None:
        if self._registration is None or not reference["trusted"]:
            return None
        self._login = self._login.through(session) if self._login else Login(self._registration, session)
        return self._login


def _activity(reference: dict[str, Any], message: Answer) -> dict[str, Any]:
    return cards.message(message) | {
        "channelId": reference["channelId"],
        "serviceUrl": reference["serviceUrl"],
        "conversation": reference["conversation"],
        "from": reference["bot"],
    }


def _meant(channel: str, refused: ConnectorRefused) -> DeliveryError:
    """What a refusal of the Bot Connector means for the message."""
    status, seconds = refused.values["status"], refused.values["seconds"]
    said = {"channel": channel, "reason": refused.values["reason"]}
    if status in GONE:
        return BotRemoved(**said)
    if status in (412, 429) or (status == 503 and seconds is not None):
        return PlatformBusy(**said, seconds=seconds)
    if status in (401, 503) or not refused.values["reached"]:
        return PlatformDown(**said)
    return DeliveryUnclear(**said) if status in _UNCLEAR else DeliveryError(**said)


def senders(settings: Settings, store: ConversationStore) -> list[Sender]:
    """What posts into Teams, by the settings. Raises TeamsUnauthenticated where they are incomplete."""
    return [TeamsSender(Registration.of(settings), store)]
