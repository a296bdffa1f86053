"""Matters as linking compares them: one § of a document, or a document about one matter, with what it holds.

A proposal carries no case number: it belongs to the case of its § where that has one matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.case_numbers import CaseKey
from knowledge.facts import AgendaItem, Decision
from knowledge.names import fold
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.keys import cases, item_of
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore

ALL = 1_000_000_000
_LISTS = ("decisions", "proposals", "votes")


@dataclass(slots=True)
class Matter:
    """item: its §, None where the document is about one matter. heading: the §'s, else the document's title."""

    document: Document
    item: str | None
    heading: str = ""
    cases: frozenset[CaseKey] = frozenset()
    decisions: list[Found] = field(default_factory=list)
    proposals: list[Found] = field(default_factory=list)
    votes: list[Found] = field(default_factory=list)

    @property
    def day(self) -> str:
        """The document's day, or ""."""
        return self.document.date or ""

    @property
    def body(self) -> str:
        """Folded: who decides, else whose the document is."""
        decided = next((one.fact.body for one in self.decisions if isinstance(one.fact, Decision)), None)
        return fold(decided or self.document.body or "")


def matters(store: SqliteStore) -> list[Matter]:
    """Every matter in which something is decided or proposed; §§ that hold several cases are left out."""
    items: dict[tuple[int, str | None], list[AgendaItem]] = defaultdict(list)
    for one in _every(store, "agenda_items"):
        if isinstance(one.fact, AgendaItem):
            items[(one.document.id, item_of(one.fact))].append(one.fact)
    made: dict[tuple[int, str | None], Matter] = {}
    for name in _LISTS:
        for one in _every(store, name):
            key = (one.document.id, item_of(one.fact))
            if key not in made:
                made[key] = _matter(one.document, key[1], items.get(key, []))
            getattr(made[key], name).append(one)
    for matter in made.values():
        named = {number for one in matter.decisions for number in getattr(one.fact, "case_numbers", ())}
        matter.cases |= {row.key for row in cases(named)}
    several = {key for key, of_item in items.items() if len({numbers_of(item) for item in of_item} - {()}) > 1}
    return [matter for key, matter in made.items() if key not in several]


def numbers_of(item: AgendaItem) -> tuple[CaseKey, ...]:
    """The cases of an agenda item."""
    return tuple(row.key for row in cases(item.case_numbers))


def one_case(first: Iterable[CaseKey], second: Iterable[CaseKey]) -> bool:
    """Whether two matters are one case: year and serial are, and the registry's letters where both have them."""
    ours = list(first)
    return any(
        a.year == b.year and a.serial == b.serial and (a.unit == b.unit or None in (a.unit, b.unit))
        for b in second
        for a in ours
    )


def one_place(first: Document, second: Document) -> bool:
    """Whether nothing says that two documents are of different municipalities."""
    return not (first.municipality and second.municipality) or first.municipality == second.municipality


def _every(store: SqliteStore, name: str) -> list[Found]:
    return store.facts(OPERATOR, FactQuery(name, limit=ALL))


def _matter(document: Document, item: str | None, items: list[AgendaItem]) -> Matter:
    heading = items[0].heading if items else ("" if item else document.title)
    numbers = {key for one in items for key in numbers_of(one)}
    if item is None:
        numbers |= {row.key for row in cases(document.case_numbers)}
    return Matter(document, item, heading, frozenset(numbers))
