"""Who took whose place at a meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot import messages
from bot.answers import choosing
from bot.answers.answer import Answer
from bot.answers.attendants import text_of
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions.question import Question
from knowledge.facts import Attendance
from knowledge.names import fold
from knowledge.store.api import Found

_Row = tuple[Found, Attendance]

_MEETINGS = 6
"""Meetings of which one answer tells, the newest."""


def whose_place(desk: Desk, question: Question, listed: Sequence[Found]) -> Answer | None:
    """Who took the place of the question's people, in each meeting; whom they replaced themselves, where nobody did.

    listed: the attendance in the question's scope. None where it says neither.
    """
    asked = {fold(name) for name in question.people}
    rows = _rows(listed, lambda fact: fold(fact.replaces or "") in asked)
    rows = rows or _rows(listed, lambda fact: fact.replaces is not None and fold(fact.name) in asked)
    if not rows:
        return None
    days: dict[tuple[str | None, str], list[_Row]] = {}
    for one, fact in rows:
        held = days.setdefault((one.document.date, fold(one.document.body or "")), [])
        if fact not in [other for _, other in held]:
            held.append((one, fact))
    shown = [row for held in list(days.values())[:_MEETINGS] for row in held]
    sheet = Sheet(desk, question)
    told: dict[str, list[str]] = {}
    for one, fact in shown:
        meeting = choosing.document_said(one.document)
        sheet.add_fact(one, text_of(fact), meeting if len(days) > 1 else messages.capital(fact.capacity))
        told.setdefault(meeting, []).append(of_meetings.took_place(fact.name, fact.replaces or "", fact.items))
    notes = [messages.more_left(len(days) - _MEETINGS)] if len(days) > _MEETINGS else []
    return sheet.answered(of_meetings.took_places(list(told.items())), notes)


def were_replaced(desk: Desk, question: Question, listed: Sequence[Found]) -> Answer | None:
    """Who was replaced at one meeting, and by whom; None where nobody was. listed: that meeting's attendance."""
    rows = _rows(listed, lambda fact: fact.replaces is not None)
    if not rows:
        return None
    sheet = Sheet(desk, question)
    for one, fact in rows:
        sheet.add_fact(one, text_of(fact), messages.capital(fact.capacity))
    meeting = choosing.document_said(rows[0][0].document)
    names = [(fact.replaces or "", fact.name) for _, fact in rows]
    return sheet.answered(of_meetings.were_replaced(meeting, names, absent=question.aspect == "absent"))


def _rows(listed: Sequence[Found], fits: Callable[[Attendance], bool]) -> list[_Row]:
    return [(one, one.fact) for one in listed if isinstance(one.fact, Attendance) and fits(one.fact)]
