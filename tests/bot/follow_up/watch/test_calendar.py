"""The calendar of issues: 2020–2040 in five zones, both changes of the clock, holidays, month ends, downtime."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.follow_up.watch import calendar
from bot.follow_up.watch.calendar import Period, is_working_day, last_due, next_due, period, working_day
from bot.follow_up.watch.model import Rhythm

ZONES = ("Europe/Stockholm", "Europe/Helsinki", "Atlantic/Azores", "America/New_York", "Australia/Lord_Howe")
"""Ours, a neighbour's, one whose clock goes by 0 and 1, one across the date line's day, one that changes by half an
hour and in the other half of the year."""
RHYTHMS = [
    Rhythm(every="day"),
    Rhythm(every="day", hour=2, minute=30, working_days=False),
    Rhythm(every="week"),
    Rhythm(every="week", weekday=4, hour=15, minute=45),
    Rhythm(every="week", weekday=6, hour=2, minute=30, working_days=False),
    Rhythm(every="month", day=31, hour=23, minute=59),
    Rhythm(every="month", day=1, hour=0, working_days=False),
]
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 12, 31, tzinfo=UTC)


def at(text: str, zone: str = "Europe/Stockholm") -> datetime:
    """A local time, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=Rhythm(zone=zone).tz).astimezone(UTC)


def exists(local: datetime, rhythm: Rhythm) -> bool:
    """Whether the chosen hour of that day exists there."""
    chosen = local.replace(hour=rhythm.hour, minute=rhythm.minute, fold=0)
    return chosen.astimezone(UTC).astimezone(rhythm.tz).replace(tzinfo=None) == chosen.replace(tzinfo=None)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("rhythm", RHYTHMS, ids=lambda one: f"{one.every}-{one.hour:02d}{one.minute:02d}")
def test_twenty_one_years_of_issues(rhythm: Rhythm, zone: str) -> None:
    """Each period begins where the last one ended, none is empty, each is due on a working day where that is chosen,
    and at the local hour that was chosen, or an hour later where the clock leaps over it."""
    rhythm = rhythm.model_copy(update={"zone": zone})
    told = list(calendar._moments(rhythm, FIRST, LAST))
    assert told == sorted(set(told))
    per_year = {"week": 52, "month": 12, "day": 240 if rhythm.working_days else 365}[rhythm.every]
    assert len(told) >= 21 * per_year - 1
    for moment in told:
        local = moment.astimezone(rhythm.tz)
        if rhythm.working_days:
            assert is_working_day(local.date()), local
        if exists(local, rhythm):
            assert (local.hour, local.minute, local.fold) == (rhythm.hour, rhythm.minute, 0), local
        else:
            assert rhythm.hour <= local.hour <= rhythm.hour + 1, local
    for before, moment in list(pairwise(told))[:: 7 if rhythm.every == "day" else 1]:
        covered = period(rhythm, before, moment)
        assert covered == Period(before, moment, moment), "it adjoins the last one"
        assert period(rhythm, before, moment - timedelta(seconds=1)) is None, "and none is due before"
        assert next_due(rhythm, before) == moment


@given(
    every=st.sampled_from(["day", "week", "month"]),
    weekday=st.integers(0, 6),
    day=st.integers(1, 31),
    minutes=st.integers(0, 24 * 60 - 1),
    zone=st.sampled_from(ZONES),
    working=st.booleans(),
    looks=st.lists(st.integers(1, 60 * 24 * 40), min_size=1, max_size=30),
    start=st.integers(0, 20 * 365),
)
@settings(max_examples=150, deadline=None)
def test_whenever_one_looks_the_periods_adjoin(
    every: str, weekday: int, day: int, minutes: int, zone: str, working: bool, looks: list[int], start: int
) -> None:
    """A server that looks at any moments, with gaps of minutes or weeks, tells of all time once: no gap, no overlap."""
    rhythm = Rhythm.model_validate(
        {
            "every": every, "weekday": weekday, "day": day, "hour": minutes // 60, "minute": minutes % 60,
            "zone": zone, "working_days": working,
        }
    )  # fmt: skip
    since = now = FIRST + timedelta(days=start)
    for step in looks:
        now += timedelta(minutes=step)
        covered = period(rhythm, since, now)
        latest = last_due(rhythm, now)
        assert (covered is not None) == (latest is not None and latest > since)
        if covered is not None:
            assert covered.start == since
            assert since < covered.end == covered.due == latest <= now
            since = covered.end
    following = next_due(rhythm, now)
    assert following is not None
    assert following > now


