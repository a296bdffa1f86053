"""A table whose cells a file tells → lines, as the PDF reader gives those that it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.reading.layout import GAP

_WIDEST_CELL = 45
_WIDEST_ROW = 90
"""Characters. What is longer would be broken over lines on paper."""

_CROSS = re.compile(r"[xX×✓✗☒☑●•]")


def table_lines(rows: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
    """rows of cells of lines → printed lines.

    Cells of one short line each stand on one line. In a table where any cell is longer, a row is read cell by cell,
    and an empty line parts it from the next. Lists below one row of heads are read column by column. A table of crosses
    keeps its columns, empty cells too.
    """
    if _crossed(rows):
        yield from _aligned(rows)
        return
    filled = [[cell for cell in row if cell] for row in rows]
    if _lists(filled):
        yield from _by_column(filled)
        return
    wrapped = any(not _short(row) for row in filled)
    for index, row in enumerate(row for row in filled if row):
        if wrapped and index:
            yield ""
        if _short(row) and not (wrapped and len(row) > 2):
            yield GAP.join(cell[0] for cell in row)
        else:
            yield from (line for cell in row for line in cell)


def _crossed(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    return all(len(cell) <= 1 for row in rows for cell in row) and any(
        _CROSS.fullmatch(cell[0]) for row in rows for cell in row[1:] if cell
    )


def _lists(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether the table is a row of heads, and below each a list: what several bodies are to do, who came for whom."""
    if len(rows) != len(("heads", "lists")) or len(rows[0]) < 2 or len(rows[0]) != len(rows[1]):
        return False
    return all(len(cell) == 1 for cell in rows[0]) and sum(len(cell) > 1 for cell in rows[1]) > 1


def _by_column(rows: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
    for number, (head, below) in enumerate(zip(*rows, strict=True)):
        if number:
            yield ""
        yield from (*head, *below)


def _aligned(rows: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
    texts = [[cell[0] if cell else "" for cell in row] for row in rows]
    columns = max(map(len, texts))
    widths = [max((len(row[n]) for row in texts if n < len(row)), default=0) for n in range(columns)]
    for row in texts:
        yield GAP.join(text.ljust(width) for text, width in zip(row, widths, strict=False)).rstrip()


def _short(row: Sequence[Sequence[str]]) -> bool:
    if any(len(cell) > 1 for cell in row):
        return False
    widths = [len(cell[0]) for cell in row if cell]
    return len(widths) < 2 or (max(widths) <= _WIDEST_CELL and sum(widths) <= _WIDEST_ROW)
