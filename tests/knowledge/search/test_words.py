"""Words are prepared so that a question and a document meet in spite of Swedish endings and compounds."""

from __future__ import annotations

import pytest

from knowledge.search import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ärendet", "ärende"),  # the stemmer alone leaves it
        ("arbetsmiljön", "arbetsmiljö"),
        ("rekommendationer", "rekommendationen"),
        ("beslutades", "beslutade"),
        ("nystartsjobbet", "nystartsjobb"),
    ],
)
def test_inflected_forms_meet(one: str, other: str) -> None:
    """The reason stands with each pair: one of their forms is the same."""
    assert set(words.forms(one)) & set(words.forms(other))


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("skyddsombud", "ombud"),
        ("tolkverksamhet", "tolkar"),
        ("personalomsättning", "omsättningen"),
        ("skolskjuts", "skjuts"),
    ],
)
def test_parts_of_compounds_are_found(compound: str, part: str) -> None:
    """With and without the s that joins the parts."""
    assert set(words.parts(compound)) & set(words.forms(part))


@pytest.mark.parametrize("word", ["nämnd", "protokollet", "2024", "informationen", "zzzzzzzzzzzz"])
def test_what_is_no_compound_has_no_parts(word: str) -> None:
    """A simple, a foreign or a nonsense word is left whole."""
    assert words.parts(word) == ()


def test_å_ä_ö_are_letters_of_their_own() -> None:
    """ "målen" and "malen" are different words; an accent is not."""
    assert words.words("Målen MALEN Idé") == ["målen", "malen", "ide"]


def test_line_end_hyphens_are_joined() -> None:
    """A word that is broken over two lines is one word; a hanging hyphen before och is none."""
    assert words.words("arbets-\nmiljön, barn-\noch ungdom") == ["arbetsmiljön", "barn", "och", "ungdom"]


def test_a_case_number_is_one_word_however_it_is_typed() -> None:
    """Found by its key, beside the words that it is printed in."""
    assert "2024/31" in words.words("BN 2024/0031")
    for typed in ("bn2024-31", "2024-0031", "dnr 2024/31"):
        assert "2024/31" in words.asked(typed)


def test_stop_words_are_left_out_of_a_question() -> None:
    """Unless nothing else is left: then they are searched for after all."""
    assert words.asked("Vad beslutades om skolskjuts och om skolskjuts?") == ["beslutades", "skolskjuts"]
    assert words.asked("vad är det") == ["vad", "är", "det"]
    assert words.asked("!!! 🦉") == []
