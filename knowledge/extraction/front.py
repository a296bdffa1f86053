"""The front of a document: the pieces of its first lines, where it says what it is, whose it is and of which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction.flow import Flow, Line

_GAP = re.compile(r"[ \t\u00a0]{2,}|\t")
_LINES = 60
_PAGES = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or one cell of it. start, end: offsets in the flow; None in the margin text, which cannot be cited."""

    text: str
    line: int
    start: int | None = None
    end: int | None = None


def pieces(flow: Flow, lines: int = _LINES) -> list[Piece]:
    """The pieces of the first `lines` lines that are not empty, in order."""
    printed = [line for line in flow.lines if line.stripped]
    return pieces_of(printed[:lines])


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    """The pieces of these lines, in order."""
    return [piece for line in lines for piece in _cells(line.text, line.start, line.index)]


def _cells(text: str, start: int, index: int) -> list[Piece]:
    cells, at = [], 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        cell = text[at:end]
        if cell.strip():
            left = at + len(cell) - len(cell.lstrip())
            cells.append(Piece(cell.strip(), index, start + left, start + at + len(cell.rstrip())))
        at = gap.end() if gap else end
    return cells


def margin(flow: Flow) -> list[Piece]:
    """The headers and footers of the first pages, which reading has set apart: they cannot be cited."""
    texts = dict.fromkeys(text for page in flow.pages[:_PAGES] for text in page.furniture)
    return [Piece(part.strip(), -1) for text in texts for part in _GAP.split(text) if part.strip()]
