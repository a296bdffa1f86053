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
        "Beslut\nTaxan antas.\nProtokollet under denna paragraf förklaras omedelbart justerat.",
        ["Taxan antas."],
        "adjustment is no decision",
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
        ("Beslut\nTaxan antas.", None, "its own decision"),
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


def test_a_list_of_notified_matters_is_no_decision() -> None:
    """After "Antecknas." a § of notifications lists what was noted."""
    text = "§ 9\nAnmälda handlingar\nBeslut\nAntecknas.\nSkrivelse från föreningen Kvarnen.\nBrev från Siv Ek.\n"
    assert [fact.text for fact in decisions.find(context(text))] == ["Antecknas."]
