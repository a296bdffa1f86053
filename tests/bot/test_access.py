"""An internal document does not exist for whoever may not read it: in no answer, suggestion, holding or letter."""

from __future__ import annotations

from datetime import date

import pytest

from bot.follow_up.digest.posting import weekly
from bot.kanslist import Kanslist
from knowledge.store.reader import PUBLIC
from tests.bot.record import incoming

SECRETS = ("Hemming", "Krisledning", "skyddsrum", "simhall", "reservkraft", "KLN", "larm", "säkerhetschef")
ASKED = [
    "/beslut KLN 2024-0009",
    "/arende KLN 2024-0009",
    "KLN 2024-0010",
    "/beslut KLN 2024-0008",
    "vad beslutades om reservkraft?",
    "vem är säkerhetschef?",
    "/person Hemming Tyst",
    "vem är Hemming Tyst?",
    "var Hemming Tyst med?",
    "/mote",
    "/mote 20 februari 2024",
    "vem var ordförande den 20 februari 2024?",
    "vilka var närvarande den 20 februari 2024?",
    "/narvaro",
    "/rekommendationer",
    "vilka rekommendationer är öppna?",
    "vilka reserverade sig?",
    "vilka uppdrag är försenade?",
    "vilka uppdrag har slutdatum i mars 2024?",
    "/sok skyddsrummet",
    "hur många möten hölls?",
    "senaste mötet",
    "vilka beslut fattades i februari 2024?",
    "xyz",
    "/beslut",
    "när är nästa möte?",
    "vad sa revisorerna om larmet?",
    "vem var ordförande?",
    "vad beslutade KLN?",
]


@pytest.mark.parametrize("text", ASKED)
@pytest.mark.parametrize(
    "who", [(None, True), ("registrator", False), ("någon", True)], ids=["anonymous", "channel", "other"]
)
def test_the_public_learns_nothing_of_it(kanslist: Kanslist, text: str, who: tuple[str | None, bool]) -> None:
    """Neither a stranger nor a registrator in a channel gets a word of it that was not in the question."""
    identity, private = who
    answer = kanslist.ask_now(incoming(text, f"{text}{who}", identity, private=private))
    told = answer.model_dump_json(exclude={"question"}).casefold()
    assert [word for word in SECRETS if word.casefold() in told and word.casefold() not in text.casefold()] == []
    assert [citation.document for citation in answer.citations if citation.document == "krisledning.txt"] == []


def test_the_registrator_reads_it_alone(kanslist: Kanslist) -> None:
    """The same question, asked in private by a registrator, is answered with the internal decision."""
    answer = kanslist.ask_now(incoming("/beslut KLN 2024-0009", "r", "registrator"))
    assert answer.outcome == "answered"
    assert "reservkraft" in answer.text


def test_a_private_question_is_no_context_for_a_public_one(kanslist: Kanslist) -> None:
    """What a registrator asked in private is not what a follow-up by others in the conversation refers to."""
    kanslist.ask_now(incoming("/beslut KLN 2024-0009", "same", "registrator"))
    answer = kanslist.ask_now(incoming("vilka reserverade sig?", "same", "någon", private=False))
    assert "KLN" not in answer.text
    assert "Hemming" not in answer.text


def test_the_letter_is_public(kanslist: Kanslist) -> None:
    """The weekly letter for everyone holds nothing of the internal collection."""
    told = weekly(kanslist, PUBLIC, date.today()).model_dump_json().casefold()
    assert [word for word in SECRETS if word.casefold() in told] == []
