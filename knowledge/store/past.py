"""The record in time: what came in between two moments, what took whose place, and what it held at one.

Moments are ISO texts in UTC with seconds ("2026-03-02T07:00:00+00:00"), as `Document.ingested_at`; spans hold their
first moment and not their last. Facts are those that today's rules find in a version; removed documents are in no past.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knowledge.store import rows
from knowledge.store.api import Document, Found
from knowledge.store.connections import Connections
from knowledge.store.reader import Reader


class Past:
    """The part of Readable in knowledge/store/api.py that speaks of earlier moments."""

    _db: Connections

    def arrived(self, reader: Reader, since: str, until: str) -> list[Document]:
        condition, values = rows.visible(reader)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT} FROM documents d WHERE {condition} AND d.newest = 1 "  # noqa: S608 - constants
            "AND d.ingested_at >= ? AND d.ingested_at < ? ORDER BY d.day DESC, d.id DESC",
            [*values, since, until],
        )
        return [rows.document(row) for row in found]

    def replaced(self, reader: Reader, since: str, until: str) -> list[tuple[Document, Document]]:
        now = self.arrived(reader, since, until)
        pairs = []
        for one in now:
            if one.version > 1 and (before := self._before(reader, one, since)) is not None:
                pairs.append((one, before))
        return pairs

    def facts_at(self, reader: Reader, name: str, moment: str) -> list[Found]:
        condition, values = rows.visible(reader)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT}, f.id, f.list, f.json FROM documents d "  # noqa: S608 - constants
            "JOIN facts f ON f.document = d.id AND f.list = ? "
            f"WHERE {condition} AND d.ingested_at < ? AND d.version = (SELECT max(v.version) FROM documents v "
            "WHERE v.collection = d.collection AND v.file = d.file AND v.ingested_at < ?) "
            "ORDER BY d.day DESC, d.id DESC, f.ordinal",
            [name, *values, moment, moment],
        )
        return [rows.found(row) for row in found]

    def facts_of_version(self, reader: Reader, document: int, lists: Sequence[str]) -> list[Found]:
        condition, values = rows.visible(reader)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT}, f.id, f.list, f.json FROM documents d JOIN facts f ON f.document = d.id "  # noqa: S608 - constants
            f"AND f.list IN ({', '.join('?' * len(lists))}) WHERE {condition} AND d.id = ? ORDER BY f.list, f.ordinal",
            [*lists, *values, document],
        )
        return [rows.found(row) for row in found]

    def hidden_between(self, reader: Reader, since: str, until: str) -> list[tuple[Document, int]]:
        condition, values = rows.visible(reader)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT} FROM hidden_facts h JOIN documents d "  # noqa: S608 - constants
            "ON d.collection = h.collection AND d.file = h.file AND d.newest = 1 "
            f"WHERE {condition} AND h.hidden_at >= ? AND h.hidden_at < ? ORDER BY h.id",
            [*values, since, until],
        )
        return list(Counter(rows.document(row) for row in found).items())

    def _before(self, reader: Reader, document: Document, moment: str) -> Document | None:
        """The version of its file that was the newest at a moment."""
        condition, values = rows.visible(reader)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT} FROM documents d WHERE {condition} AND d.collection = ? AND d.file = ? "  # noqa: S608 - constants
            "AND d.ingested_at < ? ORDER BY d.version DESC LIMIT 1",
            [*values, document.collection, document.file, moment],
        )
        return rows.document(found[0]) if found else None
