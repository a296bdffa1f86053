"""A registry's number at the end of a heading finds the matter too, beside the diary's own number."""

from __future__ import annotations

import pytest

from knowledge.facts import AgendaItem, Source
from knowledge.reading.pages import Page
from knowledge.store.keys import headed


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("Granen 4, bygglov för nybyggnad av förråd (2026-0237)", ["2026-0237"]),
        ("Granen 4, bygglov för nybyggnad av förråd(2026-0237)", ["2026-0237"]),
        ("Strandskydd vid Björksjön (2026/18) ", ["2026/18"]),
        ("Tillsyn enligt kommunallagen (2017:725)", []),  # a law
        ("Budget (2026-0237) för nämnden", []),  # within the heading it may be anything
        ("Verksamhetsplan", []),
    ],
)
def test_a_number_in_the_heading(heading: str, numbers: list[str]) -> None:
    """Permits are registered apart, and their notices go by that number; laws have a colon."""
    page = Page(1, heading)
    source = Source.cut([(page, 0, len(heading.rstrip()))])
    item = AgendaItem(source=source, basis="stated", rule="test", number="1", heading=heading, case_numbers=())
    assert headed(item) == numbers
