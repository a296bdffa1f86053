"""Who is written in more than one way: the mentions that linking compares, and the persons that it found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.names import fold
from knowledge.store import rows
from knowledge.store.connections import Connections
from knowledge.store.links import LinkRow, put_links
from knowledge.store.reader import Reader
from knowledge.store.writes import next_change

_AT_ONCE = 400
"""Names asked for in one query."""

PersonRow = tuple[float, tuple[str, ...], tuple[tuple[str, int], ...]]
"""How sure a person is, what spoke for it, and (folded name, document id) of each mention."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a document. name: folded. document: a key that does not depend on the order of ingest.

    listed: on the attendance list, where a person stands under one spelling. day: ISO, or None.
    """

    name: str
    document: str
    day: str | None = None
    municipality: str | None = None
    body: str | None = None
    party: str | None = None
    organisation: str | None = None
    listed: bool = False


class Persons:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of people's spellings."""

    _db: Connections

    def spellings(self, reader: Reader, name: str) -> list[str]:
        same, values = _same(reader)
        visible, of_reader = rows.visible(reader)
        found = self._db.read(
            f"SELECT DISTINCT b.name FROM {same} JOIN documents d ON d.id = b.document AND d.newest = 1 "  # noqa: S608 - constants
            f"AND {visible} WHERE a.name = ? ORDER BY 1",
            [*values, *of_reader, fold(name)],
        )
        return [fold(name), *(row[0] for row in found if row[0] != fold(name))]

    def every_name(self) -> list[str]:
        return [
            str(row[0])
            for row in self._db.read(
                "SELECT DISTINCT n.name FROM document_names n JOIN documents d ON d.id = n.document AND d.newest = 1 "
                "WHERE n.name LIKE '% %' ORDER BY 1"
            )
        ]

    def mentions(self, names: Sequence[str]) -> Iterator[tuple[int, Mention]]:
        for some in (list(names[start : start + _AT_ONCE]) for start in range(0, len(names), _AT_ONCE)):
            holes = ",".join("?" * len(some))
            for name, *where in self._db.read(
                f"SELECT n.name, {_WHERE} FROM document_names n JOIN documents d ON d.id = n.document "  # noqa: S608 - constants
                f"AND d.newest = 1 WHERE n.name IN ({holes})",
                some,
            ):
                yield _mention(name, where)
            for name, text, *where in self._db.read(
                f"SELECT k.name, f.json, {_WHERE} FROM fact_names k JOIN facts f ON f.id = k.fact "  # noqa: S608 - constants
                "JOIN documents d ON d.id = f.document AND d.newest = 1 "
                f"WHERE k.list = 'attendance' AND k.name IN ({holes})",
                some,
            ):
                row = json.loads(text)
                if fold(row["name"]) == name:
                    yield _mention(name, where, row)

    def put_persons(self, persons: Iterable[PersonRow]) -> None:
        with self._db.write() as db:
            put_persons(db, persons)

    def derived(self) -> int | None:
        value = str(self._db.read("SELECT value FROM state WHERE key = 'derived'")[0][0])
        return int(value) if value else None

    def put_derived(self, links: Iterable[LinkRow], persons: Iterable[PersonRow], made_at: int) -> bool:
        with self._db.write() as db:
            ((now,),) = db.execute("SELECT value FROM state WHERE key = 'change'").fetchall()
            if int(now) != made_at:
                return False
            put_links(db, links)
            put_persons(db, persons)
            db.execute("UPDATE state SET value = (SELECT value FROM state WHERE key = 'change') WHERE key = 'derived'")
            return True


def put_persons(db: sqlite3.Connection, persons: Iterable[PersonRow]) -> None:
    """Replace all persons, inside a transaction."""
    wanted = sorted(persons, key=lambda person: person[2])
    held = db.execute("SELECT id, confidence, evidence FROM persons ORDER BY id").fetchall()
    names = db.execute("SELECT name, document, person FROM person_names").fetchall()
    people = [(number, sure, json.dumps(evidence)) for number, (sure, evidence, _) in enumerate(wanted, start=1)]
    mentions = [
        (name, document, number) for number, (*_, said) in enumerate(wanted, start=1) for name, document in said
    ]
    if held == people and sorted(names) == sorted(mentions):
        return
    db.execute("DELETE FROM person_names")
    db.execute("DELETE FROM persons")
    db.executemany("INSERT INTO persons (id, confidence, evidence) VALUES (?, ?, ?)", people)
    db.executemany("INSERT INTO person_names (name, document, person) VALUES (?, ?, ?)", mentions)
    next_change(db)


_WHERE = "d.id, d.collection, d.file, d.day, d.municipality, d.body"


def _mention(name: str, where: Sequence[Any], row: dict[str, Any] | None = None) -> tuple[int, Mention]:
    id_, collection, file, day, municipality, body = where
    row = row or {}
    organisation = row.get("organisation")
    return id_, Mention(
        name,
        f"{collection}/{file}",
        day,
        fold(municipality) if municipality else None,
        fold(body) if body else None,
        row.get("party"),
        fold(organisation) if organisation else None,
        listed=bool(row),
    )


def of_person(reader: Reader, name: str, list_: str) -> tuple[str, list[object]]:
    """The condition that a fact `f` of this list names this person, under whatever spelling the reader may know of.

    Of people of one name, another spelling brings the facts of the one whose spelling it is.
    """
    same, values = _same(reader)
    return (
        "f.id IN (SELECT k.fact FROM fact_names k WHERE k.name = ? AND k.list = ? "  # noqa: S608 - constants
        f"UNION SELECT k.fact FROM {same} CROSS JOIN fact_names k ON k.name = b.name AND k.list = ? "
        "CROSS JOIN facts g ON g.id = k.fact AND g.document = b.document WHERE a.name = ?)",
        [name, list_, *values, list_, name],
    )


def at_the_table(reader: Reader, name: str) -> tuple[str, list[object]]:
    """The condition that the meeting `m` has this person as its chair, secretary or adjuster."""
    same, values = _same(reader)
    return (
        "m.document IN (SELECT n.document FROM document_names n WHERE n.name = ? AND n.meeting = 1 "  # noqa: S608 - constants
        f"UNION SELECT n.document FROM {same} CROSS JOIN document_names n "
        "ON n.document = b.document AND n.name = b.name AND n.meeting = 1 WHERE a.name = ?)",
        [name, *values, name],
    )


def _same(reader: Reader) -> tuple[str, list[object]]:
    """Tables `a` (mentions that the reader may see) and `b` (mentions of the same persons), and their values."""
    visible, values = rows.visible(reader, "s")
    return (
        f"person_names a CROSS JOIN documents s ON s.id = a.document AND s.newest = 1 AND {visible} "
        "CROSS JOIN person_names b ON b.person = a.person",
        values,
    )
