"""Decisions: what was decided, one element a clause, and nothing that was only proposed, found or decided elsewhere."""

from __future__ import annotations

import pytest

from knowledge.extraction import decisions
from tests.knowledge.extraction.reading_of import context

HEAD = "§ 4 KUN 2026-0012\nTaxa för bad\n"

CLAUSES = [
    (
        "Beslut\nTaxan antas.\nTaxan gäller från den 1 maj.",
        ["Taxan antas.", "Taxan gäller från den 1 maj."],
        "a sentence a line",
    ),
    (
        "Beslut\n1. Taxan antas och gäller till\ndess ny beslutas.\n2. Redovisningen godkänns.",
        ["Taxan antas och gäller till dess ny beslutas.", "Redovisningen godkänns."],
        "numbered points, one wrapped",
    ),
    (
        "Beslut\nKulturnämnden beslutar:\n- att anta taxan,\n- att upphäva den gamla.",
        ["att anta taxan,", "att upphäva den gamla."],
        "a lead-in",
    ),
    (
        "Beslut\nKulturnämnden beslutar\natt anta taxan, och\natt upphäva den gamla.",
        ["att anta taxan, och", "att upphäva den gamla."],
        "att-satser",
    ),
    (
        "Beslut\nKulturnämnden beslutar\natt höja taxan med 12 procent från och med den 1 april 2026\n"
        "att se över taxan senast i november",
        ["att höja taxan med 12 procent från och med den 1 april 2026", "att se över taxan senast i november"],
        "an att-sats that ends in a day is whole, however long",
    ),
    (
        "Beslut\nPå förslag av Siv Ek (S):\nÄrendet bordläggs.",
        ["Ärendet bordläggs."],
        "whose proposal it was is left out",
    ),
    (
        "Beslut\nPlanen antas med följande ändringar:\n- Ordet vatten stryks.\n- Ordet bad läggs till.",
        ["Planen antas med följande ändringar: - Ordet vatten stryks. - Ordet bad läggs till."],
        "wording to be inserted stays",
    ),
    (
        "Beslut\natt anta taxan,\natt ge förvaltningen i uppdrag att utreda:\n• bemanning\n• lokaler\n"
        "att upphäva den gamla.",
        [
            "att anta taxan,",
            "att ge förvaltningen i uppdrag att utreda: • bemanning • lokaler",
            "att upphäva den gamla.",
        ],
        "what a clause announces is part of it, until the next att-sats",
    ),
    (
        "Beslut\n• Taxan antas.\n• Förvaltningen utreder:\n  - bemanning\n  - lokaler\n• Den gamla upphävs.",
        ["Taxan antas.", "Förvaltningen utreder: - bemanning - lokaler", "Den gamla upphävs."],
        "bullets of another sort below a bullet",
    ),
    (
        "Beslut\nKulturnämnden ger förvaltningen i uppdrag att:\n• utreda badet,\n• återkomma i maj.",
        ["Kulturnämnden ger förvaltningen i uppdrag att:", "utreda badet,", "återkomma i maj."],
        "bullets that are att-satser are clauses",
    ),
    (
        "Beslut\nTaxan antas.\nProtokollet under denna paragraf förklaras omedelbart justerat.",
        ["Taxan antas."],
        "adjustment is no decision",
    ),
    (
        "Beslut\nKulturnämnden beslutar\natt anta taxan, samt\natt förklara paragrafen omedelbart justerad.",
        ["att anta taxan, samt", "att förklara paragrafen omedelbart justerad."],
        "but an att-sats is decided, whatever it says",
    ),
    (
        "Beslut\nKulturnämnden beslutar\n1 anta taxan,\n2 upphäva den som gällt sedan\n12 mars.",
        ["anta taxan,", "upphäva den som gällt sedan 12 mars."],
        "numbers without a point, and a line that only begins with one",
    ),
    (
        "Beslut\nKulturnämnden beslutar\natt bifalla förslaget\n"
        "att ge förvaltningen i uppdrag\natt sätta upp livbojarna vid sjön före sommaren",
        ["att bifalla förslaget", "att ge förvaltningen i uppdrag att sätta upp livbojarna vid sjön före sommaren"],
        "att-satser without stops, and an att that goes on with the line above",
    ),
    (
        "Sammanfattning: Taxan är låg.\nBeslut: Taxan antas.\nReservation: Siv Ek (S) reserverar sig.",
        ["Taxan antas."],
        "headings with their text beside them",
    ),
    (
        "KULTURNÄMNDEN BESLUTAR\natt anta taxan.\nKontoret har räknat på taxan.\nDen är låg.",
        ["att anta taxan."],
        "in capitals; without a heading the description goes on below",
    ),
    (
        "Beslut\nMedel flyttas enligt följande:\nskolan 100 kronor,\nbadet 50 kronor.",
        ["Medel flyttas enligt följande: skolan 100 kronor, badet 50 kronor."],
        "what is listed belongs to its sentence",
    ),
    (
        "Beslut\nTaxan antas.\n\nBeslutsnivå\nKulturnämnden",
        ["Taxan antas."],
        "on what level it was decided is no decision",
    ),
    (
        "Beslut\nTaxan antas.\n\nSiv Ek (S) deltar inte i beslutet.",
        ["Taxan antas."],
        "who took no part is no decision",
    ),
    (
        "Beslut\nSiv Ek (S) anmäler jäv under följande paragrafer:\nParagraf 7, Taxa för bad\nParagraf 9, Bidrag",
        [],
        "nor where someone is in conflict, and in which §§",
    ),
    ("Beslut\nTaxan antas.\nJustering\nParagrafen justeras omedelbart.", ["Taxan antas."], "nor the heading of it"),
    (
        "Beslut\nTaxan antas.\nExpedieras: Kommunstyrelsen",
        ["Taxan antas."],
        "nor to whom it is sent, on the label's own line",
    ),
    (
        "Förvaltningens förslag till beslut i Kulturnämnden:\n1. Taxan antas.\nBeslut\nTaxan avslås.",
        ["Taxan avslås."],
        "the office's proposal to this body",
    ),
    ("Förslag till beslut\nTaxan antas.", [], "a proposal is no decision"),
    (
        "Beslutsgång\nOrdföranden finner att nämnden beslutar att\nbifalla förslaget.\nOmröstning begärs.",
        [],
        "nor a finding before a vote",
    ),
    (
        "Beredning\nArbetsutskottet beslutade den 2 maj 2026, § 3, att föreslå nämnden att anta taxan.",
        [],
        "nor another body's decision",
    ),
    (
        "Kulturnämnden har tagit del av informationen.",
        ["Kulturnämnden har tagit del av informationen."],
        "a § without a heading",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), CLAUSES, ids=[row[2] for row in CLAUSES])
