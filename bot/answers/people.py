"""A person's record: roles, meetings, proposals, statements, reservations and signatures."""

from __future__ import annotations

from bot import messages
from bot.answers import scope, stands
from bot.answers.answer import Answer, Choice
from bot.answers.attendance import text_of
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions.question import Question
from knowledge.facts import Attendance, Signatory
from knowledge.names import fold
from knowledge.store.api import FactQuery, Found

_LISTS = ("attendance", "proposals", "statements", "reservations", "votes", "signatories")


def person(desk: Desk, question: Question) -> Answer | None:
    """What the record says of a person; None where it names nobody of that name."""
    if not question.people or (question.topic and not question.command):
        return None
    if len(question.people) > 1:
        return _which(question)
    name = question.people[0]
    sheet = Sheet(desk, question)
    period = question.period
    for kind in _LISTS:
        query = FactQuery(
            kind,
            person=fold(name),
            since=period.since if period else None,
            until=period.until if period else None,
            limit=scope.SHOWN,
        )
        for one in desk.store.facts(desk.reader, query):
            if scope.of_body(question, one.document) and scope.of_place(question, one.document):
                _add(sheet, one)
    _meetings(sheet, name)
    if not sheet.items:
        return None
    return sheet.answered(of_meetings.person_lead(name, len(sheet.items)))


def _add(sheet: Sheet, found: Found) -> None:
    fact = found.fact
    where = messages.label(found.document.body or found.document.title, stands.day_of(found.document))
    if isinstance(fact, Attendance):
        sheet.add_fact(found, text_of(fact), messages.label(messages.capital(fact.capacity), where))
    elif isinstance(fact, Signatory):
        sheet.add_fact(
            found,
            of_meetings.with_title(fact.name, fact.title or ""),
            messages.label(of_meetings.signed(), where),
        )
    else:
        stands.add(sheet, found)


def _meetings(sheet: Sheet, name: str) -> None:
    desk = sheet.desk
    for one in desk.store.meetings(desk.reader, person=fold(name), limit=scope.SHOWN):
        for field in ("chair", "secretary", "adjusters"):
            value = getattr(one.meeting, field)
            names = (value,) if isinstance(value, str) else value or ()
            source = one.meeting.sources.get(field)
            if source and fold(name) in {fold(other) for other in names}:
                where = messages.label(one.document.body or one.document.title, stands.day_of(one.document))
                sheet.add(of_meetings.meeting_field(one.meeting, field), one.document, source, where)


def _which(question: Question) -> Answer:
    choices = tuple(Choice(label=name, text=f"/person {name}") for name in question.people[:6])
    return Answer(
        question=question.text,
        intent="person",
        outcome="ambiguous",
        lead=of_meetings.which_person(),
        choices=choices,
    )
