"""Recommendations in tables: a column a body, and the rows of a follow-up with their grades.

Cells that wrap can be told apart only where the text keeps its columns upright, as a text laid out by its coordinates
does; elsewhere a row that wraps is left out rather than mixed with its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.extraction import bodies, tables
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Line, plain
from knowledge.vocabulary import load

_AUDIT = load("audit")
_CELL = re.compile(r"(?:[•●▪·►*–-][ \t]+)?\S.*?(?=[ \t]{2,}|\t|$)")
_BULLET = re.compile(r"(?:[•●▪·►*–-]|\d{1,2}[.)])[ \t]+")
HEADING = re.compile(r"\s*\d+(?:\.\d+)*\.?\s+[A-ZÅÄÖ]")
_GRADE_HEAD = re.compile(
    rf"\s*(?:tidigare |lämnad )?\w*{_AUDIT['noun']}\s{{2,}}(?:{'|'.join(_AUDIT['answer_heads'])}|status)\b",
    re.IGNORECASE,
)
GRADE = re.compile(
    "|".join(sorted(map(re.escape, [*_AUDIT["done"], *_AUDIT["open"]]), key=len, reverse=True)), re.IGNORECASE
)
DONE = re.compile("|".join(map(re.escape, _AUDIT["done"])), re.IGNORECASE)
GRADED_WORD = re.compile(rf"\b(?:{GRADE.pattern})\b", re.IGNORECASE)
_STRAY = 3
_NEAR = 600
_TWO = 2


@dataclass(slots=True)
class Cell:
    """What a table says in one place. spans: its lines in the flow. text: on one line, without a bullet."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return plain("\n".join(self.words))

    def add(self, cell: Line) -> None:
        """Add a printed line of it; a bullet is left out."""
        bullet = _BULLET.match(cell.text)
        cut = bullet.end() if bullet else 0
        self.spans.append((cell.start + cut, cell.end))
        self.words.append(cell.text[cut:])


def cells(line: Line) -> list[Line]:
    """The cells of a line: runs of text with two spaces or a tab between them; a bullet stays with its text."""
    return [
        Line(line.index, line.start + match.start(), line.start + match.end(), match.group())
        for match in _CELL.finditer(line.text)
    ]


# ---- a column a body


def by_body(context: Context) -> Iterator[tuple[str, Cell]]:
    """(body, what it is recommended) for each point of a table with a column a body, column by column."""
    lines = context.lines(0, len(context.flow.text))
    upright = list(_upright_columns(context, lines))
    yield from upright or _rows_of_bodies(context, lines)


def _rows_of_bodies(context: Context, lines: Sequence[Line]) -> Iterator[tuple[str, Cell]]:
    """The same where each row has a cell a body, the cells below one another."""
    for table in tables.find(lines, _are_bodies):
        at = context.flow.lines[table.line].start
        if "rekommend" not in context.text(max(0, at - _NEAR), at).casefold():
            continue
        for column, head in enumerate(table.heads):
            for row in table.rows:
                if len(row) == len(table.heads) and len(row[column].text) > _POINT:
                    yield head, Cell(list(row[column].spans), [row[column].text])


def _are_bodies(heads: Sequence[str]) -> bool:
    return all(bodies.whole(head) for head in heads)


_POINT = 15


def _upright_columns(context: Context, lines: Sequence[Line]) -> Iterator[tuple[str, Cell]]:
    for place, line in enumerate(lines):
        head = cells(line)
        if len(head) < _TWO or not all(bodies.whole(one.text) for one in head):
            continue
        if "rekommend" in context.text(max(0, line.start - _NEAR), line.start).casefold():
            starts = [one.start - line.start for one in head]
            for name, points in zip(head, _columns(lines[place + 1 :], starts), strict=True):
                yield from ((name.stripped, point) for point in points)


def _columns(lines: Sequence[Line], starts: Sequence[int]) -> list[list[Cell]]:
    columns: list[list[Cell]] = [[] for _ in starts]
    fresh = True
    for line in lines:
        if not line.stripped:
            fresh = True
            continue
        placed = _placed(line, starts)
        if placed is None or (HEADING.match(line.text) and len(placed) == 1 and fresh):
            break
        for column, cell in placed:
            opens = _BULLET.match(cell.text) or (fresh and cell.text[:1].isupper())
            if opens or not columns[column]:
                columns[column].append(Cell())
            columns[column][-1].add(cell)
        fresh = False
    return columns


def _placed(line: Line, starts: Sequence[int]) -> list[tuple[int, Line]] | None:
    """The line's cells with their columns; None where one stands in no column or runs into the next: no row."""
    placed = []
    for cell in cells(line):
        at = cell.start - line.start
        column = min(range(len(starts)), key=lambda one: abs(starts[one] - at))
        beyond = column + 1 < len(starts) and at + len(cell.text) > starts[column + 1]
        if abs(starts[column] - at) > _STRAY or beyond:
            return None
        placed.append((column, cell))
    return placed


