"""The entries of a list of what is left to do."""

from __future__ import annotations

import pytest

from knowledge.extraction import open_points
from tests.knowledge.extraction.documents import context_of

MINUTES = (
    "Samverkansprotokoll\n\nFör arbetsgivaren\nEva Lindh\n\nFör arbetstagarna\nPer Ek, Vision\n\n"
    "§ 1. Öppnande\nMötet öppnades.\n\n"
)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "§ 2. Balanslista\nFöljande punkter återfinns på balanslistan:\n\n• Nya lås i\narkivet.\n• Buller.\n\n"
            "§ 3. Nästa möte\nDen 3 maj.\n",
            ["Nya lås i arkivet.", "Buller."],
            "bullets after a lead-in, until the next §",
        ),
        ("§ 2. Balanslista\n\n• Inga punkter\n", [], "an empty list says so"),
        ("§ 2. Information\n\n• Buller.\n", [], "bullets elsewhere are no open points"),
    ],
)
def test_entries_of_the_list(text: str, expected: list[str], reason: str) -> None:
    """One entry a bullet, cited in its §."""
    found = open_points.find(context_of(MINUTES + text))
    assert [one.text for one in found] == expected, reason
    assert all(one.source.section == "§ 2" for one in found)
