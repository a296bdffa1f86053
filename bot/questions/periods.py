"""Days and periods in a question: "den 16 april 2020", "16/4", "januari 2025", "våren 2020", "2023", "i fjol"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.questions import vocabulary
from bot.questions.question import Period
from bot.questions.reading import Draft
from knowledge.extraction import dates
from knowledge.vocabulary import load

_MONTHS = {name: number for number, name in enumerate(load("calendar")["months"], start=1)}
_YEAR = r"(?:19|20)\d\d"
_MONTH = re.compile(rf"\b(?:i |under )?({'|'.join(_MONTHS)})(?: månad)?(?:\s+(?:år\s+)?({_YEAR}))?\b", re.IGNORECASE)
_SEASON = re.compile(
    rf"\b(?:i |under )?({'|'.join(sorted(vocabulary.seasons(), key=len, reverse=True))})\s+({_YEAR})\b", re.IGNORECASE
)
_YEARS = re.compile(
    rf"(?<![\w:/.–-])(?:mellan |från |åren? )?({_YEAR})\s*(?:-|–|och|till|t o m)\s*({_YEAR})(?![\w:/–-])"
)
_ONE_YEAR = re.compile(rf"(?<![\w:/.–-])(?:år |under |i )?({_YEAR})(?![\w:/–-])", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(i fjol|förra året|i år|förra månaden|den här månaden|förra veckan|den här veckan|nästa vecka|nästa månad"
    r"|senaste (?:månaden|kvartalet|året|veckan|halvåret)|i går|igår|i dag|idag|i morgon|imorgon)\b",
    re.IGNORECASE,
)
_PAST_SEASON = re.compile(r"\bi (vår|somr|höst|vintr)as\b", re.IGNORECASE)
_QUARTER = re.compile(
    rf"\b(?:under )?(?:({'|'.join(vocabulary.quarters())}) kvartalet|kvartal ([1-4])|q([1-4]))"
    rf"(?:\s+(?:år )?({_YEAR}))?\b",
    re.IGNORECASE,
)
_HALF = re.compile(rf"\b(första|andra) halvåret(?:\s+(?:år )?({_YEAR}))?\b", re.IGNORECASE)
_WEEK = re.compile(rf"\b(?:vecka|v\.?) ?(\d{{1,2}})(?:,? (?:år )?({_YEAR}))?\b", re.IGNORECASE)
_PAST: dict[str, tuple[int, int]] = {"vår": (1, 6), "somr": (6, 8), "höst": (8, 12), "vintr": (12, 12)}
"""Stem of "i våras" → the season's months."""
_WEEKS = 53
_TYPED = re.compile(
    rf"\b(\d{{1,2}})(?::e)? ({'|'.join(_MONTHS)})(?: ({_YEAR}))?\b|\b({_YEAR})-(\d\d)-(\d\d)\b", re.IGNORECASE
)
_LEAP = 2024
"""The year of a day without one: every day that exists at all exists in it."""
_DECEMBER = 12
_BACK = {
    "senaste veckan": 7,
    "senaste månaden": 31,
    "senaste kvartalet": 92,
    "senaste halvåret": 183,
    "senaste året": 366,
}


def find(draft: Draft, held: Iterable[str], today: date) -> Period | None:
    """The first day or period of the draft, which is then taken.

    held: the days of the documents, newest first: a day or month without a year is the newest of them that fits, else
    the one nearest to today.
    """
    days = list(held)
    for period, start, end in _candidates(draft, days, today):
        if draft.free(start, end):
            draft.take(start, end)
            return period
    return None


def impossible(text: str) -> str | None:
    """A day that is typed but does not exist ("31 februari 2020"), as typed."""
    for match in _TYPED.finditer(text):
        month = _MONTHS[match[2].lower()] if match[2] else int(match[5])
        day, year = int(match[1] or match[6]), int(match[3] or match[4] or _LEAP)
        if not 1 <= month <= _DECEMBER or not 1 <= day <= monthrange(year, month)[1]:
            return match.group()
    return None


