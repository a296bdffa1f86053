"""Whatever is typed gets a short Swedish answer, echoes nothing raw and never an answer without a citation."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.kanslist import Kanslist
from tests.bot.record import incoming

BAD = [
    ("", "refused", "an empty text"),
    ("   \n\t", "refused", "white space"),
    ("å" * 4_000, "refused", "a text without end"),
    ("/beslut " + "1" * 4_000, "refused", "a command without end"),
    ("🙂🙂", "refused", "emoji alone"),
    ("/", "refused", "a slash alone"),
    ("//", "refused", "two slashes"),
    ("/xyzzy", "refused", "a command that does not exist"),
    ("/sok", "refused", "a command that needs words"),
    ("/person", "refused", "a command that needs a name"),
    ("/beslut '; DROP TABLE facts; --", "not_found", "an injection attempt"),
    ("/beslut <!channel>", "not_found", "Slack's shout"),
    ("/sok <script>alert(1)</script>", "not_found", "HTML"),
    ("/person **[klicka](http://x)**", "not_found", "markdown"),
    ('"x OR -', "not_found", "a query language"),
    ("/beslut AMN 99999-99999999", "not_found", "a number that is no case"),
    ("vad beslutades den 31 februari 2024?", "not_found", "a day that does not exist"),
    ("\u202e\u0000vem är\u200b X", "not_found", "control characters"),
]


@pytest.mark.parametrize(("text", "outcome", "why"), BAD, ids=[row[2] for row in BAD])
def test_bad_input_gets_a_clear_answer(kanslist: Kanslist, text: str, outcome: str, why: str) -> None:
    """The outcome is no answer, the text is short, and nothing of the input that could act is repeated."""
    answer = kanslist.ask_now(incoming(text, conversation=why))
    assert answer.outcome == outcome, answer.text
    assert 0 < len(answer.text) < 1_500
    assert not set("<>*`[]") & set(answer.text)
    assert all(not set("<>*`") & set(choice.label + choice.text) for choice in answer.choices)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_no_text_breaks_the_clerk(kanslist: Kanslist, text: str) -> None:
    """ask_now never raises, and an answer that is given always cites (help says nothing of the record)."""
    answer = kanslist.ask_now(incoming(text, conversation="any"))
    assert answer.outcome != "answered" or answer.citations or answer.intent == "help"


WORDS = st.sampled_from(
    [
        "vad",
        "vem",
        "när",
        "vilka",
        "beslutades",
        "yrkade",
        "och",
        "i",
        "om",
        "på",
        "§",
        "21",
        "SN",
        "2024-0114",
        "socialnämnden",
        "Isak",
        "Torell",
        "Vision",
        "2024",
        "mars",
        "den",
        "12",
        "ordförande",
        "justerade",
        "korttidsboende",
        "reserverade",
        "sig",
        "rekommendationer",
        "?",
        "/beslut",
        "/mote",
        "möte",
        "nästa",
        "senaste",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=9))
def test_no_order_of_known_words_breaks_the_clerk(kanslist: Kanslist, words: list[str]) -> None:
    """The grammar's own words in any order give an answer within bounds, with a citation where it says something."""
    answer = kanslist.ask_now(incoming(" ".join(words), conversation="words"))
    assert answer.outcome != "answered" or answer.citations or answer.intent == "help"
    assert len(answer.text) <= 3_900