def test_each_clause_is_one_decision(text: str, expected: list[str], reason: str) -> None:
    """A registrar counts clauses: one too many is a decision that was never taken."""
    assert [fact.text for fact in decisions.find(context(HEAD + text))] == expected, reason


@pytest.mark.parametrize(
    ("text", "to", "reason"),
    [
        (
            "Beslut\nFörslag till beslut i kommunfullmäktige\nTaxan antas.",
            "Kommunfullmäktige",
            "a heading under Beslut",
        ),
        (
            "Beslut\nKulturnämnden föreslår att kommunfullmäktige beslutar:\nTaxan antas.",
            "Kommunfullmäktige",
            "a lead-in",
        ),
        ("Beslut\nKulturnämnden föreslår kommunstyrelsen att anta taxan.", "Kommunstyrelsen", "in the sentence"),
        (
            "Beslut\nKulturnämnden föreslår kommunfullmäktige besluta följande.\n\nTaxan antas.",
            "Kommunfullmäktige",
            "a lead-in that ends with a full stop",
        ),
        (
            "Kulturnämnden föreslår kommunfullmäktige besluta\natt anta taxan",
            "Kommunfullmäktige",
            "a line that opens what it proposes, without a heading",
        ),
        (
            "Kulturnämndens förslag till kommunstyrelsen\nTaxan antas.",
            "Kommunstyrelsen",
            "the body's own proposal where the § has no other decision",
        ),
        (
            "Beslut\nKulturnämnden föreslår att kommunfullmäktige antar taxan.",
            "Kommunfullmäktige",
            "the other body is the subject of the verb that would decide",
        ),
        (
            "Beslut\nKulturnämnden föreslår kommunfullmäktige anta taxan.",
            "Kommunfullmäktige",
            "an infinitive without att or besluta",
        ),
        (
            "Beslut\nKulturnämnden tillstyrker taxan och föreslår att kommunfullmäktige antar den.",
            "Kommunfullmäktige",
            "one sentence that supports and proposes",
        ),
        (
            "Beslut\nKulturnämnden föreslår att vård- och omsorgsnämnden antar taxan.",
            "Vård- och omsorgsnämnden",
            "another nämnd with a name of several words",
        ),
        (
            "Beslut\nKulturnämnden föreslår att tekniska nämnden antar taxan.",
            "Tekniska nämnden",
            "another nämnd whose name is an adjective",
        ),
        (
            "Beslut\nKulturnämnden föreslår att kommunfullmäktige fattar följande beslut.\nTaxan antas.",
            "Kommunfullmäktige",
            "a lead-in with a full stop",
        ),
        ("Beslut\nKommunfullmäktige antar taxan.", "Kommunfullmäktige", "another body is who would decide"),
        ("Beslut\nTaxan antas.", None, "its own decision"),
        ("Beslut\nTaxan, som kommunstyrelsen föreslår, antas.", None, "who proposed it to this body is no addressee"),
    ],
)
def test_a_proposal_to_another_body_is_told_as_one(text: str, to: str | None, reason: str) -> None:
    """What only fullmäktige can decide must never be called decided, so it has no outcome either."""
    (fact,) = decisions.find(context(HEAD + text))
    assert fact.proposed_to == to, reason
    assert fact.outcome == (None if to else "antas")


