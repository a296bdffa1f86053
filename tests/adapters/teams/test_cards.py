"""The card: by the official schema, within Teams' limits, every fact and quote to be read, no text executed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.teams.cards import SIZE_LIMIT, message
from adapters.teams.layout import BUTTONS
from bot.answers.answer import Answer, Choice, Item
from bot.messages.of_platforms import source
from tests.adapters.teams.clerk import answer, citation
from tests.fakes.adaptive_cards import schema_faults
from tests.fakes.teams import cards_of, spoken

SOURCE = ["Protokoll 2020-04-28 · § 33 · s. 3"]


def checked(shown: Answer) -> dict[str, Any]:
    """The activity, after what must hold of every one of them."""
    activity = message(shown)
    assert len(json.dumps(activity, ensure_ascii=False).encode()) <= SIZE_LIMIT
    if not cards_of(activity):
        assert activity["text"] == shown.text
        return activity
    (card,) = cards_of(activity)
    assert card["version"] == "1.5"
    assert card["fallbackText"] == shown.text
    assert len(card.get("actions", [])) <= BUTTONS
    assert not schema_faults(card)
    return activity


def buttons(activity: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    (card,) = cards_of(activity)
    rows = [element["actions"] for element in card["body"] if element["type"] == "ActionSet"]
    assert all(len(row) <= BUTTONS for row in rows)
    return [action for row in [*rows, card.get("actions", [])] for action in row if action["type"] == kind]


def links(activity: dict[str, Any]) -> list[tuple[str, str]]:
    """(title, address) of the places that the card's own text opens, in order."""
    (card,) = cards_of(activity)

    def inside(elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
        runs = [run for element in elements for run in element.get("inlines", [])]
        return runs + [run for element in elements for run in inside(element.get("items", []))]

    actions = [run["selectAction"] for run in inside(card["body"]) if "selectAction" in run]
    return [(action["title"], action["url"]) for action in actions]


def boxed(activity: dict[str, Any]) -> list[dict[str, Any]]:
    """The quotes of the card, in order."""
    (card,) = cards_of(activity)
    groups = [element["items"] for element in card["body"] if element["type"] == "Container"]
    boxes = [part for group in groups for part in group if part.get("style") == "emphasis"]
    return [quote for box in boxes for quote in box["items"]]


def test_an_answer_is_read_in_order_with_its_quote_and_source() -> None:
    """Lead, label, text, quote, source, button: in the order in which they are read aloud."""
    shown = answer(
        items=(Item(label="Beslut · § 33", text="bifall", citation=0, notes=("protokollet är inte justerat",)),)
    )
    assert spoken(checked(shown)).split("\n") == [
        "Nämnden biföll motionen.",
        "Beslut · § 33",
        "bifall",
        "protokollet är inte justerat",
        "”Nämnden beslutar att bifalla motionen.”",
        "Protokoll 2020-04-28 · § 33 · s. 3",
        "Visa källan",
    ]


def test_a_text_that_is_its_quote_is_shown_once() -> None:
    """The same sentence twice below each other is noise."""
    shown = answer(items=(Item(text="Nämnden beslutar\natt bifalla  motionen.", citation=0),))
    assert spoken(checked(shown)).count("bifalla motionen") == 1


def test_a_citation_of_no_item_is_shown_too() -> None:
    """Every quote that the answer rests on can be read."""
    shown = answer(
        items=(),
        citations=(citation(quote="Ett citat för sig."), citation(quote="Ett till.", url="https://x.example/2")),
    )
    told = spoken(checked(shown))
    assert "”Ett citat för sig.”" in told
    assert "”Ett till.”" in told


@pytest.mark.parametrize("count", [1, 2, 20])
def test_every_source_can_be_opened(count: int) -> None:
    """Each line that names a source is its link; a row of buttons "Visa källa 1 … 6" sent the eye to and fro."""
    cited = tuple(
        citation(quote=f"Citat {n}.", section=f"§ {n}", url=f"https://kanslist.alvkulla.example/{n}")
        for n in range(count)
    )
    shown = answer(citations=cited, items=tuple(Item(text=f"fakta {n}", citation=n) for n in range(count)))
    activity = checked(shown)
    assert [title for title, _ in links(activity)] == [f"Visa källan: {source(one)}" for one in cited]
    assert [url for _, url in links(activity)] == [one.url for one in cited]
    assert len(buttons(activity, "Action.OpenUrl")) == (1 if count == 1 else 0)


def test_neighbours_of_one_kind_on_one_page_share_heading_and_source() -> None:
    """Fourteen persons of one list of presence need no fourteen headings; each quote still opens its own place."""
    names = ["Åsa Ek (S)", "Örjan Ahl (M)", "Ivar Öst (V)"]
    cited = tuple(citation(quote=name, url=f"https://x.example/{n}") for n, name in enumerate(names))
    items = tuple(Item(label="Ledamot", text=name, citation=n) for n, name in enumerate(names))
    activity = checked(answer(items=items, citations=cited))
    assert spoken(activity).split("\n")[1:] == [
        "Ledamot",
        *(f"”{name}”" for name in names),
        "Protokoll 2020-04-28 · § 33 · s. 3",
    ]
    quotes = [one["selectAction"]["url"] for one in boxed(activity)]
    assert quotes == [one.url for one in cited]


def test_facts_of_one_page_name_it_once() -> None:
    """A meeting's hours and place stand in one line of the minutes: it and the line with the page come after them."""
    items = (
        Item(label="Tid", text="mötet började kl. 13", citation=0),
        Item(label="Plats", text="mötet hölls i Bruksrummet", citation=0),
    )
    shown = answer(items=items, citations=(citation(quote="Bruksrummet, kl. 13"),))
    assert spoken(checked(shown)).split("\n")[1:-1] == [
        "Tid",
        "mötet började kl. 13",
        "Plats",
        "mötet hölls i Bruksrummet",
        "”Bruksrummet, kl. 13”",
        *SOURCE,
    ]


def test_neighbours_of_which_something_must_be_known_stand_apart() -> None:
    """A note below a shared heading would be taken for a note on all of them."""
    items = (
        Item(label="Beslut", text="a", citation=0, notes=("protokollet är inte justerat",)),
        Item(label="Beslut", text="b", citation=1),
    )
    shown = answer(items=items, citations=(citation(quote="ett"), citation(quote="två")))
    assert spoken(checked(shown)).count("Beslut") == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Torgets namn: Nämnden bifaller motionen.", ["Torgets namn"]),
        ("Nämnden bifaller: motionen", []),
        ("Torgets namn får bifall.", ["Torgets namn får bifall."]),
        ("av motionen", ["av motionen"]),
    ],
)
def test_what_the_quote_says_is_not_said_above_it(text: str, said: list[str]) -> None:
    """A decision that stands twice is read twice; what the quote lacks (whose matter it is) is said."""
    shown = answer(
        items=(Item(label="Beslut", text=text, citation=0),), citations=(citation(quote="Nämnden bifaller motionen."),)
    )
    assert spoken(checked(shown)).split("\n")[1:4] == ["Beslut", *said, "”Nämnden bifaller motionen.”", *SOURCE][:3]


