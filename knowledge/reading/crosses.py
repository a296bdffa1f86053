"""Tables with crosses (as votes are listed) keep their columns: a cross without its column says nothing.

A line of three cells or more, with rows of crosses below it, heads such a table. Its rows are printed with every cell
below its column's heading, so that a rule can tell by the place of a cross what it means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.reading.layout import GAP, Cell, Line

_CROSS = re.compile(r"[xX✓✗×●•]")
_MARK = re.compile(r"[xX✓✗×●•]|\d{1,3}")
_FEWEST_COLUMNS = 3
_FEWEST_CROSSES = 2


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of a table of votes that runs to the foot of its page, and how wide its rows are printed."""

    columns: Sequence[Cell]
    widths: Sequence[int]


def aligned(lines: Sequence[Line], above: Heads | None = None) -> list[Line]:
    """The lines, each row of a table of votes as one cell with its columns kept; all others as they are.

    above: of the table that the page before ended in, which goes on here without its heads.
    """
    out: list[Line] = []
    index = _goes_on(lines) if above else 0
    if above and index:
        out += _table(lines[:index], above.columns, above.widths)
    while index < len(lines):
        end = _table_end(lines, index) if _may_head(lines[index]) else index
        if sum(map(_is_crossed, lines[index:end])) >= _FEWEST_CROSSES:
            out += _table(lines[index:end], lines[index].cells)
            index = end
        else:
            out.append(lines[index])
            index += 1
    return out


def open_heads(lines: Sequence[Line], above: Heads | None = None) -> Heads | None:
    """The heads of the table of votes in whose rows the lines end, or None; above: as in `aligned`."""
    if above and lines and _goes_on(lines) == len(lines):
        return above
    for index in range(len(lines) - 1, -1, -1):
        if _may_head(lines[index]) and _table_end(lines, index) == len(lines):
            rows = lines[index:]
            crossed = sum(map(_is_crossed, rows)) >= _FEWEST_CROSSES
            return Heads(rows[0].cells, _widths(rows, rows[0].cells)) if crossed else None
    return None


def _goes_on(lines: Sequence[Line]) -> int:
    """How many lines from the first are rows with crosses, of which the first is one."""
    return _table_end(lines, -1) if lines and _is_crossed(lines[0]) else 0


def _may_head(line: Line) -> bool:
    return len(line.cells) >= _FEWEST_COLUMNS and not any(_MARK.fullmatch(cell.text) for cell in line.cells)


def _is_crossed(line: Line) -> bool:
    return any(_CROSS.fullmatch(cell.text) for cell in line.cells[1:])


def _table_end(lines: Sequence[Line], header: int) -> int:
    """After the last of the rows that follow on the header: a name (or a sum) and marks."""
    end = header + 1
    while end < len(lines) and _is_row(lines[end]):
        end += 1
    return end


def _is_row(line: Line) -> bool:
    if len(line.cells) < 2:
        return re.search(r"\([A-ZÅÄÖa-zåäö-]{1,5}\)", line.text) is not None
    return any(_MARK.fullmatch(cell.text) for cell in line.cells[1:])


def _widths(rows: Sequence[Line], columns: Sequence[Cell]) -> list[int]:
    placed = [_placed(row, columns) for row in rows]
    return [max(len(row[number]) for row in placed) for number in range(len(columns))]


def _table(rows: Sequence[Line], columns: Sequence[Cell], least: Sequence[int] = ()) -> list[Line]:
    placed = [_placed(row, columns) for row in rows]
    widths = _widths(rows, columns)
    widths = [max(pair) for pair in zip(widths, least, strict=True)] if least else widths
    return [_as_one(row, texts, widths) for row, texts in zip(rows, placed, strict=True)]


def _placed(row: Line, columns: Sequence[Cell]) -> list[str]:
    """The row's texts by column; each cell goes to the column that it stands under."""
    texts = [""] * len(columns)
    for cell in row.cells:
        number = min(range(len(columns)), key=lambda number: _distance(cell, columns[number]))
        texts[number] = f"{texts[number]} {cell.text}".strip()
    return texts


def _distance(cell: Cell, column: Cell) -> tuple[float, float]:
    apart = max(column.left - cell.right, cell.left - column.right, 0.0)
    return apart, abs(cell.left + cell.right - column.left - column.right)


def _as_one(row: Line, texts: Sequence[str], widths: Sequence[int]) -> Line:
    text = GAP.join(text.ljust(width) for text, width in zip(texts, widths, strict=True)).rstrip()
    return replace(row, cells=(Cell(text, row.cells[0].left, row.cells[-1].right),))