@pytest.mark.parametrize(
    ("text", "outcome", "reason"),
    [
        ("Motionen avslås.", "avslag", "passive"),
        ("att avslå motionen", "avslag", "what the body does"),
        ("Motionen anses i övrigt besvarad.", "besvarad", "words in between"),
        ("Nämndens beslut att anta anslaget fastställs.", "fastställs", "the main verb, not the quoted one"),
        ("Redovisningen antecknas och förklaras fullgjord.", "antecknas", "the first of two"),
        ("Siv Ek (S) valdes till justerare.", "val", "an election"),
        ("Nämnden tar del av rapporten och lägger den till handlingarna", "läggs till handlingarna", "words between"),
        ("Förvaltningen får delegation att fastställa tider.", None, "a task says nothing of the case"),
        ("Yttrandet översänds till Statens bageri.", None, "wording without an outcome"),
    ],
)
def test_outcome_is_what_the_wording_names(text: str, outcome: str | None, reason: str) -> None:
    """No outcome is guessed."""
    assert decisions.outcome(text) == outcome, reason


def test_what_a_body_decides_itself_beside_its_proposal() -> None:
    """After "för egen del" the body decides: what stands before is a proposal, what stands below is not."""
    for text in (
        "Beslut\nKulturnämnden föreslår att kommunfullmäktige beslutar\natt anta taxan.\n"
        "Kulturnämnden beslutar för egen del\natt informera badgästerna.",
        "Beslut\nKulturnämnden föreslår att kommunfullmäktige fattar följande beslut.\n1. att anta taxan.\n"
        "Kulturnämnden beslutar för egen del, under förutsättning av fullmäktiges beslut\novan, följande.\n"
        "att informera badgästerna.",
        "Kulturnämndens förslag till beslut i kommunfullmäktige\natt anta taxan.\n"
        "Kulturnämndens beslut för egen del\natt informera badgästerna.",
    ):
        found = [(fact.text, fact.proposed_to) for fact in decisions.find(context(HEAD + text))]
        assert found == [("att anta taxan.", "Kommunfullmäktige"), ("att informera badgästerna.", None)]


def test_a_committee_proposes_to_the_body_above() -> None:
    """In a committee's own minutes "Arbetsutskottets förslag till …" is what it decided to propose, and to whom."""
    text = (
        "Arbetsutskottets förslag till kommunstyrelsen\nTaxan antas.\n"
        "§ 5\nBudget\nArbetsutskottets förslag till kommunstyrelsen\n"
        "Kommunstyrelsen föreslår kommunfullmäktige besluta\natt anta budgeten.\n"
    )
    found = decisions.find(context(HEAD + text, body="Kommunstyrelsens arbetsutskott"))
    assert [(fact.text, fact.proposed_to) for fact in found] == [
        ("Taxan antas.", "Kommunstyrelsen"),
        ("att anta budgeten.", "Kommunfullmäktige"),
    ]


def test_a_list_of_notified_matters_is_no_decision() -> None:
    """After "Antecknas." a § of notifications lists what was noted."""
    text = "§ 9\nAnmälda handlingar\nBeslut\nAntecknas.\nSkrivelse från föreningen Kvarnen.\nBrev från Siv Ek.\n"
    assert [fact.text for fact in decisions.find(context(text))] == ["Antecknas."]


def test_what_another_body_proposes_is_no_decision() -> None:
    """Kommunstyrelsen's proposal stands in fullmäktige's minutes too: there it is nobody's decision."""
    text = "Kommunstyrelsens förslag till kommunfullmäktige\nTaxan antas.\nBeslut\nTaxan avslås."
    assert [fact.text for fact in decisions.find(context(HEAD + text, body="Kommunfullmäktige"))] == ["Taxan avslås."]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Expedieras: Kommunstyrelsen", ("Kommunstyrelsen",), "on the label's line"),
        (
            "Beslutet ska skickas till:\nBadmästaren\nFör kännedom: Revisorerna",
            ("Badmästaren", "Revisorerna"),
            "a second label",
        ),
        (
            "Beslutet skickas till\nSocialnämnden\nBadmästaren\nSida 3 av 5\nÄlvkulla kommun",
            ("Socialnämnden", "Badmästaren"),
            "a body among them, near a page's foot",
        ),
        (
            "Expedieras: Kommunstyrelsen, badenheten och revisorerna",
            ("Kommunstyrelsen", "badenheten", "revisorerna"),
            "several on a line",
        ),
        (
            "Beslutet skickas till\nMotionären\nUtdragets riktighet intygas\nÄlvkulla 2026-02-06\nRut Alm, sekreterare",
            ("Motionären",),
            "who vouches for an extract is no recipient",
        ),
        (
            "Beslutet skickas till\nSiv Ek, enhetschef\nKultur, idrott och fritid\nMiljö- och byggnadsnämnden",
            ("Siv Ek, enhetschef", "Kultur, idrott och fritid", "Miljö- och byggnadsnämnden"),
            "a title and an office's own name hold commas too",
        ),
    ],
)
def test_to_whom_it_is_sent(text: str, expected: tuple[str, ...], reason: str) -> None:
    """Every recipient, and nothing of the page around them."""
    (fact,) = decisions.find(context(f"{HEAD}Beslut\nTaxan antas.\n{text}\n"))
    assert fact.dispatched_to == expected, reason
