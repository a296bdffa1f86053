"""Derived ties as they are written: all at once, each with its quote cut from the page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from knowledge.errors import QuoteBroken
from knowledge.store.connections import Connections
from knowledge.store.writes import next_change

_COLUMNS = 'kind, target, document, page, start, "end", source, rule, confidence, value, quote'


class LinkRow(NamedTuple):
    """A tie: what `document` says there (page, start, end) of the fact `target`.

    source: the fact of that document that says it, where a fact does. rule: how it was found; confidence: 0 to 1.
    value: what it says of the target beyond that, "implementation=genomförd" of a suggestion; else "".
    """

    kind: str
    target: int
    document: int
    page: int | None
    start: int
    end: int
    source: int | None = None
    rule: str = ""
    confidence: float = 1.0
    value: str = ""


class Links:
    """The part of Writable in knowledge/store/api.py that speaks of links."""

    _db: Connections

    def put_links(self, links: Iterable[LinkRow]) -> None:
        with self._db.write() as db:
            put_links(db, links)


def put_links(db: sqlite3.Connection, links: Iterable[LinkRow]) -> None:
    """Replace all links, inside a transaction; the same links again change nothing. Raises QuoteBroken."""
    wanted = [(*link, _quote(db, link)) for link in sorted(set(links), key=_order)]
    held = db.execute(f"SELECT {_COLUMNS} FROM links ORDER BY rowid").fetchall()  # noqa: S608 - constants
    if held != wanted:
        db.execute("DELETE FROM links")
        holes = ", ".join("?" * len(_COLUMNS.split(", ")))
        db.executemany(f"INSERT INTO links ({_COLUMNS}) VALUES ({holes})", wanted)  # noqa: S608 - constants
        next_change(db)


def _order(link: LinkRow) -> tuple[object, ...]:
    """One order for the same links, whatever they were made in."""
    return (*link[:3], link.page or 0, link.start, link.end, link.source or 0, *link[7:])


def _quote(db: sqlite3.Connection, link: LinkRow) -> str:
    """The words of a link. Raises QuoteBroken where the page holds none there."""
    where = [link.document, link.page]
    found = db.execute("SELECT text FROM pages WHERE document = ? AND number IS ?", where).fetchall()
    quote = str(found[0][0])[link.start : link.end] if found else ""
    if not quote.strip():
        raise QuoteBroken
    return quote
