"""Meetings: when, where, how long, who chaired, kept the minutes and adjusted them, and when the next one is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import messages
from bot.answers import adjusted, choosing, decisions, matters, scope
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions.question import Question
from knowledge.facts import Meeting, Source
from knowledge.names import fold
from knowledge.store.api import FactQuery, FoundMeeting


@dataclass(frozen=True, slots=True)
class _Field:
    """fields: of the meeting, in the order in which their sources are cited."""

    fields: tuple[str, ...]


_ASPECTS: Mapping[str, _Field] = {
    "chair": _Field(("chair",)),
    "secretary": _Field(("secretary",)),
    "adjusters": _Field(("adjusters",)),
    "adjusted_on": _Field(("adjusted_on",)),
    "adjusted_at": _Field(()),
    "length": _Field(("starts_at", "ends_at")),
    "place": _Field(("place",)),
    "next": _Field(("next_meeting",)),
    "notice": _Field(("notice",)),
    "when": _Field(("date", "starts_at")),
}
_ELECTED = {
    "adjusters": re.compile(r"\bjusterar?\b", re.IGNORECASE),
    "adjusted_on": re.compile(r"\bjusteras?r?\b.*\bden \d{1,2} \w+|\bjusteringsdag\b", re.IGNORECASE),
    "adjusted_at": re.compile(r"\bjusteras?r?\b.*\b(?:på|i)\b.*\bden \d{1,2} \w+", re.IGNORECASE),
    "secretary": re.compile(
        r"\b(?:väljs|valdes|utses|utsågs|tjänstgör|tjänstgjorde|fungerar)\b.{0,60}\b(?:mötes)?sekreterare\b"
        r"|\bsekreterare (?:för|vid) (?:dagens )?(?:möte|sammanträde)",
        re.IGNORECASE,
    ),
    "chair": re.compile(r"\b(?:väljs|valdes|utses|utsågs) .{0,60}mötesordförande", re.IGNORECASE),
}
"""How a decision says whom the meeting chose for the task."""
_ALL = (
    *("date", "starts_at", "ends_at", "place", "chair", "secretary"),
    *("adjusters", "adjusted_on", "notice", "next_meeting"),
)


def meeting(desk: Desk, question: Question) -> Answer | None:
    """The answer about a meeting; None where no meeting fits and passages may answer."""
    held = choosing.meetings(desk, question)
    found = _once(held)
    if not found:
        return None
    if question.aspect == "agenda":
        return _agenda(desk, question, found)
    if question.aspect == "when" and (len(found) > 1 or question.count):
        return _list(desk, question, found)
    if question.aspect == "matters":
        chosen = choosing.one(question, found)
        return chosen.back or matters.counted(desk, question, chosen)
    fields = _ASPECTS[question.aspect].fields if question.aspect in _ASPECTS else _ALL
    chosen = choosing.one(question, found, lambda one: _holds(one.meeting, fields))
    if chosen.back:
        return chosen.back
    return _about(desk, question, chosen, fields, held)


def _once(found: Sequence[FoundMeeting]) -> list[FoundMeeting]:
    """A meeting that both its minutes and an extract of them tell of is one; the first, the fullest, is kept."""
    kept: list[FoundMeeting] = []
    for one in found:
        if not any(_is_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _is_same(one: FoundMeeting, other: FoundMeeting) -> bool:
    """Whether two documents are of one meeting: the body, the day and, where both say it, the municipality."""
    day = one.meeting.date or one.document.date
    return (
        day is not None
        and day == (other.meeting.date or other.document.date)
        and fold(choosing.name_of(one)) == fold(choosing.name_of(other))
        and len({one.document.municipality, other.document.municipality} - {None}) <= 1
    )


def _holds(meeting: Meeting, fields: tuple[str, ...]) -> bool:
    return any(getattr(meeting, field) for field in fields)


def _differs(sheet: Sheet, told: FoundMeeting, other: FoundMeeting, field: str) -> bool:
    """Whether another document says otherwise of the same meeting; what it says is then added beside."""
    mine, theirs = getattr(told.meeting, field), getattr(other.meeting, field)
    if not mine or not theirs or field not in other.meeting.sources or _alike(mine, theirs):
        return False
    text = of_meetings.meeting_field(other.meeting, field)
    label = messages.label(of_meetings.field_name(field), other.document.title)
    sheet.add(text, other.document, other.meeting.sources[field], label)
    return True


def _alike(one: object, other: object) -> bool:
    """Whether two values are one, but for spelling and what one of them leaves out."""
    mine, theirs = fold(str(one)), fold(str(other))
    return mine in theirs or theirs in mine


def _about(
    desk: Desk, question: Question, chosen: choosing.Chosen, fields: tuple[str, ...], held: Sequence[FoundMeeting]
) -> Answer:
    twins = [one for one in held if one is not chosen.first and _is_same(one, chosen.first)]
    sheet = Sheet(desk, question)
    said = [text for field in fields if (text := _add(sheet, chosen.first, field))]
    name = choosing.said(chosen.first)
    if not said or not sheet.citations:
        told = _elected(desk, question, chosen.first) or _adjusted(desk, question, chosen.first)
        return told or not_found(desk, question, of_meetings.meeting_lacks(question.aspect))
    notes = [of_meetings.latest_of(len(chosen.meetings))] if len(chosen.meetings) > 1 and not question.period else []
    differing = [field for other in twins for field in fields if _differs(sheet, chosen.first, other, field)]
    if differing:
        notes.append(of_meetings.differ())
    if not chosen.first.meeting.adjusted_on and "adjusted_on" in fields:
        source = adjusted.said(desk, chosen.first.document)
        if source:
            sheet.add(of_meetings.is_adjusted(), chosen.first.document, source, of_meetings.field_name("adjusted_on"))
        else:
            notes.append(messages.not_adjusted())
    if question.aspect == "length" and len(said) == len(fields):
        said = [of_meetings.lasted(chosen.first.meeting)]
    following = chosen.first.meeting.next_meeting
    if question.aspect == "next" and following and following.date and following.date < desk.today.isoformat():
        notes.append(of_meetings.next_has_passed())
    if fields[:1] == ("date",) and chosen.first.meeting.date and "date" in chosen.first.meeting.sources:
        lead = of_meetings.met(choosing.name_of(chosen.first), chosen.first.meeting)
    else:
        lead = of_meetings.meeting_lead(name, said if question.aspect in _ASPECTS else said[:2])
    return sheet.answered(lead, notes, choosing.others(question, [one.document for one in chosen.meetings]))


def _adjusted(desk: Desk, question: Question, found: FoundMeeting) -> Answer | None:
    """What the minutes say of their adjustment, where they do not say when it was: that it is done, and where."""
    asks_where = question.aspect == "adjusted_at"
    find = adjusted.where if asks_where else adjusted.said
    source = find(desk, found.document) if asks_where or question.aspect == "adjusted_on" else None
    if source is None:
        return None
    text = messages.one_line(source.quote).rstrip(".") if asks_where else of_meetings.is_adjusted()
    sheet = Sheet(desk, question)
    sheet.add(text, found.document, source, of_meetings.field_name("adjusted_on"))
    lead = of_meetings.meeting_lead(choosing.said(found), [text])
    return sheet.finish("not_found" if question.when and not asks_where else "answered", lead)


def _elected(desk: Desk, question: Question, found: FoundMeeting) -> Answer | None:
    """What the meeting decided of who adjusts or keeps its minutes, where they do not say it in front."""
    told = _ELECTED.get(question.aspect)
    if told is None:
        return None
    for one in desk.store.facts(desk.reader, FactQuery("decisions", document=found.document.id)):
        text = messages.one_line(getattr(one.fact, "text", ""))
        if told.search(text):
            sheet = Sheet(desk, question)
            decisions.add(sheet, one)
            return sheet.answered(of_meetings.meeting_lead(choosing.said(found), [text]))
    return None


def _add(sheet: Sheet, found: FoundMeeting, field: str) -> str | None:
    """Adds the item of one scalar; returns its words for the lead."""
    value = getattr(found.meeting, field)
    source = found.meeting.sources.get(field)
    if not value or source is None:
        return None
    text = of_meetings.meeting_field(found.meeting, field)
    notes = [messages.derived()] if field in found.meeting.derived else []
    value = of_meetings.meeting_value(found.meeting, field)
    sheet.add(value, found.document, source, of_meetings.field_name(field), notes)
    return text


def _list(desk: Desk, question: Question, found: list[FoundMeeting]) -> Answer:
    sheet = Sheet(desk, question)
    for one in scope.page(question, found):
        if source := _day_of(desk, one):
            sheet.add(choosing.said(one), one.document, source, of_meetings.field_name("meeting"))
    if not sheet.citations:
        return not_found(desk, question, of_meetings.meeting_lacks(question.aspect))
    notes = sheet.rest(len(found), scope.SHOWN)
    return sheet.answered(of_meetings.meetings_lead(len(found), choosing.said(found[0])), notes)


def _day_of(desk: Desk, found: FoundMeeting) -> Source | None:
    """Where the minutes say the day of the meeting, else anything else of it."""
    told = found.meeting.sources
    info = desk.store.info(desk.reader, found.document.id)
    return told.get("date") or (info and info.sources.get("date")) or next(iter(told.values()), None)


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
