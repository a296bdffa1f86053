"""Ages, days past and the statutory year: pure sums of days, right at the edges of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from bot.follow_up.life.model import age, days_over, decided_by

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("born", "days"),
    [("2026-11-29", 0), ("2026-11-28", 1), ("2025-11-29", 365), (None, None), ("2026-11-30", None), ("i våras", None)],
)
def test_age_is_told_where_the_day_is_known(born: str | None, days: int | None) -> None:
    """A document without a day, or with one that is to come, has no age."""
    assert age(born, TODAY) == days


@pytest.mark.parametrize(
    ("due", "is_open", "days"),
    [
        ("2026-11-28", True, 1),
        ("2026-11-29", True, None),
        ("2026-11-30", True, None),
        ("2020-01-01", False, None),
        (None, True, None),
    ],
)
def test_late_is_from_the_day_after(due: str | None, is_open: bool, days: int | None) -> None:
    """On the promised day itself nothing is late, and nothing that is closed ever is."""
    assert days_over(due, TODAY, is_open=is_open) == days


@pytest.mark.parametrize(
    ("born", "by"),
    [("2020-03-02", "2021-03-02"), ("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-28"), (None, None)],
)
def test_a_year_ends_on_the_same_day(born: str | None, by: str | None) -> None:
    """Kommunallagen 5 kap. 35 §; a month without such a day ends it on its last (lagen (1930:173), 1 §)."""
    assert decided_by(born) == by
