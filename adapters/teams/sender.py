"""Posts of the bot's own accord (the digest) into conversations that have added it."""

from __future__ import annotations

import aiohttp

from adapters.teams import cards
from adapters.teams.addresses import is_local
from adapters.teams.connector import Connector
from adapters.teams.conversations import Conversations, ConversationStore
from adapters.teams.errors import ConnectorRefused, TeamsError
from adapters.teams.login import Login
from adapters.teams.setup import Registration
from bot.answers.answer import Answer
from bot.errors import ChannelUnknown, DeliveryError
from bot.ports import Sender
from bot.settings import Settings

GONE = frozenset({403, 404})
"""What the Bot Connector answers where the bot is no longer in the conversation, or the conversation is no more."""


class TeamsSender:
    """A Sender for Teams' conversations. registration: None where only an emulator on this machine is posted to."""

    def __init__(self, registration: Registration | None, store: ConversationStore) -> None:
        self._registration = registration
        self._conversations = Conversations(store)

    def knows(self, channel: str) -> bool:
        """Whether the bot was added there, by a caller that may be believed (or by an emulator on this machine)."""
        reference = self._conversations.find(channel)
        if reference is None:
            return False
        return bool(self._registration) if reference["trusted"] else is_local(str(reference["serviceUrl"]))

    async def post(self, channel: str, message: Answer) -> None:
        """Post it as a new message. Raises ChannelUnknown, or DeliveryError when Teams refuses it.

        A conversation from which the bot is gone is forgotten.
        """
        reference = self._conversations.find(channel)
        if reference is None or not self.knows(channel):
            raise ChannelUnknown(channel=channel)
        activity = cards.message(message) | {
            "channelId": reference["channelId"],
            "serviceUrl": reference["serviceUrl"],
            "conversation": reference["conversation"],
            "from": reference["bot"],
        }
        async with aiohttp.ClientSession() as session:
            login = Login(self._registration, session) if self._registration and reference["trusted"] else None
            try:
                await Connector(session, login).send(activity)
            except ConnectorRefused as refused:
                if refused.values["status"] in GONE:
                    await self._conversations.forget(channel)
                raise DeliveryError(channel=channel, reason=refused.values["reason"]) from refused
            except TeamsError as error:
                raise DeliveryError(channel=channel, reason=str(error)) from error


def senders(settings: Settings, store: ConversationStore) -> list[Sender]:
    """What posts into Teams, by the settings. Raises TeamsUnauthenticated where they are incomplete."""
    return [TeamsSender(Registration.of(settings), store)]
