"""What is done with a press on a card's button: the answer that takes the card's place, or a report that is kept."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Protocol

from adapters.teams.buttons import PressData
from bot.answers.answer import Answer
from bot.buttons.press import Pressed
from bot.buttons.ticket import Ticket
from bot.incoming import Incoming
from bot.messages import of_buttons
from knowledge.store.reports import Report

Later = Callable[[Coroutine[Any, Any, None]], None]


class Presser(Protocol):
    """The part of Kanslist that this needs."""

    async def press(self, pressed: Pressed) -> Answer: ...

    async def report(self, ticket: Ticket, message: Incoming) -> Report: ...

    async def tell(self, report: Report) -> None: ...


class Presses:
    """later: runs what need not be waited for."""

    def __init__(self, clerk: Presser, later: Later) -> None:
        self._clerk = clerk
        self._later = later

    async def answer(self, data: PressData, message: Incoming) -> tuple[Answer, str | None]:
        """The answer of a press, and the ticket to go back with, where it took another's place.

        Raises ButtonOutdated, StoreError.
        """
        ticket = Ticket.unpack(data.ticket)
        if data.press == "wrong":
            return await self._reported(ticket, data.comment, message), None
        made = await self._clerk.press(Pressed(data.press, ticket, message))
        return made, None if data.press == "back" else data.ticket

    async def _reported(self, ticket: Ticket, comment: str, message: Incoming) -> Answer:
        """The reported answer once more, with thanks in front of its notes."""
        report = await self._clerk.report(ticket, replace(message, text=comment))
        self._later(self._clerk.tell(report))
        same = await self._clerk.press(Pressed("back", ticket, message))
        return same.model_copy(update={"notes": (of_buttons.thanks(report.id), *same.notes)})
