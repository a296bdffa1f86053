"""What the bot does with an activity: asks the clerk, greets, remembers, forgets. A raw activity in, replies out."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Protocol

from adapters.teams import activities, cards, extension
from adapters.teams.activities import Activity
from adapters.teams.buttons import PressData
from adapters.teams.conversations import Conversations, ConversationStore
from adapters.teams.platform import INVOKE_RESPONSE
from adapters.teams.presses import Later, Presser, Presses
from bot.answers.answer import Answer
from bot.incoming import Incoming
from bot.messages import of_teams
from knowledge.errors import KanslistError

_SAID = "application/vnd.microsoft.activity.message"
"""The type of an invoke's answer that is a sentence (learn.microsoft.com: Universal Actions, response format)."""


class EventStore(ConversationStore, Protocol):
    """The part of the store that an adapter writes."""

    def claim_event(self, event: str, body: str | None = None) -> bool: ...

    def settle_event(self, event: str) -> None: ...

    def take_unanswered(self, platform: str) -> list[tuple[str, str]]: ...


class Clerk(Presser, extension.Finder, Protocol):
    """The part of Kanslist that this needs."""

    @property
    def store(self) -> EventStore: ...

    async def ask(self, message: Incoming) -> Answer: ...


class Replies:
    """The handler of turns. later: runs what need not be waited for. trusted: callers' tokens are checked, so that
    their identities may be believed."""

    def __init__(self, clerk: Clerk, later: Later, *, trusted: bool) -> None:
        self._clerk = clerk
        self._presses = Presses(clerk, later)
        self._extension = extension.Extension(clerk)
        self._trusted = trusted
        self._conversations = Conversations(clerk.store)

    async def __call__(self, activity: Activity) -> list[Activity]:
        """The replies to one activity. Kinds that say nothing to the bot (reactions, edits, typing) have none."""
        kind = activity["type"]
        if kind == "message":
            return await self._answer(activity)
        if kind == "invoke":
            return [await self._invoke(activity)]
        if activities.removes_bot(activity):
            await self._conversations.forget(activities.place_of(activity))
        elif activities.adds_bot(activity) and await self._conversations.remember(activity, trusted=self._trusted):
            return [activities.said(of_teams.greeting())]
        return []

    async def _answer(self, activity: Activity) -> list[Activity]:
        try:
            if not await self._is_new(activity):
                return []
            return await self.again(activity)
        except KanslistError as error:
            return [activities.said(str(error))]

    async def again(self, activity: Activity) -> list[Activity]:
        """The replies to a message that is recorded already. Raises KanslistError."""
        await self._conversations.remember(activity, trusted=self._trusted)
        return [await self._made(activity)]

    async def _is_new(self, activity: Activity) -> bool:
        """Whether this message was not answered before: Teams delivers one again when it is unsure."""
        event = activities.event_of(activity)
        if event is None:
            return True
        body = json.dumps(activity, ensure_ascii=False)
        return await asyncio.to_thread(self._clerk.store.claim_event, event, body)

    async def _invoke(self, activity: Activity) -> Activity:
        """What wants its answer in the HTTP response: a card's press, the message extension. Others get 501."""
        if activity.get("name") in (extension.QUERY, extension.LINK):
            return _response(200, await self._extension.answer(activity))
        if activity.get("name") != "adaptiveCard/action":
            return _response(501, {"error": "not_implemented"})
        action = (activity.get("value") or {}).get("action") or {}
        try:
            shown = await self._made({**activity, "text": None, "value": action.get("data")})
        except KanslistError as error:
            # told as a message: Teams shows a fault's words to nobody
            return _response(200, {"statusCode": 200, "type": _SAID, "value": str(error)})
        attached = shown.get("attachments")
        if not attached:
            return _response(200, {"statusCode": 200, "type": _SAID, "value": shown["text"]})
        return _response(200, {"statusCode": 200, "type": cards.CARD, "value": attached[0]["content"]})

    async def _made(self, activity: Activity) -> Activity:
        """The message that answers a question, a choice or a press."""
        message = activities.incoming(activity, trusted=self._trusted)
        if (data := PressData.read(activity.get("value"))) is not None:
            return cards.message(*await self._presses.answer(data, message))
        return cards.message(await self._clerk.ask(message))


def _response(status: int, body: dict[str, Any]) -> Activity:
    return {"type": INVOKE_RESPONSE, "value": {"status": status, "body": body}}
