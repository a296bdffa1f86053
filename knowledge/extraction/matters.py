"""Matters below a § of union minutes: short lines with the form of a heading, or with a case number below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.extraction.flow import Line, plain
from knowledge.vocabulary import words

_BULLET = re.compile(r"\s*(?:[•\uf0b7\u2022o○▪*–-]|\d{1,2}[.)])\s")
_REPORTS = re.compile(rf"\b(?:{'|'.join(words('reporting', 'verbs'))})\b", re.IGNORECASE)
_ENDS_OPEN = re.compile(rf"\b(?:{'|'.join(words('reporting', 'open_endings'))})$", re.IGNORECASE)
_CLOSING = (".", ":", ",", ";", "!")
_GAP = 3
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Matter:
    """heading: joined to one line. spans: where it stands. start: of the heading. body: where its text begins."""

    heading: str
    spans: tuple[tuple[int, int], ...]
    start: int
    body: int
    numbers: tuple[str, ...]


def before_appendix(body: Sequence[Line]) -> list[Line]:
    """The lines of the last § without what is bound after the minutes: a gap of several empty lines ends them."""
    empty, said = 0, False
    for place, line in enumerate(body):
        empty = 0 if line.stripped else empty + 1
        said = said or bool(line.stripped)
        if said and empty >= _GAP:
            return list(body[: place - empty + 1])
    return list(body)


def find(body: Sequence[Line], width: int, numbers_alone: Callable[[str], tuple[str, ...]]) -> list[Matter]:
    """The matters in a §'s body.

    width: of the document's lines. numbers_alone: gives the case numbers of a line that holds nothing else.
    """
    found: list[Matter] = []
    width = max(width_of(body), width * 9 // 10)
    place = 0
    while place < len(body):
        lines = _paragraph_head(body, place) if _may_begin(body, place) else []
        matter = _read(body, place, lines, width, numbers_alone) if lines else None
        if matter:
            found.append(matter)
            place += len(lines)
        else:
            place += 1
    return found


def width_of(body: Sequence[Line]) -> int:
    """How wide the lines are set: the longest, addresses left out."""
    return max((len(line.stripped) for line in body if "://" not in line.text), default=0)


def _may_begin(body: Sequence[Line], place: int) -> bool:
    """At the top of the § or after an empty line, with a capital, not a bullet."""
    text = body[place].stripped
    if not text or _BULLET.match(text) or not (text[0].isupper() or text[0] in '”"“'):
        return False
    return place == 0 or not body[place - 1].stripped


def _paragraph_head(body: Sequence[Line], place: int) -> list[Line]:
    """The line and those that go on with it in lower case (a wrapped heading), at most four."""
    lines = [body[place]]
    for line in body[place + 1 : place + 1 + _MOST_LINES]:
        text = line.stripped
        if not text or not (text[0].islower() or text[0] in "–-("):
            break
        lines.append(line)
    return lines if len(lines) <= _MOST_LINES else []


def _read(
    body: Sequence[Line],
    place: int,
    lines: Sequence[Line],
    width: int,
    numbers_alone: Callable[[str], tuple[str, ...]],
) -> Matter | None:
    after = place + len(lines)
    following = body[after].stripped if after < len(body) else ""
    numbers, wrapped = numbers_alone(following), list(lines)
    if not numbers:
        wrapped, numbers, after = _to_number_line(body, place, lines, numbers_alone)
    text = plain("\n".join(line.text for line in wrapped))
    if numbers:
        return _matter(body, wrapped, after + 1, numbers, text) if not text.endswith(_CLOSING) else None
    if not following or following[0].islower() or _BULLET.match(following):
        return None
    if text.endswith(_CLOSING) or re.search(r"[.!?] [A-ZÅÄÖ]", text) or _was_wrapped(lines[-1], following, width):
        return None
    if _REPORTS.search(text) or _ENDS_OPEN.search(text):
        return None
    return _matter(body, lines, after, (), text)


def _to_number_line(
    body: Sequence[Line], place: int, lines: Sequence[Line], numbers_alone: Callable[[str], tuple[str, ...]]
) -> tuple[list[Line], tuple[str, ...], int]:
    """A heading wrapped before a capital letter still ends at its case number line."""
    for at in range(place + 1, min(len(body), place + 1 + _MOST_LINES)):
        if not body[at].stripped:
            break
        numbers = numbers_alone(body[at].stripped)
        if numbers:
            return list(body[place:at]), numbers, at
    return list(lines), (), place + len(lines)


def _was_wrapped(line: Line, following: str, width: int) -> bool:
    """Whether the line ended only because the next word had no room: then it is running text."""
    word = following.split(maxsplit=1)[0]
    return len(line.stripped) + 1 + len(word) > width


def _matter(body: Sequence[Line], lines: Sequence[Line], after: int, numbers: tuple[str, ...], text: str) -> Matter:
    start = body[after].start if after < len(body) else body[-1].end
    spans = tuple((line.start, line.end) for line in lines)
    return Matter(text, spans, lines[0].start, start, numbers)
