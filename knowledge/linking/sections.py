"""A document's §§ and matters with their paragraphs, as linking reads them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.case_numbers import CaseKey
from knowledge.facts import AgendaItem, Fact
from knowledge.linking.paragraphs import Slice, paragraphs
from knowledge.reading.pages import Page
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.keys import cases
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore

_ALL = 1_000_000_000
Place = tuple[int, int]
"""(order of the page, offset on it)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A § or matter from its heading to the next one; a document without any is one, named by its title."""

    heading: str
    cases: frozenset[CaseKey]
    item: Found | None
    paragraphs: tuple[Slice, ...]

    @property
    def text(self) -> str:
        """Its paragraphs, a line between them."""
        return "\n".join(one.text for one in self.paragraphs)


class Sections:
    """The sections of documents; those last asked for are kept."""

    def __init__(self, store: SqliteStore, keep: int = 400) -> None:
        """keep: how many documents are remembered."""
        self._store, self._keep = store, keep
        self._held: dict[int, tuple[Section, ...]] = {}
        self._pages: dict[int, Sequence[Page]] = {}

    def of(self, document: Document) -> tuple[Section, ...]:
        """The document's sections in order."""
        if document.id not in self._held:
            if len(self._held) >= self._keep:
                self._held.pop(next(iter(self._held)))
            self._held[document.id] = tuple(self._cut(document))
        return self._held[document.id]

    def pages(self, document: int) -> Sequence[Page]:
        """The document's pages."""
        if document not in self._pages:
            if len(self._pages) >= self._keep:
                self._pages.pop(next(iter(self._pages)))
            self._pages[document] = self._store.pages(OPERATOR, document)
        return self._pages[document]

    def holding(self, document: Document, fact: Fact) -> tuple[Section | None, Slice | None]:
        """The section and the paragraph in which a fact stands."""
        at = self._place(document.id, fact)
        for section in reversed(self.of(document)):
            for paragraph in section.paragraphs:
                if self._begins(document.id, paragraph) <= at < self._ends(document.id, paragraph):
                    return section, paragraph
        return None, None

    def _cut(self, document: Document) -> list[Section]:
        pages = self.pages(document.id)
        found = self._store.facts(OPERATOR, FactQuery("agenda_items", document=document.id, limit=_ALL))
        starts = sorted(((self._line(document.id, one.fact), one) for one in found), key=lambda pair: pair[0])
        if not starts:
            whole = frozenset(row.key for row in cases(document.case_numbers))
            return [Section(document.title, whole, None, tuple(paragraphs(pages)))]
        cuts = [*(place for place, _ in starts), *(self._end(document.id, one.fact) for one in found)]
        parts = list(self._parts(document.id, pages, sorted(cuts)))
        made = []
        for number, (begin, item) in enumerate(starts):
            end = starts[number + 1][0] if number + 1 < len(starts) else (_ALL, 0)
            fact = item.fact
            if isinstance(fact, AgendaItem):
                keys = frozenset(row.key for row in cases(fact.case_numbers))
                inside = tuple(one for place, one in parts if begin <= place < end)
                made.append(Section(fact.heading, keys, item, inside))
        return made

    def _parts(self, document: int, pages: Sequence[Page], cuts: Sequence[Place]) -> Iterator[tuple[Place, Slice]]:
        """The paragraphs with their places, cut where a section begins or its heading ends inside one."""
        for part in paragraphs(pages):
            order = self._order(document, part.page.number)
            inside = [start for at, start in cuts if at == order and part.start < start < part.end]
            for begin, end in pairwise([part.start, *inside, part.end]):
                if part.page.text[begin:end].strip():
                    yield (order, begin), Slice(part.page, begin, end)

    def _line(self, document: int, fact: Fact) -> Place:
        """Where the line begins on which a fact does: the § stands before its heading."""
        order, start = self._place(document, fact)
        return order, self.pages(document)[order].text.rfind("\n", 0, start) + 1

    def _place(self, document: int, fact: Fact) -> Place:
        return self._order(document, fact.source.page), fact.source.start

    def _end(self, document: int, fact: Fact) -> Place:
        last = (fact.source, *fact.source.more)[-1]
        return self._order(document, last.page), last.end

    def _begins(self, document: int, part: Slice) -> Place:
        return self._order(document, part.page.number), part.start

    def _ends(self, document: int, part: Slice) -> Place:
        return self._order(document, part.page.number), part.end

    def _order(self, document: int, number: int | None) -> int:
        return next((at for at, page in enumerate(self.pages(document)) if page.number == number), 0)
