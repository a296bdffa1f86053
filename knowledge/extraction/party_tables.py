"""The table of those present in minutes with unions: a row a person, a column that tells whom they came for.

One column more may say whether they came ("Närvarande: Ja", "Nej"). A row without a person is a union that sent nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction import people, roster, tables
from knowledge.extraction.context import Context
from knowledge.extraction.roster import Row
from knowledge.extraction.tables import Cell, Table
from knowledge.vocabulary import load

_HEADS = load("fields")["party_table"]
_COLUMNS = {name: frozenset(_HEADS[name]) for name in ("name", "part", "role", "came")}
_ABSENT = re.compile("|".join(_HEADS["absent"]), re.IGNORECASE)
_EMPLOYER = re.compile("|".join(_HEADS["employer"]), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seat:
    """row: the person, whose organisation is the union; came: whether the table says so or says nothing of it."""

    row: Row
    spans: tuple[tuple[int, int], ...]
    employer: bool
    came: bool


@dataclass(frozen=True, slots=True)
class List:
    """Where the table stands in the flow, and its rows."""

    start: int
    end: int
    seats: tuple[Seat, ...]


def find(context: Context) -> List | None:
    """The first such table with at least two people, or None."""
    if context.document.kind != "samverkansprotokoll":
        return None
    end = context.outline.front_end
    lines = context.lines(0, len(context.flow.text) if end is None else end)
    for table in tables.find(lines, _is_head):
        seats = _seats(table)
        if len(seats) > 1:
            return List(context.flow.lines[table.line].start, context.flow.lines[table.last].end, seats)
    return None


def _seats(table: Table) -> tuple[Seat, ...]:
    columns = {name: at for at, head in enumerate(table.heads) if (name := _column(head))}
    found = (_seat(row, columns) for row in table.rows if len(row) == len(table.heads))
    return tuple(seat for seat in found if seat)


def _seat(cells: Sequence[Cell], columns: dict[str, int]) -> Seat | None:
    name, part = cells[columns["name"]], cells[columns["part"]]
    match = re.match(people.NAME, name.text)
    if not match:
        return None
    said = [cells[columns[column]].text for column in ("role", "came") if column in columns]
    row = Row(match.group(), name.spans[0][0], name.spans[-1][1])
    absent = any(_ABSENT.search(text) for text in said)
    roster.fill(row, ", " + ", ".join(text for text in said if not _ABSENT.search(text)))
    row.roles = [role for role in row.roles if role.casefold() not in _HEADS["present"]]
    employer = _EMPLOYER.match(part.text) is not None
    row.organisation = None if employer else part.text
    spans = tuple(span for cell in cells for span in cell.spans)
    return Seat(row, spans, employer, not absent)


def _column(head: str) -> str | None:
    return next((name for name, heads in _COLUMNS.items() if head.casefold().strip(" :") in heads), None)


def _is_head(heads: Sequence[str]) -> bool:
    named = [_column(head) for head in heads]
    return "name" in named and "part" in named
