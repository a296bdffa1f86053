"""Passages by words, ranked: a projection of the store that can be thrown away and rebuilt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.store.api import Document
from knowledge.store.reader import Reader
from knowledge.store.sqlite import SqliteStore


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


class Search:
    """The tantivy projection beside the store."""

    @classmethod
    def open(cls, store: SqliteStore, data: Path) -> Search:
        """Open the projection in the data folder; bring it up to the store's change number if it lags."""
        raise NotImplementedError

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
        """The best passages for what a person wrote, best first; never outside the reader's collections."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Project what changed in the store since last time."""
        raise NotImplementedError
