"""Words meet across inflection and compounds, and unlike words do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.normalise import Bag, clean, plain, root, roots_in, spelled_out, topic_root, words

MEETS = [
    ("skyddsombud", "huvudskyddsombud", True, "the last part of a compound"),
    ("arbetsmiljö", "arbetsmiljöfrågorna", True, "the first part, inflected"),
    ("miljön", "miljö", True, "an ending that the stemmer leaves"),
    ("ärendet", "ärenden", True, "another one"),
    ("lön", "löneutveckling", True, "three letters with a linking vowel"),
    ("bil", "bilaga", False, "three letters that begin another word"),
    ("komvuxupphandlingen", "upphandling av komvux", True, "a compound of two words of the text"),
    ("fotbollsplanen", "planen för ekonomin", False, "a compound is not met by its last part alone"),
    ("2021", "2022", False, "years are not alike"),
    ("friskvård", "frisvård", True, "a typing error in a long word"),
    ("vård", "värd", False, "short words are not forgiven"),
]


@pytest.mark.parametrize(("asked", "text", "same", "why"), MEETS, ids=[row[3] for row in MEETS])
def test_a_question_meets_a_text(asked: str, text: str, same: bool, why: str) -> None:
    """The asked word is met in the text, or is not."""
    assert Bag.of(text).holds(root(asked)) is same, why


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    """Every word is a slice of the text, in order; cleaning leaves nothing that cannot be printed."""
    found = words(text)
    assert all(plain(text[word.start : word.end]) == word.folded for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)
    assert clean(text).isprintable()


@given(st.text(max_size=80))
def test_roots_are_those_of_the_words(text: str) -> None:
    """Where only roots are asked for no words are made; which sentence answers must not hang on that."""
    assert roots_in(text) == [word.root for word in words(text)]


def test_an_accent_is_no_difference() -> None:
    """Nobody types it, and who does asks for the same: in the question, in the text, or in both."""
    assert all(
        Bag.of("Hyra av ateljéer").covers([root(plain(said))]) for said in ("ateljéer", "ateljeer", "ateljéerna")
    )


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("när justeras fullmäktigeprotokollet?", "när justeras fullmäktige protokollet?"),
        ("vem ledde nämndmötet?", "vem ledde nämnd mötet?"),
        ("hur gick kommunstyrelsesammanträdet?", "hur gick kommunstyrelse sammanträdet?"),
        ("var finns protokollet?", "var finns protokollet?"),
    ],
)
def test_a_body_stands_apart_from_its_meeting(typed: str, read: str) -> None:
    """A body that is written together with its meeting or minutes is found as that body."""
    assert spelled_out(typed) == read


@pytest.mark.parametrize(("word", "other"), [("parkeringsärendet", "parkering"), ("taxefrågan", "taxe")])
def test_a_compound_that_only_says_matter_is_its_first_part(word: str, other: str) -> None:
    """ "ärendet" and "frågan" at the end of a compound say nothing that a text about the matter must hold."""
    assert topic_root(word) == root(other)
