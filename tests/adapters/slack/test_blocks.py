"""Answer → Block Kit: all is there, nothing formats or mentions, and Slack takes it whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.blocks import blocks
from adapters.slack.message import TEXT_LIMIT, escaped, message
from adapters.slack.room import MAX_TOTAL
from bot.answers.answer import Answer, Button, Choice, Item
from tests.adapters.slack.conftest import QUOTE, answer_with, cited
from tests.fakes.block_kit import faults
from tests.fakes.slack import links, parts, spoken

HOSTILE = (
    "<!channel> @here <@U1> *fet* _kursiv_ ~struken~ `kod` > citat &amp; <https://ond.example|klicka> :smile: # rubrik"
)


def test_what_a_document_says_is_shown_as_it_stands() -> None:
    """Markup in documents, names and questions is text: shown letter for letter, never a mention, a link or a style."""
    answer = answer_with(
        lead=HOSTILE,
        items=(Item(label=HOSTILE, text=f"{HOSTILE} till", citation=0, notes=(HOSTILE,)),),
        notes=(HOSTILE,),
        citations=(cited(title=HOSTILE, quote=f"{HOSTILE} mera", section=HOSTILE),),
        choices=(Choice(label=HOSTILE, text=HOSTILE),),
    )
    payload = message(answer)
    assert faults(payload) == []
    assert spoken(payload).count(HOSTILE) == 9  # the choice twice: its button's title has no room for it
    [button] = [part for part in parts(payload["blocks"]) if part.get("type") == "button"]
    assert button["value"] == HOSTILE  # what is asked is whole; the label is cut to what a button holds
    assert HOSTILE.startswith(button["text"]["text"][:-1])
    assert len(links(payload)) == 1
    assert {part["type"] for part in parts(payload["blocks"]) if "type" in part} <= {
        "rich_text", "rich_text_section", "rich_text_quote", "rich_text_list", "text", "link", "divider",
        "actions", "button", "plain_text",
    }  # fmt: skip
    assert payload["mrkdwn"] is False
    assert "<" not in payload["text"]


def test_a_shared_quote_stands_once() -> None:
    """Items on one and the same quote stand above it together; another quote follows its own item."""
    items = tuple(Item(text=f"Uppgift {number}", citation=number // 3) for number in range(4))
    said = spoken({"blocks": blocks(answer_with(items=items, citations=(cited(), cited(quote="Ett annat citat"))))})
    assert said.count(QUOTE) == 1
    assert said.index("Uppgift 2") < said.index(QUOTE) < said.index("Uppgift 3") < said.index("Ett annat citat")


def test_quotes_of_one_page_share_its_line_and_each_opens_its_own_place() -> None:
    """Fourteen persons of one list of presence need no fourteen lines that name the page."""
    url = "https://kanslist.example.se/dokument/1?sida=3&fran="
    answer = answer_with(
        items=tuple(
            Item(label="Ledamot", text=name, citation=at) for at, name in enumerate(("Åsa Ek (S)", "Ivar Öst"))
        ),
        citations=(cited(quote="Åsa Ek (S)", url=f"{url}0"), cited(quote="Ivar Öst", url=f"{url}40")),
    )
    payload = {"blocks": blocks(answer)}
    assert spoken(payload).split("\n")[-4:] == [
        "Ledamot",
        "Åsa Ek (S) · s.\N{NO-BREAK SPACE}3",
        "Ivar Öst · s.\N{NO-BREAK SPACE}3",
        "Protokoll 2020-04-16 · § 12 · s. 3",
    ]
    assert links(payload) == [f"{url}0", f"{url}40"]


def test_a_text_that_is_its_quote_stands_once() -> None:
    """A decision in the document's own words is not said twice."""
    item = Item(label="Beslut · § 12", text=QUOTE.replace(" ", "\n"), citation=0)
    assert spoken({"blocks": blocks(answer_with(items=(item,)))}).count("synpunkter på") == 1


def test_a_quote_is_running_text() -> None:
    """The ends of a document's lines do not cut a quote's sentences; its paragraphs stay, and so does every word."""
    ragged = "Nämnden lämnade följande\n   särskilda utta-\nlande.\n\nSpråkombud är   en god idé.\n"
    said = spoken({"blocks": blocks(answer_with(citations=(cited(quote=ragged),)))})
    assert "\nNämnden lämnade följande särskilda uttalande.\nSpråkombud är en god idé.\n" in said


def test_a_quote_that_no_item_names_is_shown() -> None:
    """Every citation of an answer reaches the reader."""
    assert QUOTE in spoken({"blocks": blocks(answer_with(items=()))})


