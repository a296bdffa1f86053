"""Proposals outside minutes: what an office proposes, and what members ask for."""

from __future__ import annotations

import pytest

from knowledge.extraction import proposals
from tests.knowledge.extraction.documents import context_of

OFFICE = (
    "Datum:   2024-03-12   Kulturnämnden\nHandläggare:   Eva Lindh\n\nNya öppettider\n\n"
    "Ärendebeskrivning\nTiderna är gamla.\n\n"
)
NUMBERED = (
    OFFICE + "Förslag till beslut\nKulturnämnden beslutar att\n\n1. anta nya öppettider,\n2. följa upp dem i\nmaj.\n\n"
    "Beslutet ska skickas till\nBiblioteken\n\nEva Lindh\nBibliotekschef\n"
)
SENTENCE = OFFICE + "Förslag till beslut\nRedovisningen godkänns.\n\nSammanfattning\nAllt gick väl.\n"
FIRST = (
    "Tjänsteutlåtande\n\nNya öppettider\n\nFörslag till beslut\nKulturnämnden antecknar rapporten.\n\n"
    "Sammanfattning\nDet är bra.\n"
)
HOLDING = (
    OFFICE + "Förslag till beslut\nFörvaltningen ges i uppdrag att inför nästa år utreda:\n\n• bemanning\n• lokaler\n"
)
MOTION = (
    "Motion om fler bänkar\n\nBänkar behövs i parken.\n\nMed hänvisning till detta föreslår jag att kommunfullmäktige\n"
    "beslutar\n\natt köpa bänkar till parken,\n\natt måla de gamla.\n\nEva Lindh (C)\n"
)
INITIATIVE = (
    "Kulturnämnden   Ledamotsinitiativ\n2024-02-01\n\nÄrende: Konst i skolan\n\nKonst gör gott.\n\n"
    "Mot bakgrund av detta föreslår Vänsterpartiet:\n\n● Skolorna får låna konst ur samlingen.\n"
)


@pytest.mark.parametrize(
    ("text", "kind", "by", "expected", "reason"),
    [
        (
            NUMBERED,
            "förslag till beslut",
            (),
            ["anta nya öppettider,", "följa upp dem i maj."],
            "points after a lead-in",
        ),
        (SENTENCE, "förslag till beslut", (), ["Redovisningen godkänns."], "a short sentence under the heading"),
        (FIRST, "förslag till beslut", (), ["Kulturnämnden antecknar rapporten."], "the proposal stands first"),
        (
            HOLDING,
            "förslag till beslut",
            (),
            ["Förvaltningen ges i uppdrag att inför nästa år utreda: bemanning lokaler"],
            "bullets belong to what announces them",
        ),
        (
            MOTION,
            "motion",
            ("Eva Lindh",),
            ["att köpa bänkar till parken,", "att måla de gamla."],
            "att-satser, signed",
        ),
        (
            INITIATIVE,
            "initiativ",
            ("Vänsterpartiet",),
            ["Skolorna får låna konst ur samlingen."],
            "a party in the lead-in",
        ),
    ],
)
def test_one_proposal_a_clause(text: str, kind: str, by: tuple[str, ...], expected: list[str], reason: str) -> None:
    """Each clause is a proposal; an office's has no proposer, and none is ever a decision."""
    found = proposals.find(context_of(text))
    assert [one.text for one in found] == expected, reason
    assert {(one.kind, one.by) for one in found} == {(kind, by)}
