"""Förslag → yrkanden → beslut: every tie between a decision and what was proposed, over the whole record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.facts import AgendaItem
from knowledge.linking import motions
from knowledge.linking.matters import Matter, matters
from knowledge.linking.origins import origins
from knowledge.linking.paragraphs import Slice, paragraphs
from knowledge.linking.taken_up import Preparing, followed, paired, taken_up
from knowledge.linking.verdicts import claims, verdicts
from knowledge.reading.pages import Page
from knowledge.store.api import FactQuery, Found
from knowledge.store.keys import item_of
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import load

_MOTION_ALIKE = 0.6
"""How much a decision shares with a motion's clause that it takes up: the words are other people's."""
_END = 1_000_000_000


def outcomes(store: SqliteStore) -> Iterator[LinkRow]:
    """The ties of every § in which something is decided, and what each case began with, over all collections.

    Who may see a tie is decided later.
    """
    every = matters(store)
    yield from origins(store, every)
    preparing = Preparing(every)
    sections = _Sections(store)
    for decided in every:
        if decided.decisions and decided.document.kind in load("taken_up")["deciding"]:
            yield from _of_matter(sections, decided, preparing.of(decided))


def _of_matter(
    sections: _Sections, decided: Matter, preparing: Sequence[tuple[Matter, list[Found]]]
) -> Iterator[LinkRow]:
    papers = [(one, clauses) for one, clauses in preparing if one.document.kind in motions.KINDS]
    others = [pair for pair in preparing if pair not in papers]
    rows = taken_up(decided, others)
    yield from rows
    for _, clauses in papers:
        taken = list(paired(decided.decisions, clauses, _MOTION_ALIKE, alone=False))
        yield from taken
        yield from motions.settled(decided, clauses, {row.target for row in taken})
    if claims(decided):
        yield from verdicts(decided, sections.sentences(decided), followed(decided, others, rows))


class _Sections:
    """The sentences of §§; a document is read once for all of its §§ that are asked for in a row."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._document = 0
        self._sentences: list[tuple[tuple[int, int], Slice]] = []
        self._starts: list[tuple[tuple[int, int], str | None]] = []

    def sentences(self, matter: Matter) -> list[Slice]:
        """Those of a §, from its heading to the next one; of a document without §§ all."""
        if self._document != matter.document.id:
            self._read(matter.document.id)
        begin = next((place for place, item in self._starts if item == matter.item), (0, 0))
        end = next((place for place, item in self._starts if place > begin and item != matter.item), (_END, 0))
        return [sentence for place, sentence in self._sentences if begin <= place < end]

    def _read(self, document: int) -> None:
        pages = self._store.pages(OPERATOR, document)
        items = self._store.facts(OPERATOR, FactQuery("agenda_items", document=document, limit=_END))
        self._document = document
        self._starts = sorted(
            ((_place(pages, one.fact), item_of(one.fact)) for one in items), key=lambda start: start[0]
        )
        self._sentences = [
            ((ordinal, sentence.start), sentence.unheaded)
            for ordinal, page in enumerate(pages)
            for part in paragraphs([page])
            for sentence in part.sentences()
        ]


def _place(pages: Sequence[Page], item: object) -> tuple[int, int]:
    """(place of the page, start) of an agenda item."""
    if not isinstance(item, AgendaItem):
        return 0, 0
    ordinal = next((at for at, page in enumerate(pages) if page.number == item.source.page), 0)
    return ordinal, item.source.start
