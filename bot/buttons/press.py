"""What a press asks: the question of its answer anew, its next part, or another one about the same case."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answers.answer import Answer, Press
from bot.answers.sheet import Desk
from bot.buttons.ticket import Ticket, fingerprint
from bot.errors import ButtonOutdated
from bot.incoming import Incoming
from bot.messages import of_buttons
from bot.questions.question import Question
from bot.questions.understand import understand

_COMMANDS: dict[str, str] = {"whole": "beslut", "timeline": "tidslinje"}
"""Presses that ask another question about the answer's case, and the command that asks it."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press on a button of an answer. message: who pressed and where; private where only they see what comes of it
    (its text says nothing)."""

    press: Press
    ticket: Ticket
    message: Incoming


def asked(pressed: Pressed, desk: Desk) -> Question:
    """The question that a press asks. Raises ButtonOutdated where the answer lacks what the button needs."""
    ticket = pressed.ticket
    if pressed.press in ("share", "back"):
        return ticket.question
    if pressed.press == "next" and ticket.rest:
        return replace(ticket.question, skip=ticket.rest)
    if pressed.press == "next" and ticket.more:
        return replace(ticket.question, offset=ticket.more, skip=0)
    command = _COMMANDS.get(pressed.press)
    if command is None or ticket.case is None:
        raise ButtonOutdated
    made = understand(f"/{command} {ticket.case}", desk.lexicon, desk.today)
    return replace(made, municipality=made.municipality or ticket.question.municipality)


def withheld(pressed: Pressed, anew: Answer) -> Answer | None:
    """What whoever pressed is told where an answer is not shared, since those in the channel may not read what it
    stands on; None where nothing is withheld.

    anew: what the channel would get.
    """
    if pressed.press != "share" or anew.outcome == "answered":
        return None
    return Answer(question=anew.question, intent=anew.intent, outcome="refused", lead=of_buttons.not_for_all())


def noted(pressed: Pressed, again: Answer, made: Answer) -> Answer:
    """What a press gives, with a note where the record has changed since its button was made.

    again: the pressed answer's own question answered anew, for the same reader.
    """
    if fingerprint(again) == pressed.ticket.print:
        return made
    return made.model_copy(update={"notes": (of_buttons.changed(pressed.ticket.given), *made.notes)})
