"""Where decisions stand in law: adjusted, posted on the notice board, open to appeal. Only what is printed is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot import messages
from bot.answers import scope, stands
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_law, of_meetings
from knowledge.facts import Appeal
from knowledge.store.api import Document, FactQuery, Found

_FIELDS = ("adjusted_on", "notice")
_DOCUMENTS = 3
"""Minutes of which the standing is told beside decisions; of more it would bury them."""


def standing(sheet: Sheet, found: Sequence[Found]) -> None:
    """Add when the minutes of these decisions were adjusted and posted, and what they print of appealing."""
    documents = {one.document.id: one.document for one in found if one.document.kind in scope.MINUTES}
    if not 0 < len(documents) <= _DOCUMENTS:
        return
    for document in documents.values():
        of_meeting(sheet, document)
    for one in printed(sheet.desk, {stands.place(one) for one in found}):
        add(sheet, one)


def add(sheet: Sheet, found: Found) -> None:
    """An instruction how to appeal."""
    fact = found.fact
    if isinstance(fact, Appeal):
        label = messages.label(of_law.label(), messages.section(fact.item), stands.day_of(found.document))
        sheet.add_fact(found, fact.text, label, [of_law.last_day(fact.last_day)] if fact.last_day else [])


def printed(desk: Desk, places: Iterable[tuple[int, str | None]]) -> list[Found]:
    """The instructions of these §§, and those that their documents print for all of them."""
    wanted = set(places)
    found: list[Found] = []
    for document in sorted({document for document, _ in wanted}):
        for one in desk.store.facts(desk.reader, FactQuery("appeals", document=document)):
            if isinstance(one.fact, Appeal) and (one.fact.item is None or (document, one.fact.item) in wanted):
                found.append(one)
    return found


def of_meeting(sheet: Sheet, document: Document) -> None:
    """When the minutes were adjusted, and between which days they were posted."""
    desk = sheet.desk
    for one in desk.store.meetings(desk.reader, document=document.id):
        for field in _FIELDS:
            source = one.meeting.sources.get(field)
            if source is None or not getattr(one.meeting, field):
                continue
            label = messages.label(of_meetings.field_name(field), document.body, stands.day_of(document))
            notes = [messages.derived()] if field in one.meeting.derived else []
            sheet.add(messages.capital(of_meetings.meeting_field(one.meeting, field)), document, source, label, notes)
