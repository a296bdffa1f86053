"""Who signed a document."""

from __future__ import annotations

import pytest

from knowledge.extraction import signatories
from tests.knowledge.extraction.documents import context_of

REPORT = "Tjänsteutlåtande\n\nÖppettider\n\nFörslag till beslut\nRapporten godkänns.\n\nSammanfattning\nDet är bra.\n\n"
MOTION = "Motion om bänkar\n\nJag föreslår att kommunfullmäktige beslutar\n\natt köpa bänkar.\n\n"
AUDIT = "Revisionsberättelse för år 2023\n\nVi tillstyrker ansvarsfrihet.\n\n"


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            REPORT + "Eva Lindh\nFörvaltningsdirektör\n",
            [("Eva Lindh", "Förvaltningsdirektör")],
            "a name over its title",
        ),
        (
            REPORT + "Eva Lindh            Per von Ek\n\nPlaneringsledare    Controller\n",
            [("Eva Lindh", "Planeringsledare"), ("Per von Ek", "Controller")],
            "two beside one another, titles below",
        ),
        (
            REPORT + "Eva Lindh, Godkännare tjänsteskrivelse, 2024-03-12\n",
            [],
            "the mark of an approval is no signature",
        ),
        (REPORT + "Kommunstyrelsen\nHandläggare saknas\n", [], "an office is no person"),
        (
            MOTION + "Eva Lindh Kommunstyrelsens ordförande (C)\nPer Ek gruppledare (S)\n",
            [("Eva Lindh", "Kommunstyrelsens ordförande"), ("Per Ek", "gruppledare")],
            "whose office it is stands before its word, and is no part of the name",
        ),
        (MOTION + "Eva Lindh (C), Per Ek (S)\n", [("Eva Lindh", None), ("Per Ek", None)], "names with parties"),
        (
            REPORT + "Eva Lindh Per Ek\nFörvaltningschef Utredare\n",
            [("Eva Lindh", "Förvaltningschef"), ("Per Ek", "Utredare")],
            "the gap between two columns may be lost",
        ),
        (
            REPORT + "Ordförande\nEva Lindh\nNämndsekreterare\nPer Ek\n",
            [],
            "a title above its name is not the title of the name before",
        ),
        (
            AUDIT + "Älvkulla den 12 april 2024\n\nEva Lindh        Per Ek\nSiv Norén\n",
            [("Eva Lindh", None), ("Per Ek", None), ("Siv Norén", None)],
            "the auditors sign below place and day, without titles",
        ),
        (
            AUDIT + "Älvkulla 2024-04-12\n\nEva Lindh\nUppdragsansvarig, Revision och Råd AB\n",
            [("Eva Lindh", "Uppdragsansvarig, Revision och Råd AB")],
            "a consultant with title and firm",
        ),
        (MOTION + "Eva Lindh, Centerpartiet\n", [("Eva Lindh", None)], "the party spelt out"),
        (MOTION + "Eva Lindh gruppledare (KD)\n", [("Eva Lindh", "gruppledare")], "role between name and party"),
        (MOTION + "Eva Lindh\nMiljöpartiet de gröna Älvkulla\n", [("Eva Lindh", None)], "a party below the name"),
    ],
)
def test_names_and_titles(text: str, expected: list[tuple[str, str | None]], reason: str) -> None:
    """Names without their parties; titles where they are printed."""
    assert [(one.name, one.title) for one in signatories.find(context_of(text))] == expected, reason


def test_a_heading_of_capitalised_words_signs_nothing() -> None:
    """ "Gör Ekholms torg till …" begins as a name with a title does, but names no office and no party."""
    head = "Motion\n2025-03-01\n\nGör Ekholms torg till en park\n\nVi yrkar\n\natt torget planteras\n\n"
    text = f"{head}Siv Ek (C), Bo Alm (MP)\n"
    assert [one.name for one in signatories.find(context_of(text))] == ["Siv Ek", "Bo Alm"]
