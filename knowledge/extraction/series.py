"""The lines on which §§ begin: lines of the right form whose numbers make the longest rising series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge import case_numbers
from knowledge.extraction import headings
from knowledge.extraction.flow import Line
from knowledge.vocabulary import words

_LINE = re.compile(
    r"\s*(?:(?P<unit>[A-ZÅÄÖ][A-Za-zÅÄÖåäö/]{1,5})\s*)?"
    r"(?:§\s{0,3}(?P<number>\d{1,4}(?:/\d\d(?:\d\d)?)?)|(?:Paragraf|PARAGRAF)\s(?P<word>\d{1,4}))(?![\d§])"
    r"(?P<rest>.*)$"
)
_LEAD = re.compile(rf"[\s.,:;–-]*(?:(?:{'|'.join(words('case_numbers', 'labels'))})[.:]?\s*)?", re.IGNORECASE)
# What stands between a title and the case number at the line's right edge
_NUMBER_BESIDE = re.compile(rf"\s{{3,}}(?:(?:{'|'.join(words('case_numbers', 'labels'))})[.:]?\s*)?$", re.IGNORECASE)
_TITLE = re.compile(r"[A-ZÅÄÖÉ0-9”\"“'’(]")
_STEP_COST = 0.25
_LONGEST_LEAP = 10
_FULL_TEXT = 400
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Start:
    """Where a § begins. index: its place among the lines. title: where the title stands in the line, or None."""

    index: int
    number: str
    numbers: tuple[case_numbers.CaseNumber, ...]
    title: tuple[int, int] | None
    weight: float = 1.0

    @property
    def order(self) -> int:
        return int(self.number.split("/")[0])


def find(lines: Sequence[Line]) -> list[Start]:
    """The starts of the §§ in `lines`, in order; those of a table of contents and of references left out."""
    spelled = "aragraf" in "\n".join(line.text for line in lines).casefold()
    marked = (index for index, line in enumerate(lines) if "§" in line.text or spelled)
    candidates = [start for index in marked if (start := _read(index, lines[index], lines))][:_MOST]
    return _best_series(_weighed(_without_chains(candidates, lines), lines))


def _without_chains(candidates: Sequence[Start], lines: Sequence[Line]) -> list[Start]:
    """Without the numbers that a matter had in the bodies before: "Au § 84" straight below "Ks § 61"."""
    heads: list[Start] = []
    for start in candidates:
        above = heads[-1] if heads else None
        chained = above is not None and not above.title and not start.title and start.index - above.index == 1
        if not chained or _unit(lines[start.index]) in (None, _unit(lines[start.index - 1])):
            heads.append(start)
    return heads


def _unit(line: Line) -> str | None:
    match = _LINE.match(line.text)
    return match["unit"] if match else None


def _read(index: int, line: Line, lines: Sequence[Line]) -> Start | None:
    if "§" not in line.text and "aragraf" not in line.text.casefold():
        return None
    match = _LINE.match(line.text)
    if not match or "§§" in line.text:
        return None
    number = match["number"] or match["word"]
    rest, at = match["rest"], match.start("rest")
    if re.match(r"\s*[-–]\s*(?:§|\d)", rest):
        return None  # "§ 1-§ 7" tells the span of the protocol
    numbers = tuple(case_numbers.find(rest, bare=True))
    numbers = tuple(one for one in numbers if one.start < 60)
    leading = bool(numbers) and not _LEAD.sub("", rest[: numbers[0].start], count=1).strip()
    begin = numbers[-1].end if leading else 0
    begin += (_LEAD.match(rest, begin) or match).end() - begin if leading else _lead(rest)
    begin = _skip_classification(rest, begin) if leading else begin
    if not leading:
        numbers = tuple(one for one in case_numbers.find(rest))
        rest = _without_numbers_beside(rest, numbers)
    title = rest[begin:].strip()
    if title and not _TITLE.match(title):
        return None
    if not title and not numbers and _within_sentence(lines, index, rest):
        return None
    at += begin + len(rest[begin:]) - len(rest[begin:].lstrip())
    return Start(index, number, numbers, (at, at + len(title)) if title else None)


def _without_numbers_beside(rest: str, numbers: Sequence[case_numbers.CaseNumber]) -> str:
    """The title alone, where its case numbers stand apart from it at the line's right edge."""
    if not numbers or rest[numbers[-1].end :].strip():
        return rest
    gap = _NUMBER_BESIDE.search(rest[: numbers[0].start])
    return rest[: gap.start()] if gap else rest


def _lead(rest: str) -> int:
    match = _LEAD.match(rest)
    return match.end() if match else 0


def _skip_classification(rest: str, begin: int) -> int:
    """A classification code after the number ("Bun/2022:735   694") is no title."""
    match = re.match(r"\s*\d[\d.]*\s*$", rest[begin:])
    return len(rest) if match else begin


def _within_sentence(lines: Sequence[Line], index: int, rest: str) -> bool:
    """A § at a line's start that only goes on with the sentence above it."""
    if rest.strip() in (".", ",", ").", ")") and index:
        return True
    above = lines[index - 1].stripped if index else ""
    if headings.recognise(above):
        return False  # "Beslutet skickas till", with nobody named below it
    return above.endswith((",", " och", " i", " enligt", " med", " till", " under", " samt"))


def _weighed(candidates: Sequence[Start], lines: Sequence[Line]) -> list[Start]:
    weighed = []
    for place, start in enumerate(candidates):
        following = candidates[place + 1].index if place + 1 < len(candidates) else len(lines)
        own = lines[start.index + 1 : min(following, start.index + 60)]
        size = sum(len(line.text) for line in own)
        known = any(headings.recognise(line.text) for line in own[:11])
        weight = 0.5 + min(size, _FULL_TEXT) / _FULL_TEXT + (1.0 if known else 0.0) + (0.5 if start.numbers else 0.0)
        weighed.append(Start(start.index, start.number, start.numbers, start.title, weight))
    return weighed


def _best_series(candidates: Sequence[Start]) -> list[Start]:
    """The rising series of greatest weight; a leap in the numbers costs a little, of two equals the later counts."""
    best: dict[int, tuple[float, int]] = {}
    back: list[int | None] = []
    top: tuple[float, int] | None = None
    for place, start in enumerate(candidates):
        reached, previous = start.weight, None
        for order, (score, at) in best.items():
            if order < start.order:
                value = score + start.weight - _STEP_COST * min(start.order - order - 1, _LONGEST_LEAP)
                if value >= reached:
                    reached, previous = value, at
        back.append(previous)
        if start.order not in best or reached >= best[start.order][0]:
            best[start.order] = (reached, place)
        if top is None or reached >= top[0]:
            top = (reached, place)
    chosen: list[Start] = []
    place_of = None if top is None else top[1]
    while place_of is not None:
        chosen.append(candidates[place_of])
        place_of = back[place_of]
    return chosen[::-1]