@given(day=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_what_is_moved_is_moved_forward_to_the_next_working_day(day: date) -> None:
    """And no further: every day between is a holiday or a weekend. The longest wait is over Christmas and Easter."""
    moved = working_day(day)
    between = [day + timedelta(days=one) for one in range((moved - day).days)]
    assert is_working_day(moved)
    assert not any(is_working_day(one) for one in between)
    assert len(between) <= 5


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-01-06", "trettondedag jul"),
        ("2026-04-03", "långfredagen"),
        ("2026-04-06", "annandag påsk"),
        ("2026-05-01", "första maj"),
        ("2026-05-14", "Kristi himmelsfärdsdag"),
        ("2028-06-06", "nationaldagen, a Tuesday"),
        ("2026-06-19", "midsommarafton"),
        ("2026-12-24", "julafton"),
        ("2026-12-31", "nyårsafton"),
        ("2026-12-05", "a Saturday"),
    ],
)
def test_days_on_which_nobody_is_at_work(text: str, why: str) -> None:
    """The holidays of the law, and the eves that offices keep."""
    assert not is_working_day(date.fromisoformat(text)), why


@pytest.mark.parametrize("text", ["2026-06-26", "2026-12-23", "2026-05-15", "2024-05-20", "2026-06-05"])
def test_days_that_only_look_like_holidays(text: str) -> None:
    """The Friday after midsummer, the day before Christmas Eve, a klämdag, annandag pingst (no holiday since 2005)."""
    assert is_working_day(date.fromisoformat(text))


def test_a_week_on_a_holiday_comes_the_day_after_or_not_as_chosen() -> None:
    """Easter Monday 2026: the weekly letter comes on Tuesday, or on the Monday all the same."""
    before = at("2026-03-31T12:00")
    assert next_due(Rhythm(), before) == at("2026-04-07T08:00")
    assert next_due(Rhythm(working_days=False), before) == at("2026-04-06T08:00")


def test_the_clock_is_put_forward() -> None:
    """02.30 on 29 March 2026 does not exist in Stockholm: the issue comes at 03.30, once, and the next at 02.30."""
    rhythm = Rhythm(every="day", hour=2, minute=30, working_days=False)
    assert next_due(rhythm, at("2026-03-28T12:00")) == at("2026-03-29T03:30")
    assert next_due(rhythm, at("2026-03-29T03:30")) == at("2026-03-30T02:30")


def test_the_clock_is_put_back() -> None:
    """02.30 on 25 October 2026 comes twice in Stockholm: the issue is due at the first and not at the second."""
    rhythm = Rhythm(every="day", hour=2, minute=30, working_days=False)
    first = next_due(rhythm, at("2026-10-24T12:00"))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert period(rhythm, first, first + timedelta(hours=1, minutes=5)) is None


def test_eight_in_the_morning_is_eight_all_year() -> None:
    """A week with a change of the clock has an hour more or less; the letter comes at eight."""
    for day in ("2026-03-23", "2026-03-30", "2026-10-19", "2026-10-26"):
        moment = last_due(Rhythm(), at(f"{day}T12:00"))
        assert moment is not None
        assert moment.astimezone(Rhythm().tz).isoformat()[:16] == f"{day}T08:00"


@pytest.mark.parametrize(
    ("day", "after", "due"),
    [
        (31, "2027-02-10", "2027-03-01"),  # 28 February is a Sunday: the Monday after, which is in March
        (31, "2024-02-10", "2024-02-29"),
        (30, "2026-04-02", "2026-04-30"),
        (1, "2026-04-20", "2026-05-04"),  # the first of May, then a weekend
    ],
)
def test_a_short_month_ends_on_its_last_day(day: int, after: str, due: str) -> None:
    """The thirty-first of a shorter month is its last day; a holiday moves it on, also into the next month."""
    assert next_due(Rhythm(every="month", day=day), at(f"{after}T12:00")) == at(f"{due}T08:00")


def test_a_week_of_downtime_gives_one_issue_that_covers_it() -> None:
    """A daily letter that was missed for a week comes once, from the last one on, and counts what it stands for."""
    rhythm = Rhythm(every="day")
    covered = period(rhythm, at("2026-11-02T08:00"), at("2026-11-09T09:12"))
    assert covered == Period(at("2026-11-02T08:00"), at("2026-11-09T08:00"), at("2026-11-09T08:00"), missed=4)


def test_a_clock_that_is_set_back_gives_no_second_issue() -> None:
    """The server's clock was a day ahead and is mended: nothing is due until time has caught up."""
    told = at("2026-11-30T08:00")
    for hours in (-24, -1, 0, 1):
        assert period(Rhythm(), told, told + timedelta(hours=hours)) is None
    assert period(Rhythm(), told, at("2026-12-07T08:00")) is not None


def test_what_is_told_at_once_is_due_now_and_never_planned() -> None:
    """It has no calendar."""
    rhythm, since, now = Rhythm(every="at once"), at("2026-11-30T08:00"), at("2026-11-30T08:05")
    assert period(rhythm, since, now) == Period(since, now, now)
    assert period(rhythm, now, since) is None
    assert next_due(rhythm, now) is last_due(rhythm, now) is None
