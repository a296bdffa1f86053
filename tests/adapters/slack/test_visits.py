"""The App Home, the search in a window, the shortcuts and pasted links, with the real clerk."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from adapters.slack import visits
from bot.kanslist import Kanslist
from tests.bot.record import clerk as alvkulla
from tests.fakes.block_kit import faults
from tests.fakes.slack import CHANNEL, TEAM, USER, FakeSlack, parts, spoken

Client = TestClient[Any, Any]
CASE = "SN 2024-0114"
INTERNAL = "KLN 2024-0009"


@pytest.fixture
def kanslist(tmp_path: Path) -> Iterator[Kanslist]:
    made = alvkulla(tmp_path)
    yield made
    made.close()


@pytest.fixture
async def client(make_client: Callable[..., Client], kanslist: Kanslist, lost: list[str]) -> AsyncIterator[Client]:
    async with make_client(kanslist, lost) as started:
        yield started


def registrator(kanslist: Kanslist) -> None:
    kanslist.settings = kanslist.settings.model_copy(update={"registrars": frozenset({f"slack:{TEAM}/{USER}"})})


def seen(view: dict[str, Any]) -> str:
    """Every visible word of a view, which must be one that Slack takes."""
    assert faults({"blocks": view["blocks"], "text": "x"}) == []
    assert len(view["blocks"]) <= 100
    assert view["type"] == "home" or len(view["title"]["text"]) <= 24
    accessories = [one["accessory"] for one in view["blocks"] if "accessory" in one]
    inputs = [one["label"]["text"] for one in view["blocks"] if one["type"] == "input"]
    blocks = [one for one in view["blocks"] if one["type"] != "input"]
    return "\n".join([spoken({"blocks": [*blocks, *accessories], "text": ""}), *inputs])


async def kept(kanslist: Kanslist, count: int) -> None:
    """Wait until so many questions are kept: that happens after Slack has its acknowledgement."""
    async with asyncio.timeout(10):
        while kanslist.store._db.read("SELECT count(*) FROM history") != [(count,)]:  # noqa: ASYNC110 a thread writes it, and tells no event
            await asyncio.sleep(0)


async def opened(slack: FakeSlack, client: Client) -> dict[str, Any]:
    """The App Home as it is published when it is opened."""
    event = slack.envelope({"type": "app_home_opened", "tab": "home", "channel": "D0SAGA"})
    assert (await slack.send_event(client, event)).status == 200
    return await slack.next_view()


async def test_the_home_shows_what_can_be_done_what_is_new_and_what_one_asked(
    slack: FakeSlack, client: Client, kanslist: Kanslist
) -> None:
    """What a command answered for one's eyes alone is found again there the day after, and shown again by a press."""
    await slack.slash(client, "/beslut", CASE)
    await slack.slash(client, "/beslut", "SN 2024-0077", user_id="U0OTHER")
    await kept(kanslist, 2)
    home = await opened(slack, client)
    words = seen(home)
    for expected in ("Sök i handlingarna", "Senaste protokollen", "Socialnämnden", f"/beslut {CASE}", "/tidslinje"):
        assert expected in words
    assert "SN 2024-0077" not in words
    assert "Läget, för registratorer" not in words
    [again] = [part for part in parts(home["blocks"]) if part.get("action_id") == "again:0"]
    await slack.interact(client, slack.view_press(again, home))
    assert "tolv platser" in seen(await slack.next_view())


async def test_the_home_shows_a_registrator_the_state_and_nobody_else_the_internal(
    slack: FakeSlack, client: Client, kanslist: Kanslist
) -> None:
    """Who may read every collection also sees what waits; internal minutes are listed for them alone."""
    assert "Kommunledningsnämnden" not in seen(await opened(slack, client))
    registrator(kanslist)
    words = seen(await opened(slack, client))
    assert "Inga felanmälningar väntar." in words
    assert "Fem handlingar från" in words
    assert "kanslist " not in words, "a command of the terminal helps nobody in Slack"


