"""A page's text as lines of pieces, with the quote marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


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


def fits(text: str, span: tuple[int, int] | None) -> bool:
    """Whether these positions are a slice of this text that holds something to read."""
    return span is not None and 0 <= span[0] < span[1] <= len(text) and bool(text[span[0] : span[1]].strip())


def lines(text: str, span: tuple[int, int] | None) -> list[Line]:
    """Cut a page into lines; what lies between the positions `span` (start, end) is marked, each letter exactly once.

    The pieces of all lines joined by line breaks are the text again.
    """
    start, end = span if span and fits(text, span) else (0, 0)
    made: list[Line] = []
    at, anchored = 0, False
    for number, line in enumerate(text.split("\n"), start=1):
        pieces: list[Piece] = []
        for piece, marked in _cut(line, start - at, end - at):
            first = marked and not anchored
            anchored = anchored or first
            pieces.append(Piece(piece, marked, first))
        made.append(Line(number, tuple(pieces)))
        at += len(line) + 1
    return made


def _cut(line: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    start, end = max(0, min(start, len(line))), max(0, min(end, len(line)))
    for part, marked in ((line[:start], False), (line[start:end], True), (line[end:], False)):
        if part:
            yield part, marked
