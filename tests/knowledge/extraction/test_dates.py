"""Swedish dates and times: read in every form that documents print, and nothing else taken for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction import dates

REFERENCE = "2025-03-01"


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Torsdagen den 16 april 2020, kl. 09:00", ["2020-04-16"], "the weekday and the clock belong to the same line"),
        ("2020-04-16", ["2020-04-16"], "ISO is what most headers print"),
        ("202206-14 och 2022-0401", ["2022-06-14", "2022-04-01"], "a line break has taken one hyphen"),
        ("Tid: 05.02.2026 kl 13", ["2026-02-05"], "signature pages print dots"),
        ("16/4 2020", ["2020-04-16"], "handwritten style with its year"),
        ("senast den 18 juni\n2026.", ["2026-06-18"], "the year wraps to the next line"),
        ("den 3 janu-\nari 2024", ["2024-01-03"], "the month is hyphenated over lines"),
        ("3–5 maj 2021", ["2021-05-03", "2021-05-05"], "both ends of a span share month and year"),
        ("12 jan. 2021", ["2021-01-12"], "short months carry a full stop"),
        ("Dnr 2020-0104", [], "a case number that looks like a date without a hyphen"),
        ("AMN 2020-0104-1.4", [], "the same with its unit before it"),
        ("kommunallagen (2017:725)", [], "a law's number"),
        ("31 april 2020", [], "no such day"),
        ("mandatperioden 2023-2026", [], "a span of years"),
    ],
)
def test_printed_dates_are_read_to_iso(text: str, expected: list[str], reason: str) -> None:
    """A date is read in each printed form, so that answers and deadlines carry the right day."""
    assert [found.date for found in dates.find_all(text)] == expected, reason


@pytest.mark.parametrize(
    ("direction", "expected"),
    [("nearest", "2025-02-04"), ("past", "2025-02-04"), ("future", "2026-02-04")],
)
def test_a_missing_year_follows_from_the_reference_and_is_marked(direction: dates.Direction, expected: str) -> None:
    """A year that is not printed is derived, and says so, since an answer may not pass it off as stated."""
    [found] = dates.find_all("den 4 februari", REFERENCE, direction)
    assert (found.date, found.derived) == (expected, True)


def test_without_a_reference_a_missing_year_is_not_guessed() -> None:
    """No reference, no year: a guess would be a false fact."""
    assert dates.find_all("den 4 februari") == []


def test_a_bare_slash_is_a_date_only_where_a_person_typed_it() -> None:
    """ "31/3" in a document is as often a number of a case; in a question to the bot it is a day."""
    assert dates.find_all("31/3", REFERENCE) == []
    assert dates.find_all("31/3", REFERENCE, typed=True)[0].date == "2025-03-31"


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("kl. 09:00 – 11:15", ("09:00", "11:15"), "a span with an en dash"),
        ("17.03–18.05", ("17:03", "18:05"), "dots, no clock word"),
        ("klockan 15:00", ("15:00", None), "a single time"),
        ("kl 9", ("09:00", None), "the hour alone after the clock word"),
        ("kl. 13.30-14", ("13:30", "14:00"), "the second hour without minutes"),
        ("mellan klockan 09:58-10.10", ("09:58", "10:10"), "colon and dot in one span"),
    ],
)
def test_times_are_read(text: str, expected: tuple[str, str | None], reason: str) -> None:
    """A meeting's hours are read in the forms of the minutes."""
    [found] = dates.find_times(text)
    assert (found.starts_at, found.ends_at) == expected, reason


@pytest.mark.parametrize("text", ["fastigheten Ängen 1:55", "sid 3-4", "2015/16:10", "SFS 2017:725"])
def test_numbers_that_are_no_times_are_left(text: str) -> None:
    """Property names, pages and laws hold colons and dashes too."""
    assert dates.find_times(text) == []


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2079, 12, 31)))
def test_every_day_survives_both_printed_forms(day: date) -> None:
    """Whatever day it is, ISO and words give it back, with the span that holds it."""
    months = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ]
    for text in (day.isoformat(), f"den {day.day} {months[day.month - 1]} {day.year}"):
        sentence = f"Nämnden sammanträder {text}."
        [found] = dates.find_all(sentence)
        assert found.date == day.isoformat()
        assert sentence[found.start : found.end] == found.printed == text
