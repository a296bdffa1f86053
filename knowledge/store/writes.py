"""The writing side: versions of documents with their facts."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from knowledge.errors import DocumentUnknown
from knowledge.facts import LISTS, DocumentFacts, Fact
from knowledge.names import fold
from knowledge.paths import names
from knowledge.reading.pages import Page, Reading
from knowledge.store import keys
from knowledge.store.api import Place
from knowledge.store.connections import Connections


class Writes:
    """The record's part of Writable in knowledge/store/api.py."""

    _db: Connections

    def put(
        self,
        reading: Reading,
        facts: DocumentFacts,
        collection: str,
        rules: str | None = None,
        origin: str | None = None,
    ) -> int:
        with self._db.write() as db:
            before = _version_before(db, collection, reading.file, origin)
            if before and before[1] == reading.digest:
                db.execute("UPDATE documents SET origin = coalesce(?, origin) WHERE id = ?", [origin, before[0]])
                return int(before[0])
            change = next_change(db)
            version = 1
            if before:
                id_, _, last, file, held = before
                version, reading, origin = last + 1, replace(reading, file=file), origin or held
                db.execute("UPDATE documents SET newest = 0, changed = ? WHERE id = ?", [change, id_])
            else:
                reading = replace(reading, file=free_name(db, collection, reading.file, origin))
            row = _described(facts, reading.file) | {
                "origin": origin,
                "rules": rules,
                "changed": change,
                "came": change,
            }
            document = _put_document(db, reading, collection, version, row)
            put_pages(db, document, reading.pages)
            _put_facts(db, document, facts, {})
            return document

    def put_again(self, document: int, reading: Reading, facts: DocumentFacts, rules: str) -> None:
        with self._db.write() as db:
            db.execute("DELETE FROM pages WHERE document = ?", [document])
            put_pages(db, document, reading.pages)
            _replace_facts(db, document, facts, rules, {})

    def adopt(self, document: int, origin: str) -> None:
        with self._db.write() as db:
            db.execute("UPDATE OR IGNORE documents SET origin = ? WHERE id = ? AND newest = 1", [origin, document])

    def places(self, collection: str) -> list[Place]:
        found = self._db.read(
            "SELECT id, file, digest, origin FROM documents WHERE collection = ? AND newest = 1 ORDER BY id",
            [collection],
        )
        return [Place(*row) for row in found]

    def put_facts(self, document: int, facts: DocumentFacts, rules: str) -> bool:
        with self._db.write() as db:
            found = db.execute("SELECT info FROM documents WHERE id = ? AND newest = 1", [document]).fetchall()
            if not found:
                raise DocumentUnknown
            held = _held_facts(db, document)
            wanted = [(name, fact.model_dump_json()) for name, elements in facts.lists() for fact in elements]
            same = found[0][0] == facts.document.model_dump_json() and [row[1:] for row in held] == wanted
            if same and _held_meeting(db, document) == (facts.meeting and facts.meeting.model_dump_json()):
                db.execute("UPDATE documents SET rules = ? WHERE id = ?", [rules, document])
                return False
            _replace_facts(db, document, facts, rules, _ids(held))
            return True

    def made_by_other_rules(self, rules: str, collection: str | None = None) -> dict[str, int]:
        found = self._db.read(
            "SELECT digest, id FROM documents WHERE newest = 1 AND rules IS NOT ? AND (? IS NULL OR collection = ?)",
            [rules, collection, collection],
        )
        return dict(found)

    def held(self, file: str, collection: str) -> str | None:
        found = self._db.read(
            "SELECT digest FROM documents WHERE collection = ? AND file = ? AND newest = 1", [collection, file]
        )
        return str(found[0][0]) if found else None

    def digests(self, collection: str) -> set[str]:
        return {
            str(row[0])
            for row in self._db.read("SELECT digest FROM documents WHERE collection = ? AND newest = 1", [collection])
        }


def next_change(db: sqlite3.Connection) -> int:
    """Raise the change number, inside a transaction; the new one."""
    db.execute("UPDATE state SET value = value + 1 WHERE key = 'change'")
    return int(db.execute("SELECT value FROM state WHERE key = 'change'").fetchall()[0][0])


