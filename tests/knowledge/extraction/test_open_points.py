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
        (
            "§ 2. Kvarstående frågor\n\nFråga   Ansvarig   Klart\n"
            "Rutin för lås   HR-chef   Maj\nBuller   Rektor   Juni\n",
            ["Rutin för lås", "Buller"],
            "a table, of which the first column says what is to be done",
        ),
        (
            "§ 2. Balanslista\n\nNr\nÄrende\nStatus\n\n1\nNya lås i arkivet\nPågår\n",
            ["Nya lås i arkivet"],
            "a table whose cells stand below one another, with numbers first",
        ),
        ("§ 2. Lokaler\n\nFråga   Ansvarig\nBuller   Rektor\n", [], "a table elsewhere is no list of open points"),
        ("§ 2. Balanslista\n\n• Inga punkter\n", [], "an empty list says so"),
        ("§ 2. Information\n\n• Buller.\n", [], "bullets elsewhere are no open points"),
    ],
)
def test_entries_of_the_list(text: str, expected: list[str], reason: str) -> None:
    """One entry a bullet, cited in its §."""
    found = open_points.find(context_of(MINUTES + text))
    assert [one.text for one in found] == expected, reason
    assert all(one.source.section == "§ 2" for one in found)
