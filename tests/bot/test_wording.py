"""How single facts are put into words."""

from __future__ import annotations

import pytest

from bot.messages import of_matters, of_meetings


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ("94", "§ 94"),
        ("94-98", "§§ 94-98"),
        ("ej13", "utom § 13"),
    ],
)
def test_a_span_of_presence_is_told_in_words(items: str, told: str) -> None:
    """A span that leaves out a § ("ej13") says so, instead of naming a § that does not exist."""
    said = of_meetings.attendant("Eva Ek", "S", None, (), None, None, items, present=True)
    assert said == f"Eva Ek (S), {told}"


def test_a_reservation_is_told_once() -> None:
    """Where the reservation's own words say who reserved, they are not said before it too."""
    text = "Eva Ek (V) och Bo Alm (S) reserverar sig mot beslutet."
    assert of_matters.reserved(("Eva Ek (V)", "Bo Alm (S)"), text) == text
    assert (
        of_matters.reserved(("Eva Ek (V)",), "Kostnaden är för hög.")
        == "Eva Ek (V) reserverade sig. Kostnaden är för hög."
    )
