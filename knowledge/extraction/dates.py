"""Swedish dates and times of day in running text, brought to ISO 8601 with the span where each stands.

Read are "torsdagen den 16 april 2020", "den 4 februari", "3–5 maj 2021", "2020-04-16" (also where a line break has
taken a hyphen: "202206-14"), "16.4.2020", "16/4 2020" and "den 16/4"; "kl. 09:00 – 11:15", "17.03–18.05", "klockan 15".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.vocabulary import load

_CALENDAR = load("calendar")
_BREAK = "(?:[-\u00ad\ufffe][ \\t]*\\n\\s*)?"
_MONTHS = {name: number for number, name in enumerate(_CALENDAR["months"], start=1)} | dict(_CALENDAR["short_months"])
_MONTH = "|".join(
    [_BREAK.join(name) for name in _CALENDAR["months"]]
    + [rf"{name}\b\.?" for name in sorted(_CALENDAR["short_months"], key=len, reverse=True)]
)
_WEEKDAY = "(?:(?:" + "|".join(_CALENDAR["weekdays"]) + r")(?:en)?\s+)?"
_YEAR = r"(?:19|20)\d\d"

_WORDS = re.compile(
    rf"\b{_WEEKDAY}(?:den\s+)?(?<![\d:.,/–-])(?P<day>\d{{1,2}})(?::?(?:e|a))?"
    rf"(?:\s*(?:[-–]|och|till)\s*(?:den\s+)?(?P<last>\d{{1,2}})(?::?(?:e|a))?)?"
    rf"\s+(?P<month>{_MONTH})(?!\w)(?:,?\s+(?:år\s+)?(?P<year>{_YEAR})(?!\d|[-–:./]\d))?",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    rf"(?<![\w:./–-])(?P<year>{_YEAR})(?:[-–‑](?P<month>\d\d)[-–‑]?|(?P<month2>\d\d)[-–‑])"
    r"(?P<day>\d\d)(?![\w/]|[-–:]\d)"
)
_ANY_DIGIT = re.compile(r"\d")
_HYPHENS = 2
_UNIT_BEFORE = re.compile(r"\b(?:[A-ZÅÄÖ]{2,6}|(?:\w*[Nn](?:umme)?r))\b[.:]?[ \t]*\Z")
_DOTTED = re.compile(
    rf"(?<![\w:./–-])(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})(?:[./]|\s*[-–]|\s+)(?P<year>{_YEAR})(?![\w]|[-–:/]\d)"
)
_SLASHED = re.compile(
    r"(?<![\w:./–-])(?P<den>den\s+)?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\w/]|[-–:]\d)", re.IGNORECASE
)

_CLOCK = r"(?:" + "|".join(_CALENDAR["clock"]) + r")\b\.?:?\s*"
_HOUR = r"(?:[01]?\d|2[0-4])"
_TIME_SPAN = re.compile(
    rf"(?<![\w:./–-])(?P<clock>{_CLOCK})?(?P<h1>{_HOUR})(?:[.:](?P<m1>[0-5]\d)|(?(clock)|(?!)))\s*(?:-|–|—|till|och)\s*"
    rf"(?:{_CLOCK})?(?P<h2>{_HOUR})(?:[.:](?P<m2>[0-5]\d)|(?(clock)|(?!)))(?![\w:]|[.\-–/]\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"(?<![\w:./–-])(?:{_CLOCK}(?P<h1>{_HOUR})(?:[.:](?P<m1>[0-5]\d))?|(?P<h2>[01]\d|2[0-4]):(?P<m2>[0-5]\d))"
    r"(?![\w:]|[.\-–/]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text. start, end: its span; date: ISO; derived: the year is not printed."""

    start: int
    end: int
    printed: str
    date: str
    derived: bool = False


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time of day or a span of two. starts_at, ends_at: HH:MM; ends_at is None for a single time."""

    start: int
    end: int
    printed: str
    starts_at: str
    ends_at: str | None = None


Direction = Literal["past", "future", "nearest"]


def find_all(
    text: str, reference: str | None = None, direction: Direction = "nearest", *, typed: bool = False
) -> list[FoundDate]:
    """Every date in the text, in order.

    reference: the ISO date (of the document) from which a missing year follows; without one such dates are left out.
    direction: whether the missing year makes the date fall before, after or closest to the reference.
    typed: a person wrote the text to the bot, so that a bare "16/4" is a date too.
    """
    if not _ANY_DIGIT.search(text):
        return []
    found = sorted(_candidates(text, reference, direction, typed), key=lambda one: (one.start, -one.end))
    kept: list[FoundDate] = []
    for one in found:
        if not kept or one.start >= kept[-1].end or (one.start, one.end) == (kept[-1].start, kept[-1].end):
            kept.append(one)
    return kept


def first(text: str, reference: str | None = None, direction: Direction = "nearest") -> FoundDate | None:
    """The first date in the text, or None."""
    found = find_all(text, reference, direction)
    return found[0] if found else None


def _candidates(text: str, reference: str | None, direction: Direction, typed: bool) -> Iterator[FoundDate]:
    for match in _WORDS.finditer(text):
        month = _month(match["month"])
        for day in filter(None, (match["day"], match["last"])):
            yield from _made(match, match["year"], month, int(day), reference, direction)
    for match in _DIGITS.finditer(text):
        if sum(map(match.group().count, "-–‑")) < _HYPHENS and _UNIT_BEFORE.search(
            text, max(0, match.start() - 20), match.start()
        ):
            continue  # "AMN 2020-0104" is a case number, not a date that has lost a hyphen
        yield from _made(match, match["year"], int(match["month"] or match["month2"]), int(match["day"]))
    for match in _DOTTED.finditer(text):
        yield from _made(match, match["year"], int(match["month"]), int(match["day"]))
    for match in _SLASHED.finditer(text):
        if typed or match["den"]:
            yield from _made(match, None, int(match["month"]), int(match["day"]), reference, direction)


def _month(printed: str) -> int:
    return _MONTHS[re.sub(r"[^a-zåäö]", "", printed.casefold())]


def _made(
    match: re.Match[str],
    year: str | None,
    month: int,
    day: int,
    reference: str | None = None,
    direction: Direction = "nearest",
) -> Iterator[FoundDate]:
    made = _day(int(year), month, day) if year else _nearest(month, day, reference, direction)
    if made:
        yield FoundDate(match.start(), match.end(), match.group(), made.isoformat(), derived=year is None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # "31 april": not a date


def _nearest(month: int, day: int, reference: str | None, direction: Direction) -> date | None:
    if reference is None:
        return None
    origin = date.fromisoformat(reference)
    days = [made for year in range(origin.year - 1, origin.year + 2) if (made := _day(year, month, day))]
    if direction == "past":
        days = [made for made in days if made <= origin]
    elif direction == "future":
        days = [made for made in days if made >= origin]
    return min(days, key=lambda made: abs((made - origin).days), default=None)


def find_times(text: str) -> list[FoundTime]:
    """Every time of day in the text, in order; two with a dash between them are one element."""
    if not _ANY_DIGIT.search(text):
        return []
    spans = [
        FoundTime(m.start(), m.end(), m.group(), _clock(m["h1"], m["m1"]), _clock(m["h2"], m["m2"]))
        for m in _TIME_SPAN.finditer(text)
    ]
    rest = _TIME_SPAN.sub(lambda m: " " * len(m.group()), text)
    single = [
        FoundTime(m.start(), m.end(), m.group(), _clock(m["h1"] or m["h2"], m["m1"] or m["m2"]))
        for m in _TIME.finditer(rest)
    ]
    return sorted([*spans, *single], key=lambda one: one.start)


def _clock(hour: str, minute: str | None) -> str:
    return f"{int(hour):02d}:{minute or '00'}"
