"""What minutes say of their own making: by whom they are kept, whether and where they are adjusted."""

from __future__ import annotations

import pytest

from bot.answers import adjusted, meeting
from bot.messages import of_meetings
from bot.questions import spelling
from bot.questions.names import SPELT_OTHERWISE, same_person
from knowledge.facts import Meeting


@pytest.mark.parametrize(
    ("text", "is_secretary"),
    [
        ("Vera Lind väljs till sekreterare för mötet.", True),
        ("Till sekreterare vid dagens sammanträde: utses Vera Lind som mötessekreterare.", True),
        ("Vera Lind (L) förordnas som politisk sekreterare för L till och med 2026.", False),
    ],
)
def test_a_political_secretary_keeps_no_minutes(text: str, is_secretary: bool) -> None:
    """Only a decision that chooses somebody to keep the minutes tells who did."""
    assert bool(meeting._ELECTED["secretary"].search(text)) is is_secretary


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Protokollet är justerat. Justeringen har tillkännagivits.", True),
        ("Protokollet ska justeras den 3 maj.", False),
    ],
)
def test_minutes_say_that_they_are_adjusted(text: str, said: bool) -> None:
    """What is to be done is not said to be done."""
    assert bool(adjusted._SAID.search(text)) is said


def test_a_meeting_over_midnight_has_no_length() -> None:
    """A time before the beginning is not taken for a length."""
    assert "(" not in of_meetings.lasted(Meeting(starts_at="18:00", ends_at="00:30"))
    assert of_meetings.lasted(Meeting(starts_at="18:00", ends_at="20:00")).endswith("(två timmar)")


def test_names_that_the_record_writes_in_two_ways_are_one_person() -> None:
    """One letter is spelling; another first name with the same surname is somebody else."""
    assert same_person("janna alm eriksson", "janna alm erikson", SPELT_OTHERWISE)
    assert not same_person("lena karlsson", "lina karlsson", SPELT_OTHERWISE)
    assert not same_person("magdalena holm", "magnus holm")


def test_an_inflected_word_of_asking_is_no_typing_error() -> None:
    """A genitive is a form of its word; a letter too few within the word is an error."""
    assert spelling.corrected("vad är deltagarnas synpunkter")[1] == ()
    assert spelling.corrected("rekomendationer")[1] == (("rekomendationer", "rekommendationer"),)


def test_a_misspelt_kind_of_body_is_read() -> None:
    """The kind tells that a word is a body's name, whatever is before it."""
    assert spelling.kinds("vem leder kulturnämdens möte") == (
        "vem leder kulturnämndens möte",
        (("kulturnämdens", "kulturnämndens"),),
    )
    assert spelling.kinds("nämnden och utskottet") == ("nämnden och utskottet", ())
