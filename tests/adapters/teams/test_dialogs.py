"""The dialog of a subscription: opened from a card, filled in, sent; with the fields that Slack's window has."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack import forms
from adapters.slack.places import Place
from adapters.teams import dialogs
from bot.follow_up.watch.form import NEW
from bot.kanslist import Kanslist
from tests.adapters.teams.clerk import serving
from tests.fakes.adaptive_cards import schema_faults
from tests.fakes.teams import FakeTeams, actions

pytestmark = pytest.mark.usefixtures("library")
CASE = "SN 2024-0114"


def fields(card: dict[str, Any]) -> dict[str, Any]:
    """The inputs of a dialog's card, which must be one that Teams draws, by their ids."""
    assert schema_faults(card) == []
    return {one["id"]: one for one in card["body"]}


async def opened(teams: FakeTeams, client: Any, data: dict[str, Any], **where: Any) -> dict[str, Any]:
    body = await teams.invoke(client, "task/fetch", {"data": data, "context": {"theme": "default"}}, **where)
    task: dict[str, Any] = body["task"]
    return task


async def sent(teams: FakeTeams, client: Any, data: dict[str, Any], **where: Any) -> dict[str, Any]:
    body = await teams.invoke(client, "task/submit", {"data": data}, **where)
    assert schema_faults(body["task"]["value"]["card"]["content"]) == []
    task: dict[str, Any] = body["task"]
    return task


async def test_a_list_opens_the_dialog_that_subscribes(kanslist: Kanslist) -> None:
    """From "bevakningar": the button fetches a dialog, what is filled in is kept and said back, and can be changed."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await teams.say(client, "bevakningar")
        button = actions(await teams.reply())["Ny bevakning"]
        assert button["data"]["msteams"] == {"type": "task/fetch"}
        task = await opened(teams, client, button["data"])
        assert (task["type"], task["value"]["title"]) == ("continue", "Ny bevakning")
        card = task["value"]["card"]["content"]
        assert list(fields(card)) == ["what", "every", "time", "length", "empty"]
        filled = {"what": CASE, "every": "varje fredag", "time": "15:30", "length": "kort", "empty": "tyst"}
        told = str(await sent(teams, client, card["actions"][0]["data"] | filled))
        assert f"Du bevakar nu nytt i ärende {CASE}. Ett kort brev kommer varje fredag kl. 15.30" in told
        [row] = kanslist.store.subscriptions()
        assert row.rhythm == '{"weekday":4,"hour":15,"minute":30}'


async def test_a_subscription_is_changed_in_its_dialog(kanslist: Kanslist) -> None:
    """It opens with what is so; a choice below what it says back is asked in the dialog too."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await teams.say(client, f"/bevaka {CASE} varje måndag 07.00")
        button = actions(await teams.reply())["Ändra tid"]
        card = (await opened(teams, client, button["data"]))["value"]["card"]["content"]
        held = {name: one.get("value") for name, one in fields(card).items()}
        assert held == {"every": "varje måndag", "time": "07:00", "length": "fullständigt", "empty": "tyst"}
        task = await sent(teams, client, card["actions"][0]["data"] | held | {"every": "direkt"})
        assert "så snart något sådant läggs in" in str(task)
        ended = await sent(teams, client, {"text": "avbevaka 1"})
        assert "Du bevakar inte längre" in str(ended)
        assert kanslist.store.subscriptions() == []
        gone = await opened(teams, client, button["data"])
        assert gone["type"] == "message"
        assert "finns inte längre" in gone["value"]


async def test_a_registrators_dialog_in_a_channel_is_the_channels(kanslist: Kanslist) -> None:
    """Where it was opened is where it is kept."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        data = {"form": NEW, "what": CASE, "length": "kort", "empty": "tyst"}
        assert "Kanalen bevakar nu" in str(await sent(teams, client, data, where="channel"))
        kanslist.settings = kanslist.settings.model_copy(update={"registrars": frozenset()})
        assert "Bara registratorer" in str(await sent(teams, client, data | {"what": "taxa"}, where="channel"))
        assert len(kanslist.store.subscriptions()) == 1


@pytest.mark.parametrize("data", [{}, {"form": "bevakning 99"}, {"form": "x' OR 1"}, {"form": ["a"]}, {"text": ""}])
async def test_what_no_dialog_of_ours_sends_changes_nothing(kanslist: Kanslist, data: dict[str, Any]) -> None:
    """A sentence, whatever is sent."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        for name in ("task/fetch", "task/submit"):
            body = await teams.invoke(client, name, {"data": data})
            assert body["task"]["value"]
        assert kanslist.store.subscriptions() == []


async def test_both_platforms_offer_the_same_fields(kanslist: Kanslist) -> None:
    """One description makes Slack's window and Teams' dialog: the same names, labels, values and choices."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await teams.say(client, f"/bevaka {CASE} den 15 varje månad kl 9 kort")
        await teams.reply()
    message = Place("T1", "", "U1").says("")
    for name in (NEW, "bevakning 1"):
        place = kanslist.store.subscriptions()[0].place
        form = await kanslist.form(name, type(message)("", message.asker, "c", private=True, reply_to=place))
        assert form is not None
        window = forms.window(form, Place("T1", "", "U1"))
        inputs = [one for one in window["blocks"] if one["type"] == "input"]
        slack = [
            (one["block_id"], one["label"]["text"], _first(one["element"]), _options(one["element"])) for one in inputs
        ]
        assert slack == [
            (
                one["id"],
                one["label"],
                one.get("value"),
                [(each["title"], each["value"]) for each in one.get("choices", [])],
            )
            for one in dialogs.card(form)["body"]
        ]


def _first(element: dict[str, Any]) -> str | None:
    chosen = (element.get("initial_option") or {}).get("value")
    return chosen or element.get("initial_time") or element.get("initial_value")


def _options(element: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["text"]["text"], one["value"]) for one in element.get("options", [])]
