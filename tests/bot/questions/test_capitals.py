"""A name typed in capitals is that name, and no inflection of an ordinary word."""

from __future__ import annotations

import pytest

from bot.questions import capitals
from bot.questions.normalise import words


@pytest.mark.parametrize(
    ("asked", "names", "why"),
    [
        ("vad beslutades om GLIMTA?", {"GLIMTA"}, "a name among ordinary words"),
        ("hur stort är GLIMTAs anslag?", {"GLIMTA"}, "its genitive is the same name"),
        ("vad gäller för LSS?", set(), "three letters are no word that inflects"),
        ("VAD BESLUTADES OM TAXAN?", set(), "who types all in capitals names nobody"),
    ],
)
def test_names_are_the_words_in_capitals(asked: str, names: set[str], why: str) -> None:
    """Whoever writes one word in capitals means a name."""
    assert capitals.names(asked, words(asked)) == names, why


@pytest.mark.parametrize(
    ("text", "held", "why"),
    [
        ("Anslaget till GLIMTA fastställs.", 2, "as it is written"),
        ("GLIMTAs samrådsgrupp", 2, "in the genitive"),
        ("avtal med Glimta", 1, "the same word, written otherwise"),
        ("en glimtad yta", 0, "an inflection of a word"),
        ("det glimtar", 0, "another inflection"),
    ],
)
def test_a_name_is_met_by_itself_alone(text: str, held: int, why: str) -> None:
    """An answer about another thing than the one that was named is a wrong one."""
    assert capitals.held(frozenset({"GLIMTA"}), text) == held, why
