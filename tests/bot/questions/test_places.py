"""The municipality of a question: held, or Sweden's and not held, or only what the matter is about."""

from __future__ import annotations

from datetime import date

import pytest

from bot.questions.lexicon import Lexicon
from bot.questions.understand import understand

HELD = Lexicon(bodies=("Socialnämnden", "Kommunfullmäktige"), municipalities=("Älvkulla",))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Vad beslutade socialnämnden i Kalmar om taxan?", "Kalmar"),
        ("Vad beslutade Kalmar kommunfullmäktige om taxan?", "Kalmar"),
        ("Har Upplands Väsby kommun antagit en policy?", "Upplands Väsby"),
        ("Vad beslutade socialnämnden i Älvkulla om taxan?", ""),
        ("Vad beslutade socialnämnden om avtalet med Kalmar kommun?", ""),
        ("Vad sade Karin Lund i socialnämnden?", ""),
    ],
)
def test_a_place_of_which_nothing_is_held(text: str, place: str) -> None:
    """Only where its body, or what it did, is asked for: else the name is a word of the matter."""
    assert understand(text, HELD, date(2024, 5, 1)).elsewhere == place


@pytest.mark.parametrize("text", ["hur mycket bidrag fick Älvkulla IF?", "Fick Älvkulla Energi bidrag?"])
def test_a_club_is_not_its_municipality(text: str) -> None:
    """The first word of a name is no place."""
    question = understand(text, HELD, date(2024, 5, 1))
    assert question.municipality is None
    assert "Älvkulla" in question.topic_said


def test_a_clubs_name_is_met_as_it_is_written() -> None:
    """Another club's grant is not this one's."""
    assert understand("hur mycket bidrag fick Älvkulla IF?", HELD, date(2024, 5, 1)).names == {"Älvkulla IF"}
