"""One case under two registries' numbers: a paper about one matter, or a §, that names both says that they are one.

Two numbers of one registry are two cases, however close they stand; so are they where any number has no registry's
letters, since its registry is not known.
"""

from __future__ import annotations

from typing import Any

from knowledge.case_numbers import CaseKey
from knowledge.store import rows
from knowledge.store.api import SameCase
from knowledge.store.connections import Connections
from knowledge.store.reader import Reader

_MANY = ("protokoll", "samverkansprotokoll", "kallelse")
"""Kinds of documents that are about many matters."""
_OTHER = (
    "b.unit IS NOT NULL AND a.unit IS NOT NULL AND b.unit <> a.unit "
    "AND NOT EXISTS (SELECT 1 FROM {table} c JOIN {table} e ON e.{of} = c.{of} "
    "WHERE c.{of} = a.{of} AND (c.unit IS NULL OR (e.unit = c.unit AND (e.year <> c.year OR e.serial <> c.serial))))"
)


class SameCases:
    """The part of Readable in knowledge/store/api.py that speaks of one case's several numbers."""

    _db: Connections

    def same_case(self, reader: Reader, key: CaseKey) -> list[SameCase]:
        visible, values = rows.visible(reader)
        unit = "" if key.unit is None else " AND a.unit = ?"
        keyed: list[object] = [key.year, key.serial, *([] if key.unit is None else [key.unit])]
        numbers = f"{rows.DOCUMENT}, b.year, b.serial, b.unit, b.printed"
        found: list[Any] = self._db.read_once(
            f"SELECT {numbers} FROM document_cases a CROSS JOIN documents d ON d.id = a.document "  # noqa: S608 - constants
            "CROSS JOIN document_cases b ON b.document = a.document "
            f"WHERE a.year = ? AND a.serial = ?{unit} AND d.newest = 1 AND {visible} "
            f"AND d.kind NOT IN ({', '.join('?' * len(_MANY))}) "
            f"AND {_OTHER.format(table='document_cases', of='document')} ORDER BY d.day, d.id",
            [*keyed, *values, *_MANY],
        )
        also: list[Any] = self._db.read_once(
            f"SELECT {numbers} FROM fact_cases a CROSS JOIN facts f ON f.id = a.fact "  # noqa: S608 - constants
            "CROSS JOIN documents d ON d.id = f.document CROSS JOIN fact_cases b ON b.fact = a.fact "
            f"WHERE a.year = ? AND a.serial = ?{unit} AND a.list = 'agenda_items' AND a.via = 'own' "
            f"AND d.newest = 1 AND {visible} AND {_OTHER.format(table='fact_cases', of='fact')} ORDER BY d.day, d.id",
            [*keyed, *values],
        )
        told: dict[CaseKey, SameCase] = {}
        for row in (*found, *also):
            year, serial, unit_, printed = row[-4:]
            other = CaseKey(year, serial, unit_)
            told.setdefault(other, SameCase(other, printed, rows.document(row)))
        return list(told.values())
