"""Ruled tables of a PDF page: the words of each cell, where rules show where one ends and the next begins.

Without its rules a row whose cells wrap is guessed from gaps; a table with rules is read row by row and cell by cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.reading.layout import Line, Word, lines_of
from knowledge.reading.rules import Rule

_TOUCH = 3.0
"""Points by which two rules that meet may miss each other."""

_INSET = 6.0
"""What a cell keeps free at its right edge."""

_FAR = 2
"""Line heights from one line of a paragraph to the next, at most."""

_FEWEST = 2
_POINT = re.compile(r"\d{1,2}[.)]")
_PERSON = re.compile(r"\([A-ZÅÄÖa-zåäö-]{1,5}\)|^[^\d:.]{3,40}, ")
_HYPHEN = re.compile(r"(?<=[a-zåäöé])-$")
_AFTER_HYPHEN = re.compile(r"(?!och\b|eller\b|samt\b)[a-zåäöé]")


@dataclass(frozen=True, slots=True)
class Grid:
    """top, bottom: the table's edges, y downwards. rows: of cells of paragraphs."""

    top: float
    bottom: float
    rows: tuple[tuple[tuple[str, ...], ...], ...]


def grids(rules: Sequence[Rule], words: Sequence[Word]) -> list[Grid]:
    """The tables of two columns and two rows or more of which a cell wraps, from top to bottom."""
    found = [_grid(group, words) for group in _groups(rules)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: grid.top)


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that touch one another, directly or by others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        near = [group for group in groups if any(_meet(rule, other) for other in group)]
        for group in near:
            groups.remove(group)
        groups.append([rule, *(one for group in near for one in group)])
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    if one.lying == other.lying:
        beside = abs(one.at - other.at) <= _TOUCH
        return beside and one.first <= other.last + _TOUCH and other.first <= one.last + _TOUCH
    return _within(one.at, other) and _within(other.at, one)


def _within(place: float, rule: Rule) -> bool:
    return rule.first - _TOUCH <= place <= rule.last + _TOUCH


def _grid(group: Sequence[Rule], words: Sequence[Word]) -> Grid | None:
    heights = _places([rule.at for rule in group if rule.lying])
    edges = _places([rule.at for rule in group if not rule.lying])
    if len(heights) <= _FEWEST or len(edges) <= _FEWEST:
        return None
    top, bottom = heights[0], heights[-1]
    inside = [word for word in words if top < word.base < bottom + 1 and edges[0] - 1 <= word.left < edges[-1]]
    standing = [rule for rule in group if not rule.lying]
    cells: list[list[list[Word]]] = [[[] for _ in edges[1:]] for _ in heights[1:]]
    for word in inside:
        row = min(bisect_right(heights, word.base - 0.3 * word.size) - 1, len(cells) - 1)
        column = bisect_right(edges, (word.left + word.right) / 2) - 1
        if row < 0 or not 0 <= column < len(edges) - 1:
            return None
        middle = (heights[row] + heights[row + 1]) / 2
        while column and not any(abs(one.at - edges[column]) <= _TOUCH and _within(middle, one) for one in standing):
            column -= 1  # the cell reaches over the edge
        cells[row][column].append(word)
    rows = [[_paragraphs(cell, edges, column) for column, cell in enumerate(row)] for row in cells]
    if not any(wraps for row in rows for _, wraps in row):
        return None
    return Grid(top, bottom, tuple(tuple(texts for texts, _ in row) for row in rows if any(texts for texts, _ in row)))


def _places(found: Sequence[float]) -> list[float]:
    """The places of rules, those that nearly coincide as one."""
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] > _TOUCH:
            places.append(place)
    return places


def _paragraphs(words: Sequence[Word], edges: Sequence[float], column: int) -> tuple[tuple[str, ...], bool]:
    """(the cell's paragraphs, whether one of them runs over several lines)."""
    lines = lines_of(words) if words else []
    texts: list[str] = []
    wraps = False
    above: Line | None = None
    for line in lines:
        said = " ".join(cell.text for cell in line.cells)
        if above and _goes_on(above, line, texts[-1], _right(edges, column, above)):
            texts[-1] = _joined(texts[-1], said)
            wraps = True
        else:
            texts.append(said)
        above = line
    return tuple(texts), wraps


def _right(edges: Sequence[float], column: int, line: Line) -> float:
    """The right edge of the cell in which the line stands."""
    return edges[min(max(column + 1, bisect_right(edges, line.cells[-1].right - 1)), len(edges) - 1)]


def _goes_on(above: Line, line: Line, text: str, right: float) -> bool:
    """Whether a line goes on with the one above: its first word had no room there, or it begins in lower case."""
    first = line.cells[0]
    length = len(first.text.split(maxsplit=1)[0]) / max(len(first.text), 1)
    needed = above.cells[-1].right + 0.2 * line.size + length * (first.right - first.left)
    if line.base - above.base >= _FAR * max(above.size, line.size):
        return False
    if first.text[0].islower() or text.endswith((",", " och")):
        return True
    if first.text[0].isdigit() and text[-1:].islower() and not _POINT.match(first.text):
        return True
    people = _PERSON.search(text) and _PERSON.search(first.text)
    return needed > right - _INSET and not people


def _joined(text: str, more: str) -> str:
    if _HYPHEN.search(text) and _AFTER_HYPHEN.match(more):
        return text[:-1] + more
    return text + more if text.endswith("-") and more[:1].isdigit() else f"{text} {more}"