def _candidates(draft: Draft, days: list[str], today: date) -> Iterator[tuple[Period, int, int]]:
    yield from _days(draft.text, days, today)
    for match in _SEASON.finditer(draft.text):
        first, last = vocabulary.seasons()[match[1].lower()]
        yield _span(int(match[2]), first, last, match.group()), *match.span()
    yield from _parts_of_years(draft.text, today)
    for match in _YEARS.finditer(draft.text):
        yield Period(f"{match[1]}-01-01", f"{match[2]}-12-31", match.group()), *match.span()
    for match in _MONTH.finditer(draft.text):
        month = _MONTHS[match[1].lower()]
        year = int(match[2]) if match[2] else _year_of(month, None, days, today)
        yield _span(year, month, month, match.group()), *match.span()
    for match in _RELATIVE.finditer(draft.text):
        since, until = _relative(match.group().lower(), today)
        yield Period(since.isoformat(), until.isoformat(), match.group()), *match.span()
    for match in _ONE_YEAR.finditer(draft.text):
        yield _span(int(match[1]), 1, 12, match.group()), *match.span()


def _parts_of_years(text: str, today: date) -> Iterator[tuple[Period, int, int]]:
    """Seasons that are over, quarters, halves and weeks; without a year, those of this one, or the last that began."""
    for match in () if re.search(_YEAR, text) else _PAST_SEASON.finditer(text):
        first, last = _PAST[match[1].lower()]
        year = today.year if today.month > first else today.year - 1
        yield _span(year, first, last, match.group()), *match.span()
    for match in _QUARTER.finditer(text):
        number = vocabulary.quarters().get((match[1] or "").lower()) or int(match[2] or match[3])
        yield _span(int(match[4] or today.year), 3 * number - 2, 3 * number, match.group()), *match.span()
    for match in _HALF.finditer(text):
        first = 1 if match[1].lower() == "första" else 7
        yield _span(int(match[2] or today.year), first, first + 5, match.group()), *match.span()
    for match in _WEEK.finditer(text):
        if 1 <= int(match[1]) < _WEEKS:
            monday = date.fromisocalendar(int(match[2] or today.year), int(match[1]), 1)
            yield (
                Period(monday.isoformat(), (monday + timedelta(days=6)).isoformat(), match.group().strip()),
                *match.span(),
            )


def _days(text: str, days: list[str], today: date) -> Iterator[tuple[Period, int, int]]:
    for one in dates.find_all(text, today.isoformat(), typed=True):
        day = one.date
        if one.derived:
            day = next((held for held in days if held[5:] == day[5:]), day)
        yield Period(day, day, one.printed.strip()), one.start, one.end


def _year_of(month: int, day: int | None, days: list[str], today: date) -> int:
    wanted = f"-{month:02d}-" + (f"{day:02d}" if day else "")
    return next((int(held[:4]) for held in days if wanted in held[4:]), today.year)


def _span(year: int, first: int, last: int, said: str) -> Period:
    return Period(f"{year}-{first:02d}-01", f"{year}-{last:02d}-{monthrange(year, last)[1]:02d}", said.strip())


def _relative(said: str, today: date) -> tuple[date, date]:
    said = said.replace("igår", "i går").replace("idag", "i dag").replace("imorgon", "i morgon")
    if said in _BACK:
        return today - timedelta(days=_BACK[said]), today
    one_day = {"i går": -1, "i dag": 0, "i morgon": 1}
    if said in one_day:
        day = today + timedelta(days=one_day[said])
        return day, day
    if "veck" in said:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=_step(said))
        return monday, monday + timedelta(days=6)
    if "månad" in said:
        index = today.year * 12 + today.month - 1 + _step(said)
        year, month = divmod(index, 12)
        return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])
    year = today.year - (said != "i år")
    return date(year, 1, 1), date(year, 12, 31)


def _step(said: str) -> int:
    return -1 if said.startswith("förra") else 1 if said.startswith("nästa") else 0
