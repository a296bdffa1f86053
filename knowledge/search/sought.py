"""What facts, meetings and documents are sought by. Apart from the index, which is not loaded for every question."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.search.entries import day_number
from knowledge.store.reader import Reader

FIELDS = ("own", "near", "far")
"""From what a row says itself to what surrounds it."""

Way = tuple[frozenset[str], ...]
"""Sets of words, of each of which one must stand there: one set, or those of a compound's two parts."""
Group = tuple[Way, ...]
"""The ways in which one word of a question is met; any of them will do."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What every row must fulfil. row: "fact decisions", "meeting", "document"; bodies: folded, any of them.

    since, until: ISO days of the meeting or document, inclusive. groups: the words, each group to be met.
    fields: in how many of FIELDS a word may stand.
    """

    row: str
    reader: Reader
    groups: tuple[Group, ...] = ()
    fields: int = 1
    bodies: tuple[str, ...] | None = None
    place: str | None = None
    item: str | None = None
    since: str | None = None
    until: str | None = None

    def possible(self) -> bool:
        """Whether anything can fulfil it."""
        days = all(day is None or day_number(day) for day in (self.since, self.until))
        seen = self.reader.everything or bool(self.reader.collections)
        return seen and days and self.bodies != () and all(self.groups)
