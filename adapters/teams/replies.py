"""What the bot does with an activity: asks the clerk, greets, remembers, forgets. A raw activity in, replies out."""

from __future__ import annotations

import json
from typing import Protocol

from adapters.teams import activities, cards, targeting
from adapters.teams.activities import Activity
from adapters.teams.aside import Aside, Confidant
from adapters.teams.asking import Asking
from adapters.teams.buttons import PressData
from adapters.teams.connector import Connector
from adapters.teams.conversations import Conversations, ConversationStore
from adapters.teams.dialogs import Dialogs, Opener
from adapters.teams.errors import excuse
from adapters.teams.extension import Extension, Finder
from adapters.teams.files import Files, Keeper, Post, holds_files
from adapters.teams.invokes import Invokes
from adapters.teams.outsiders import Roster
from adapters.teams.personal import PersonalChats
from adapters.teams.presses import Later, Presser, Presses
from adapters.writing import Transactions, Writing
from bot.answers.answer import Answer
from bot.incoming import Incoming
from bot.intake.look import PRESSES as FILE_PRESSES
from bot.messages import of_teams
from bot.remembered import Beside
from knowledge.errors import KanslistError


class EventStore(ConversationStore, Transactions, Protocol):
    """The part of the store that an adapter writes."""

    def claim_event(self, event: str, body: str | None = None) -> bool: ...

    def settle_event(self, event: str) -> None: ...

    def take_unanswered(self, platform: str) -> list[tuple[str, str]]: ...


class Clerk(Presser, Finder, Confidant, Keeper, Opener, Protocol):
    """The part of Kanslist that this needs."""

    @property
    def store(self) -> EventStore: ...

    async def ask(self, message: Incoming) -> Answer: ...


async def _unposted(_activity: Activity, _message: Activity) -> None:
    raise AssertionError("who takes files says how to post")


class Replies:
    """The handler of turns. later: runs what need not be waited for. trusted: callers' tokens are checked, so that
    their identities may be believed; with connector and tenant (ours) it is looked up whether they are guests, and
    what is for one of them alone goes into their own chat. post: says something beside the turn that is run."""

    def __init__(
        self,
        clerk: Clerk,
        later: Later,
        *,
        trusted: bool,
        connector: Connector | None = None,
        tenant: str | None = None,
        post: Post = _unposted,
    ) -> None:
        self._clerk = clerk
        self.writing = Writing(clerk.store)
        """Records what was asked."""
        self._trusted = trusted
        self._presses = Presses(clerk, later)
        self._conversations = Conversations(clerk.store)
        known = connector if trusted and tenant else None
        roster = Roster(known.member, str(tenant)) if known else None
        self._asking = Asking(clerk, roster, trusted=trusted, tenant=tenant)
        self._aside = Aside(clerk, self._asking, PersonalChats(self._conversations, known) if known else None)
        self._cards: Beside[Answer, Activity] = Beside()
        self._files = Files(clerk, post, later)
        self._invokes = Invokes(self._asking, self._presses, Extension(clerk), Dialogs(clerk, self._asking), self._made)

    async def __call__(self, activity: Activity) -> list[Activity]:
        """The replies to one activity. Kinds that say nothing to the bot (reactions, edits, typing) have none."""
        kind = activity["type"]
        if kind == "message":
            return await self._answer(activity)
        if kind == "invoke":
            return await self._invokes.replies(activity)
        if activities.removes_bot(activity):
            await self._conversations.forget(activities.place_of(activity))
            await self._aside.forget(activity)
        elif activities.adds_bot(activity):
            is_new = await self._conversations.remember(activity, trusted=self._trusted)
            return [activities.said(of_teams.greeting())] if is_new and not activities.upgrades_bot(activity) else []
        return []

    async def _answer(self, activity: Activity) -> list[Activity]:
        try:
            if not await self._is_new(activity):
                return []
            return await self.again(activity)
        except KanslistError as error:
            return [activities.said(excuse(error))]

    async def again(self, activity: Activity) -> list[Activity]:
        """The replies to a message that is recorded already. Raises KanslistError."""
        await self._conversations.remember(activity, trusted=self._trusted)
        if holds_files(activity):
            return await self._dropped(activity)
        pressed = PressData.read(activity.get("value")) is not None
        return [await (self._made(activity) if pressed else self._asked(activity))]

    async def late(self, invoke: Activity, _as_message: Activity) -> list[Activity]:
        """The replies to a press that is recorded already, and whose invoke nobody waits for any more."""
        return await self._invokes.late(invoke)

    async def _dropped(self, activity: Activity) -> list[Activity]:
        """A message with files: what is written beside them is answered first, then each is shown as it is read."""
        if activities.text_of(activity):
            await self._files.post(activity, await self._asked(activity))
        await self._files.take(activity, await self._asking.read(activity))
        return []

    async def _is_new(self, activity: Activity) -> bool:
        """Whether this message was not answered before: Teams delivers one again when it is unsure."""
        event = activities.event_of(activity)
        if event is None:
            return True
        body = json.dumps(activity)  # ASCII: a lone surrogate is no UTF-8
        return await self.writing.do(self._clerk.store.claim_event, event, body)

    async def _made(self, activity: Activity) -> Activity:
        """The message that answers a press or a choice on a card."""
        message = await self._asking.read(activity)
        if (data := PressData.read(activity.get("value"))) is not None:
            shown = await self._pressed(data, activity, message)
        else:
            shown = cards.message(await self._clerk.ask(message))
        return targeting.marked(shown) if targeting.is_for_asker(activity) else shown

    async def _pressed(self, data: PressData, activity: Activity, message: Incoming) -> Activity:
        if data.press in FILE_PRESSES:
            return cards.message(await self._files.pressed(data, activity, message))
        return cards.message(*await self._presses.answer(data, message))

    async def _asked(self, activity: Activity) -> Activity:
        """The message that answers a question."""
        message = await self._asking.read(activity)
        await self._aside.remember(activity, message)
        answer = await self._clerk.ask(message)
        if await self._aside.told(activity, message, answer):
            return activities.said(of_teams.answered_aside())
        shown = self._cards.of(answer, lambda: cards.message(answer))
        return targeting.marked(shown) if targeting.is_for_asker(activity) else shown