async def test_ones_questions_are_forgotten_at_a_press(slack: FakeSlack, client: Client, kanslist: Kanslist) -> None:
    """Their owner rules over them: after the press they are gone from the home and from the store."""
    await slack.slash(client, "/beslut", CASE)
    await kept(kanslist, 1)
    home = await opened(slack, client)
    [button] = [part for part in parts(home["blocks"]) if part.get("action_id") == "window:forget"]
    assert button["confirm"]["title"]["text"] == "Glömma dina frågor?", "it cannot be undone"
    await slack.interact(client, slack.view_press(button, home))
    assert "Dina senaste frågor" not in seen(await slack.next_view())


async def test_the_search_window_finds_with_filters(slack: FakeSlack, client: Client) -> None:
    """The window offers the bodies and years that are held, and its answer takes the window's place."""
    await slack.interact(client, slack.shortcut("shortcut", "search"))
    window = await slack.next_view()
    assert "Nämnd eller styrelse" in seen(window)
    values = {
        "text": {"text": {"type": "plain_text_input", "value": "vad beslutades om korttidsboende?"}},
        "body": {"body": {"type": "static_select", "selected_option": {"value": "Socialnämnden"}}},
        "year": {"year": {"type": "static_select", "selected_option": {"value": "2024"}}},
    }
    answer = await slack.submit(client, window, values)
    assert answer["response_action"] == "update"
    assert "tolv platser" in seen(answer["view"])


