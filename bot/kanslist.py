"""The clerk: one question in, one answer out, the same in every platform."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import ParamSpec

from bot import errands
from bot.access import is_registrar, may_move, reader_for
from bot.answers.answer import Answer, Citation
from bot.answers.granted import granted
from bot.answers.parts import part
from bot.answers.route import answer, searches
from bot.answers.sheet import Desk
from bot.answers.wording import Wording
from bot.buttons import reporting
from bot.buttons.offered import Place, with_buttons
from bot.buttons.press import Pressed, asked, noted, withheld
from bot.buttons.ticket import Ticket
from bot.conversation import Conversations, follow_up, points_back
from bot.errors import DeliveryError
from bot.follow_up import subscriptions
from bot.follow_up.delivery.runner import Runner
from bot.follow_up.delivery.snapshot import gate
from bot.follow_up.watch import making
from bot.follow_up.watch.form import Form, form
from bot.incoming import Incoming
from bot.intake.intake import Intake
from bot.looking_up import LookedUp, looked_up
from bot.office import Done, Office
from bot.ports import Sender
from bot.questions.lexicon import Lexicon
from bot.questions.question import Question
from bot.questions.understand import understand
from bot.remembered import Beside, Remembered
from bot.respelling import respelt
from bot.settings import Settings
from bot.turns import Turns
from bot.unfurling import cited
from knowledge.case_numbers import typed
from knowledge.errors import StoreBusy
from knowledge.reading.masking import mask
from knowledge.search.passages import Search
from knowledge.store.reader import PUBLIC, Reader
from knowledge.store.reports import Report
from knowledge.store.sqlite import SqliteStore

_P = ParamSpec("_P")
log = logging.getLogger(__name__)

_THREADS = 4
"""Answers that are worked on at a time, beside the event loop; more of them only wait for each other."""
_READERS = 8
"""Lexicons that are kept: one for each set of collections that has asked lately."""

_AT_ONCE = 200
"""Characters of a question that is understood in a millisecond; a longer one is read on a thread."""


class Kanslist:
    """What adapters hold: `ask`, and the store for their event log and conversation references."""

    def __init__(self, store: SqliteStore, search: Search, settings: Settings) -> None:
        self.store = store
        self.search = search
        self.settings = settings
        self.intake = Intake(store, settings)
        """Files that are dropped into a chat."""
        self.senders: list[Sender] = []
        """What posts of the bot's own accord, by platform; adapters add theirs."""
        self.outbox = Runner(store, self.senders, gate(store, settings, PUBLIC))
        """What sends what waits in the outbox. Others read the channels, so that it is what everyone may read."""
        self._conversations = Conversations()
        self._wording = Wording(search)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="answer")
        self._turns = Turns()
        self._lexicons: dict[Reader, tuple[int, Lexicon]] = {}
        self._questions: Remembered[Question] = Remembered()
        self._answers: Remembered[Answer] = Remembered()
        self._parts: Beside[Answer, Answer] = Beside()

    @property
    def _office(self) -> Office:
        """What errands are done with."""
        return Office(self.store, self.settings, self.desk)

    @classmethod
    def open(cls, settings: Settings) -> Kanslist:
        """Open the store and the search projection that the settings name. Raises StoreError."""
        store = SqliteStore.open(settings.database_url)
        return cls(store, Search.open(store, settings.data), settings)

    def ask_now(self, message: Incoming) -> Answer:
        """Answer in the calling thread. Raises StoreError where the record cannot be read."""
        if (errand := self._errand(message)) and (made := self._done(message, errand)):
            return made.answer
        desk = self._office.desk(message)
        return self._answered(message, desk, self._understood(message, desk))

    async def ask(self, message: Incoming) -> Answer:
        """Answer without holding up the event loop: a case is looked up at once, everything else on a thread."""
        if errand := self._errand(message):
            loop = asyncio.get_running_loop()
            if made := await loop.run_in_executor(self._threads, self._done, message, errand):
                await self._reply(made.settled)
                return made.answer
        try:
            if _may_be_looked_up(message):
                async with self._turns.one():
                    if desk := self._ready(message):
                        question = self._understood(message, desk)
                        if not searches(question):
                            return self._answered(message, desk, question)
                if desk:
                    return await self._beside(self._answered, message, desk, question)
        except StoreBusy:
            log.debug("record busy, read on a thread")
        return await self._beside(self.ask_now, message)

    async def press(self, pressed: Pressed) -> Answer:
        """What a press on a button of an answer gives, with what the one who pressed may read (for a shared answer:
        what everybody there may). Raises ButtonOutdated, StoreError."""
        return await self._beside(self._pressed, pressed)

    async def report(self, ticket: Ticket, message: Incoming) -> Report:
        """Keep what somebody (the message's asker) says (its text) is wrong in an answer. Raises StoreError."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._reported, ticket, message)

    async def tell(self, report: Report) -> None:
        """Tell the registratorer's channel of a report, where one is set. Where that fails it is kept all the same."""
        if not (channel := self.settings.reports_channel):
            return
        try:
            await reporting.announce(self.senders, channel, report)
        except DeliveryError as error:
            log.warning("report %d was kept but not told: %s", report.id, type(error).__name__)

    def tell_subscribers(self) -> int:
        """Put the news of those whose subscription has another answer now, or who want to be told at once of what has
        come in, into the outbox; how many there are. It asks every question: call it from a thread.

        Raises StoreError."""
        told = subscriptions.tell(self.store, subscriptions.changed(self.store, self._office.for_all))
        return told + making.at_once(self._office, datetime.now(UTC))

    async def form(self, name: str, message: Incoming) -> Form | None:
        """The form of that name as whoever asks for it may fill it in; None where there is none. Raises StoreError."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, form, self._office, message, name)

    def make_issues(self) -> int:
        """Put the issues that are due into the outbox; how many there are. Call it from a thread. Raises StoreError."""
        return making.planned(self._office, datetime.now(UTC))

    def reads_more(self, message: Incoming) -> bool:
        """Whether there are answers for this asker, told in private, that not everyone may read."""
        return is_registrar(message, self.settings)

    async def ask_aside(self, message: Incoming, given: Answer, chat: str | None) -> Answer | None:
        """What the asker alone may be told of a question that was asked where others look on; None where what everyone
        may read holds an answer, or what they may read holds none either. given: what everyone was to be told; chat:
        the conversation that the answer goes into, where it is known. Raises StoreError."""
        aside = replace(message, private=True, shareable=False, conversation=chat or message.conversation)
        if given.outcome != "not_found" or reader_for(aside, self.settings) == PUBLIC:
            return None
        made = await self.ask(aside)
        return made if made.outcome == "answered" and made.citations else None

    async def look_up(self, text: str) -> LookedUp:
        """What somebody looks up for a message to others, as everyone may read it; it is no part of a conversation.
        Raises StoreError."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._looked_up, text)

    async def unfurl(self, url: str) -> Citation | None:
        """What a link of ours leads to, as everyone may read it; None for any other. Raises StoreError."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, cited, self.settings, self.store, url)

    async def _reply(self, report: Report | None) -> None:
        """Tell whoever reported what came of it; where that fails it is logged."""
        if report is None:
            return
        try:
            await reporting.reply(self.senders, report)
        except DeliveryError as error:
            log.warning("the reader of report %d was not answered: %s", report.id, type(error).__name__)

    def _errand(self, message: Incoming) -> str | None:
        """The text, as typed or chosen, where it may be an errand (bot/errands.py)."""
        text = self._conversations.chosen(_key(message), message.text)
        return text if errands.is_typed(text) else None

    def _done(self, message: Incoming, text: str) -> Done | None:
        made = errands.done(self._office, message, text)
        if made is not None:
            self._conversations.offer(_key(message), made.answer.choices)
        return made

    def _ready(self, message: Incoming) -> Desk | None:
        """What answers are made with, where what questions are understood by need not be read anew."""
        reader = reader_for(message, self.settings)
        held, change = self._lexicons.get(reader), self.store.change()
        if held is None or held[0] != change:
            return None
        return replace(self._desk(reader, change, held[1]), staff=may_move(message, self.settings))

    async def _beside(self, call: Callable[_P, Answer], *args: _P.args, **kwargs: _P.kwargs) -> Answer:
        """The answer of a call on one of the threads."""
        context = copy_context()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: context.run(call, *args, **kwargs))

    def desk(self, reader: Reader) -> Desk:
        """What answers are made with, for one reader."""
        return self._desk(reader, *self._lexicon(reader))

    def _desk(self, reader: Reader, change: int, lexicon: Lexicon) -> Desk:
        return Desk(self.store, self.search, reader, self.settings, lexicon, self._wording, date.today(), change)

    def close(self) -> None:
        """Close the store and the projection; answers under way are finished first."""
        self.intake.close()
        self._threads.shutdown()
        self.store.close()

    def _understood(self, message: Incoming, desk: Desk) -> Question:
        key = _key(message)
        text = self._conversations.chosen(key, mask(message.text))
        reply = self._conversations.reply(key, text)
        return reply or follow_up(self._understand(desk, text), self._last(message))

    def _last(self, message: Incoming) -> Question | None:
        return self._conversations.last(_key(message))

    def _answered(self, message: Incoming, desk: Desk, question: Question) -> Answer:
        return self._told(message, desk, question)[0]

    def _told(self, message: Incoming, desk: Desk, question: Question) -> tuple[Answer, Answer]:
        """What is shown, and the whole answer that it is, or is a part of."""
        with self.store.remembering():
            made = self._answer(desk, question)
            if made.outcome == "not_found" and question.follows and not points_back(question):
                question = understand(question.text, desk.lexicon, desk.today)
                made = answer(desk, question)
            if made.outcome == "not_found" and (mended := respelt(desk, question, self._last(message))):
                other = answer(desk, mended)
                question, made = (mended, other) if other.outcome == "answered" else (question, made)
        whole = granted(question, made) if made.outcome == "answered" else made
        shown = self._shown(message, question, whole)
        if made.outcome == "answered":
            self._conversations.keep(_key(message), question, more=made.more, rest=shown.rest)
        self._conversations.offer(_key(message), made.choices)
        return shown, whole

    def _shown(self, message: Incoming, question: Question, whole: Answer) -> Answer:
        """As much of the answer as the platform shows, with its buttons. About a case it is remembered for the minute
        that its buttons say it was given in."""
        place, now = Place.of(message), time.time()

        def made() -> Answer:
            return part(question, whole, message.fits, lambda one: with_buttons(question, one, place, now, whole))

        if question.case is None:
            return made()
        return self._parts.of(whole, made, (question, message.fits, place, int(now // 60)))

    def _looked_up(self, text: str) -> LookedUp:
        with self.store.remembering():
            return looked_up(self.desk(PUBLIC), mask(text))

    def _understand(self, desk: Desk, text: str) -> Question:
        """What the text asks. Short ones about a case are remembered."""
        if len(text) > _AT_ONCE:
            return understand(text, desk.lexicon, desk.today)
        key, asked = (desk.reader, desk.today, text), self.search.asked
        return self._questions.of(
            desk.change,
            key,
            lambda: understand(text, desk.lexicon, desk.today),
            lambda question: question.case is not None and self.search.asked == asked,
        )

    def _answer(self, desk: Desk, question: Question) -> Answer:
        """The answer; about a case, and without a search, it is remembered."""
        if question.case is None:
            return answer(desk, question)
        key = (desk.reader, desk.staff, desk.today, self.store.newest_move(), question)
        asked = self.search.asked
        return self._answers.of(desk.change, key, lambda: answer(desk, question), lambda _: self.search.asked == asked)

    def _reported(self, ticket: Ticket, message: Incoming) -> Report:
        own, public = (
            answer(self.desk(reader), ticket.question) for reader in (reader_for(message, self.settings), PUBLIC)
        )
        return reporting.keep(self.store, ticket, own, public, message)

    def _pressed(self, pressed: Pressed) -> Answer:
        if pressed.press == "watch" and pressed.message.reply_to is not None:
            asked_for = pressed.ticket.question
            return subscriptions.subscribe(self._office, pressed.message, pressed.message.reply_to, asked_for)
        desk = self._office.desk(pressed.message)
        question = asked(pressed, desk)
        made, whole = self._told(pressed.message, desk, question)
        again = (
            whole
            if question == pressed.ticket.question
            else granted(pressed.ticket.question, answer(desk, pressed.ticket.question))
        )
        return withheld(pressed, made) or noted(pressed, again, made)

    def _lexicon(self, reader: Reader) -> tuple[int, Lexicon]:
        """The record's change number, and the lexicon of it."""
        change = self.store.change()
        held = self._lexicons.get(reader)
        if held and held[0] == change:
            return held
        while len(self._lexicons) >= _READERS:
            self._lexicons.pop(next(iter(self._lexicons)))
        read = self._lexicons[reader] = change, Lexicon.read(self.store, self.search, reader)
        return read


def _key(message: Incoming) -> str:
    """Conversations of two platforms never meet, nor those of two readers in one channel's privacy."""
    return f"{message.asker.platform}:{message.conversation}:{message.private and message.asker.identity}"


def _may_be_looked_up(message: Incoming) -> bool:
    """Whether it is a short question about a case number."""
    return len(message.text) <= _AT_ONCE and typed(message.text) is not None
