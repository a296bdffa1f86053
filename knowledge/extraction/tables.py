"""The tables of a text, row by row: below a line or a run of lines that heads one.

A row stands on one line with gaps between its cells; or its cells stand below one another and an empty line parts it
from the next, as reading prints a table whose cells wrap; or its cells wrap below their heads, in a text that keeps its
columns upright. What cannot be told apart is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.extraction.flow import Line, plain

Is = Callable[[Sequence[str]], bool]

_CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_GAP = re.compile(r"[^\S \u00a0]|[ \u00a0]{2}")
_FEWEST, _MOST = 2, 7
_STRAY = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place. spans: its lines in the flow. text: on one line."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """heads: of the columns, as printed. rows: of as many cells. line, last: the indexes of its lines in the flow."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    line: int
    last: int


def find(lines: Sequence[Line], is_head: Is) -> Iterator[Table]:
    """The tables whose heads, as texts, `is_head` accepts, in order."""
    place = 0
    while place < len(lines):
        heads = _heads(lines, place, is_head)
        if not heads:
            place += 1
            continue
        size = 1 if len(cells(lines[place])) > 1 else len(heads)
        rows, end = _rows(lines, place + size, heads)
        if rows:
            yield Table(tuple(head.stripped for head in heads), tuple(rows), lines[place].index, lines[end - 1].index)
        place = max(end, place + size)


def cells(line: Line) -> list[Line]:
    """The groups of words of a line that stand apart by more than a space."""
    return [
        Line(line.index, line.start + match.start(), line.start + match.end(), match.group())
        for match in _CELL.finditer(line.text)
    ]


def _heads(lines: Sequence[Line], place: int, is_head: Is) -> list[Line]:
    """The heads that begin at a line: its cells, or the lines of a block of their own."""
    if not lines[place].stripped:
        return []
    if _GAP.search(lines[place].stripped):
        beside = cells(lines[place])
        return beside if len(beside) <= _MOST and is_head([one.stripped for one in beside]) else []
    if place and lines[place - 1].stripped:
        return []
    block: list[Line] = []
    for line in lines[place : place + _MOST + 1]:
        if not line.stripped:
            break
        block.append(line)
    whole = _FEWEST <= len(block) <= _MOST and all(len(cells(line)) == 1 for line in block)
    return block if whole and is_head([one.stripped for one in block]) else []


def _rows(lines: Sequence[Line], place: int, heads: Sequence[Line]) -> tuple[list[tuple[Cell, ...]], int]:
    """(the rows from a line on, where the table ends). A head that is printed again on the next page is no row."""
    rows: list[tuple[Cell, ...]] = []
    again = [head.stripped for head in heads]
    head = lines[place - 1]
    columns = [one.start - head.start for one in heads] if heads[0].index == heads[-1].index else []
    while True:
        while place < len(lines) and not lines[place].stripped:
            place += 1
        end = place
        while end < len(lines) and lines[end].stripped:
            end += 1
        found = _group(lines[place:end], len(heads), columns)
        if not found:
            return rows, place
        rows += [row for row in found if [cell.text for cell in row] != again]
        place = end


def _group(group: Sequence[Line], width: int, columns: Sequence[int]) -> list[tuple[Cell, ...]]:
    """The rows in a block of lines without an empty one; none where the block is no part of the table."""
    parted = [cells(line) for line in group]
    if any(len(row) > width for row in parted):
        return []
    if all(len(row) > 1 for row in parted) and not _wraps(parted):
        return [tuple(_cell([one]) for one in row) for row in parted]
    if any(len(row) > 1 for row in parted):
        return _upright(group, columns)
    below = _below(group) if len(group) > width else [_cell([line]) for line in group]
    whole = len(below) == width or _FEWEST < len(below) == width - 1
    return [tuple(below)] if whole else []


def _wraps(parted: Sequence[Sequence[Line]]) -> bool:
    """Whether a line of cells goes on with the one above: its first begins in lower case."""
    return any(row[0].stripped[:1].islower() and not row[0].stripped.startswith("att ") for row in parted)


def _below(group: Sequence[Line]) -> list[Cell]:
    """Cells below one another: what begins in lower case goes on with the one above, save an att-sats."""
    found: list[list[Line]] = []
    for line in group:
        text = line.stripped
        if found and text[0].islower() and not text.startswith("att "):
            found[-1].append(line)
        else:
            found.append([line])
    return [_cell(lines) for lines in found]


def _upright(group: Sequence[Line], columns: Sequence[int]) -> list[tuple[Cell, ...]]:
    """Rows of cells that wrap below their heads: a new one begins where the first and another column begin anew."""
    rows: list[list[list[Line]]] = []
    for line in group:
        placed: dict[int, Line] = {}
        for one in cells(line):
            near = min(range(len(columns)), key=lambda at: abs(columns[at] - one.start + line.start), default=None)
            if near is None or abs(columns[near] - one.start + line.start) > _STRAY or near in placed:
                return []
            placed[near] = one
        anew = not any(one.stripped[:1].islower() for at, one in placed.items() if not at or len(placed) == 1)
        if not rows or (0 in placed and len(placed) > 1 and anew):
            rows.append([[] for _ in columns])
        for at, one in placed.items():
            rows[-1][at].append(one)
    return [tuple(_cell(part) for part in row if part) for row in rows]


def _cell(lines: Sequence[Line]) -> Cell:
    return Cell(plain("\n".join(line.text for line in lines)), tuple((line.start, line.end) for line in lines))
