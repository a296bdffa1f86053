"""A list of presence: a row a member, with the party and a cross for who came; perhaps who served instead.

Who has no cross was not there. A row whose cells the page has mixed with another's says nothing for certain and is
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.extraction import people, roster
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Line
from knowledge.extraction.roster import Row
from knowledge.vocabulary import load

_HEADS = load("fields")["presence"]
_FIRST, _CAME = (re.compile("|".join(_HEADS[name])) for name in ("first", "came"))
_ANY = re.compile("|".join([*_HEADS["first"], *_HEADS["came"], *_HEADS["others"]]))
_CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_CROSS = re.compile(r"[xX✓✗]")
_YES = re.compile(r"ja\b", re.IGNORECASE)
_MARK = re.compile(rf"{_CROSS.pattern}|(?:ja|nej)\b.*", re.IGNORECASE)
_PARTY = re.compile(rf"\(?(?:{'|'.join(sorted(people.LETTERS, key=len, reverse=True))})\)?|\([A-ZÅÄÖ][\wåäö]{{0,4}}\)")
_NAME = re.compile(rf"\*?(?P<name>{people.NAME})")
_MOST_HEADS = 8


@dataclass(frozen=True, slots=True)
class Seat:
    """row: the member, or a substitute of the list's second part. came: whether there was a cross.

    serving: who served instead of the member, or None.
    """

    row: Row
    came: bool
    serving: Row | None = None
    is_substitute: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Where the list stands in the flow, and its rows."""

    start: int
    end: int
    seats: tuple[Seat, ...]


def find(context: Context) -> Table | None:
    """The list of presence on the front pages, or None where there is none with at least two rows."""
    end = context.outline.front_end
    lines = context.lines(0, len(context.flow.text) if end is None else end)
    for place, line in enumerate(lines):
        cells = _cells(line)
        if cells and _FIRST.fullmatch(cells[0].text.casefold()):
            body = _below_heads(lines, place)
            seats = tuple(_seats(lines[body:])) if body else ()
            if len(seats) > 1:
                return Table(lines[max(0, place - 1)].start, seats[-1].row.end, seats)
    return None


def _cells(line: Line) -> list[Line]:
    return [
        Line(line.index, line.start + one.start(), line.start + one.end(), one.group())
        for one in _CELL.finditer(line.text)
    ]


def _below_heads(lines: Sequence[Line], place: int) -> int | None:
    """The first line below the heads, which may stand on several lines; None where no head says who came."""
    heads: list[str] = []
    while place < len(lines) and len(heads) <= _MOST_HEADS:
        cells = [cell.text.casefold() for cell in _cells(lines[place])]
        if cells and not all(_ANY.fullmatch(cell) for cell in cells):
            break
        heads += cells
        place += 1
    came = any(_CAME.fullmatch(head) for head in heads) or ({"ja", "nej"} <= set(heads) and "tjänstgörande" in heads)
    return place if came and len(heads) > 2 else None


def _seats(lines: Sequence[Line]) -> Iterator[Seat]:
    substitutes = False
    for cells in _chunks(lines):
        if all(_ANY.fullmatch(cell.text.casefold()) for cell in cells):
            substitutes = substitutes or cells[0].text.casefold() == "ersättare"
        elif (seat := _seat(cells)) is not None:
            yield replace(seat, is_substitute=substitutes)


def _chunks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The cells of each row: of a line, with those that go on below it, or of lines up to an empty one."""
    chunk: list[Line] = []
    for line in lines:
        cells = _cells(line)
        begins = len(cells) > 1 and (_NAME.match(cells[0].text) or _FIRST.fullmatch(cells[0].text.casefold()))
        if chunk and (not cells or begins):
            yield chunk
            chunk = []
        chunk += cells
    if chunk:
        yield chunk


def _seat(cells: Sequence[Line]) -> Seat | None:
    """The row's member: one name, then its party or cross."""
    said = [place for place, cell in enumerate(cells) if _PARTY.fullmatch(cell.text) or _MARK.fullmatch(cell.text)]
    if not said or not said[0]:
        return None
    whose, rest = cells[: said[0]], cells[said[0] :]
    full = [cell for cell in whose if _NAME.match(cell.text) and "," not in cell.text]
    row = _row(whose) if len(full) < 2 else None
    if row is None:
        return None
    party = next((cell.text for cell in rest if _PARTY.fullmatch(cell.text)), None)
    row.party = people.party(party)
    row.replaces = next((who for cell in rest if (who := roster.replaced(cell.text))), None)
    others = [place for place, cell in enumerate(rest) if _NAME.match(cell.text)]
    serving = _row(rest[others[0] :]) if others else None
    if serving:
        serving.replaces = row.name
    return Seat(row, any(_CROSS.fullmatch(cell.text) or _YES.match(cell.text) for cell in rest), serving)


def _row(cells: Sequence[Line]) -> Row | None:
    first, *more = [_unstarred(cell) for cell in cells]
    if more and not _NAME.match(first.text) and more[0].start - first.end == 1:  # a name over two lines
        first = Line(first.index, first.start, more[0].end, f"{first.text} {more[0].text}")
        more = more[1:]
    rows = list(roster.read([first, *more]))
    return rows[0] if rows and rows[0].start <= cells[0].end else None


def _unstarred(cell: Line) -> Line:
    """A star before a name only marks who is a substitute."""
    text = cell.text.lstrip("*")
    return Line(cell.index, cell.end - len(text), cell.end, text)
