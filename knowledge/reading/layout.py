"""Words with their places on a page → the page's text, as a person would read it.

Words on one baseline are a line; a wide gap parts a line into cells; columns.py brings lines whose cells stand under
each other into reading order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = "   "
"""What stands between two cells that are printed on one line."""

_WIDE = 1.1
"""A gap between words of more than this many line heights parts cells."""

_NARROW = 0.5
"""A gap of this many line heights does so where a column begins; the space between words takes a quarter."""

_MANY = 6
"""Lines in which a word starts at the same place after such a gap, for a column to begin there."""

_VOTES = re.compile(r"(?:Ja|Nej|Avstår|Avstått|Avst\.?|Frånvarande|Frånv\.?|Jäv)", re.IGNORECASE)
_CROSS = re.compile(r"[xX✓✗×]")
_CLOSE = 0.33
"""Between heads of a table of votes, whose columns are no wider than a cross, a gap of this many line heights does."""

_MARKER = re.compile(r"[•·▪◦○●\-–−o]|\d{1,3}[.)]|[a-zA-ZåäöÅÄÖ][.)]|§+ ?\d+[a-z]?")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters. left, right, base in points, y downwards; size: the line height of its font."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one line with no wide gap between them."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """The cells on one baseline, from left to right."""

    base: float
    size: float
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """The line as it is printed."""
        return GAP.join(cell.text for cell in self.cells)


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines of a page from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if rows and word.base - rows[-1][0].base <= _tolerance(word, rows[-1][0]):
            rows[-1].append(word)
        else:
            rows.append([word])
    ordered = [sorted(row, key=lambda word: word.left) for row in rows]
    edges = _column_edges(ordered)
    return [_line(row, edges) for row in ordered]


def _column_edges(rows: Sequence[Sequence[Word]]) -> frozenset[int]:
    """Where columns with a narrow gutter begin: places, in points, at which words start after a gap in many lines."""
    starts = Counter(
        round(word.left)
        for row in rows
        for last, word in pairwise(row)
        if word.left - last.right > _NARROW * max(last.size, word.size)
    )
    return frozenset(place for place in starts if sum(starts[place + off] for off in (-1, 0, 1)) >= _MANY)


def pitch_of(lines: Sequence[Line]) -> float:
    """The distance from line to line that is usual on the page, in line heights."""
    ratios = Counter(
        round((below.base - above.base) / max(above.size, below.size), 1) for above, below in pairwise(lines)
    )
    usual = [(count, -ratio) for ratio, count in ratios.items() if 0.7 <= ratio <= 2.2 and count > 2]
    return -max(usual)[1] if usual else 1.1


def apart(above: Line, below: Line, pitch: float) -> bool:
    """Whether the page leaves a gap between two lines that follow each other."""
    return below.base - above.base > (pitch + 0.22) * max(above.size, below.size)


def _tolerance(word: Word, other: Word) -> float:
    big, small = max(word.size, other.size), min(word.size, other.size)
    return min(0.3 * big, 0.45 * small)


def _line(words: list[Word], edges: frozenset[int]) -> Line:
    size = max(word.size for word in words)
    groups = [[words[0]]]
    for last, word in pairwise(words):
        gap = (word.left - last.right) / size
        if gap > _WIDE or (gap > _NARROW and round(word.left) in edges) or _apart_in_votes(last, word, gap):
            groups.append([])
        groups[-1].append(word)
    cells: list[Cell] = []
    for group in groups:
        cell = Cell(" ".join(word.text for word in group), group[0].left, max(word.right for word in group))
        if cells and _MARKER.fullmatch(cells[-1].text):
            cell = _marked(cells.pop(), cell)
        cells.append(cell)
    return Line(max(words, key=lambda word: word.size).base, size, tuple(cells))


def _apart_in_votes(last: Word, word: Word, gap: float) -> bool:
    """Two heads of a table of votes, or a long name and its cross: "Ja Nej", "Bo Alm-Ek (S) X"."""
    if gap > _CLOSE and _VOTES.fullmatch(last.text) and _VOTES.fullmatch(word.text):
        return True
    return last.text.endswith(")") and _CROSS.fullmatch(word.text) is not None


def _marked(marker: Cell, cell: Cell) -> Cell:
    """A bullet or number belongs to the text beside it, however far it is set off."""
    return Cell(f"{marker.text} {cell.text}", marker.left, cell.right)
