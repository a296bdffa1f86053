"""A pasted link of ours shows its quote to those who see the message, and nothing that not everyone may read."""

from __future__ import annotations

import pytest

from bot.kanslist import Kanslist
from bot.unfurling import cited
from tests.bot.record import incoming


def test_a_link_shows_its_document_page_and_quote(kanslist: Kanslist) -> None:
    """What an answer cites, its link shows, word for word."""
    [first, *_] = kanslist.ask_now(incoming("/beslut SN 2024-0114", "unfurl")).citations
    shown = cited(kanslist.settings, kanslist.store, first.url)
    assert shown is not None
    assert (shown.document, shown.title, shown.page, shown.quote) == (
        first.document,
        first.title,
        first.page,
        first.quote,
    )


def test_a_registrators_link_shows_nothing_to_others(kanslist: Kanslist) -> None:
    """The link's key is its owner's; whoever reads the channel has none."""
    answer = kanslist.ask_now(incoming("/beslut KLN 2024-0009", "unfurl secret", "registrator"))
    assert answer.citations
    assert [cited(kanslist.settings, kanslist.store, one.url) for one in answer.citations] == [None] * len(
        answer.citations
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/dokument/1?sida=1&fran=0&till=9",
        "http://kanslist.example/dokument/1",  # not how our links begin
        "https://kanslist.example/health/live",
        "https://kanslist.example/dokument/../1",
        "https://kanslist.example/dokument/99999",
        "https://kanslist.example/dokument/¹",
        "https://kanslist.example.evil/dokument/1",
        "",
    ],
)
def test_other_addresses_show_nothing(kanslist: Kanslist, url: str) -> None:
    """Only documents that are there, at our own address."""
    assert cited(kanslist.settings, kanslist.store, url) is None


@pytest.mark.parametrize(
    "place", ["", "?sida=9&fran=0&till=5", "?sida=1&fran=5&till=2", "?sida=1&fran=0&till=99999999"]
)
def test_a_link_without_a_quote_names_the_document(kanslist: Kanslist, place: str) -> None:
    """A link that was cut short still says what it leads to."""
    shown = cited(kanslist.settings, kanslist.store, f"https://kanslist.example/dokument/1{place}")
    assert shown is not None
    assert (bool(shown.title), shown.quote) == (True, "")
