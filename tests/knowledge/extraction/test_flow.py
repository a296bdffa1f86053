"""Lines joined as a reader reads them."""

from __future__ import annotations

import pytest

from knowledge.extraction.flow import plain


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("personal-\nomsättning", "personalomsättning", "a word divided at the line's end"),
        ("Kommun-\nstyrelsen beslutar", "Kommunstyrelsen beslutar", "also at the beginning of a sentence"),
        (
            "enligt Social-\nnämndens beslut",
            "enligt Socialnämndens beslut",
            "a body's name is no proper noun of a place",
        ),
        ("kultur-\noch fritid", "kultur- och fritid", "a hyphen that stands for the rest of the word"),
        ("en HR-\nservice", "en HR-service", "capital letters keep theirs"),
        ("kommunens e-\ntjänster", "kommunens e-tjänster", "a single letter keeps its"),
        ("på 1990-\ntalet", "på 1990-talet", "a number keeps its"),
        ("stöd till Lviv-\nregionen", "stöd till Lviv-regionen", "a proper noun keeps its before a common one"),
    ],
)
def test_hyphens_at_a_lines_end(text: str, expected: str, reason: str) -> None:
    """A hyphen that the printer put in goes; one that the word has stays."""
    assert plain(text) == expected, reason
