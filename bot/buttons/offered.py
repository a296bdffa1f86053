"""Which buttons stand below an answer, in the order of the hand: what most people want next stands first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from bot.answers.answer import Answer, Button, Press
from bot.buttons.ticket import Ticket
from bot.incoming import Incoming
from bot.messages import of_buttons
from bot.questions.question import Question

_ANSWERS = ("answered", "not_found")
"""Outcomes that say something of the record, so that it can be wrong."""
_TALK = ("help", "digest", "smalltalk", "unclear")
_WATCHED = (
    "decisions",
    "case",
    "timeline",
    "proposals",
    "recommendations",
    "assignments",
    "promises",
    "passages",
    "person",
)
"""Intents whose answer grows with the record; who was at a meeting does not change."""


@dataclass(frozen=True, slots=True)
class Place:
    """What of where a question was asked decides about buttons. shared: there are others with whom a private answer may
    be shared; watched: the asker can be told something there later."""

    shared: bool
    watched: bool

    @classmethod
    def of(cls, message: Incoming) -> Self:
        """The place of a question."""
        return cls(message.private and message.shareable, message.reply_to is not None)


def with_buttons(question: Question, answer: Answer, place: Place, now: float, whole: Answer | None = None) -> Answer:
    """The answer with its buttons. Talk has none, nor has an answer whose question no button can carry.

    now: when it is given, in seconds since 1970. whole: what it is a part of.
    """
    if answer.outcome not in _ANSWERS or answer.intent in _TALK:
        return answer
    packed = Ticket.of(question, answer, now, whole).pack()
    if packed is None:
        return answer
    buttons = tuple(Button(press=press, title=of_buttons.title(press)) for press in _presses(question, answer, place))
    return answer.model_copy(update={"buttons": buttons, "ticket": packed})


def _presses(question: Question, answer: Answer, place: Place) -> list[Press]:
    answered = answer.outcome == "answered"
    offered: dict[Press, bool] = {
        "next": bool(answer.more or answer.rest),
        "whole": answered and bool(answer.case) and not _is_whole(question),
        "timeline": answered and bool(answer.case) and answer.intent != "timeline",
        "share": answered and place.shared,
        "watch": answer.intent in _WATCHED and place.watched,
        "wrong": True,
    }
    return [press for press, is_offered in offered.items() if is_offered]


def _is_whole(question: Question) -> bool:
    """Whether every decision of the case was asked for already."""
    narrowed = question.topic or question.period or question.item or question.outcomes or question.aspect
    return question.intent in ("decisions", "case") and bool(question.case) and not narrowed