SOURCES: list[tuple[dict[str, Any], str]] = [
    ({}, "Protokoll 2020-04-16 · § 12 · s. 3 · Visa källan"),
    ({"section": None}, "Protokoll 2020-04-16 · s. 3 · Visa källan"),
    ({"page": None, "line": 40}, "Protokoll 2020-04-16 · § 12 · rad 40 · Visa källan"),
    ({"page": None}, "Protokoll 2020-04-16 · § 12 · Visa källan"),
    ({"url": "javascript:alert(1)"}, "Protokoll 2020-04-16 · § 12 · s. 3"),
]


@pytest.mark.parametrize(("change", "line"), SOURCES, ids=["all", "no §", "no pages", "neither", "no web address"])
def test_the_source_says_where(change: dict[str, Any], line: str) -> None:
    """Below a quote stands where it is from, with what there is; only web addresses become links."""
    said = spoken({"blocks": blocks(answer_with(citations=(cited(**change),)))})
    assert line in said.split("\n")


def test_choices_are_buttons() -> None:
    """A question back is answered with a click, which asks what the choice stands for."""
    answer = answer_with(
        outcome="ambiguous", lead="Vilken nämnd?", items=(), citations=(),
        choices=(Choice(label="Socialnämnden", text="beslut SN 2020-1"), Choice(label="hjälp", text="hjälp")),
    )  # fmt: skip
    buttons = [part for part in parts(blocks(answer)) if part.get("type") == "button"]
    shown = [(one["action_id"], one["text"]["text"], one["value"]) for one in buttons]
    assert shown == [("choose:0", "Socialnämnden", "beslut SN 2020-1"), ("choose:1", "hjälp", "hjälp")]


def test_an_answers_buttons_carry_its_ticket() -> None:
    """Each press sends back all that is needed to answer it, whichever process gets it."""
    answer = answer_with(ticket="{}", buttons=(Button(press="share", title="Dela i kanalen"),))
    [button] = [part for part in parts(blocks(answer)) if part.get("type") == "button"]
    assert (button["action_id"], button["value"]) == ("press:share", "{}")


@pytest.mark.parametrize(("count", "length"), [(400, 20), (60, 2_000), (3, 9_000)], ids=["many", "long", "endless"])
def test_a_long_answer_says_how_much_is_left(count: int, length: int) -> None:
    """What Slack has no room for is counted in the last line; nothing disappears without a word."""
    items = tuple(Item(label=f"Post {number}.", text="å" * length, citation=number) for number in range(count))
    citations = tuple(cited(quote=f"Citat {number}") for number in range(count))
    payload = message(answer_with(items=items, citations=citations))
    assert faults(payload) == []
    said = spoken(payload)
    assert len(said) < MAX_TOTAL + 4_000
    shown = sum(f"Post {number}." in said for number in range(count))
    if shown < count:
        assert f"{count - shown} uppgift" in said.replace("En", "1")
    assert shown >= 1


TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("<>&*_`~@#!|:\n\x00\ufffe å🙂"), st.characters(exclude_categories=["Cs"]))
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    quotes = draw(st.lists(TEXT, min_size=1, max_size=4))
    cite = st.none() | st.integers(0, len(quotes) - 1)
    items = st.builds(
        Item, label=st.none() | TEXT, text=TEXT, citation=cite, notes=st.lists(TEXT, max_size=2).map(tuple)
    )
    return answer_with(
        lead=draw(TEXT),
        items=tuple(draw(st.lists(items, max_size=80))),
        notes=tuple(draw(st.lists(TEXT, max_size=3))),
        citations=tuple(cited(quote=quote, title=draw(TEXT)) for quote in quotes),
        choices=tuple(draw(st.lists(st.builds(Choice, label=TEXT, text=TEXT), max_size=30))),
    )


@given(answers())
def test_slack_takes_every_answer(answer: Answer) -> None:
    """Empty, odd and over-long texts too become a message within Slack's rules."""
    assert faults(message(answer)) in ([], ["no plain-text twin"] if not answer.text.strip() else [])


@given(TEXT.map(lambda text: text * 40))
def test_the_twin_is_safe_and_short(text: str) -> None:
    """Escaping never leaves a mention, a broken entity or more than Slack shows."""
    safe = escaped(text)
    assert len(safe) <= TEXT_LIMIT
    assert not set(safe) & set("<>")
    assert all(piece.startswith(("amp;", "lt;", "gt;")) for piece in _after_ampersands(safe))


def _after_ampersands(text: str) -> Iterator[str]:
    yield from text.split("&")[1:]
