"""Passages by words, ranked: a projection of the store that can be thrown away and rebuilt."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from knowledge.names import fold
from knowledge.search import spelling
from knowledge.search import words as preparing
from knowledge.search.projection import Projection
from knowledge.store.api import Document
from knowledge.store.reader import Reader
from knowledge.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from knowledge.search.index import Hit, Index
    from knowledge.search.sought import Sought

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)

_SPELT = 20
"""Passages that are looked through for a spelling."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a page (a paragraph): `page.text[start:end] == text`."""

    document: Document
    page: int | None
    start: int
    end: int
    text: str
    section: str | None
    score: float


def alike(text: str, other: str) -> bool:
    """Whether a search for one finds what a search for the other does: the same words are looked for."""
    return set(preparing.asked(text)) == set(preparing.asked(other))


class Search:
    """The tantivy projection beside the store. Threads may share one."""

    def __init__(self, store: SqliteStore, data: Path) -> None:
        """Name the projection; nothing is opened yet."""
        self._store = store
        self._projection = Projection(store, data)
        self._refreshing = threading.Lock()
        self._asked = threading.local()

    @classmethod
    def open(cls, store: SqliteStore, data: Path) -> Search:
        """Open the projection in the data folder; bring it up to the store's change number if it lags."""
        search = cls(store, data)
        if not search._projection.current():
            search.refresh()
        return search

    @property
    def folder(self) -> Path:
        """Where the projection lies."""
        return self._projection.folder

    @property
    def asked(self) -> int:
        """How often this thread has asked the index: what was made while it did not grow rests on the store alone."""
        return int(getattr(self._asked, "times", 0))

    def current(self) -> bool:
        """Whether it is up to the store; where it is not, the next search brings it up first. Opens nothing."""
        return self._projection.current()

    def warm(self) -> None:
        """Load the index and the dictionaries (a second), so that the first question need not."""
        self._projection.index()
        preparing.forms("ärendet")

    def passages(
        self,
        reader: Reader,
        words: str,
        *,
        limit: int = 10,
        body: str | None = None,
        since: str | None = None,
        until: str | None = None,
        document: int | None = None,
    ) -> list[Passage]:
        """The best passages for what a person wrote, best first; never outside the reader's collections.

        words: any text; nothing in it is read as a query language. body: compared folded with the document's;
        since, until: ISO days of the document's meeting or date, inclusive. limit: at least 1.
        """
        from knowledge.search.index import Filter  # imported late, with tantivy

        wanted = Filter(reader, None if body is None else fold(body), since, until, document)
        asked = preparing.asked(words)
        hits = self._with_index(lambda index: index.search(asked, wanted, max(1, limit)))
        return [passage for hit in hits if (passage := self._passage(reader, hit))]

    def spelling(self, reader: Reader, word: str) -> str | None:
        """How the record spells what was misspelt; None where it holds the word, or no word is near.

        word: folded. A Swedish word is never taken for a typing error, and the first letter is never one. Only
        passages that the reader may see are looked at.
        """
        from knowledge.search.index import Filter

        if len(word) < spelling.SHORTEST or not word.isalpha() or preparing.swedish(word):
            return None
        self._asked.times = self.asked + 1
        wanted = Filter(reader)
        index = self._projection.index()
        if index.holds(word, wanted):
            return None
        hits = index.spelt_nearly(word, wanted, _SPELT)
        texts = [passage.text for hit in hits if (passage := self._passage(reader, hit))]
        return spelling.nearest(word, (one for text in texts for one in preparing.words(text)))

    def rows(self, sought: Sought, limit: int) -> list[int]:
        """The ids of the newest facts ("fact decisions"), or documents ("meeting", "document"), that fulfil it."""
        return self._with_index(lambda index: index.rows(sought, limit))

    def surnamed(self, reader: Reader, surname: str, limit: int) -> list[str]:
        """Folded names that end in the surname; one may have left the record since, which the store knows."""
        return self._with_index(lambda index: index.surnamed(reader, surname, limit))

    def names_near(self, reader: Reader, folded: str, errors: int | None = None) -> list[str]:
        """Folded names that may be the one that was meant; the store knows which of them it still holds.

        errors: how many letters may be added or left out; those that differ by more need not be found.
        """
        return self._with_index(lambda index: index.names_near(reader, folded, errors))

    def vocabulary(self) -> set[str]:
        """The words that facts, meetings and documents hold, whoever may see them."""
        return self._with_index(lambda index: index.vocabulary())

    def made_at(self) -> int:
        """The store's change number that the index is at; its words are others when it grows."""
        return self._with_index(lambda index: index.change())

    def refresh(self) -> None:
        """Project what changed in the store since last time."""
        with self._refreshing:
            self._projection.refresh()

    def rebuild(self) -> None:
        """Throw the projection away and make it anew."""
        with self._refreshing:
            self._projection.rebuild()

    def _with_index(self, ask: Callable[[Index], Answer]) -> Answer:
        """What the index answers, brought up to the store; one that breaks is made anew."""
        self._asked.times = self.asked + 1
        try:
            self._catch_up()
            return ask(self._projection.index())
        except (ValueError, OSError) as fault:
            log.warning("search projection broken while searching, made anew: %s", fault)
            with self._refreshing:
                index = self._projection.rebuild()
            return ask(index)

    def _catch_up(self) -> None:
        """Project what lags; a thread that finds another one at it searches what there is."""
        if not self._projection.lags():
            return
        if self._refreshing.acquire(blocking=not self._projection.opened):
            try:
                self._projection.refresh(wait=False)
            finally:
                self._refreshing.release()

    def _passage(self, reader: Reader, hit: Hit) -> Passage | None:
        """The hit's words from the store, which alone decides what the reader may see and which version counts."""
        found = self._store.page(reader, hit.document, hit.ordinal)
        if found is None:
            return None
        document, page = found
        return Passage(
            document, page.number, hit.start, hit.end, page.text[hit.start : hit.end], hit.section, hit.score
        )