# ---- a column that says whom each is for


def addressed(context: Context) -> Iterator[tuple[str, Cell]]:
    """(body, what it is recommended) for each row of a table with a column of the bodies, and none of grades."""
    for table in tables.find(context.lines(0, len(context.flow.text)), _says_whom):
        said = next(at for at, head in enumerate(table.heads) if _SAID_HEAD.fullmatch(head))
        whom = next(at for at, head in enumerate(table.heads) if head.casefold() in _WHOM_HEADS)
        for row in table.rows:
            whole = len(row) == len(table.heads) and len(row[said].text) > _POINT
            if whole and (bodies.find_all(row[whom].text) or bodies.whole(bodies.display(row[whom].text))):
                yield row[whom].text, Cell(list(row[said].spans), [row[said].text])


def _says_whom(heads: Sequence[str]) -> bool:
    said = any(_SAID_HEAD.fullmatch(head) for head in heads) and any(head.casefold() in _WHOM_HEADS for head in heads)
    return said and not _is_follow_up(heads)


_WHOM_HEADS = frozenset(_AUDIT["addressee_heads"])


# ---- the rows of a follow-up


def graded(context: Context) -> Iterator[tuple[Cell, str]]:
    """(what was recommended, its grade) for each row that is not done."""
    return ((wording, grade.text) for wording, grade in judged(context) if not DONE.fullmatch(grade.text))


def judged(context: Context) -> Iterator[tuple[Cell, Cell]]:
    """(what was recommended, its grade) for each row, done or not."""
    lines = context.lines(0, len(context.flow.text))
    for place, line in enumerate(lines):
        if _GRADE_HEAD.match(line.text):
            head = [cell.start - line.start for cell in cells(line)]
            below = _rows_until(lines[place + 1 :])
            rows = _upright_rows(below, head) or _whole_rows(below)
            yield from ((wording, cut) for wording, grade in rows if (cut := _unstopped(grade)))
    yield from _graded_columns(lines)


def _unstopped(grade: Cell) -> Cell | None:
    """A grade without its full stop; None where the cell says something else."""
    text = grade.text.strip(" .")
    return Cell(grade.spans, [text]) if GRADE.fullmatch(text) else None


def _graded_columns(lines: Sequence[Line]) -> Iterator[tuple[Cell, Cell]]:
    """The same where other columns stand beside or between: number, year, what was done."""
    for table in tables.find(lines, _is_follow_up):
        said = next(at for at, head in enumerate(table.heads) if _SAID_HEAD.fullmatch(head))
        column = max(at for at, head in enumerate(table.heads) if _JUDGED_HEAD.fullmatch(head))
        for row in table.rows:
            grade = GRADED_WORD.match(row[column].text) if len(row) == len(table.heads) else None
            if grade and not (DONE.fullmatch(grade.group()) and grade.end() < len(row[column].text.rstrip(" ."))):
                cell = Cell(list(row[column].spans), [grade.group()])
                yield Cell(list(row[said].spans), [row[said].text]), cell


def _is_follow_up(heads: Sequence[str]) -> bool:
    return any(_SAID_HEAD.fullmatch(head) for head in heads) and any(_JUDGED_HEAD.fullmatch(head) for head in heads)


_SAID_HEAD = re.compile(rf"(?:tidigare |lämnade? )*\w*{_AUDIT['noun']}(?: (?:från )?\d{{4}})?", re.IGNORECASE)
_JUDGED_HEAD = re.compile(
    rf"(?:vår |revisionens |revisorernas )?(?:{'|'.join(_AUDIT['answer_heads'])}|status|aktuell status|uppföljning)"
    r"(?: \d{4})?",
    re.IGNORECASE,
)


def _rows_until(lines: Sequence[Line]) -> list[Line]:
    until = next(
        (at for at, line in enumerate(lines) if HEADING.match(line.text) and len(cells(line)) == 1), len(lines)
    )
    return [line for line in lines[:until] if line.stripped]


def _upright_rows(lines: Sequence[Line], starts: Sequence[int]) -> list[tuple[Cell, Cell]]:
    """The rows where every cell stands below its head: a new row begins where wording and grade begin together."""
    rows: list[tuple[Cell, Cell]] = []
    for line in lines:
        placed = _placed(line, starts)
        if placed is None:
            break
        here = dict(placed)
        if 0 in here and 1 in here and here[1].text[:1].isupper():
            rows.append((Cell(), Cell()))
        if not rows:
            break
        for column in (0, 1):
            if column in here:
                rows[-1][column].add(here[column])
    return rows


def _whole_rows(lines: Sequence[Line]) -> list[tuple[Cell, Cell]]:
    """The rows that stand on one line, where columns are not upright."""
    rows = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        parts = cells(line)
        wraps = below is not None and below.stripped[:1].islower()
        if len(parts) >= _TWO and not wraps:
            wording, grade = Cell(), Cell()
            wording.add(parts[0])
            grade.add(parts[1])
            rows.append((wording, grade))
    return rows