def test_what_the_lead_says_is_not_said_again() -> None:
    """ "Ordförande var Åsa Ek" twice below each other; one word alone may mean something else and stays."""
    items = (
        Item(label="Ordförande", text="ordförande var Åsa Ek", citation=0),
        Item(label="Parti", text="Ek", citation=1),
    )
    shown = answer(
        lead="Nämnden 28 april 2020: ordförande var Åsa Ek.",
        items=items,
        citations=(citation(quote="Åsa Ek, ordf."), citation(quote="Ek (S)", section="§ 1")),
    )
    told = spoken(checked(shown)).split("\n")
    assert told[1:3] == ["Ordförande", "”Åsa Ek, ordf.”"]
    assert told[4:6] == ["Parti", "Ek"]


def test_facts_of_one_page_share_a_button() -> None:
    """Two buttons that open the same place are one too many."""
    shown = answer(
        items=(Item(text="a", citation=0), Item(text="b", citation=1)), citations=(citation(), citation(quote="b"))
    )
    assert [action["title"] for action in buttons(checked(shown), "Action.OpenUrl")] == ["Visa källan"]


def test_choices_are_buttons_that_ask() -> None:
    """A question back is answered by a click; choices without a button say what to write."""
    choices = tuple(Choice(label=f"Val {n}", text=f"/beslut {n}") for n in range(20))
    shown = answer(outcome="ambiguous", items=(), citations=(), choices=choices)
    activity = checked(shown)
    assert [action["data"] for action in buttons(activity, "Action.Submit")] == [
        {"text": f"/beslut {n}"} for n in range(18)
    ]
    assert "19. Val 18" in spoken(activity)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "", "file:///etc/passwd", "data:text/html,x", "http://[", "ms-word:x"]
)
def test_an_address_that_is_no_page_is_no_button(url: str) -> None:
    """Teams refuses a whole card for one such address, and nobody should be led there."""
    assert url not in {
        action["url"] for action in buttons(checked(answer(citations=(citation(url=url),))), "Action.OpenUrl")
    }


