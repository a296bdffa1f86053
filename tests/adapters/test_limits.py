"""No answer, however long, becomes a message that a platform refuses, and what one message does not hold is said and
comes with "nästa" or Visa fler: nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import settings as run
from hypothesis import strategies as st

from adapters.slack import room
from adapters.slack.message import message as slack_message
from adapters.slack.presses import shared_by
from adapters.teams import cards
from bot.answers.answer import Answer, Button, Choice, Citation, Item, Press, Words
from bot.answers.parts import Fits, part
from bot.messages import of_buttons, of_platforms
from bot.questions.question import Question
from tests.fakes import slack as slack_fake
from tests.fakes import teams as teams_fake
from tests.fakes.adaptive_cards import schema_faults, size_faults
from tests.fakes.block_kit import faults

TICKET = "t" * 1_900
"""As long as a button's ticket may be."""
PRESSES: tuple[Press, ...] = tuple(one for one in get_args(Press) if one != "back")
LETTERS = st.sampled_from("aåö<&*\n🙂")


@dataclass(frozen=True)
class Platform:
    """made: the answer's message; fits: how many items one holds; read: what a person sees; wrong: what is refused."""

    made: Callable[[Answer], dict[str, Any]]
    fits: Fits
    read: Callable[[dict[str, Any]], str]
    wrong: Callable[[dict[str, Any]], list[str]]


def _card_faults(activity: dict[str, Any]) -> list[str]:
    return size_faults(activity) + [fault for card in teams_fake.cards_of(activity) for fault in schema_faults(card)]


PLATFORMS = {
    "slack": Platform(slack_message, room.holds, slack_fake.spoken, faults),
    "teams": Platform(lambda answer: cards.message(answer, TICKET), cards.holds, teams_fake.spoken, _card_faults),
}
on_each = pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS)


def texts(longest: int) -> st.SearchStrategy[str]:
    """A text of one letter, often short, sometimes as long as can be: what counts is the length."""
    lengths = st.integers(0, 60) | st.integers(0, longest)
    return st.builds(lambda letter, length: letter * length, LETTERS, lengths)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer: many items, huge quotes, many choices, every button with the longest ticket."""
    cited = [
        Citation(document="a", title=draw(texts(900)), quote=f"Citat {number}." + draw(texts(9_000)), url=url, page=1)
        for number, url in enumerate(draw(st.lists(st.sampled_from([f"https://a.se/{'x' * 300}", "x"]), max_size=30)))
    ] or [Citation(document="a", title="a", quote="Citat 0.", url="https://a.se/", page=1)]
    notes = st.lists(texts(900), max_size=8).map(tuple)
    changes = st.lists(st.builds(Words, sort=st.just("same"), text=texts(2_000)), max_size=4).map(tuple)
    built = st.builds(
        Item,
        label=st.none() | texts(900),
        text=texts(6_000),
        notes=notes,
        changes=st.just(()) | changes,
        citation=st.none() | st.integers(0, len(cited) - 1),
    )
    count = draw(st.sampled_from([0, 1, 7, 45]))
    few = draw(st.lists(built, min_size=1, max_size=6))
    choices = st.builds(Choice, label=texts(400), text=texts(3_000))
    return Answer(
        question="x",
        intent="case",
        outcome="answered",
        lead=draw(texts(6_000)) or "Svar.",
        items=tuple(_numbered(few[number % len(few)], number) for number in range(count)),
        notes=draw(notes),
        citations=tuple(cited),
        choices=tuple(draw(st.lists(choices, max_size=4))) * draw(st.sampled_from([1, 1, 20])),
        buttons=tuple(Button(press=one, title=of_buttons.title(one)) for one in PRESSES),
        ticket=TICKET,
    )


def _numbered(item: Item, number: int) -> Item:
    """The item with a word of its own that it can be found by."""
    changes = tuple(one.model_copy(update={"text": f"Post {number}. {one.text}"}) for one in item.changes)
    return item.model_copy(update={"text": f"Post {number}. {item.text}", "changes": changes})


def pages(whole: Answer, fits: Fits) -> Iterator[Answer]:
    """The messages that somebody gets who asks and says "nästa" until nothing follows."""
    skip = 0
    while True:
        made = part(Question("x", "case", skip=skip), whole, fits, lambda one: one)
        yield made
        if not made.rest:
            return
        assert made.rest > skip
        skip = made.rest


@on_each
@run(max_examples=30)
@given(answer=answers())
def test_no_answer_outgrows_a_platform(platform: Platform, answer: Answer) -> None:
    """Blocks, characters, fields, bytes: within the limits whatever the record holds, also where nobody pages
    (the digest), and then what is left out is counted."""
    payload = platform.made(answer)
    assert platform.wrong(payload) == []
    seen = platform.read(payload)
    shown = sum(f"Post {number}." in seen for number in range(len(answer.items)))
    assert shown == len(answer.items) or "får inte plats här" in seen or seen.endswith("…")


@on_each
@run(max_examples=15)
@given(answer=answers())
def test_what_one_message_does_not_hold_comes_with_the_next(platform: Platform, answer: Answer) -> None:
    """Every item stands in one of the pages, with its own quote; each page but the last says how the next one comes."""
    answer = answer.model_copy(update={"choices": ()})
    found: list[int] = []
    for page in pages(answer, platform.fits):
        payload = platform.made(page)
        assert platform.wrong(payload) == []
        seen = platform.read(payload)
        numbers = [number for number in range(len(answer.items)) if f"Post {number}." in seen]
        found += numbers
        assert ("Skriv ”nästa”" in seen) == bool(page.rest)
        for number in numbers:
            place = answer.items[number].citation
            assert place is None or f"Citat {place}." in seen
    assert found == list(range(len(answer.items)))


@run(max_examples=30)
@given(answer=answers())
def test_an_answer_that_is_shared_outgrows_nothing_either(answer: Answer) -> None:
    """Above a shared answer stands who shared it: a block and some words more."""
    payload = slack_message(answer)
    payload["blocks"] = [shared_by("U0SAGA"), *payload["blocks"]]
    assert faults(payload) == []


@on_each
def test_choices_beyond_the_buttons_are_written(platform: Platform) -> None:
    """Of forty choices those without a button are numbered, to be typed, and the last ones are counted."""
    choices = tuple(Choice(label=f"Möte {number}", text=f"/mote {number}") for number in range(40))
    asked = Answer(question="x", intent="meeting", outcome="ambiguous", lead="Vilket?", choices=choices)
    seen = platform.read(platform.made(asked))
    assert "30. Möte 29" in seen
    assert "10 val till får inte plats här" in seen


def test_a_quote_that_is_cut_says_so() -> None:
    """A quote too long for a message ends in a mark, and its source can be opened."""
    long = Citation(document="a", title="Protokoll", quote="ord " * 2_000, url="https://a.se/", page=1)
    answer = Answer(question="x", intent="passages", outcome="answered", lead="Svar.", citations=(long,))
    for platform in PLATFORMS.values():
        seen = platform.read(platform.made(answer))
        assert " …\n" in seen or " […]”\n" in seen
        assert of_platforms.show_source() in seen
