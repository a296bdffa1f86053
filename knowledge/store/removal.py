"""What is taken out of the record: gone from every table and from the file, and kept from coming back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import UTC, datetime

from knowledge.errors import DocumentUnknown, RemovalUnfinished, StoreError
from knowledge.facts import squeeze
from knowledge.reading.pages import Page, Reading
from knowledge.store import rows
from knowledge.store.api import Removal
from knowledge.store.connections import Connections
from knowledge.store.deliveries import DOCUMENT_REMOVED
from knowledge.store.reader import Reader
from knowledge.store.snapshots import without
from knowledge.store.writes import next_change

_KEPT = "r.id, r.collection, r.versions, r.removed_on, r.reason"


class Removals:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of removed documents."""

    _db: Connections

    def remove(self, document: int, reason: str) -> Removal:
        with self._db.write() as db:
            found = db.execute("SELECT collection, file FROM documents WHERE id = ?", [document]).fetchall()
            if not found:
                raise DocumentUnknown
            place = found[0]
            versions = db.execute(
                "SELECT id, digest FROM documents WHERE collection = ? AND file = ? ORDER BY version", place
            ).fetchall()
            digests = {digest for _, digest in versions}
            for id_, _ in versions:
                pages = db.execute(
                    "SELECT number, text, furniture, scanned FROM pages WHERE document = ? ORDER BY ordinal", [id_]
                ).fetchall()
                digests |= contents([rows.page(page) for page in pages])
            made = Removal(versions[-1][0], place[0], len(versions), datetime.now(UTC).date().isoformat(), reason)
            db.execute(
                "INSERT INTO removals (id, collection, versions, removed_on, reason, changed) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                [made.id, made.collection, made.versions, made.removed_on, reason, next_change(db)],
            )
            kept = sorted(digests)
            db.executemany("INSERT INTO removed_contents VALUES (?, ?)", [(digest, made.id) for digest in kept])
            db.executemany(
                "DELETE FROM readmitted WHERE digest = ? AND collection = ?", [(digest, place[0]) for digest in kept]
            )
            _out_of_reports(db, place[1])
            _out_of_moves(db, place, [id_ for id_, _ in versions])
            _out_of_deliveries(db, place[1])
            _out_of_approvals(db, place[1])
            for table in ("documents", "failures", "watched_files"):
                db.execute(f"DELETE FROM {table} WHERE collection = ? AND file = ?", place)  # noqa: S608 - constants
        return made

    def wipe(self) -> None:
        try:
            self._db.wipe()
        except StoreError as error:
            raise RemovalUnfinished from error

    def removals(self, reader: Reader) -> list[Removal]:
        condition, values = rows.visible(reader, "r")
        found = self._db.read(
            f"SELECT {_KEPT} FROM removals r WHERE {condition} ORDER BY r.removed_on DESC, r.changed DESC",  # noqa: S608 - constants
            values,
        )
        return [Removal(*row) for row in found]

    def removed(self, reading: Reading | str, collection: str) -> Removal | None:
        digests = _digests(reading)
        holes = ",".join("?" * len(digests))
        found = self._db.read(
            f"SELECT {_KEPT} FROM removed_contents c JOIN removals r ON r.id = c.removal WHERE c.digest IN ({holes}) "  # noqa: S608 - constants
            "AND NOT EXISTS (SELECT 1 FROM readmitted a WHERE a.digest = c.digest AND a.collection = ?) "
            "ORDER BY r.changed DESC LIMIT 1",
            [*digests, collection],
        )
        return Removal(*found[0]) if found else None

    def readmit(self, reading: Reading | str, collection: str) -> None:
        with self._db.write() as db:
            db.executemany(
                "INSERT OR IGNORE INTO readmitted (digest, collection) VALUES (?, ?)",
                [(digest, collection) for digest in _digests(reading)],
            )


def contents(pages: list[Page]) -> set[str]:
    """The digest of what the pages say, letters and digits alone: the same document saved anew is known by it.

    Empty where they say nothing: then only the file's bytes tell it from another.
    """
    words = squeeze(" ".join(page.text for page in pages))
    return {hashlib.sha256(words.encode()).hexdigest()} if words else set()


def _digests(reading: Reading | str) -> list[str]:
    if isinstance(reading, str):
        return [reading]
    return sorted({reading.digest} | contents(list(reading.pages)))


def _out_of_moves(db: sqlite3.Connection, place: tuple[str, str], versions: list[int]) -> None:
    """Leave no words of a file in what is followed: the moves themselves stay, and say who closed what and when."""
    db.execute("UPDATE followed SET words = '' WHERE collection = ? AND file = ?", place)
    db.executemany("UPDATE moves SET quote = '' WHERE document = ?", [(one,) for one in versions])


def _out_of_reports(db: sqlite3.Connection, file: str) -> None:
    """Leave no words of a file in the reports of answers that cited it: no quote, nor what was answered from it.

    Which files an answer cited that has changed since is not known: of those no words are kept."""
    db.execute("UPDATE reports SET seen = '' WHERE seen IS NOT NULL")
    for id_, citations in db.execute("SELECT id, citations FROM reports").fetchall():
        held = json.loads(citations)
        kept = [one for one in held if one[0] != file]
        if kept != held:
            db.execute("UPDATE reports SET citations = ?, lead = '' WHERE id = ?", [json.dumps(kept), id_])


def _out_of_deliveries(db: sqlite3.Connection, file: str) -> None:
    """Leave no words of a file in what waits to be sent, nor in what was sent and is kept to be corrected."""
    held = db.execute("SELECT id, state, snapshot FROM deliveries WHERE snapshot IS NOT NULL").fetchall()
    for id_, state, snapshot in held:
        left = without(snapshot, lambda citation: citation["document"] == file)
        if left == snapshot:
            continue
        db.execute("UPDATE deliveries SET snapshot = ? WHERE id = ?", [left, id_])
        if left is None and state != "sent":
            db.execute(
                "UPDATE deliveries SET state = 'failed', reason = ?, holder = NULL, lease = NULL WHERE id = ?",
                [DOCUMENT_REMOVED, id_],
            )


def _out_of_approvals(db: sqlite3.Connection, file: str) -> None:
    """An issue that tells of a removed file waits for nobody any more."""
    waiting = db.execute("SELECT id, snapshot FROM approvals WHERE snapshot IS NOT NULL").fetchall()
    for id_, snapshot in waiting:
        if without(snapshot, lambda citation: citation["document"] == file) != snapshot:
            db.execute("DELETE FROM approvals WHERE id = ?", [id_])
