"""Meetings: when, where, how long, who chaired, kept the minutes and adjusted them, and when the next one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import messages
from bot.answers import choosing, scope
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions.question import Question
from knowledge.facts import Meeting
from knowledge.names import fold
from knowledge.store.api import FoundMeeting


@dataclass(frozen=True, slots=True)
class _Field:
    """fields: of the meeting, in the order in which their sources are cited."""

    fields: tuple[str, ...]


_ASPECTS: Mapping[str, _Field] = {
    "chair": _Field(("chair",)),
    "secretary": _Field(("secretary",)),
    "adjusters": _Field(("adjusters",)),
    "adjusted_on": _Field(("adjusted_on",)),
    "length": _Field(("starts_at", "ends_at")),
    "place": _Field(("place",)),
    "next": _Field(("next_meeting",)),
    "notice": _Field(("notice",)),
    "when": _Field(("date", "starts_at")),
}
_ALL = ("date", "starts_at", "place", "chair", "secretary", "adjusters", "adjusted_on", "notice", "next_meeting")


def meeting(desk: Desk, question: Question) -> Answer | None:
    """The answer about a meeting; None where no meeting fits and passages may answer."""
    found = _once(choosing.meetings(desk, question))
    if not found:
        return None
    if question.aspect == "agenda":
        return _agenda(desk, question, found)
    if question.aspect == "when" and (len(found) > 1 or question.count):
        return _list(desk, question, found)
    fields = _ASPECTS[question.aspect].fields if question.aspect in _ASPECTS else _ALL
    chosen = choosing.one(question, found, lambda one: _holds(one.meeting, fields))
    if chosen.back:
        return chosen.back
    return _about(desk, question, chosen, fields)


def _once(found: Sequence[FoundMeeting]) -> list[FoundMeeting]:
    """A meeting that both its minutes and an extract of them tell of is one; the first, the fullest, is kept."""
    kept: dict[tuple[object, ...], FoundMeeting] = {}
    for one in found:
        day = one.meeting.date or one.document.date
        kept.setdefault((fold(choosing.name_of(one)), day) if day else (one.document.id,), one)
    return list(kept.values())


def _holds(meeting: Meeting, fields: tuple[str, ...]) -> bool:
    return any(getattr(meeting, field) for field in fields)


def _about(desk: Desk, question: Question, chosen: choosing.Chosen, fields: tuple[str, ...]) -> Answer:
    sheet = Sheet(desk, question)
    said = [text for field in fields if (text := _add(sheet, chosen.first, field))]
    if not said or not sheet.citations:
        return not_found(desk, question, of_meetings.meeting_lacks(question.aspect))
    name = choosing.said(chosen.first)
    notes = [of_meetings.latest_of(len(chosen.meetings))] if len(chosen.meetings) > 1 and not question.period else []
    if not chosen.first.meeting.adjusted_on and "adjusted_on" in fields:
        notes.append(messages.not_adjusted())
    lead = of_meetings.meeting_lead(name, said if question.aspect in _ASPECTS else said[:2])
    return sheet.answered(lead, notes)


def _add(sheet: Sheet, found: FoundMeeting, field: str) -> str | None:
    """Adds the item of one scalar; returns its words for the lead."""
    value = getattr(found.meeting, field)
    source = found.meeting.sources.get(field)
    if not value or source is None:
        return None
    text = of_meetings.meeting_field(found.meeting, field)
    notes = [messages.derived()] if field in found.meeting.derived else []
    sheet.add(text, found.document, source, of_meetings.field_name(field), notes)
    return text


def _list(desk: Desk, question: Question, found: list[FoundMeeting]) -> Answer:
    sheet = Sheet(desk, question)
    for one in scope.page(question, found):
        source = one.meeting.sources.get("date") or next(iter(one.meeting.sources.values()), None)
        if source:
            sheet.add(choosing.said(one), one.document, source, of_meetings.field_name("meeting"))
    if not sheet.citations:
        return not_found(desk, question, of_meetings.meeting_lacks(question.aspect))
    notes = sheet.rest(len(found), scope.SHOWN)
    return sheet.answered(of_meetings.meetings_lead(len(found), choosing.said(found[0])), notes)


def _agenda(desk: Desk, question: Question, found: list[FoundMeeting]) -> Answer | None:
    chosen = choosing.one(question, found)
    if chosen.back:
        return chosen.back
    sheet = Sheet(desk, question)
    document = chosen.first.document
    items = scope.agenda_items(desk, document, question.item)
    for item in items[:40]:
        sheet.add(item.heading, document, item.source, messages.section(item.number))
    if not items:
        return None
    return sheet.answered(of_meetings.agenda_lead(choosing.said(chosen.first), len(items)))