def _held_facts(db: sqlite3.Connection, document: int) -> list[tuple[int, str, str]]:
    """(id, list, JSON) of a document's facts in the contract's order."""
    found = db.execute("SELECT id, list, json FROM facts WHERE document = ? ORDER BY ordinal", [document]).fetchall()
    order = list(LISTS)
    return sorted(found, key=lambda row: order.index(row[1]))


def _held_meeting(db: sqlite3.Connection, document: int) -> str | None:
    found = db.execute("SELECT json FROM meetings WHERE document = ?", [document]).fetchall()
    return found[0][0] if found else None


def _ids(held: Iterable[tuple[int, str, str]]) -> dict[tuple[str, str], int]:
    """(list, what the fact says, its rule aside) → its id."""
    return {(name, _said(text)): id_ for id_, name, text in held}


def _said(text: str) -> str:
    fact = json.loads(text)
    fact.pop("rule", None)
    return json.dumps(fact, sort_keys=True)


def said_by(text: str) -> str:
    """A digest of what a fact says (its JSON), without where it stands and how it was found."""
    fact = {name: value for name, value in json.loads(text).items() if name not in ("source", "rule", "basis")}
    return hashlib.sha256(json.dumps(fact, sort_keys=True).encode()).hexdigest()


def _hidden(db: sqlite3.Connection, document: int) -> frozenset[tuple[str, str]]:
    """(list, digest of what it says) of the facts of this document's file that a registrator has hidden."""
    return frozenset(
        db.execute(
            "SELECT h.list, h.said FROM hidden_facts h JOIN documents d "
            "ON d.collection = h.collection AND d.file = h.file WHERE d.id = ?",
            [document],
        ).fetchall()
    )


def _described(facts: DocumentFacts, file: str) -> dict[str, object]:
    """What a document says of itself, by column."""
    info, meeting = facts.document, facts.meeting
    return {
        "title": info.title or file,
        "kind": info.kind,
        "body": info.body,
        "body_folded": fold(info.body) if info.body else None,
        "municipality": info.municipality,
        "date": info.date,
        "day": (meeting.date if meeting else None) or info.date,
        "case_numbers": json.dumps(info.case_numbers, ensure_ascii=False),
        "adjusted_on": meeting.adjusted_on if meeting else None,
        "info": info.model_dump_json(),
    }


def _put_document(
    db: sqlite3.Connection, reading: Reading, collection: str, version: int, described: dict[str, object]
) -> int:
    row: dict[str, object] = {
        "collection": collection,
        "file": reading.file,
        "version": version,
        "newest": 1,
        "digest": reading.digest,
        "media_type": reading.media_type,
        "ingested_at": datetime.now(UTC).isoformat(timespec="seconds"),
        **described,
    }
    names, holes = ", ".join(row), ", ".join("?" * len(row))
    document = db.execute(f"INSERT INTO documents ({names}) VALUES ({holes})", list(row.values())).lastrowid  # noqa: S608 - constants
    if document is None:
        raise AssertionError("SQLite gives every inserted row an id")
    return document


def put_pages(db: sqlite3.Connection, document: int, pages: Iterable[Page]) -> None:
    """Put in a version's pages, inside a transaction."""
    db.executemany(
        "INSERT INTO pages (document, ordinal, number, text, furniture, scanned) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (document, ordinal, page.number, page.text, json.dumps(page.furniture, ensure_ascii=False), page.scanned)
            for ordinal, page in enumerate(pages)
        ],
    )


def _version_before(
    db: sqlite3.Connection, collection: str, file: str, origin: str | None
) -> tuple[int, str, int, str, str | None] | None:
    """(id, digest, version, file, origin) of the newest version of the file that lies at `origin`.

    One whose origin nobody knows is known by its name; so is any where the caller names no origin.
    """
    found = db.execute(  # an OR of the two would go through every document
        "SELECT id, digest, version, file, origin FROM documents WHERE collection = ? AND newest = 1 AND origin = ? "
        "UNION ALL SELECT id, digest, version, file, origin FROM documents "
        "WHERE collection = ? AND file = ? AND newest = 1 AND (origin IS NULL OR ? IS NULL) "
        "LIMIT 1",
        [collection, origin, collection, file, origin],
    ).fetchall()
    return found[0] if found else None


