"""When an issue is due and which days it covers: pure functions of a rhythm and two moments.

A moment is an aware datetime; what comes back is UTC. A local time that does not exist (a clock put forward) is taken
as if the clock had not been: an hour later; of one that exists twice the first is taken (RFC 5545, 3.3.5).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.follow_up.watch.model import Rhythm

if TYPE_CHECKING:
    from holidays import HolidayBase

_DAY = timedelta(days=1)
_EVES = frozenset({(12, 24), (12, 31)})
"""Julafton and nyårsafton: no holidays by law (1989:253), but nobody's working day."""
_SHIFT = timedelta(days=15)
"""Days that no working day is waited for; the longest wait so far is five."""
_MONTHS = timedelta(days=62)
"""Days within which every rhythm has an issue, a shifted one too."""


@dataclass(frozen=True, slots=True)
class Period:
    """What an issue covers: what came after `start`, up to and with `end`; due: when it is to be told, which is its
    end. missed: issues before it that were never made (the server was down), which it covers too."""

    start: datetime
    end: datetime
    due: datetime
    missed: int = 0


def period(rhythm: Rhythm, since: datetime, now: datetime) -> Period | None:
    """The period that is due: from `since` (the end of the last one, or when it was subscribed to) to the latest due
    moment until `now`; one, however many were missed. None where none is due, also where the clock was put back.

    What is told at once is due now.
    """
    if now <= since:
        return None
    if rhythm.every == "at once":
        return Period(since.astimezone(UTC), now.astimezone(UTC), now.astimezone(UTC))
    # of a long silence only the last months are counted
    first = max(since, now - timedelta(days=366))
    moments = list(_moments(rhythm, first, now))
    if not moments:
        return None
    return Period(since.astimezone(UTC), moments[-1], moments[-1], len(moments) - 1)


def next_due(rhythm: Rhythm, after: datetime) -> datetime | None:
    """The first due moment after this one; None for what is told at once."""
    if rhythm.every == "at once":
        return None
    return next(_moments(rhythm, after, after + _MONTHS))


def last_due(rhythm: Rhythm, now: datetime) -> datetime | None:
    """The latest due moment until now; None for what is told at once."""
    if rhythm.every == "at once":
        return None
    *_, last = _moments(rhythm, now - _MONTHS, now)
    return last


def _moments(rhythm: Rhythm, after: datetime, until: datetime) -> Iterator[datetime]:
    """The due moments after one and until another, in order, each once."""
    first, last = (moment.astimezone(rhythm.tz).date() for moment in (after, until))
    told: date | None = None
    for planned in _days(rhythm, first - _SHIFT, last + _DAY):
        day = working_day(planned) if rhythm.working_days else planned
        if day == told:  # a daily one: what was planned on Saturday, Sunday and Monday comes on Monday, once
            continue
        told = day
        moment = moment_of(rhythm, day)
        if after < moment <= until:
            yield moment


def moment_of(rhythm: Rhythm, day: date) -> datetime:
    """The chosen hour of a day, as UTC."""
    local = datetime(day.year, day.month, day.day, rhythm.hour, rhythm.minute, tzinfo=rhythm.tz)
    return local.astimezone(UTC)


def _days(rhythm: Rhythm, first: date, last: date) -> Iterator[date]:
    """The days on which an issue is planned, before holidays are looked at."""
    day = first
    while day <= last:
        if _is_planned(rhythm, day):
            yield day
        day += _DAY


def _is_planned(rhythm: Rhythm, day: date) -> bool:
    if rhythm.every == "week":
        return day.weekday() == rhythm.weekday
    if rhythm.every == "month":
        return day.day == min(rhythm.day, monthrange(day.year, day.month)[1])
    return True


def working_day(day: date) -> date:
    """The day, or the next one on which a Swedish municipality is at work."""
    while not is_working_day(day):
        day += _DAY
    return day


@lru_cache(maxsize=4_096)
def is_working_day(day: date) -> bool:
    """Whether it is neither a weekend, a Swedish holiday nor one of the eves on which offices are closed."""
    return (
        day.weekday() < 5 and (day.month, day.day) not in _EVES and not _is_midsummer_eve(day) and day not in _sweden()
    )


def _is_midsummer_eve(day: date) -> bool:
    """The Friday from 19 to 25 June."""
    return day.month == 6 and day.weekday() == 4 and 19 <= day.day <= 25


@cache
def _sweden() -> HolidayBase:
    from holidays.countries.sweden import Sweden  # imported late: it takes a second

    return Sweden(language="sv")
