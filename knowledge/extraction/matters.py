"""Matters below a § of union minutes: short lines with the form of a heading, or with a case number below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.extraction import headings, people, tables
from knowledge.extraction.flow import Line, plain
from knowledge.vocabulary import words

_BULLET = re.compile(r"\s*(?:[•\uf0b7\u2022o○▪*–-]|\d{1,2}[.)])\s")
_REPORTS = re.compile(rf"\b(?:{'|'.join(words('reporting', 'verbs'))})\b", re.IGNORECASE)
_ENDS_OPEN = re.compile(rf"\b(?:{'|'.join(words('reporting', 'open_endings'))})$", re.IGNORECASE)
_CLOSING = (".", ":", ",", ";", "!")
_CELLS = re.compile(r"\S(?:\s{2,}|\t)\S")
_NAME = re.compile(people.NAME)
_OFFICES = "|".join(words("capacities", "office_endings"))
_OFFICE = re.compile(rf"(?:vid protokollet|just(?:eras|erare|erande)|ordförande|\w*(?:{_OFFICES}))\W*", re.IGNORECASE)
_APPENDIX = re.compile(r"(?:Bilaga|BILAGA)(?: (?:nr )?(?:\d{1,2}|[A-Z]))?:?")
_SET_OFF = 60
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
        if said and _APPENDIX.fullmatch(line.stripped):
            return list(body[:place])
    return list(body)


def appendix_at(body: Sequence[Line]) -> int | None:
    """The index of the line in the last § with which a named appendix begins ("Bilaga 1  Närvarolista"), or None."""
    return next((place for place, line in enumerate(body) if place and _NAMED_APPENDIX.fullmatch(line.stripped)), None)


_NAMED_APPENDIX = re.compile(
    rf"(?:Bilaga \d{{1,2}}[ \t.:–-]*)?(?:{'|'.join(words('formalities', 'appendices'))})(?:,? (?:bilaga|§) ?\d+)?",
    re.IGNORECASE,
)


def find(body: Sequence[Line], width: int, numbers_alone: Callable[[str], tuple[str, ...]]) -> list[Matter]:
    """The matters in a §'s body.

    width: of the document's lines. numbers_alone: gives the case numbers of a line that holds nothing else.
    """
    body = _without_tables(body)
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


def _without_tables(body: Sequence[Line]) -> Sequence[Line]:
    """The lines without those of tables of yrkanden or of open points: a cell is no heading."""
    spans = [(table.line, table.last) for table in tables.find(body, _is_head)]
    return [line for line in body if not any(first <= line.index <= last for first, last in spans)] if spans else body


_HEADS = frozenset(
    head
    for file, names in (
        ("claims", ("part_heads", "claim_heads", "answer_heads", "support_heads")),
        ("open_points", ("point_heads", "other_heads")),
    )
    for name in names
    for head in words(file, name)
)


def _is_head(heads: Sequence[str]) -> bool:
    return all(head.casefold().strip(" :") in _HEADS for head in heads)


def width_of(body: Sequence[Line]) -> int:
    """How wide the lines are set: the longest, addresses left out."""
    return max((len(line.stripped) for line in body if "://" not in line.text), default=0)


def _may_begin(body: Sequence[Line], place: int) -> bool:
    """At the top of the § or after an empty line, with a capital, not a bullet."""
    text = body[place].stripped
    if not text or _BULLET.match(text) or _CELLS.search(text) or not (text[0].isupper() or text[0] in '”"“'):
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
    if not following and _is_set_off(body, after, text):
        return _matter(body, lines, after, (), text)
    if not following or following[0].islower() or _BULLET.match(following):
        return None
    if (_NAME.fullmatch(text) and _OFFICE.fullmatch(following)) or _heads_words_of_someone(text):
        return None
    if text.endswith(_CLOSING) or re.search(r"[.!?] [A-ZÅÄÖ]", text) or _was_wrapped(lines[-1], following, width):
        return None
    if _REPORTS.search(text) or _ENDS_OPEN.search(text):
        return None
    return _matter(body, lines, after, (), text)


def _is_set_off(body: Sequence[Line], after: int, text: str) -> bool:
    """Whether a short line between empty ones is a heading: a sentence that ends as one stands below it."""
    below = next((line.stripped for line in body[after : after + 3] if line.stripped), "")
    paragraph = [line.stripped for line in body[after:] if line.stripped][:_MOST_LINES]
    begins = (below[:1].isupper() or below[:1].isdigit()) and " " in below
    sentence = begins and any(line.endswith((".", "?")) for line in paragraph)
    if not sentence or len(text) > _SET_OFF or len(text) >= len(below) + _MOST_LINES:
        return False
    return not (
        text.endswith((*_CLOSING, "?"))
        or _CELLS.search(text)
        or _CELLS.search(below)
        or _REPORTS.search(text)
        or _ENDS_OPEN.search(text)
        or headings.recognise(text)
        or _NAME.fullmatch(text)
    )


def _heads_words_of_someone(text: str) -> bool:
    """Whether the line heads a statement or a claim within the matter."""
    heading = headings.recognise(text)
    return heading is not None and heading.kind in _SAID


_SAID = frozenset(("protokollsanteckning", "särskilt uttalande", "särskilt yttrande", "reservation", "yrkande"))


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
