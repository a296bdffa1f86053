"""Last days that are said as a period: "vecka 20", "sista mars 2025", "i juni", "fjärde kvartalet 2025", "årsskiftet".

The last day of the period is the day meant; it is derived, since no day is printed. A missing year follows from the
document's own day: the first such period that has not ended by then.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from knowledge.extraction import dates
from knowledge.vocabulary import load

_YEAR = r"(?:,?\s+(?:år\s+)?(?P<year>(?:19|20)\d\d))?(?![\d/])"


@dataclass(frozen=True, slots=True)
class LastDay:
    """start: where it stands in the text. date: ISO. derived: the document does not print the day itself."""

    start: int
    date: str
    derived: bool


def last_day(text: str, reference: str | None) -> LastDay | None:
    """The first date or period in the text. reference: the document's ISO date, without which no year can follow."""
    found = [LastDay(one.start, one.date, one.derived) for one in dates.find_all(text, reference, "future")[:1]]
    for read in (_short, _week, _month, _quarter, _half, _year):
        made = read(text, reference)
        if made:
            found.append(made)
    return min(found, key=lambda one: one.start, default=None)


def _patterns() -> dict[str, re.Pattern[str]]:
    months = "|".join(load("calendar")["months"])
    file = load("calendar")["periods"]
    ordinals = "|".join(file["ordinals"])
    ends = "|".join(file["ends"])
    forms = {
        "short": r"(?<![\w./–-])(?P<year>[0-3]\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?![\w/]|[-–]\d)",
        "week": rf"\b(?:{'|'.join(file['week'])})\s*(?P<week>[0-5]?\d){_YEAR}",
        "month": rf"\b(?:{ends})\s+(?P<month>{months})\b{_YEAR}",
        "quarter": rf"\b(?:(?P<ordinal>{ordinals})\s+kvartalet|(?:kvartal|Q)\s*(?P<number>[1-4])){_YEAR}",
        "half": rf"\b(?P<ordinal>{ordinals})\s+halvåret{_YEAR}",
        "year": rf"\b(?:{'|'.join(file['year'])})(?:\s+(?P<year>20\d\d))?(?![\d-])",
    }
    return {name: re.compile(form, re.IGNORECASE) for name, form in forms.items()}


_compiled = cache(_patterns)


def _find(name: str, text: str) -> re.Match[str] | None:
    return _compiled()[name].search(text)


def _short(text: str, reference: str | None) -> LastDay | None:
    """ "240415": the day is printed, only its century is not. Without the document's day near it, it is a number."""
    match = _find("short", text)
    if match is None or reference is None:
        return None
    printed = f"20{match['year']}-{match['month']}-{match['day']}"
    found = dates.first(printed)
    near = abs(int(printed[:4]) - int(reference[:4])) <= 1
    return LastDay(match.start(), found.date, derived=False) if found and near else None


def _week(text: str, reference: str | None) -> LastDay | None:
    match = _find("week", text)
    return _ending(match, reference, lambda year: _sunday(year, int(match["week"]))) if match else None


def _sunday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 7)
    except ValueError:
        return None  # "vecka 53" in a year of 52


def _month(text: str, reference: str | None) -> LastDay | None:
    match = _find("month", text)
    if match is None:
        return None
    number = load("calendar")["months"].index(match["month"].casefold()) + 1
    return _ending(match, reference, lambda year: _end_of(year, number))


def _quarter(text: str, reference: str | None) -> LastDay | None:
    match = _find("quarter", text)
    if match is None:
        return None
    number = int(match["number"]) if match["number"] else _ordinal(match["ordinal"])
    return _ending(match, reference, lambda year: _end_of(year, 3 * number))


def _half(text: str, reference: str | None) -> LastDay | None:
    match = _find("half", text)
    number = _ordinal(match["ordinal"]) if match else 0
    return _ending(match, reference, lambda year: _end_of(year, 6 * number)) if match and number in (1, 2) else None


def _year(text: str, reference: str | None) -> LastDay | None:
    match = _find("year", text)
    return _ending(match, reference, lambda year: date(year, 12, 31)) if match else None


def _ordinal(word: str) -> int:
    ordinals: list[str] = load("calendar")["periods"]["ordinals"]
    return ordinals.index(word.casefold()) + 1


def _ending(match: re.Match[str], reference: str | None, end: Callable[[int], date | None]) -> LastDay | None:
    """The period's last day in the year printed, else in the first year in which it has not passed at the reference."""
    if match["year"]:
        years = [int(match["year"])]
    else:
        years = [int(reference[:4]) + more for more in (0, 1)] if reference else []
    ends = [made.isoformat() for year in years if (made := end(year))]
    last = next((one for one in ends if match["year"] or one >= (reference or "")), None)
    return LastDay(match.start(), last, derived=True) if last else None


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