INJECTIONS = [
    "*Åsa* _Öberg_ **fet**",
    "[klicka](https://elak.example)",
    "<b>Åsa</b><script>alert(1)</script>",
    "1. ett\n2. två",
    "- punkt",
    "{{DATE(2020-01-01T00:00:00Z,SHORT)}}",
    "<at>alla</at>",
    "${payload}",
    "\\*",
    "# rubrik",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_of_the_record_is_read_as_markup(text: str) -> None:
    """Names and quotes are shown as they are written: TextBlocks read markdown and dates, text runs nothing."""
    shown = answer(
        lead=text,
        items=(Item(label=text, text=text, citation=0, notes=(text,)),),
        notes=(text,),
        citations=(citation(quote=text, title=text),),
        choices=(Choice(label=text, text=text),),
    )
    activity = checked(shown)
    assert '"TextBlock"' not in json.dumps(activity)
    told = " ".join(spoken(activity).split())
    assert told.count(" ".join(text.split())) >= 4
    # a click sends it back as it stood; what the summary holds is plain text to Teams
    assert buttons(activity, "Action.Submit")[0]["data"] == {"text": text}


def test_a_long_answer_says_how_much_is_left() -> None:
    """Two hundred decisions do not fit; the reader learns how many they have not seen, and the first ones are whole."""
    cited = tuple(citation(quote=f"Citat {n}. " + "å" * 300, url=f"https://x.example/{n}") for n in range(200))
    shown = answer(
        citations=cited, items=tuple(Item(label=f"§ {n}", text=f"fakta {n}", citation=n) for n in range(200))
    )
    told = spoken(checked(shown))
    facts = sum(line.startswith("fakta") for line in told.split("\n"))
    assert 10 < facts < 200
    assert f"{200 - facts} uppgifter till får inte plats här" in told
    assert "fakta 0" in told


def test_many_citations_without_items_are_cut_as_well() -> None:
    """What overflows need not be an item."""
    cited = tuple(citation(quote=f"Citat {n}. " + "å" * 900, url=f"https://x.example/{n}") for n in range(100))
    assert "får inte plats" in spoken(checked(answer(items=(), citations=cited)))


def test_one_endless_paragraph_is_marked_where_it_is_cut() -> None:
    """A quote that was cut says so."""
    shown = answer(
        lead="b" * 9_000, items=(Item(text="a" * 40_000, citation=0),), citations=(citation(quote="c " * 20_000),)
    )
    assert "c […]”" in spoken(checked(shown))


def test_a_frame_too_large_is_sent_as_text() -> None:
    """Choices that carry pages of text fit into no card; what was answered is read all the same."""
    choices = tuple(Choice(label=f"Val {n}", text="å" * 3_000) for n in range(18))
    assert spoken(checked(answer(choices=choices))).startswith("Nämnden biföll motionen.")


def test_many_short_lines_fit() -> None:
    """Each line is a paragraph of the card; a list of hundreds must not fill it with empty shells."""
    told = spoken(checked(answer(lead="\n".join(f"rad {n}" for n in range(300)))))
    assert "rad 0\nrad 1\n" in told
    assert "rad 299" not in told.split("\n")
    assert "bifalla motionen" in told


_TEXTS = st.text(max_size=400) | st.sampled_from(INJECTIONS) | st.text("å🗳️\n ", min_size=500, max_size=3_000)


@st.composite
def _answers(draw: st.DrawFn) -> Answer:
    cited = tuple(
        citation(
            quote=draw(_TEXTS), title=draw(_TEXTS), section=draw(st.none() | _TEXTS), url=draw(st.text(max_size=30))
        )
        for _ in range(draw(st.integers(1, 7)))
    )
    items = tuple(
        Item(
            label=draw(st.none() | _TEXTS),
            text=draw(_TEXTS),
            citation=draw(st.none() | st.integers(0, len(cited) - 1)),
            notes=tuple(draw(st.lists(_TEXTS, max_size=2))),
        )
        for _ in range(draw(st.integers(0, 7)))
    )
    choices = tuple(Choice(label=draw(_TEXTS), text=draw(_TEXTS)) for _ in range(draw(st.integers(0, 10))))
    return answer(lead=draw(_TEXTS), items=items, citations=cited, choices=choices)


@given(_answers())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_every_answer_makes_a_card_that_teams_takes(shown: Answer) -> None:
    """Whatever the record's texts hold, the card is valid, small enough, and has its text twin."""
    checked(shown)