def free_name(db: sqlite3.Connection, collection: str, file: str, origin: str | None) -> str:
    """The name, or where another document has it one that tells them apart; inside a transaction."""
    taken = "SELECT 1 FROM documents WHERE collection = ? AND file = ? LIMIT 1"
    return next(name for name in names(file, origin) if not db.execute(taken, [collection, name]).fetchall())


def _replace_facts(
    db: sqlite3.Connection, document: int, facts: DocumentFacts, rules: str, ids: dict[tuple[str, str], int]
) -> None:
    """Put facts in the place of those that a version has."""
    ((file,),) = db.execute("SELECT file FROM documents WHERE id = ?", [document]).fetchall()
    for table in ("facts", "document_cases", "document_names", "meetings"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", [document])  # noqa: S608 - constants
    row = _described(facts, file) | {"rules": rules, "changed": next_change(db)}
    columns = ", ".join(f"{name} = ?" for name in row)
    db.execute(f"UPDATE documents SET {columns} WHERE id = ?", [*row.values(), document])  # noqa: S608 - constants
    _put_facts(db, document, facts, ids)


def _put_facts(db: sqlite3.Connection, document: int, facts: DocumentFacts, ids: dict[tuple[str, str], int]) -> None:
    """Put in the facts, those that `ids` knows under the ids they had."""
    info, meeting = facts.document, facts.meeting
    cases_of, hidden = keys.CasesOf(facts), _hidden(db, document)
    for name, elements in facts.lists():
        for ordinal, fact in enumerate(elements):
            if hidden and (name, said_by(fact.model_dump_json())) in hidden:
                continue
            id_ = ids.pop((name, _said(fact.model_dump_json())), None) if ids else None
            id_ = _put_fact(db, (id_, document, name, ordinal), fact)
            _put_keys(db, id_, name, fact, cases_of, info.body)
    db.executemany(
        "INSERT INTO document_cases (document, year, serial, unit, printed) VALUES (?, ?, ?, ?, ?)",
        [(document, c.key.year, c.key.serial, c.key.unit, c.printed) for c in keys.document_cases(facts)],
    )
    db.executemany(
        "INSERT INTO document_names (document, name, written, meeting) VALUES (?, ?, ?, ?)",
        [(document, *person) for person in sorted(keys.people_in(facts))],
    )
    if meeting:
        body = meeting.body or info.body
        db.execute(
            "INSERT INTO meetings (document, body_folded, date, json) VALUES (?, ?, ?, ?)",
            [document, fold(body) if body else None, meeting.date, meeting.model_dump_json()],
        )


def _put_fact(db: sqlite3.Connection, place: tuple[int | None, int, str, int], fact: Fact) -> int:
    """Put in a fact. place: its id where it has one, its document, list and ordinal."""
    id_ = db.execute(
        "INSERT INTO facts (id, document, list, ordinal, item, json) VALUES (?, ?, ?, ?, ?, ?)",
        [*place, keys.item_of(fact), fact.model_dump_json()],
    ).lastrowid
    if id_ is None:
        raise AssertionError("SQLite gives every inserted row an id")
    return id_


def _put_keys(
    db: sqlite3.Connection, id_: int, name: str, fact: Fact, cases_of: keys.CasesOf, body: str | None
) -> None:
    """Put in what a fact is found by."""
    via, cases = cases_of(fact)
    db.executemany(
        "INSERT INTO fact_cases (fact, list, year, serial, unit, printed, via) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(id_, name, case.key.year, case.key.serial, case.key.unit, case.printed, via) for case in cases],
    )
    db.executemany(
        "INSERT INTO fact_bodies (body, list, fact) VALUES (?, ?, ?)",
        [(folded, name, id_) for folded in sorted(keys.bodies_of(fact, body))],
    )
    db.executemany(
        "INSERT INTO fact_names (name, list, fact) VALUES (?, ?, ?)",
        [(folded, name, id_) for folded in sorted({fold(person) for person in keys.names_in(fact)} - {""})],
    )
