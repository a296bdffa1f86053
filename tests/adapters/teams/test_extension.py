"""The message extension and the cards below links: what others may read, put into a message by somebody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.kanslist import Kanslist
from bot.looking_up import MOST
from knowledge.errors import StoreBusy
from tests.adapters.teams.clerk import Clerk, serving
from tests.bot.record import clerk as alvkulla
from tests.bot.record import incoming
from tests.fakes.adaptive_cards import schema_faults
from tests.fakes.teams import PERSON, TENANT, FakeTeams

pytestmark = pytest.mark.usefixtures("library")

CASE = "SN 2024-0114"
INTERNAL = "KLN 2024-0009"


@pytest.fixture
def kanslist(tmp_path: Path) -> Iterator[Kanslist]:
    """The person who writes is a registrator."""
    made = alvkulla(tmp_path)
    made.settings = made.settings.model_copy(
        update={"registrars": made.settings.registrars | {f"teams:{TENANT}/{PERSON}"}}
    )
    yield made
    made.close()


async def linked(teams: FakeTeams, client: Any, url: object) -> list[dict[str, Any]]:
    body = await teams.invoke(client, "composeExtension/queryLink", {"url": url}, where="channel")
    assert body["composeExtension"]["type"] == "result"
    attachments: list[dict[str, Any]] = body["composeExtension"]["attachments"]
    return attachments


async def test_what_is_found_has_title_quote_and_source_and_is_put_in_as_a_card(kanslist: Kanslist) -> None:
    """The list shows what each card holds; the card itself is one that all clients draw, with its source."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        shown = await teams.look_up(client, f"beslut {CASE}")
        assert (shown["type"], shown["attachmentLayout"]) == ("result", "list")
        assert 1 <= len(shown["attachments"]) <= MOST
        for one in shown["attachments"]:
            assert one["contentType"] == "application/vnd.microsoft.card.adaptive"
            assert not schema_faults(one["content"])
            assert "https://kanslist.example/dokument/" in json.dumps(one["content"])
        first = shown["attachments"][0]["preview"]["content"]
        assert first["title"]
        assert "”" in first["text"]
        assert "§ 21" in first["text"]
        assert not teams.sent


async def test_a_card_that_is_put_in_asks_nothing_of_the_bot(kanslist: Kanslist) -> None:
    """It stands where the bot may not be: a button of ours would fail there."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        shown = await teams.look_up(client, CASE)
        assert "Action.Execute" not in json.dumps(shown)
        assert "Action.Submit" not in json.dumps(shown)


async def test_a_registrator_puts_in_what_everyone_may_read(kanslist: Kanslist) -> None:
    """Neither search nor link shows more than the open collection, whoever asks and whatever key the link holds."""
    asked = incoming(f"/beslut {INTERNAL}", identity="registrator")
    [link, *_] = kanslist.ask_now(asked).citations
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        shown = await teams.look_up(client, INTERNAL)
        assert "reservkraft till" not in json.dumps(shown, ensure_ascii=False)
        assert "nyckel=" in link.url
        assert await linked(teams, client, link.url) == []


@pytest.mark.parametrize("text", [None, "", " ", "a"])
async def test_an_empty_box_shows_examples(kanslist: Kanslist, text: str | None) -> None:
    """Teams asks as soon as the box is opened."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        shown = await teams.look_up(client, text)
        assert shown["type"] == "message"
        assert "Till exempel" in shown["text"]


async def test_nothing_found_is_said(kanslist: Kanslist) -> None:
    """An empty list would look like a fault."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        shown = await teams.look_up(client, "elefanter")
        assert (shown["type"], "elefanter" in shown["text"]) == ("message", True)


async def test_there_is_no_second_page(kanslist: Kanslist) -> None:
    """Teams asks on when the list is scrolled; the same finds again would look like more of them."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        shown = await teams.look_up(client, CASE, queryOptions={"skip": 25, "count": 25})
        assert shown["attachments"] == []


async def test_a_busy_record_is_said() -> None:
    """Whoever writes learns to try again."""

    class Busy(Clerk):
        async def look_up(self, text: str) -> Any:
            raise StoreBusy

    async with FakeTeams() as teams, serving(Busy(), teams) as client:
        assert "Försök igen" in (await teams.look_up(client, "taxa"))["text"]


async def test_the_lists_words_are_no_markup(kanslist: Kanslist) -> None:
    """The list is drawn as HTML: what a document says there is text."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        shown = await teams.look_up(client, "arbetsskor")
        for one in shown["attachments"]:
            assert "<" not in one["preview"]["content"]["title"] + one["preview"]["content"]["text"]


async def test_our_link_unfolds_into_its_quote(kanslist: Kanslist) -> None:
    """A colleague who pastes a source shows what it says, in a card of the version that Teams takes below links."""
    [link, *_] = kanslist.ask_now(incoming(f"/beslut {CASE}")).citations
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        [shown] = await linked(teams, client, link.url)
        assert shown["content"]["version"] == "1.3"
        assert not schema_faults(shown["content"], "1.3")
        assert link.quote.split("\n")[0] in json.dumps(shown["content"], ensure_ascii=False)
        assert shown["preview"]["content"]["title"] == link.title
        [whole] = await linked(teams, client, link.url.split("?")[0])
        assert "””" not in json.dumps(whole, ensure_ascii=False)


@pytest.mark.parametrize(
    "url",
    ["https://annan.example/dokument/1", "https://kanslist.example/", "javascript:alert(1)", "", None, {}, "http://["],
)
async def test_other_links_are_left_alone(kanslist: Kanslist, url: object) -> None:
    """Teams asks about every address of our host."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        assert await linked(teams, client, url) == []


@pytest.mark.parametrize(
    "value",
    [None, [], "x", {"parameters": "x"}, {"parameters": [1, {"name": "fraga"}]}, {"parameters": None},
     {"parameters": [{"name": "fraga", "value": 7}], "queryOptions": []}],
)  # fmt: skip
async def test_a_query_of_another_shape_shows_examples(kanslist: Kanslist, value: object) -> None:
    """Nothing that Teams sends ends in a fault."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        body = await teams.invoke(client, "composeExtension/query", value)
        assert body["composeExtension"]["type"] == "message"
