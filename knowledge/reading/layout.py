"""Words with their places on a page → the page's text, as a person would read it.

Words on one baseline are a line. A wide gap parts a line into cells; lines whose cells stand under each other are a block of
columns, read row by row: the cells of the first column (labels, or a table's first column) begin the rows, and what
stands to the right of a cell follows it. Rows of a single line stay on one line, `GAP` between the cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

GAP = "   "


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters. left, right, base in points, y downwards; size: the line height of its font."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Cell:
    """Words of one line with no wide gap between them."""

    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Line:
    """The cells on one baseline, from left to right."""

    base: float
    size: float
    cells: list[Cell]


def page_text(words: Sequence[Word]) -> str:
    """The text of a page: one printed line a line, an empty line where the page leaves a gap."""
    lines = _lines(words)
    out: list[str] = []
    for index, line in enumerate(lines):
        if index and line.base - lines[index - 1].base > 1.45 * max(line.size, lines[index - 1].size):
            out.append("")
        out.append(GAP.join(cell.text for cell in line.cells))
    return "\n".join(out)


def _lines(words: Sequence[Word]) -> list[Line]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if rows and word.base - rows[-1][0].base <= 0.3 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(sorted(row, key=lambda word: word.left)) for row in rows]


def _line(words: list[Word]) -> Line:
    size = max(word.size for word in words)
    cells = [Cell([words[0]])]
    for last, word in pairwise(words):
        if word.left - last.right > 1.1 * size:
            cells.append(Cell())
        cells[-1].words.append(word)
    return Line(words[0].base, size, cells)
