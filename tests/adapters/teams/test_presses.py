"""Buttons on cards, with the real clerk: the answer takes the card's place, and reads what the channel may read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.kanslist import Kanslist
from tests.adapters.teams.clerk import serving
from tests.fakes.teams import FakeTeams, Where

pytestmark = pytest.mark.usefixtures("library")

CASE = "SN 2024-0114"
INTERNAL = "KLN 2024-0009"


def actions(card: object, kind: str = "Action.Execute") -> dict[str, dict[str, Any]]:
    """The actions of a card by title, at whatever depth."""
    if isinstance(card, list):
        return {title: action for part in card for title, action in actions(part, kind).items()}
    if not isinstance(card, dict):
        return {}
    own = {card["title"]: card} if card.get("type") == kind else {}
    return own | actions([part for name, part in card.items() if name != "fallback"], kind)


async def asked(teams: FakeTeams, client: Any, text: str, where: Where = "personal") -> dict[str, Any]:
    """The card that answers a question."""
    await teams.say(client, text, where=where)
    card: dict[str, Any] = (await teams.reply())["attachments"][0]["content"]
    return card


async def pressed(
    teams: FakeTeams, client: Any, data: dict[str, Any], where: Where = "personal", **changes: object
) -> dict[str, Any]:
    """The body of a press's invoke."""
    value = {"action": {"type": "Action.Execute", "verb": "press", "data": data}, "trigger": "manual"}
    invoke = teams.activity(type="invoke", name="adaptiveCard/action", value=value, where=where, **changes)
    response = await teams.deliver(client, invoke)
    assert response.status == 200
    body: dict[str, Any] = await response.json()
    return body


async def test_a_press_puts_its_answer_in_the_cards_place_and_leads_back(kanslist: Kanslist) -> None:
    """The timeline takes the decision's place; "Tillbaka" shows the decision again, without a message more."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        first = await asked(teams, client, f"/beslut {CASE}")
        body = await pressed(teams, client, actions(first)["Tidslinje"]["data"])
        assert (body["statusCode"], body["type"]) == (200, "application/vnd.microsoft.card.adaptive")
        assert "händelse" in body["value"]["fallbackText"]
        again = await pressed(teams, client, actions(body["value"])["Tillbaka"]["data"])
        assert again["value"]["fallbackText"] == first["fallbackText"]
        assert "Tillbaka" not in actions(again["value"])
        assert len(teams.sent) == 1


async def test_an_older_client_sends_the_press_as_a_message(kanslist: Kanslist) -> None:
    """A client without Action.Execute falls back on Action.Submit, and is answered with a message."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        button = actions(await asked(teams, client, f"/beslut {CASE}"))["Tidslinje"]
        assert button["fallback"]["type"] == "Action.Submit"
        await teams.deliver(client, teams.activity(value=button["fallback"]["data"]))
        assert "händelse" in json.dumps(await teams.reply(), ensure_ascii=False)


async def test_a_press_in_a_channel_reads_what_the_channel_may_read(kanslist: Kanslist) -> None:
    """A registrator's ticket from a personal chat opens nothing where others look on."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        own = await asked(teams, client, f"/beslut {INTERNAL}")
        assert "skyddsrum" in json.dumps(own, ensure_ascii=False).casefold()
        body = await pressed(teams, client, actions(own)["Tidslinje"]["data"], where="channel")
        assert "skyddsrum" not in json.dumps(body, ensure_ascii=False).casefold()


async def test_what_is_wrong_is_written_on_the_card_and_kept(kanslist: Kanslist) -> None:
    """The field opens on the card; what is written is kept with the answer's facts, and the card says thanks."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        first = await asked(teams, client, f"/beslut {CASE}")
        [field] = actions(first, "Action.ShowCard")["Fel i svaret?"]["card"]["body"]
        data = actions(first)["Skicka"]["data"] | {field["id"]: "Det var femton platser"}
        body = await pressed(teams, client, data)
        [kept] = kanslist.store.reports()
        assert kept.comment == "Det var femton platser"
        assert kept.citations
        assert f"Felanmälan {kept.id}" in json.dumps(body["value"], ensure_ascii=False)
        assert "tolv platser" in json.dumps(body["value"], ensure_ascii=False)


@pytest.mark.parametrize("ticket", ["", "äldre", "eyJvbGQiOjF9"])
async def test_a_button_of_an_older_version_says_so(kanslist: Kanslist, ticket: str) -> None:
    """Cards live longer than versions: a button that is no longer understood tells what to do."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        body = await pressed(teams, client, {"press": "timeline", "ticket": ticket})
        assert body["type"] == "application/vnd.microsoft.activity.message"
        assert "Ställ frågan igen" in body["value"]
