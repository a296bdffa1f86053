"""A person's record: roles, meetings, proposals, statements, reservations and signatures."""

from __future__ import annotations

from bot import messages
from bot.answers import offices, scope, stands
from bot.answers.answer import Answer, Choice
from bot.answers.attendants import text_of
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions.question import Question
from knowledge.facts import Attendance, Signatory
from knowledge.names import fold
from knowledge.store.api import FactQuery, Found, FoundMeeting

_LISTS = ("attendance", "proposals", "statements", "reservations", "votes", "signatories")
_OF_OFFICES = ("attendance", "signatories")


def person(desk: Desk, question: Question) -> Answer | None:
    """What the record says of a person; None where it names nobody of that name."""
    if not question.people or (question.topic and not question.command):
        return None
    if len(question.people) > 1:
        return _which(question)
    name = question.people[0]
    sheet = Sheet(desk, question)
    found = {kind: _facts(desk, question, kind, scope.SHOWN) for kind in _LISTS}
    every = [one for kind in _OF_OFFICES for one in _facts(desk, question, kind, scope.NEWEST)]
    held = offices.offices(name, every)
    if question.aspect == "bodies" and held:
        return _bodies(sheet, name, held)
    for one in (one for kind in _LISTS for one in found[kind]):
        _add(sheet, one)
    kept = desk.store.meetings(desk.reader, person=fold(name), limit=scope.SHOWN)
    meetings = [one for one in kept if _is_asked(question, one)]
    _meetings(sheet, name, meetings)
    if not sheet.items:
        return None
    keeps = [of_meetings.office(offices.SECRETARY, body) for body in offices.secretaries(name, meetings)]
    said = [*(office.said for office in held if not (keeps and office.what == offices.SECRETARY)), *keeps]
    return sheet.answered(of_meetings.person_lead(name, offices.affiliation(name, every), said, len(sheet.items)))


def _is_asked(question: Question, meeting: FoundMeeting) -> bool:
    """Whether a meeting is within the question's period, body and place."""
    document = meeting.document
    within = question.period is None or question.period.holds(document.date)
    return within and scope.of_body(question, document) and scope.of_place(question, document)


def _facts(desk: Desk, question: Question, kind: str, limit: int) -> list[Found]:
    """The facts of one list that name the person, within the question's period, body and place, newest first."""
    period = question.period
    query = FactQuery(
        kind,
        person=fold(question.people[0]),
        since=period.since if period else None,
        until=period.until if period else None,
        limit=limit,
    )
    found = desk.store.facts(desk.reader, query)
    return [one for one in found if scope.of_body(question, one.document) and scope.of_place(question, one.document)]


def _bodies(sheet: Sheet, name: str, held: list[offices.Office]) -> Answer:
    """In which bodies the person sits, each with the newest minutes that say so."""
    seats = [office for office in held if office.body] or held
    for office in seats:
        fact = office.found.fact
        if isinstance(fact, Attendance):
            sheet.add_fact(office.found, text_of(fact), _where(office.found))
        elif isinstance(fact, Signatory):
            sheet.add_fact(office.found, of_meetings.with_title(fact.name, fact.title or ""), _where(office.found))
    return sheet.answered(of_meetings.holds_offices(name, [office.said for office in seats]))


def _where(found: Found) -> str:
    return messages.label(found.document.body or found.document.title, stands.day_of(found.document))


def _add(sheet: Sheet, found: Found) -> None:
    fact = found.fact
    if isinstance(fact, Attendance):
        sheet.add_fact(found, text_of(fact), messages.label(messages.capital(fact.capacity), _where(found)))
    elif isinstance(fact, Signatory):
        sheet.add_fact(
            found,
            of_meetings.with_title(fact.name, fact.title or ""),
            messages.label(of_meetings.signed(), _where(found)),
        )
    else:
        stands.add(sheet, found)


def _meetings(sheet: Sheet, name: str, meetings: list[FoundMeeting]) -> None:
    for one in meetings:
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
