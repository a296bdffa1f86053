"""A question that was acknowledged is answered, though the process that took it on was killed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.inbox import claim_once
from adapters.server import make_app
from adapters.slack.presses import kept, press_key
from bot.answers.answer import Answer
from bot.buttons.ticket import Ticket
from bot.kanslist import Kanslist
from knowledge.store import outbox
from tests.bot.record import clerk, incoming
from tests.fakes.slack import CHANNEL, TEAM, USER, FakeSlack, spoken
from tests.fakes.teams import FakeTeams, Where

CASE = "SN 2024-0114"


@pytest.fixture
def kanslist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kanslist]:
    monkeypatch.setattr(outbox, "ANSWERED_WITHIN", -1)  # whoever took it on is dead, and nobody waits to be sure
    made = clerk(tmp_path)
    yield made
    made.close()


def waiting(kanslist: Kanslist) -> int:
    """How many questions are kept until they are answered."""
    return int(kanslist.store._db.read("SELECT count(*) FROM events WHERE body IS NOT NULL")[0][0])


async def test_slacks_question_survives_its_process(kanslist: Kanslist) -> None:
    """The event was recorded and acknowledged, then the process was killed; the next one to start answers it once."""
    async with FakeSlack() as slack:
        event = slack.direct_event(f"beslut {CASE}")
        kanslist.store.claim_event(f"slack:{event['event_id']}", json.dumps(event))
        settings = kanslist.settings.model_copy(update=slack.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
            assert "tolv platser" in spoken(await slack.next_post())
            assert (await slack.send_event(client, event, retry=1)).status == 200
        assert len(slack.posted) == 1
        assert waiting(kanslist) == 0


async def test_teams_question_survives_its_process(kanslist: Kanslist) -> None:
    """The same in Teams: acknowledged with 202, killed, answered by the next one."""
    async with FakeTeams() as teams:
        activity = teams.activity(f"beslut {CASE}")
        event = f"teams:{activity['conversation']['id']}:{activity['id']}"
        kanslist.store.claim_event(event, json.dumps(activity))
        settings = kanslist.settings.model_copy(update=teams.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
            assert "tolv platser" in json.dumps(await teams.reply(), ensure_ascii=False)
            assert (await teams.deliver(client, activity)).status == 202
        assert len(teams.sent) == 1
        assert waiting(kanslist) == 0


def press_of(slack: FakeSlack, answer: Answer, press: str, **changes: Any) -> dict[str, Any]:
    """A press on a button of the answer, as Slack sends it."""
    button = {"action_id": f"press:{press}", "text": {"type": "plain_text", "text": "x"}, "value": answer.ticket}
    return slack.press_body(button, {"response_type": "ephemeral"}, **changes)


@pytest.mark.parametrize("press", ["timeline", "share"])
async def test_slacks_press_survives_its_process(kanslist: Kanslist, press: str) -> None:
    """A press was acknowledged, then the process was killed: the next one to start works it, once."""
    asked = kanslist.ask_now(replace(incoming(f"/beslut {CASE}"), shareable=True))
    async with FakeSlack() as slack:
        body = press_of(slack, asked, press)
        kanslist.store.claim_event(str(press_key(body)), json.dumps(kept(body)))
        settings = kanslist.settings.model_copy(update=slack.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
            told = await slack.next_post()
            assert "Korttidsboende" in spoken(told)
            assert told["via"] == ("chat.postMessage" if press == "share" else "response_url")
            count = 2 if press == "share" else 1
            await slack.interact(client, body)
        assert len(slack.posted) == count, "the same press that comes once more is not worked again"
        assert waiting(kanslist) == 0


async def test_a_share_that_was_broken_off_is_shared_and_anothers_is_not(kanslist: Kanslist) -> None:
    """The share was claimed by the press whose process died: that press goes on with it, a second one does not."""
    asked = kanslist.ask_now(replace(incoming(f"/beslut {CASE}"), shareable=True))
    once = f"slack:share:{TEAM}:{CHANNEL}:None:{USER}:{Ticket.unpack(str(asked.ticket)).name}"
    async with FakeSlack() as slack:
        body = press_of(slack, asked, "share")
        kanslist.store.claim_event(str(press_key(body)), json.dumps(kept(body)))
        assert claim_once(kanslist.store, once, press_key(body))
        settings = kanslist.settings.model_copy(update=slack.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
            assert (await slack.next_post())["via"] == "chat.postMessage"
            assert (await slack.next_post())["text"] == "Svaret är delat i kanalen."
            body["actions"][0]["action_ts"] = "1600000002.000100"
            await slack.interact(client, body)
            assert (await slack.next_post())["text"] == "Du har redan delat svaret här."


async def test_a_press_whose_window_can_no_longer_open_is_told(kanslist: Kanslist) -> None:
    """ "Fel i svaret?" opens a window within three seconds or never: whoever pressed is asked to press again."""
    asked = kanslist.ask_now(incoming(f"/beslut {CASE}"))
    async with FakeSlack() as slack:
        body = press_of(slack, asked, "wrong")
        kanslist.store.claim_event(str(press_key(body)), json.dumps(kept(body)))
        settings = kanslist.settings.model_copy(update=slack.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")):
            assert "tryck en gång till" in spoken(await slack.next_post())
        assert waiting(kanslist) == 0


async def test_a_press_in_the_home_is_answered_directly_where_no_window_opens(kanslist: Kanslist) -> None:
    """The same in App Home, whose presses have no message: the answer comes as a direct message."""
    asked = kanslist.ask_now(incoming(f"/beslut {CASE}"))
    async with FakeSlack() as slack:
        view = {"id": "V1", "type": "home"}
        body = press_of(slack, asked, "timeline", view=view, container={"type": "view", "view_id": "V1"}, channel=None)
        kanslist.store.claim_event(str(press_key(body)), json.dumps(kept(body)))
        settings = kanslist.settings.model_copy(update=slack.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")):
            told = await slack.next_post()
            assert (told["via"], told["channel"]) == ("chat.postMessage", USER)


@pytest.mark.parametrize(("press", "where"), [("timeline", "personal"), ("timeline", "channel"), ("share", "channel")])
async def test_teams_press_survives_its_process(kanslist: Kanslist, press: str, where: Where) -> None:
    """Nobody waits for the invoke's answer any more: it comes as a message, once, where the card stands."""
    asked = kanslist.ask_now(replace(incoming(f"/beslut {CASE}"), shareable=True))
    async with FakeTeams() as teams:
        data = {"press": press, "ticket": asked.ticket}
        value = {"action": {"type": "Action.Execute", "verb": "press", "data": data}}
        activity = teams.activity(where=where, type="invoke", name="adaptiveCard/action", value=value)
        event = f"teams:{activity['conversation']['id']}:{activity['id']}"
        kanslist.store.claim_event(event, json.dumps(activity))
        settings = kanslist.settings.model_copy(update=teams.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")):
            assert "Korttidsboende" in json.dumps(await teams.reply(), ensure_ascii=False)
        assert len(teams.sent) == (2 if press == "share" else 1)
        assert waiting(kanslist) == 0


async def test_a_press_that_is_answered_is_not_kept(kanslist: Kanslist) -> None:
    """What was pressed stands in the store no longer than until it is answered, in either platform."""
    asked = kanslist.ask_now(incoming(f"/beslut {CASE}"))
    async with FakeSlack() as slack, FakeTeams() as teams:
        settings = kanslist.settings.model_copy(update=slack.typed_settings() | teams.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
            await slack.interact(client, press_of(slack, asked, "timeline"))
            await slack.next_post()
            data = {"press": "timeline", "ticket": asked.ticket}
            value = {"action": {"type": "Action.Execute", "verb": "press", "data": data}}
            activity = teams.activity(type="invoke", name="adaptiveCard/action", value=value)
            assert (await teams.deliver(client, activity)).status == 200
        assert waiting(kanslist) == 0


async def test_what_is_answered_is_not_kept(kanslist: Kanslist) -> None:
    """The words of a question stand in the store no longer than until its answer has left."""
    async with FakeSlack() as slack:
        settings = kanslist.settings.model_copy(update=slack.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
            await slack.mention(client, f"beslut {CASE}")
        assert waiting(kanslist) == 0
