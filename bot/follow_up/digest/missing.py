"""Meetings that were to be held and whose minutes are not here: by a kallelse, or by the day that minutes announce.

Nobody can see here that a meeting was held; what is said is that it was called. A meeting on which a document of the
body with that day tells, be it an extract, is not missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answers.sheet import Desk
from knowledge.facts import Source
from knowledge.names import fold
from knowledge.store.api import Document

WAIT = 21
"""Days after a meeting within which its minutes are adjusted (two weeks, kommunallagen 5 kap. 69 §) and published."""
_LOOK_BACK = timedelta(days=120)
_KINDS = ("protokoll", "samverkansprotokoll", "protokollsutdrag")
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Absent:
    """A meeting of a body on a day; document and source: what announces it."""

    body: str
    day: str
    document: Document
    source: Source


def absent(desk: Desk, today: date) -> list[Absent]:
    """Those of the last months, the oldest first, each once. Raises StoreError."""
    first, last = (today - _LOOK_BACK).isoformat(), (today - timedelta(days=WAIT)).isoformat()
    held = {
        (fold(one.body or ""), fold(one.municipality or ""), one.date)
        for kind in _KINDS
        for one in desk.store.documents(desk.reader, kind=kind, since=first, limit=_ALL)
    }
    found: dict[tuple[str, str, str], Absent] = {}
    for one in _announced(desk, first):
        key = (fold(one.body), fold(one.document.municipality or ""), one.day)
        if first <= one.day <= last and key not in held:
            found.setdefault(key, one)
    return sorted(found.values(), key=lambda one: (one.day, one.body))


def _announced(desk: Desk, first: str) -> Iterator[Absent]:
    """What kallelser call to, and the next meetings of minutes."""
    for document in desk.store.documents(desk.reader, kind="kallelse", since=first, limit=_ALL):
        info = desk.store.info(desk.reader, document.id)
        source = info.sources.get("date") if info else None
        if document.body and document.date and source is not None:
            yield Absent(document.body, document.date, document, source)
    earlier = (date.fromisoformat(first) - _LOOK_BACK).isoformat()
    for one in desk.store.meetings(desk.reader, since=earlier, limit=_ALL):
        body, coming = one.meeting.body or one.document.body, one.meeting.next_meeting
        source = one.meeting.sources.get("next_meeting")
        if body and coming is not None and source is not None:
            yield Absent(body, coming.date, one.document, source)
