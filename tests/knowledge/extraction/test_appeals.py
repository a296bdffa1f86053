"""Överklagandehänvisning: how, to whom and until when, and nothing that only speaks of an appeal."""

from __future__ import annotations

import pytest

from knowledge.extraction import appeals
from tests.knowledge.extraction.reading_of import context

FRONT = "Kulturnämnden\nSammanträdesprotokoll\n2026-02-05\n\n"
BEFORE = "§ 12 KUN 2026-0031\nHyra av ateljé\n\nBeslut\nHyran höjs med två procent.\n\n"

TOLD = [
    (
        "Hur man överklagar\nBeslutet kan överklagas hos Förvaltningsrätten i Karlstad. Överklagandet ska ha kommit in "
        "till kommunen senast den 3 mars 2026.\n",
        [("12", "Förvaltningsrätten i Karlstad", "2026-03-03")],
        "court and day of one instruction",
    ),
    (
        "Detta beslut får överklagas genom laglighetsprövning enligt 13 kap. kommunallagen.\n",
        [("12", None, None)],
        "no day is printed, and none is worked out",
    ),
    (
        "Besvärshänvisning\nDen som vill överklaga beslutet ska göra det skriftligen hos länsstyrelsen inom tre veckor "
        "från den dag då beslutet tillkännagavs på anslagstavlan.\n",
        [("12", "länsstyrelsen", None)],
        "three weeks from a day that stands elsewhere are no printed day",
    ),
    ("Överklagandetiden går ut den 26 februari.\n", [("12", None, "2026-02-26")], "the year follows from the minutes"),
    ("Beslutet kan inte överklagas.\n", [("12", None, None)], "that there is no appeal is told too"),
    ("Sista dag för överklagande\n2026-02-26\n", [("12", None, "2026-02-26")], "a label above its day"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TOLD)
def test_how_to_appeal_is_found(text: str, expected: list[tuple[str | None, str | None, str | None]], why: str) -> None:
    """The quote holds what is said; the day is the printed one."""
    found = appeals.find(context(FRONT + BEFORE + text))
    assert [(one.item, one.to, one.last_day) for one in found] == expected, why
    assert [one.basis for one in found] == ["derived" if "februari.\n" in text else "stated"]


def test_on_the_front_page_it_is_of_no_paragraph() -> None:
    """The notice speaks of all that was decided at the meeting."""
    front = FRONT + "Anslag\nAnslaget sätts upp: 2026-02-10\nSista dag för överklagande: 2026-03-03\n\n"
    (found,) = appeals.find(context(front + BEFORE))
    assert (found.item, found.last_day) == (None, "2026-03-03")


NOT_TOLD = [
    ("Nämnden beslutar att överklaga länsstyrelsens beslut.", "the body appeals itself"),
    ("Ordföranden får i uppdrag att överklaga domen till kammarrätten.", "an assignment"),
    ("Beslutet överklagades och domen vann laga kraft.", "what happened to an earlier decision"),
    ("2026.111 KUN Yttrande i ärende gällande överklagan om tilläggsbelopp", "a line of a list"),
    ("Elever har inte getts möjlighet att överklaga.", "what an audit finds"),
]


@pytest.mark.parametrize(("text", "why"), NOT_TOLD)
def test_what_only_speaks_of_an_appeal_is_none(text: str, why: str) -> None:
    """A reader who is told how to appeal must not be led to another matter."""
    assert appeals.find(context(FRONT + BEFORE + text + "\n")) == [], why


def test_only_minutes_tell_how_a_decision_is_appealed() -> None:
    """What an office writes in its proposal is no instruction to a decision that is not made."""
    assert appeals.find(context("Beslutet kan överklagas hos länsstyrelsen.\n", kind="tjänsteutlåtande")) == []
