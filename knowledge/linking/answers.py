"""A recommendation and the documents that answer it (first: none; see the next commit)."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.store.sqlite import SqliteStore


def answers(store: SqliteStore) -> Iterator[tuple[str, int, int, int | None, int, int]]:
    """(kind, target fact id, document id, page, start, end) of every answer found."""
    yield from ()
