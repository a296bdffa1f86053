"""What a fact is found by: its cases, bodies and names, settled once, when the document is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge import case_numbers
from knowledge.case_numbers import CaseKey
from knowledge.facts import AgendaItem, Attendance, DocumentFacts, Fact, Recommendation, Signatory, VoteCount
from knowledge.names import fold

Via = Literal["own", "item", "document"]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case number in its normal form and as printed."""

    key: CaseKey
    printed: str


def item_number(text: str | None) -> str | None:
    """A § as it is compared: "§ 94" and "94" are one; None where there is none."""
    return re.sub(r"[§\s]", "", text).casefold() or None if text else None


def item_of(fact: Fact) -> str | None:
    """The § that a fact stands under: its own field, else its source's section."""
    named = fact.number if isinstance(fact, AgendaItem) else getattr(fact, "item", None)
    return item_number(named) or item_number(fact.source.section)


def cases(printed: Iterable[str]) -> list[CaseRow]:
    """The case numbers that can be looked up, each key once in the shortest form that is printed."""
    rows: dict[CaseKey, str] = {}
    for number in sorted(printed, key=len):
        for found in case_numbers.find(number, bare=True):
            rows.setdefault(found.key, number.strip())
    return [CaseRow(key, number) for key, number in rows.items()]


_IN_PARENTHESES = re.compile(r"\(\s*(\d{4}[-/]\d{1,6})\s*\)\s*$")
"""A registry's number at the end of a heading ("Ansökan om bygglov (2026-0237)"); laws have a colon."""


def headed(fact: Fact) -> list[str]:
    """The number that a matter's heading ends in: of the permits' registry, beside the diary's own."""
    match = _IN_PARENTHESES.search(getattr(fact, "heading", None) or "")
    return [match[1]] if match else []


class CasesOf:
    """Which cases the facts of one document belong to."""

    def __init__(self, facts: DocumentFacts) -> None:
        self._items = facts.agenda_items
        numbers = {item_of(item) for item in facts.agenda_items}
        self._document = cases(facts.document.case_numbers) if len(numbers) <= 1 else []

    def __call__(self, fact: Fact) -> tuple[Via, list[CaseRow]]:
        """The fact's own cases; else its agenda item's; else, in a document about one matter, the document's."""
        own = cases([*getattr(fact, "case_numbers", ()), *headed(fact)])
        if own:
            return "own", own
        of_item = self._of_item(fact)
        return ("item", of_item) if of_item else ("document", self._document)

    def _of_item(self, fact: Fact) -> list[CaseRow]:
        """Those of its §. A § with several matters says nothing unless the fact carries the heading of one of them."""
        number = item_of(fact)
        if number is None:
            return []
        items = [item for item in self._items if item_of(item) == number]
        heading = fold(getattr(fact, "heading", None) or "")
        named = [item for item in items if heading and fold(item.heading) == heading]
        numbers = [[*item.case_numbers, *headed(item)] for item in named or items]
        candidates = {tuple(cases(printed)) for printed in numbers if printed}
        return list(candidates.pop()) if len(candidates) == 1 else []


def document_cases(facts: DocumentFacts) -> list[CaseRow]:
    """Every case that the document or one of its facts names."""
    printed = [*facts.document.case_numbers]
    for _, elements in facts.lists():
        for fact in elements:
            printed += [*getattr(fact, "case_numbers", ()), *headed(fact)]
    return cases(printed)


def bodies_of(fact: Fact, document_body: str | None) -> set[str]:
    """Folded: the body that decides, else the document's; of a recommendation also those to whom it is given."""
    named: list[str | None] = [getattr(fact, "body", None) or document_body]
    if isinstance(fact, Recommendation):
        named += [fact.addressee, *fact.addressees]
    return {fold(body) for body in named if body} - {""}


def names_in(fact: Fact) -> Iterator[str]:
    """Everyone whom the fact names, as written: persons, and the parties and unions that act as persons do."""
    if isinstance(fact, Attendance | Signatory):
        yield fact.name
    if isinstance(fact, VoteCount):
        yield from (ballot.name for ballot in fact.ballots)
    for field in ("replaces", "responsible"):
        if value := getattr(fact, field, None):
            yield value
    for field in ("by", "supported_by"):
        yield from getattr(fact, field, ())


def people_in(facts: DocumentFacts) -> set[tuple[str, str, bool]]:
    """(folded, as written, at the meeting's table) of every person named; parties and organisations left out."""
    meeting = facts.meeting
    table = [meeting.chair, meeting.secretary, *meeting.adjusters] if meeting else []
    others = {fold(element.organisation) for element in facts.attendance if element.organisation}
    acting = [name for elements in _acting(facts) for fact in elements for name in names_in(fact)]
    certain = [name for fact in (*facts.attendance, *facts.signatories) for name in names_in(fact)]
    certain += [name for vote in facts.votes for name in names_in(vote)]
    certain += [name for name in acting if " " in fold(name) and fold(name) not in others]
    rows = {(fold(name), name, True) for name in table if name} | {(fold(name), name, False) for name in certain}
    return {row for row in rows if row[0]}


def _acting(facts: DocumentFacts) -> tuple[Sequence[Fact], ...]:
    return facts.proposals, facts.reservations, facts.statements
