"""What a document points at."""

from __future__ import annotations

import pytest

from knowledge.extraction import references
from tests.knowledge.extraction.documents import context_of


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Kommunallagen (2017:725) gäller.", [("law", "Kommunallagen (2017:725)")], "a law by its number"),
        ("Enligt 6 kap. 5 § kommunallagen gäller det.", [("law", "6 kap. 5 § kommunallagen")], "a law by its name"),
        (
            "Se https://alvkulla.se/plan.",
            [("url", "https://alvkulla.se/plan")],
            "the full stop is not part of the address",
        ),
        ("Se bilaga 2 och bilaga 2.", [("attachment", "bilaga 2")], "named twice, one element"),
        (
            "Beslutsunderlag\n• Förvaltningens skrivelse den 3 maj 2024\n",
            [("document", "Förvaltningens skrivelse den 3 maj 2024")],
            "what a list of papers names",
        ),
        ("Planen antogs (sidan 20).", [], "a bracket is no law"),
        (
            "§ 12 2024.101 KS\nNy taxa\n\nBeslut\nTaxan antas.\n\nBeslutsunderlag\n• Tjänsteskrivelse - Ny taxa\n"
            "§ 13 2024.102 KS\nNy plan\n\nBeslut\nPlanen antas.\n",
            [("document", "Tjänsteskrivelse - Ny taxa")],
            "the next § ends the list",
        ),
    ],
)
def test_references(text: str, expected: list[tuple[str, str]], reason: str) -> None:
    """Laws, addresses, attachments and documents, each wording once."""
    assert [(one.kind, one.text) for one in references.find(context_of(text + "\n"))] == expected, reason
