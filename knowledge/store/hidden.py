"""Facts that a registrator has hidden: out of every answer, and kept out when the document is read again."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from knowledge.errors import FactUnknown
from knowledge.store.connections import Connections
from knowledge.store.writes import next_change, said_by


class Hidden:
    """The part of Writable in knowledge/store/api.py that hides facts."""

    _db: Connections

    def hide_fact(self, fact: int, report: int | None = None) -> None:
        with self._db.write() as db:
            found = db.execute(
                "SELECT d.id, d.collection, d.file, f.list, f.json FROM facts f JOIN documents d ON d.id = f.document "
                "WHERE f.id = ?",
                [fact],
            ).fetchall()
            if not found:
                raise FactUnknown
            document, collection, file, name, text = found[0]
            db.execute(
                "INSERT INTO hidden_facts (collection, file, list, said, hidden_at, report) VALUES (?, ?, ?, ?, ?, ?)",
                [collection, file, name, said_by(text), datetime.now(UTC).isoformat(timespec="seconds"), report],
            )
            db.execute("DELETE FROM facts WHERE id = ?", [fact])
            _changed(db, document)

    def show_facts(self, report: int) -> list[int]:
        with self._db.write() as db:
            found = db.execute(
                "SELECT DISTINCT d.id FROM hidden_facts h JOIN documents d "
                "ON d.collection = h.collection AND d.file = h.file AND d.newest = 1 WHERE h.report = ?",
                [report],
            ).fetchall()
            db.execute("DELETE FROM hidden_facts WHERE report = ?", [report])
            return [int(row[0]) for row in found]


def _changed(db: sqlite3.Connection, document: int) -> None:
    db.execute("UPDATE documents SET changed = ? WHERE id = ?", [next_change(db), document])
