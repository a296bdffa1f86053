"""What is quoted must be said of whom it is asked of; and a short word is not met by the first part of another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answers.passages import belonging
from bot.answers.passages.asked import sharpened
from bot.answers.passages.wanted import Wanted, wanted_of
from bot.questions.lexicon import Lexicon
from bot.questions.normalise import Bag
from bot.questions.understand import understand

HELD = Lexicon(bodies=("Socialnämnden",), municipalities=("Älvkulla",))
NOWHERE = Bag(frozenset())


def _wanted(text: str) -> Wanted:
    return wanted_of(sharpened(understand(text, HELD, date(2024, 5, 1))))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Älvkulla kommun har 12 400 invånare.", True),
        ("Antalet invånare i Älvkulla uppgick till 12 400.", True),
        ("Andelen var 84 % i Älvkulla mot 71 % i kommuner med 50 000 invånare.", False),
        ("Kontoret har 33 anställda och betjänar 900 invånare.", False),
    ],
)
def test_what_every_municipality_has_is_said_of_the_one_asked_for(text: str, said: bool) -> None:
    """A figure of inhabitants beside another place's name, or none, is no answer for this one."""
    assert belonging.of_place(text, _wanted("hur många invånare har Älvkulla?")) is said


def test_a_figure_of_one_thing_needs_no_place() -> None:
    """What only some have is not told with the municipality's name in its own records."""
    assert belonging.of_place("Det finns 25 cykelgarage.", _wanted("hur många cykelgarage finns i Älvkulla?"))


def test_a_union_is_written_as_its_name() -> None:
    """Vision is no part of the word revision."""
    wanted = _wanted("vem är ordförande i Vision?")
    assert wanted.question.unions == ("Vision",)
    assert not belonging.of_unions("Vice ordförande i stadsrevisionen är Karl Ek.", wanted)
    assert belonging.of_unions("Karl Ek är ordförande i Vision.", wanted)
    assert not belonging.of_unions("Det är en kommunal fråga.", _wanted("vem är ordförande för Kommunal?"))
    assert belonging.of_unions("Malin Ask, Kommunals ordförande", _wanted("vem är ordförande för Kommunal?"))


@pytest.mark.parametrize(
    ("said", "about", "met"),
    [
        ("Uppmuntra medarbetarna att ta lunchpromenader.", "", False),
        ("Medarbetarna erbjuds lunch.", "", True),
        ("Nämnden serverar skollunch.", "", True),
        ("Promenader är tillåtna på lunchrasten.", "Lunchtider", True),
    ],
)
def test_a_short_word_is_met_as_itself(said: str, about: str, met: bool) -> None:
    """Lunch is not what a walk at lunchtime is about, unless the heading says so."""
    assert belonging.is_the_thing(Bag.of(said), Bag.of(about), _wanted("vad beslutades om lunch?")) is met


def test_one_of_a_row_of_examples_is_not_what_auditors_speak_of() -> None:
    """What is only counted up beside others is mentioned in passing; a heading makes it the matter."""
    wanted = replace(_wanted("vad sa revisorerna om simhallen?"), assessed=True)
    text = "Det är inte alltid relevant att mäta per kvadratmeter i ishallar, sporthallar och simhallar."
    assert belonging.in_passing(text, NOWHERE, wanted)
    assert not belonging.in_passing(text, Bag.of("Simhallen"), wanted)
    assert not belonging.in_passing("Simhallen saknar en underhållsplan.", NOWHERE, wanted)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Nämnden ansvarar för inköp av fordon.", False),
        ("Kommunen kan köpa till trafik.", False),
        ("I våras köpte Leasingbolaget fordonen.", True),
        ("Fordonen är köpta av Leasingbolaget.", True),
        ("Ärende om de fordon som köptes i våras.", False),
    ],
)
def test_what_somebody_did_is_told_as_done(text: str, done: bool) -> None:
    """Who bought something is not told by a sentence on buying."""
    assert belonging.is_done(text, _wanted("vem köpte fordonen?")) is done


def test_a_verb_of_two_words_is_a_matter() -> None:
    """What was closed down is not told by any reason for what was not."""
    assert _wanted("varför lades skolan ner?").roots == ("nedlägg", "skol")