async def test_a_slow_search_comes_when_it_is_there(
    slack: FakeSlack, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window is acknowledged in time; the answer takes its place later."""
    monkeypatch.setattr(visits, "PATIENCE", 0.0)
    await slack.interact(client, slack.shortcut("shortcut", "search"))
    values = {"text": {"text": {"type": "plain_text_input", "value": f"/beslut {CASE}"}}}
    answer = await slack.submit(client, await slack.next_view(), values)
    assert "Letar i handlingarna" in seen(answer["view"])
    assert "tolv platser" in seen(await slack.next_view())


async def test_an_answer_in_a_window_has_its_buttons(slack: FakeSlack, client: Client) -> None:
    """They answer in the window; nothing is shared from where there is no channel."""
    await slack.interact(client, slack.shortcut("shortcut", "search"))
    values = {"text": {"text": {"type": "plain_text_input", "value": f"/beslut {CASE}"}}}
    view = (await slack.submit(client, await slack.next_view(), values))["view"]
    buttons = {part["action_id"]: part for part in parts(view["blocks"]) if part.get("type") == "button"}
    assert "press:share" not in buttons
    await slack.interact(client, slack.view_press(buttons["press:timeline"], view))
    assert "händelse" in seen(await slack.next_view())


async def test_a_message_is_looked_for_in_the_record(slack: FakeSlack, client: Client) -> None:
    """The shortcut on a colleague's message shows what the record says of it, to the one who used it."""
    said = {"type": "message", "text": f"Vad blev det av {CASE}?", "ts": "1.1", "user": "U0OTHER"}
    body = slack.shortcut("message_action", "search_message", message=said, channel={"id": CHANNEL, "name": "kansli"})
    assert (await slack.interact(client, body)).status == 200
    assert "Korttidsboende" in seen(await slack.next_view())
    assert slack.posted == []


@pytest.mark.parametrize("text", ["", "  ", "<@U0OTHER>", None])
async def test_a_message_without_text_is_told_as_such(slack: FakeSlack, client: Client, text: str | None) -> None:
    """A picture alone: there is nothing to look for, and no example of a command is what whoever pressed wants."""
    said = {"type": "message", "text": text, "ts": "1.1", "user": "U0OTHER", "files": [{"id": "F1"}]}
    body = slack.shortcut("message_action", "search_message", message=said, channel={"id": CHANNEL, "name": "kansli"})
    await slack.interact(client, body)
    assert "Meddelandet har ingen text att söka efter" in seen(await slack.next_view())


async def test_a_pasted_link_shows_its_quote_and_an_internal_one_nothing(
    slack: FakeSlack, client: Client, kanslist: Kanslist
) -> None:
    """Colleagues see the words behind the link; of an internal document not even that it exists."""
    registrator(kanslist)
    urls = []
    for case in (CASE, INTERNAL):
        payload = await slack.slash(client, "/beslut", case)
        urls += [part["url"] for part in parts(payload["blocks"]) if part.get("type") == "link"][:1]
    links = [{"url": url, "domain": "kanslist.example"} for url in [*urls, "https://kanslist.example/"]]
    event = slack.envelope({"type": "link_shared", "channel": CHANNEL, "message_ts": "1.1", "links": links})
    assert (await slack.send_event(client, event)).status == 200
    shown = await slack.next_post()
    assert (shown["via"], shown["channel"], shown["ts"]) == ("chat.unfurl", CHANNEL, "1.1")
    assert list(shown["unfurls"]) == urls[:1]
    assert "tolv platser" in spoken(shown["unfurls"][urls[0]] | {"text": ""})
    assert "skyddsrum" not in json.dumps(shown["unfurls"][urls[0]], ensure_ascii=False)


async def test_the_home_shows_makes_changes_and_ends_what_one_watches(
    slack: FakeSlack, client: Client, kanslist: Kanslist
) -> None:
    """A subscription is made in a window, changed in another and ended with a press; the home shows what is so then."""
    home = await opened(slack, client)
    await slack.interact(client, slack.view_press(button(home, "Ny bevakning"), home))
    every = {"type": "static_select", "selected_option": {"value": "varje fredag"}}
    values = {
        "what": {"what": {"type": "plain_text_input", "value": CASE}},
        "every": {"every": every},
        "time": {"time": {"type": "timepicker", "selected_time": "15:30"}},
        "length": {"length": {"type": "static_select", "selected_option": {"value": "kort"}}},
        "empty": {"empty": {"type": "static_select", "selected_option": {"value": "tyst"}}},
    }
    answer = await slack.submit(client, await slack.next_view(), values)
    assert f"Du bevakar nu nytt i ärende {CASE}. Ett kort brev kommer varje fredag kl. 15.30" in seen(answer["view"])
    home = await slack.next_view()
    assert CASE in seen(home)
    await slack.interact(client, slack.view_press(button(home, "Ändra"), home))
    window = await slack.next_view()
    chosen = [part["initial_option"]["value"] for part in parts(window["blocks"]) if "initial_option" in part]
    assert chosen == ["varje fredag", "kort", "tyst"], "the window shows what is so"
    del values["what"]
    every["selected_option"] = {"value": "varje måndag"}
    answer = await slack.submit(client, window, values)
    assert "är ändrad. Ett kort brev kommer varje måndag kl. 15.30" in seen(answer["view"])
    home = await slack.next_view()
    await slack.interact(client, slack.view_press(button(home, "Ändra"), home))
    window = await slack.next_view()
    await slack.interact(client, slack.view_press(button(window, "Ta bort"), window))
    assert "Du bevakar inte längre" in seen(await slack.next_view())
    assert kanslist.store.subscriptions() == []


async def test_a_form_opened_in_a_channel_is_the_channels(slack: FakeSlack, client: Client, kanslist: Kanslist) -> None:
    """The window comes back without a channel; where it was opened goes with it. Others than registratorer are told."""
    shown = await slack.slash(client, "/bevakningar")
    await slack.press(client, shown, "form:0")
    window = await slack.next_view()
    values = {"what": {"what": {"type": "plain_text_input", "value": CASE}}}
    answer = await slack.submit(client, window, values)
    assert "Bara registratorer kan låta en kanal bevaka" in seen(answer["view"])
    assert [one.place.split("/")[1][0] for one in kanslist.store.subscriptions()] == ["U"]


async def test_a_form_of_what_has_ended_says_so(slack: FakeSlack, client: Client) -> None:
    """A button a day later, of a subscription that is no more."""
    home = await opened(slack, client)
    await slack.interact(client, slack.view_press({"action_id": "form:0", "value": "bevakning 7"}, home))
    assert "finns inte längre" in seen(await slack.next_view())


def button(view: dict[str, Any], title: str) -> dict[str, Any]:
    """The first button of that title."""
    buttons = [part for part in parts(view["blocks"]) if part.get("type") == "button"]
    return next(one for one in buttons if one["text"]["text"] == title)
