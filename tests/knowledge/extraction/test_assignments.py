"""Assignments and last days: those that are given, never those that are only proposed."""

from __future__ import annotations

import pytest

from knowledge.extraction import assignments
from tests.knowledge.extraction.documents import context_of

REPORT = "Datum:   2024-11-12   Kulturnämnden\nHandläggare:   Eva Lindh\n\nÄrendet\n"
MINUTES = "Kulturnämnden\nSammanträdesprotokoll\n2024-11-12\n\nPlats och tid   Rådhuset\n\n§ 3\n\nBudget\n\n"


@pytest.mark.parametrize(
    ("text", "due", "basis", "reason"),
    [
        (
            REPORT + "Uppdraget ska återrapporteras skyndsamt, dock senast den 31 januari 2025.\n",
            "2025-01-31",
            "stated",
            "the day is said",
        ),
        (
            REPORT + "Inventeringen ska vara klar senast 30 juni.\n",
            "2025-06-30",
            "derived",
            "the year follows from the document's own day",
        ),
        (
            REPORT + "Yttrandet ska skickas till revisionen@alvkulla.se senast den 18 juni\n2025.\n",
            "2025-06-18",
            "stated",
            "an address holds full stops, the year wraps",
        ),
        (
            REPORT + "Frågorna lämnades att besvaras av förvaltningen på FVG 20 maj 2025.\n",
            "2025-05-20",
            "stated",
            "a question to be answered at a dated meeting",
        ),
        (
            MINUTES
            + "Beslut\nFörvaltningen får i uppdrag att till nämndens sammanträde den 12 mars 2025 redovisa en plan.\n",
            "2025-03-12",
            "stated",
            "the meeting before the verb",
        ),
        (REPORT + "Svaret ska lämnas senast vecka 20.\n", "2025-05-18", "derived", "the Sunday of the week to come"),
        (REPORT + "Planen ska vara klar senast sista mars 2025.\n", "2025-03-31", "derived", "the last of a month"),
        (REPORT + "Svaret ska lämnas senast 250415.\n", "2025-04-15", "stated", "a day in six digits"),
        (REPORT + "Planen ska vara klar senast i juni.\n", "2025-06-30", "derived", "a month without a year"),
        (
            REPORT + "Planen ska vara klar senast den 3 juni 2025.\n",
            "2025-06-03",
            "stated",
            "a day goes before its month",
        ),
        (
            REPORT + "Arbetet ska återrapporteras under fjärde kvartalet 2025.\n",
            "2025-12-31",
            "derived",
            "a quarter ends with its last day",
        ),
        (
            REPORT + "Badchefen ska redovisa arbetet vid sammanträdet den 5 mars 2025.\n",
            "2025-03-05",
            "stated",
            "to be reported at a dated meeting",
        ),
        (
            REPORT + "Återrapportering sker till nämndens sammanträde i maj 2025.\n",
            "2025-05-31",
            "derived",
            "a report that is made, without a verb of duty",
        ),
        (REPORT + "Bytet ska ske senast vid årsskiftet.\n", "2024-12-31", "derived", "the turn of the year"),
    ],
)
def test_a_duty_has_its_last_day(text: str, due: str, basis: str, reason: str) -> None:
    """The digest reminds of what is due, so the day must be right and say whether it was printed."""
    found = [one for one in assignments.find(context_of(text)) if one.due]
    assert [(one.due, one.basis) for one in found] == [(due, basis)], reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Taxan beslutades senast av fullmäktige den 3 maj 2022 och ska följas.",
        "Riktlinjen, senast reviderad 18 juni 2024, ska tillämpas.",
        "Planen ska ses över senast vart tredje år.",
        "Nämnden ska senast i februari varje år följa upp målen.",
        "Nämnden bör redovisa arbetet.",
        "Arbetet redovisades vid sammanträdet den 5 mars 2024.",
        "Nämnden ska följa de 241231 invånarnas vanor.",
    ],
)
def test_latest_is_not_a_last_day(sentence: str) -> None:
    """ "Senast" also means "most recently"; such a day is no deadline."""
    assert assignments.find(context_of(REPORT + sentence + "\n")) == []


def test_a_decision_gives_an_assignment() -> None:
    """What the body itself decides is given, with who is to do it."""
    [found] = assignments.find(context_of(MINUTES + "Beslut\nFörvaltningen får i uppdrag att utreda sommartider.\n"))
    assert (found.responsible, found.due, found.source.section) == ("Förvaltningen", None, "§ 3")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            REPORT + "Förslag till beslut\nFörvaltningen ska redovisa tiderna senast den 1 maj 2025.\n",
            "an office proposes it",
        ),
        (
            REPORT
            + "Förvaltningens förslag till kommunstyrelsen\n1. Badchefen ska redovisa tiderna senast den 1 maj 2025.\n",
            "the heading names to whom",
        ),
        (
            MINUTES + "Yrkanden\nEva Lindh (C) yrkar att förvaltningen får i uppdrag att utreda tiderna.\n\n"
            "Beslut\nÄrendet bordläggs.\n",
            "a member asks for it",
        ),
    ],
)
def test_what_is_only_proposed_is_not_given(text: str, reason: str) -> None:
    """Nobody has been told to do what is merely proposed."""
    assert assignments.find(context_of(text)) == [], reason


def test_a_sentence_ends_where_the_next_paragraph_begins() -> None:
    """Without an empty line between, the next § follows straight on: its heading is no part of the duty."""
    text = (
        MINUTES + "Beslut\nRapporten ska lämnas senast den 30 september 2025.\n§ 4 KUN 2025-0301\nMånadsrapport\n\n"
        "Beslut\nRapporten antecknas.\n"
    )
    (found,) = assignments.find(context_of(text))
    assert found.text == "Rapporten ska lämnas senast den 30 september 2025."
