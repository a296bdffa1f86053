"""What the record holds and what it does not: counts by body and year, documents without facts, files that failed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

from knowledge.paths import as_text, gone, names
from knowledge.store import rows
from knowledge.store.api import Document, FailedFile, Tally
from knowledge.store.connections import Connections
from knowledge.store.reader import Reader


class Holdings:
    """The part of Readable and Writable in knowledge/store/api.py that `kanslist coverage` reads."""

    _db: Connections

    def find_document(self, reader: Reader, name: str, collection: str | None = None) -> list[Document]:
        condition, values = rows.visible(reader)
        within, found = [collection, collection], list[Any]()
        for match, sought in (("d.file = ?", name), ("d.file LIKE '%/' || ? ESCAPE '\\'", _literally(name))):
            found = found or self._db.read(
                f"SELECT {rows.DOCUMENT} FROM documents d WHERE {condition} AND d.newest = 1 AND {match} "  # noqa: S608 - constants
                "AND (? IS NULL OR d.collection = ?) ORDER BY d.collection, d.file",
                [*values, sought, *within],
            )
        return [rows.document(row) for row in found]

    def tallies(self, reader: Reader) -> list[Tally]:
        condition, values = rows.visible(reader)
        found = self._db.read(
            "SELECT d.body, d.municipality, substr(d.day, 1, 4), count(*), "  # noqa: S608 - constants
            "count(DISTINCT (SELECT m.date FROM meetings m WHERE m.document = d.id)), "
            "sum((SELECT count(*) FROM facts f WHERE f.document = d.id AND f.list = 'decisions' "
            "AND json_extract(f.json, '$.proposed_to') IS NULL)) "
            f"FROM documents d WHERE {condition} AND d.newest = 1 "
            "GROUP BY d.body_folded, d.municipality, 3 ORDER BY d.body_folded IS NULL, d.body_folded, 2, 3",
            values,
        )
        return [Tally(body, place, int(year) if year else None, *counts) for body, place, year, *counts in found]

    def without_facts(self, reader: Reader) -> list[Document]:
        condition, values = rows.visible(reader)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT} FROM documents d WHERE {condition} AND d.newest = 1 "  # noqa: S608 - constants
            "AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.document = d.id) ORDER BY d.file",
            values,
        )
        return [rows.document(row) for row in found]

    def failures(self, reader: Reader) -> list[FailedFile]:
        condition, values = rows.visible(reader, "x")
        found = self._db.read(
            f"SELECT x.file, x.collection, x.reason, x.failed_at FROM failures x WHERE {condition} ORDER BY x.file",  # noqa: S608 - constants
            values,
        )
        return [FailedFile(*row) for row in found]

    def put_failure(self, file: str, collection: str, reason: str, path: Path) -> None:
        where = as_text(path.absolute())
        other = "SELECT 1 FROM failures WHERE collection = ? AND file = ? AND path <> ?"
        with self._db.write() as db:
            name = next(one for one in names(file, where) if not db.execute(other, [collection, one, where]).fetchall())
            db.execute("DELETE FROM failures WHERE collection = ? AND path = ?", [collection, where])
            db.execute(
                "INSERT INTO failures (file, collection, path, reason, failed_at) VALUES (?, ?, ?, ?, ?)",
                [name, collection, where, reason, datetime.now(UTC).isoformat(timespec="seconds")],
            )

    def drop_failures(self, paths: Iterable[Path], collection: str, below: Iterable[Path] = ()) -> None:
        held = {str(row[0]) for row in self._db.read("SELECT path FROM failures WHERE collection = ?", [collection])}
        folders = [folder.absolute() for folder in below]
        thrown = {
            path for path in held if gone(path) and any(PurePath(path).is_relative_to(folder) for folder in folders)
        }
        mended = sorted(thrown | held & {as_text(path.absolute()) for path in paths})
        if mended:
            with self._db.write() as db:
                db.executemany(
                    "DELETE FROM failures WHERE collection = ? AND path = ?", [(collection, path) for path in mended]
                )


def _literally(name: str) -> str:
    return name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
