"""A question asked where others look on, whose answer only the asker may read: told in their own chat with the bot."""

from __future__ import annotations

from typing import Protocol

from adapters.logs import logger
from adapters.teams.activities import Activity
from adapters.teams.asking import Asking, Readers
from adapters.teams.errors import TeamsError
from adapters.teams.personal import PersonalChats
from bot.answers.answer import Answer
from bot.incoming import Incoming

_log = logger("teams")


class Confidant(Readers, Protocol):
    """The part of Kanslist that this needs."""

    async def ask_aside(self, message: Incoming, given: Answer, chat: str | None) -> Answer | None: ...


class Aside:
    """chats: None where nobody is believed to be anybody."""

    def __init__(self, clerk: Confidant, asking: Asking, chats: PersonalChats | None) -> None:
        self._clerk = clerk
        self._asking = asking
        self._chats = chats

    async def remember(self, activity: Activity, message: Incoming) -> None:
        """Keep which chat is the asker's, where there are answers for them alone."""
        if self._chats is not None and self._clerk.reads_more(message):
            await self._chats.remember(activity)

    async def forget(self, activity: Activity) -> None:
        """The bot was taken out of somebody's chat."""
        if self._chats is not None:
            await self._chats.forget(activity)

    async def told(self, activity: Activity, message: Incoming, given: Answer) -> bool:
        """Whether an answer went into the asker's own chat. Where none can go there everyone's answer must do.

        Raises StoreError.
        """
        if self._chats is None or message.private or not self._clerk.reads_more(message):
            return False
        try:
            asker = await self._asking.checked(message, activity)
            answer = await self._clerk.ask_aside(asker, given, self._chats.known(activity))
            if answer is not None:
                await self._chats.post(activity, answer)
        except TeamsError as error:
            _log.warning("aside_not_told", error=type(error).__name__, reason=str(error.values.get("reason", "")))
            return False
        return answer is not None
