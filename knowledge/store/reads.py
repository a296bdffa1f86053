"""The reading side in SQL. Every query carries the reader's collections; an index serves every look-up by key."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from knowledge.case_numbers import CaseKey
from knowledge.facts import STORED, DocumentInfo
from knowledge.names import fold
from knowledge.reading.pages import Page, Reading
from knowledge.store import rows
from knowledge.store.api import Change, Document, FactQuery, Found, FoundMeeting, Holding, Link, Projected
from knowledge.store.connections import Connections
from knowledge.store.keys import item_number
from knowledge.store.persons import at_the_table, of_person
from knowledge.store.reader import OPERATOR, Reader
from knowledge.store.same_case import SameCases

# Queries are put together from the constants below and `?` alone; values never enter the text.
OVERVIEWS_KEPT = 64
"""Answers of holdings, cases and names that a process keeps until the record changes."""
_NEWEST = "d.day DESC, d.id DESC"

# CROSS JOIN, + and NOT INDEXED (which leaves the primary key) keep SQLite from guessing: a key has few facts, which
# come first; without one the newest documents do, in the order of their index, until the limit is reached.
_BY_KEY = "facts f CROSS JOIN documents d ON d.id = f.document AND +f.list = ?"
_BY_DAY = "documents d CROSS JOIN facts f ON f.document = d.id AND f.list = ?"


class _Where:
    """Conditions that must all hold, with their values."""

    def __init__(self, reader: Reader, *, newest: bool = True) -> None:
        condition, self.values = rows.visible(reader)
        self._conditions = [condition, *(["d.newest = 1"] if newest else [])]

    def add(self, condition: str, *values: object) -> None:
        """Add a condition where its first value is given."""
        if values and values[0] is None:
            return
        self._conditions.append(condition)
        self.values += values

    def case(self, keyed: str, keys: Sequence[CaseKey], *values: object) -> None:
        """Add a look-up by case, under any of its numbers.

        keyed: the subquery up to its `year = ? AND serial = ?`; then `values` follow.
        """
        conditions = []
        for key in keys:
            unit = "" if key.unit is None else " AND (k.unit = ? OR k.unit IS NULL)"
            conditions.append(f"{keyed}{unit})")
            self.values += [key.year, key.serial, *values, *([] if key.unit is None else [key.unit])]
        if conditions:
            self._conditions.append(f"({' OR '.join(conditions)})")

    def __str__(self) -> str:
        return " AND ".join(self._conditions)


class Reads(SameCases):
    """Readable of knowledge/store/api.py."""

    _db: Connections
    _overviews: dict[tuple[object, ...], tuple[int, list[Any]]]

    def facts(self, reader: Reader, query: FactQuery) -> list[Found]:
        where = _Where(reader)
        where.case(
            "f.id IN (SELECT k.fact FROM fact_cases k WHERE k.year = ? AND k.serial = ? AND k.list = ?",
            self._numbers(reader, query.case),
            query.list,
        )
        if query.body is not None:
            keyed = "f.id IN (SELECT k.fact FROM fact_bodies k WHERE k.body = ? AND k.list = ?)"
            where.add(keyed, fold(query.body), query.list)
        if query.person is not None:
            condition, values = of_person(reader, fold(query.person), query.list)
            where.add(condition, *values)
        where.add("f.item = ?", item_number(query.item))
        where.add("d.kind = ?", query.kind)
        where.add("d.day >= ?", query.since)
        where.add("d.day <= ?", query.until)
        where.add("d.id = ?", query.document)
        keyed_first = query.case is not None or query.person is not None
        found = self._db.read_once(
            f"SELECT {rows.DOCUMENT}, f.id, f.list, f.json FROM {_BY_KEY if keyed_first else _BY_DAY} "  # noqa: S608 - constants
            f"WHERE {where} ORDER BY {_NEWEST}, f.ordinal LIMIT ?",
            [query.list, *where.values, query.limit],
        )
        return [rows.found(row) for row in found]

    def facts_beside(self, reader: Reader, lists: Sequence[str], document: int, item: str) -> list[Found]:
        where = _Where(reader)
        where.add("f.document = ?", document)
        where.add("f.item = ?", item_number(item))
        found = self._db.read_once(
            f"SELECT {rows.DOCUMENT}, f.id, f.list, f.json FROM facts f CROSS JOIN documents d ON d.id = f.document "  # noqa: S608 - constants
            f"AND f.list IN ({', '.join('?' * len(lists))}) WHERE {where} ORDER BY f.ordinal",
            [*lists, *where.values],
        )
        order = {name: at for at, name in enumerate(lists)}
        return [rows.found(row) for row in sorted(found, key=lambda row: order[row[-2]])]

    def facts_of(self, reader: Reader, ids: Sequence[int]) -> list[Found]:
        found = self._by_id(reader, ids)
        return [found[id_] for id_ in ids if id_ in found]

    def meetings_of(self, reader: Reader, documents: Sequence[int]) -> list[FoundMeeting]:
        where = _Where(reader)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT}, m.json FROM json_each(?) one CROSS JOIN documents d ON d.id = one.value "  # noqa: S608 - constants
            f"CROSS JOIN meetings m ON m.document = d.id WHERE {where} ORDER BY {_NEWEST}",
            [json.dumps(list(documents)), *where.values],
        )
        return [rows.meeting(row) for row in found]

    def documents_of(self, reader: Reader, documents: Sequence[int]) -> list[Document]:
        where = _Where(reader)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT} FROM json_each(?) one CROSS JOIN documents d ON d.id = one.value "  # noqa: S608 - constants
            f"WHERE {where} ORDER BY {_NEWEST}",
            [json.dumps(list(documents)), *where.values],
        )
        return [rows.document(row) for row in found]

    def arrivals(self, reader: Reader, since: int) -> list[tuple[Document, int]]:
        where = _Where(reader)
        where.add("d.came > ?", since)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT}, d.came FROM documents d WHERE {where} ORDER BY {_NEWEST}",  # noqa: S608 - constants
            where.values,
        )
        return [(rows.document(row), int(row[-1])) for row in found]

    def projected(self, document: int) -> Projected | None:
        held = self._db.read(
            f"SELECT {rows.DOCUMENT}, d.day FROM documents d WHERE d.id = ? AND d.newest = 1",  # noqa: S608 - constants
            [document],
        )
        if not held:
            return None
        facts = self._db.read("SELECT id, list, ordinal, item, json FROM facts WHERE document = ?", [document])
        meeting = self._db.read("SELECT json FROM meetings WHERE document = ?", [document])
        names = self._db.read("SELECT DISTINCT name FROM document_names WHERE document = ?", [document])
        return Projected(
            rows.document(held[0]),
            held[0][-1],
            self.pages(OPERATOR, document),
            [(*where, json.loads(text)) for *where, text in facts],
            json.loads(meeting[0][0]) if meeting else None,
            [str(row[0]) for row in names],
        )

    def meetings(
        self,
        reader: Reader,
        *,
        body: str | None = None,
        since: str | None = None,
        until: str | None = None,
        document: int | None = None,
        case: CaseKey | None = None,
        person: str | None = None,
        limit: int = 50,
    ) -> list[FoundMeeting]:
        where = _Where(reader)
        where.add("m.body_folded = ?", None if body is None else fold(body))
        where.add("d.day >= ?", since)
        where.add("d.day <= ?", until)
        where.add("m.document = ?", document)
        where.case(f"m.document IN {_OF_CASE}", self._numbers(reader, case))
        if person is not None:
            condition, values = at_the_table(reader, fold(person))
            where.add(condition, *values)
        unkeyed = case is None and person is None
        meetings = "meetings m JOIN" if unkeyed else "meetings m NOT INDEXED CROSS JOIN"
        found = self._db.read_once(
            f"SELECT {rows.DOCUMENT}, m.json FROM {meetings} documents d ON d.id = m.document "  # noqa: S608 - constants
            f"WHERE {where} ORDER BY {_NEWEST} LIMIT ?",
            [*where.values, limit],
        )
        return [rows.meeting(row) for row in found]

    def documents(
        self,
        reader: Reader,
        *,
        kind: str | None = None,
        body: str | None = None,
        case: CaseKey | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 200,
    ) -> list[Document]:
        where = _Where(reader)
        where.add("d.kind = ?", kind)
        documents = "documents d" if case is None else "documents d NOT INDEXED"
        where.add("d.body_folded = ?", None if body is None else fold(body))
        where.case(f"d.id IN {_OF_CASE}", self._numbers(reader, case))
        where.add("d.day >= ?", since)
        where.add("d.day <= ?", until)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT} FROM {documents} WHERE {where} ORDER BY {_NEWEST} LIMIT ?",  # noqa: S608 - constants
            [*where.values, limit],
        )
        return [rows.document(row) for row in found]

    def document(self, reader: Reader, document: int) -> Document | None:
        where = _Where(reader, newest=False)
        where.add("d.id = ?", document)
        found = self._db.read_once(f"SELECT {rows.DOCUMENT} FROM documents d WHERE {where}", where.values)  # noqa: S608 - constants
        return rows.document(found[0]) if found else None

    def info(self, reader: Reader, document: int) -> DocumentInfo | None:
        where = _Where(reader, newest=False)
        where.add("d.id = ?", document)
        found = self._db.read(f"SELECT d.info FROM documents d WHERE {where}", where.values)  # noqa: S608 - constants
        return DocumentInfo.model_validate_json(found[0][0], context=STORED) if found else None

    def pages(self, reader: Reader, document: int) -> Sequence[Page]:
        where = _Where(reader, newest=False)
        where.add("d.id = ?", document)
        found = self._db.read_once(
            "SELECT p.number, p.text, p.furniture, p.scanned FROM documents d JOIN pages p ON p.document = d.id "  # noqa: S608 - constants
            f"WHERE {where} ORDER BY p.ordinal",
            where.values,
        )
        return [rows.page(row) for row in found]

    def reading(self, reader: Reader, document: int) -> Reading | None:
        where = _Where(reader, newest=False)
        where.add("d.id = ?", document)
        found = self._db.read(f"SELECT d.file, d.media_type, d.digest FROM documents d WHERE {where}", where.values)  # noqa: S608 - constants
        if not found:
            return None
        file, media_type, digest = found[0]
        return Reading(file, media_type, digest, tuple(self.pages(reader, document)))

    def page_text(self, reader: Reader, document: int, number: int | None) -> str:
        where = _Where(reader, newest=False)
        where.add("d.id = ?", document)
        found = self._db.read_once(
            "SELECT p.text FROM documents d CROSS JOIN pages p ON p.document = d.id AND p.number IS ? "  # noqa: S608 - constants
            f"WHERE {where} ORDER BY p.ordinal LIMIT 1",
            [number, *where.values],
        )
        return str(found[0][0]) if found else ""

    def page(self, reader: Reader, document: int, ordinal: int) -> tuple[Document, Page] | None:
        where = _Where(reader)
        where.add("d.id = ?", document)
        found = self._db.read_once(
            f"SELECT {rows.DOCUMENT}, p.number, p.text, p.furniture, p.scanned "  # noqa: S608 - constants
            f"FROM documents d JOIN pages p ON p.document = d.id AND p.ordinal = ? WHERE {where}",
            [ordinal, *where.values],
        )
        return (rows.document(found[0]), rows.page(found[0][-4:])) if found else None

    def _numbers(self, reader: Reader, case: CaseKey | None) -> list[CaseKey]:
        """The case's own number, and those of other registries that the reader may know of."""
        return [] if case is None else [case, *(one.key for one in self.same_case(reader, case))]

    def holdings(self, reader: Reader) -> list[Holding]:
        where = _Where(reader)
        found = self._kept(
            "SELECT d.body, d.municipality, count(*), min(substr(d.day, 1, 4)), max(substr(d.day, 1, 4)) "  # noqa: S608 - constants
            f"FROM documents d WHERE {where} GROUP BY d.body_folded, d.municipality ORDER BY 3 DESC, 1, 2",
            where.values,
        )
        return [Holding(body, place, count, _year(first), _year(last)) for body, place, count, first, last in found]

    def cases(
        self, reader: Reader, *, unit: str | None = None, year: int | None = None, limit: int = 2000
    ) -> list[tuple[CaseKey, str]]:
        where = _Where(reader)
        where.add("k.unit = ?", None if unit is None else unit.casefold())
        where.add("k.year = ?", year)
        found = self._kept(
            # SQLite takes the bare columns from the row that holds the minimum: the shortest form in print
            "SELECT k.year, k.serial, k.unit, k.printed, min(length(k.printed)) "  # noqa: S608 - constants
            f"FROM document_cases k CROSS JOIN documents d ON d.id = k.document WHERE {where} "
            "GROUP BY k.year, k.serial, k.unit ORDER BY k.year DESC, k.serial DESC, k.unit DESC LIMIT ?",
            [*where.values, limit],
        )
        return [(CaseKey(year_, serial, unit_), printed) for year_, serial, unit_, printed, _ in found]

    def days(self, reader: Reader, limit: int = 5000) -> list[str]:
        where = _Where(reader)
        found = self._kept(
            f"SELECT DISTINCT d.date FROM documents d WHERE {where} AND d.date IS NOT NULL ORDER BY 1 DESC LIMIT ?",  # noqa: S608 - constants
            [*where.values, limit],
        )
        return [str(row[0]) for row in found]

    def name(self, reader: Reader, folded: str) -> str | None:
        where = _Where(reader)
        found = self._db.read(
            "SELECT n.written FROM document_names n CROSS JOIN documents d ON d.id = n.document "  # noqa: S608 - constants
            f"WHERE n.name = ? AND {where} ORDER BY n.written DESC LIMIT 1",
            [folded, *where.values],
        )
        return str(found[0][0]) if found else None

    def names(self, reader: Reader) -> list[tuple[str, str]]:
        where = _Where(reader)
        found = self._kept(
            "SELECT DISTINCT n.name, n.written FROM document_names n JOIN documents d ON d.id = n.document "  # noqa: S608 - constants
            f"WHERE {where} ORDER BY n.name, n.written",
            where.values,
        )
        return [(name, written) for name, written in found]

    def _kept(self, sql: str, values: list[object]) -> list[Any]:
        """The rows of a query over the whole record, kept until the record changes; its values hold the collections."""
        key, change = (sql, *values), self.change()
        held = self._overviews.get(key)
        if held is None or held[0] != change:
            if len(self._overviews) >= OVERVIEWS_KEPT:
                self._overviews.clear()
            held = self._overviews[key] = (change, self._db.read(sql, values))
        return held[1]

    def links(
        self, reader: Reader, *, kind: str, target_document: int | None = None, document: int | None = None
    ) -> list[Link]:
        where = _Where(reader)
        target, values = rows.visible(reader, "t")
        where.add("l.kind = ?", kind)
        where.add("f.document = ?", target_document)
        where.add("l.document = ?", document)
        found = self._db.read(
            f'SELECT {rows.DOCUMENT}, l.page, l.start, l."end", l.quote, l.source, l.rule, l.confidence, l.value, f.id '  # noqa: S608 - constants
            "FROM links l JOIN documents d ON d.id = l.document "
            "JOIN facts f ON f.id = l.target JOIN documents t ON t.id = f.document "
            f"WHERE {where} AND t.newest = 1 AND {target} ORDER BY l.rowid",
            [*where.values, *values],
        )
        targets = self._by_id(reader, {row[-1] for row in found}) if found else {}
        return [Link(kind, targets[row[-1]], rows.document(row), *row[-9:-1]) for row in found if row[-1] in targets]

    def _by_id(self, reader: Reader, ids: Collection[int]) -> dict[int, Found]:
        where = _Where(reader)
        found = self._db.read(
            f"SELECT {rows.DOCUMENT}, f.id, f.list, f.json FROM json_each(?) e CROSS JOIN facts f ON f.id = e.value "  # noqa: S608 - constants
            f"CROSS JOIN documents d ON d.id = f.document WHERE {where}",
            [json.dumps(sorted(ids)), *where.values],
        )
        gathered = [rows.found(row) for row in found]
        return {one.id: one for one in gathered}

    def change(self) -> int:
        return int(self._db.read("SELECT value FROM state WHERE key = 'change'")[0][0])

    def identity(self) -> str:
        return str(self._db.read("SELECT value FROM state WHERE key = 'identity'")[0][0])

    def changes(self, since: int) -> list[Change]:
        found = self._db.read(
            "SELECT id, newest, changed, 0 FROM documents WHERE changed > ? "
            "UNION ALL SELECT id, 0, changed, 1 FROM removals WHERE changed > ? ORDER BY 3, 1",
            [since, since],
        )
        return [Change(id_, bool(newest), changed, bool(removed)) for id_, newest, changed, removed in found]

    def every_page(self) -> Iterator[tuple[int, Page]]:
        for (id_,) in self._db.read("SELECT id FROM documents WHERE newest = 1 ORDER BY id"):
            for row in self._db.read(
                "SELECT number, text, furniture, scanned FROM pages WHERE document = ? ORDER BY ordinal", [id_]
            ):
                yield id_, rows.page(row)


_OF_CASE = "(SELECT k.document FROM document_cases k WHERE k.year = ? AND k.serial = ?"


def _year(text: str | None) -> int | None:
    return int(text) if text else None
