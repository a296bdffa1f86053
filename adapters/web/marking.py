"""A page's text as lines of pieces, with the quote marked; a long page in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PART_CHARACTERS = 60_000
PART_LINES = 2_000
"""What one view of a page holds at most, of each: some thirty printed pages."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line. anchor: this is where the quote begins."""

    text: str
    marked: bool = False
    anchor: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page, numbered from 1."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """A part of a page's text: its positions, and where the parts before and after it begin (None where none is)."""

    start: int
    end: int
    before: int | None
    after: int | None


def fits(text: str, span: tuple[int, int] | None) -> bool:
    """Whether these positions are a slice of this text that holds something to read."""
    return span is not None and 0 <= span[0] < span[1] <= len(text) and bool(text[span[0] : span[1]].strip())


def extent(text: str, at: int) -> Extent:
    """The part of the text that holds the position `at`. Parts begin and end with lines, where lines are no longer
    than a part; they are the same whichever position one comes from, and joined they are the text."""
    start, before = 0, None
    while (end := _part_end(text, start)) <= at and end < len(text):
        start, before = end, start
    return Extent(start, end, before, end if end < len(text) else None)


def lines(text: str, span: tuple[int, int] | None, part: Extent | None = None) -> list[Line]:
    """Cut a page into lines; what lies between the positions `span` (start, end) is marked, each letter exactly once.

    part: only its lines, numbered and marked as in the whole. The pieces of all lines joined by line breaks are the
    text again.
    """
    start, end = span if span and fits(text, span) else (0, 0)
    at, first_line = (part.start, text.count("\n", 0, part.start) + 1) if part else (0, 1)
    shown = text[part.start : part.end] if part else text
    if part and part.after is not None:
        shown = shown.removesuffix("\n")
    made: list[Line] = []
    anchored = False
    for number, line in enumerate(shown.split("\n"), start=first_line):
        pieces: list[Piece] = []
        for piece, marked in _cut(line, start - at, end - at):
            first = marked and not anchored
            anchored = anchored or first
            pieces.append(Piece(piece, marked, first))
        made.append(Line(number, tuple(pieces)))
        at += len(line) + 1
    return made


def _part_end(text: str, start: int) -> int:
    """Where the part that begins at `start` ends: after a line, or in the midst of one that is longer than a part."""
    limit = start + PART_CHARACTERS
    at = start
    for _ in range(PART_LINES):
        found = text.find("\n", at, limit)
        if found < 0:
            break
        at = found + 1
    else:
        return at
    if len(text) <= limit:
        return len(text)
    return at if at > start else limit


def _cut(line: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    start, end = max(0, min(start, len(line))), max(0, min(end, len(line)))
    for part, marked in ((line[:start], False), (line[start:end], True), (line[end:], False)):
        if part:
            yield part, marked
