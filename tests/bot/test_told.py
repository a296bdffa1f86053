"""What stands beside a quote: nothing is read twice, and nothing that the quote lacks is lost."""

from __future__ import annotations

import pytest

from bot.answers.answer import Answer, Citation, Item
from bot.answers.told import Page, facts_of, lead_of, pages

URL = "https://kanslist.alvkulla.example/dokument/1"


def cited(quote: str, at: int = 0, page: int = 3) -> Citation:
    return Citation(document="amn.pdf", title="Protokoll", page=page, quote=quote, url=f"{URL}?sida={page}&fran={at}")


def told(lead: str, items: tuple[Item, ...], citations: tuple[Citation, ...]) -> list[Page]:
    answer = Answer(question="", intent="decisions", outcome="answered", lead=lead, items=items, citations=citations)
    return pages(lead, facts_of(answer))


BESIDE = [
    ("Torgets namn: Nämnden bifaller motionen.", "Nämnden bifaller motionen.", "Torgets namn", "whose matter it is"),
    (
        "Eivor Lindmark: nämnden bifaller motionen.",
        "Eivor Lindmark (V) yrkar att nämnden bifaller motionen.",
        "",
        "the quote names who yrkar, and what",
    ),
    (
        "Åsa Ek (C) och Ivar Öst (L): Torget behåller sitt namn.",
        "Åsa Ek (C) och ledamoten Ivar Öst (L) uttalar: Torget behåller sitt namn.",
        "Åsa Ek (C) och Ivar Öst (L)",
        "the names as the quote has them are not these words",
    ),
    ("Nämnden bifaller: motionen", "Nämnden bifaller motionen.", "", "signs between the words do not count"),
    ("Ja betydde: bifall", "5 ja-röster mot 4 nej-röster till bifall", "Ja betydde: bifall", "one word is no quote"),
    ("Torgets namn får bifall.", "Nämnden bifaller motionen.", "Torgets namn får bifall.", "other words"),
]


@pytest.mark.parametrize(("text", "quote", "said", "why"), BESIDE, ids=[row[3] for row in BESIDE])
def test_beside_its_quote_stands_what_the_quote_lacks(text: str, quote: str, said: str, why: str) -> None:
    """A sentence that stands above its own quote is read twice."""
    [page] = told("Svar.", (Item(label="Yrkande", text=text, citation=0),), (cited(quote),))
    [heading] = page.headings
    assert [(one.text, [each.quote for each in one.quotes]) for one in heading.said] == [(said, [quote])], why


def test_a_quote_stands_below_the_last_of_its_neighbours() -> None:
    """Hours and place of a meeting stand in one line of the minutes: both are said, then the line is quoted, once."""
    items = (Item(label="Tid", text="kl. 13:00", citation=0), Item(label="Plats", text="Bruksrummet", citation=0))
    [page] = told("Mötet började kl. 13:00.", items, (cited("Bruksrummet, kl. 13:00"),))
    shown = [(one.label, said.text, len(said.quotes)) for one in page.headings for said in one.said]
    assert shown == [("Tid", "kl. 13:00", 0), ("Plats", "Bruksrummet", 1)]


def test_a_page_is_named_once_for_its_neighbours() -> None:
    """Three names of one page are one group whose quotes have addresses of their own; another page is another."""
    names = ("Åsa Ek (S)", "Ivar Öst (V)", "Örjan Ahl (M)")
    items = tuple(Item(label="Ledamot", text=name, citation=at) for at, name in enumerate(names))
    found = told("Tre deltog.", items, (cited(names[0]), cited(names[1], 40), cited(names[2], page=4)))
    assert [(one.several, len(one.headings)) for one in found] == [(True, 1), (False, 1)]


def test_a_quote_that_is_the_whole_answer_is_said_once() -> None:
    """The passage that a search finds is lead and quote at once; where items follow the lead stays."""
    quote = "I flera kommuner har man utbildat språkombud."
    found = Answer(question="", intent="passage", outcome="answered", lead=quote, citations=(cited(quote),))
    assert lead_of(found) == ""
    assert lead_of(found.model_copy(update={"items": (Item(text="a", citation=0),)})) == quote
