"""Minutes set as one table: a row a matter, with its number, its heading and what was said or decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.extraction import tables
from knowledge.extraction.flow import Line
from knowledge.vocabulary import words

_NUMBER_HEADS, _MATTER_HEADS, _TEXT_HEADS = (
    frozenset(words("agenda_tables", name)) for name in ("number_heads", "matter_heads", "text_heads")
)
_NUMBER = re.compile(r"(?:§ ?)?(?P<number>\d{1,3})\.?")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Row:
    """number: as printed without §. heading: where it stands. body, end: of what stands beside it; equal for none."""

    number: str
    start: int
    heading: tuple[int, int]
    body: int
    end: int


def find(lines: Sequence[Line]) -> list[Row]:
    """The rows of the tables of matters, in order; none where the minutes are no table."""
    found: list[Row] = []
    place = 0
    while place < len(lines):
        size = _head(lines, place)
        if not size:
            place += 1
            continue
        place += size
        rows, place = _rows(lines, place)
        found += rows
    return found if len(found) >= _FEWEST else []


def _head(lines: Sequence[Line], place: int) -> int:
    """How many lines the heads take that begin here; 0 where none do."""
    beside = [cell.stripped for cell in tables.cells(lines[place])]
    if len(beside) > 1:
        return int(_is_head(beside))
    below: list[str] = []
    for line in lines[place : place + len(("number", "matter", "text", "who", "when", "more"))]:
        if not line.stripped:
            break
        below.append(line.stripped)
    return len(below) if _is_head(below) else 0


def _is_head(heads: Sequence[str]) -> bool:
    folded = [head.casefold().strip(" .:") for head in heads]
    if len(folded) <= _FEWEST or folded[0] not in _NUMBER_HEADS or folded[1] not in _MATTER_HEADS:
        return False
    return all(head in _TEXT_HEADS for head in folded[2:])


def _rows(lines: Sequence[Line], place: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while place < len(lines):
        if not lines[place].stripped or _head(lines, place):
            place += 1
            continue
        end = place
        while end < len(lines) and lines[end].stripped:
            end += 1
        made = list(_group(lines[place:end]))
        if not made:
            break
        rows += made
        place = end
    return rows, place


def _group(group: Sequence[Line]) -> Iterator[Row]:
    """A block of lines is one row, whose cells stand below one another, or several, a line each."""
    first = _NUMBER.fullmatch(group[0].stripped)
    if first and len(group) > 1:
        yield _row(first["number"], [Line(one.index, one.start, one.end, one.text) for one in group])
        return
    for line in group:
        parts = tables.cells(line)
        number = _NUMBER.fullmatch(parts[0].stripped) if len(parts) > 1 else None
        if number:
            yield _row(number["number"], parts)


def _row(number: str, parts: Sequence[Line]) -> Row:
    heading, rest = parts[1], parts[2:]
    body, end = (rest[0].start, rest[-1].end) if rest else (heading.end, heading.end)
    return Row(number, parts[0].start, (heading.start, heading.end), body, end)
