"""Signatures below the last §: who signed as what, and that none of it is a decision."""

from __future__ import annotations

import pytest

from knowledge.extraction import decisions, meeting
from tests.knowledge.extraction.reading_of import context

LAST = "§ 4 KUN 2026-0012\nTaxa för bad\n\nBeslut\nTaxan antas.\n\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Vid protokollet\n\nSiv Ek\n\nJusteras\n\nIda Sten            Tor Lind\nOrdförande          Justerare\n",
            "two beside one another over their labels",
        ),
        (
            "Vid protokollet              Justeras\n\nSiv Ek                       Tor Lind\n"
            "Sekreterare                  Justerare\n\nIda Sten\nOrdförande\n",
            "two columns with labels above and below",
        ),
        (
            "Ordförande                   Justerare\n\n_______________              ________________\n"
            "Ida Sten                     Tor Lind\n\nSekreterare\n\n______________\nSiv Ek\n",
            "labels above lines to sign on",
        ),
    ],
)
def test_each_signature_goes_with_its_label(text: str, reason: str) -> None:
    """Minutes without a field for it say only here who led, wrote and adjusted; a name is never a decision."""
    given = context(LAST + text)
    found = meeting.find(given)
    assert found is not None
    assert (found.chair, found.secretary, found.adjusters) == ("Ida Sten", "Siv Ek", ("Tor Lind",)), reason
    assert [one.text for one in decisions.find(given)] == ["Taxan antas."], reason


def test_a_label_alone_is_no_signature() -> None:
    """Who is chosen in the last § stays in it: "Ordförande" and a name are no end of the minutes."""
    given = context(LAST.replace("Taxan antas.", "Till presidium utses följande.") + "Ordförande\nIda Sten\n")
    assert "Ida Sten" in " ".join(one.text for one in decisions.find(given))
