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
OWN_PART = (
    OFFICE + "Förslag till beslut\nKommunstyrelsen föreslår kommunfullmäktige besluta\n\natt  anta taxan, samt\n"
    "att  upphäva den gamla.\n\nKommunstyrelsen beslutar för egen del\n\natt  underrätta företagen.\n"
)
WHO_ANEW = (
    OFFICE + "Förslag till beslut\nKulturnämnden godkänner rapporten för året som gick.\n"
    "Kulturnämnden ger förvaltningen i uppdrag att följa upp den.\n\nÄrendet\nAllt gick väl.\n"
)
ASKED_BY_US = (
    "Motion till kommunfullmäktige\n\nBänkar behövs.\n\nMed anledning av ovanstående yrkar vi\n\n"
    "att  kommunen köper bänkar\natt  de målas gröna\n\nEva Lindh, Centerpartiet\n"
)
WISHED = (
    "Ledamotsinitiativ\nKulturnämnden 2024-02-01\n\nInitiativ om konst\n\n"
    "Centerpartiet vill att kulturnämnden beslutar:\n- att låna ut konst\n- att följa upp lånen\n\nEva Lindh (C)\n"
)
UNPOINTED = (
    "Nämndinitiativ\n\nTill kulturnämnden\n\nKonst i skolan\n\nCenterpartiet föreslår kulturnämnden besluta\n"
    "att låna ut konst till skolorna\natt följa upp lånen och i syfte\natt sprida dem berätta om dem\n\nEva Lindh (C)\n"
)
CLAIM_OF_PARTIES = (
    "Yrkande (V, MP)\nKulturnämnden 2024-11-19\n\nYrkande om konst\n\nFörslag till beslut\nKonst köps in.\n"
)
CITIZEN = (
    "Medborgarförslag\n\nTill kommunfullmäktige i Älvkulla kommun\n\nHundrastgård i parken\n\n"
    "Jag föreslår att kommunen anlägger en hundrastgård i parken.\n\nEva Lindh\n"
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
            OWN_PART,
            "förslag till beslut",
            (),
            ["att anta taxan, samt", "att upphäva den gamla.", "att underrätta företagen."],
            "what goes to fullmäktige and what the styrelse decides itself, each after its lead-in",
        ),
        (
            WHO_ANEW,
            "förslag till beslut",
            (),
            [
                "Kulturnämnden godkänner rapporten för året som gick.",
                "Kulturnämnden ger förvaltningen i uppdrag att följa upp den.",
            ],
            "a line that says anew who decides begins another clause",
        ),
        (
            ASKED_BY_US,
            "motion",
            ("Eva Lindh",),
            ["att kommunen köper bänkar", "att de målas gröna"],
            "the verb stands before its subject; points without commas; the party spelt out beside the name",
        ),
        (WISHED, "initiativ", ("Eva Lindh",), ["att låna ut konst", "att följa upp lånen"], "they want it decided"),
        (
            UNPOINTED,
            "initiativ",
            ("Eva Lindh",),
            ["att låna ut konst till skolorna", "att följa upp lånen och i syfte att sprida dem berätta om dem"],
            "att-satser without commas; an att that goes on with the line above opens none",
        ),
        (CLAIM_OF_PARTIES, "yrkande", ("V", "MP"), ["Konst köps in."], "parties in brackets after the word"),
        (
            CITIZEN,
            "initiativ",
            ("Eva Lindh",),
            ["att kommunen anlägger en hundrastgård i parken."],
            "what a letter proposes in a sentence",
        ),
        (
            "Yrkande\nÄrende 7: Budget 2027\n\nModeraterna yrkar\n- att skatten sänks med 20 öre\n"
            "- att gatorna lagas\n\nBakgrund: Kommunen har överskott.\n\nEva Lindh (M)\n",
            "yrkande",
            ("Eva Lindh",),
            ["att skatten sänks med 20 öre", "att gatorna lagas"],
            "what stands around the points of a yrkande is none",
        ),
        (
            "Medborgarförslag\n\nBelys gångvägen\n\nJag föreslår att kommunen sätter upp belysning längs ån.\n\n"
            "Namn: Eva Lindh\nAdress: struken\n",
            "initiativ",
            ("Eva Lindh",),
            ["att kommunen sätter upp belysning längs ån."],
            "a form has its name beside a label",
        ),
        (
            "Kallelse\nKommunstyrelsen 2026-06-03\n\n3. Uppföljning april\nFörslag till beslut\n"
            "Kommunstyrelsen godkänner uppföljningen.\n\nSammanfattning av ärendet\nPrognosen är god.\n",
            "förslag till beslut",
            (),
            ["Kommunstyrelsen godkänner uppföljningen."],
            "a matter's proposal, until its next heading",
        ),
        (
            "Kallelse\nKommunfullmäktige 2026-06-03\n\n3. Årsredovisning\nFörslag till beslut\n\n"
            "Kommunfullmäktige godkänner årsredovisningen.\n\n4. Motion om bänkar\nFörslag till beslut\n\n"
            "1. Motionen avslås.\n2. Frågan utreds.\n\nAjournering beräknas till kl. 19.\n",
            "förslag till beslut",
            (),
            ["Kommunfullmäktige godkänner årsredovisningen.", "Motionen avslås.", "Frågan utreds."],
            "what a notice proposes is proposed, and nobody's by name",
        ),
        (
            "Tjänsteskrivelse\n2026-03-02\n\nNamn på en park\n\nFörvaltningen föreslår nämnden besluta\n\n"
            "att fastställa namnet Kvarnparken, samt\n\natt skylta den.\n\nÄrendet\n"
            "Hembygdsföreningen föreslår nämnden besluta\n\natt välja Ångparken.\n",
            "förslag till beslut",
            (),
            ["att fastställa namnet Kvarnparken, samt", "att skylta den."],
            "without a heading the office's own sentence leads in; what others propose is theirs",
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


def test_a_letter_may_lead_in_to_its_points_with_whom_it_asks() -> None:
    """ "Vi föreslår att tekniska nämnden" opens the points below it, though it is no whole sentence."""
    text = (
        "Till tekniska nämnden i Älvkulla kommun\n\nSkrivelse om snöröjning\n\nVi föreslår att tekniska nämnden\n"
        "- sandar gångbanan vid skolan\n- sätter upp en belysning vid bron\n\nCykelföreningen\nSiv Ek, ordförande\n"
    )
    found = proposals.find(context_of(text))
    assert [one.text for one in found] == ["sandar gångbanan vid skolan", "sätter upp en belysning vid bron"]
