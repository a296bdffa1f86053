"""The clerk with a stop-watch: every adapter's answers are counted and logged in this one place, without words."""

from __future__ import annotations

import time
from collections.abc import Awaitable

from adapters.logs import logger
from adapters.metrics import Metrics
from bot.answers.answer import Answer, Citation
from bot.buttons.press import Pressed
from bot.buttons.ticket import Ticket
from bot.incoming import Incoming
from bot.kanslist import Kanslist
from bot.looking_up import LookedUp
from knowledge.errors import KanslistError
from knowledge.store.reports import Report

_log = logger("answers")


class Observed(Kanslist):
    """A Kanslist to whoever holds it; it hands every question on to the one it was made with."""

    def __init__(self, kanslist: Kanslist, metrics: Metrics) -> None:
        # the parent's own parts are the inner clerk's: nothing is opened or remembered twice
        self._inner = kanslist
        self._metrics = metrics

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    async def ask(self, message: Incoming) -> Answer:
        """The inner clerk's answer, counted by platform, intent and outcome. Raises what it raises."""
        return await self._watched(message, self._inner.ask(message))

    async def _watched(self, message: Incoming, asked: Awaitable[Answer]) -> Answer:
        started = time.perf_counter()
        try:
            answer = await asked
        except KanslistError as error:
            self._note(message, "error", "error", started, type(error).__name__)
            raise
        self._note(message, answer.intent, answer.outcome, started)
        return answer

    def ask_now(self, message: Incoming) -> Answer:
        """As ask, in the calling thread; not counted, since only the command line asks so."""
        return self._inner.ask_now(message)

    async def press(self, pressed: Pressed) -> Answer:
        """The inner clerk's, counted as an answer."""
        return await self._watched(pressed.message, self._inner.press(pressed))

    async def report(self, ticket: Ticket, message: Incoming) -> Report:
        """The inner clerk's."""
        return await self._inner.report(ticket, message)

    async def tell(self, report: Report) -> None:
        """The inner clerk's."""
        await self._inner.tell(report)

    def reads_more(self, message: Incoming) -> bool:
        """The inner clerk's."""
        return self._inner.reads_more(message)

    async def ask_aside(self, message: Incoming, given: Answer, chat: str | None) -> Answer | None:
        """The inner clerk's; not counted, since the question is counted already."""
        return await self._inner.ask_aside(message, given, chat)

    async def look_up(self, text: str) -> LookedUp:
        """The inner clerk's."""
        return await self._inner.look_up(text)

    async def unfurl(self, url: str) -> Citation | None:
        """The inner clerk's."""
        return await self._inner.unfurl(url)

    def close(self) -> None:
        """Close the inner clerk."""
        self._inner.close()

    def _note(self, message: Incoming, intent: str, outcome: str, started: float, error: str | None = None) -> None:
        seconds = time.perf_counter() - started
        platform = message.asker.platform
        self._metrics.answered(platform, intent, outcome, seconds)
        failed = {"error": error} if error else {}
        _log.info(
            "answered",
            platform=platform,
            intent=intent,
            outcome=outcome,
            duration_ms=round(seconds * 1000, 2),
            **failed,
        )
