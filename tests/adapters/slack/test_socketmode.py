"""Socket Mode over a real websocket: the same answers, once, through disconnects, refusals and a stop."""

from __future__ import annotations

import asyncio
import io
import json
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from structlog.testing import capture_logs

from adapters.server import make_app
from adapters.slack import line, socketmode
from adapters.slack.routes import add_routes
from bot.settings import Settings
from knowledge.errors import StoreBusy
from tests.adapters.slack.conftest import QUOTE, Clerk, SlowClerk
from tests.bot.record import clerk as alvkulla
from tests.fakes.block_kit import faults
from tests.fakes.slack import CHANNEL, SECRET, USER, FakeSlack, Reply, spoken
from tests.fakes.slack_socket import APP_TOKEN, SocketSlack, events_envelope

Client = TestClient[Any, Any]


@pytest.fixture
async def slack() -> AsyncIterator[SocketSlack]:
    async with SocketSlack() as fake:
        yield fake


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A next connection is tried at once: what is tested is that it comes."""
    monkeypatch.setattr(socketmode, "BACK_OFF_SECONDS", 0.0)
    monkeypatch.setattr(socketmode, "LONGEST_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(line, "PING_SECONDS", 0.2)


class BusyClerk(Clerk):
    """Whose store is busy the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.refused = threading.Event()

    def claim_event(self, event: str, body: str | None = None) -> bool:
        if not self.refused.is_set():
            self.refused.set()
            raise StoreBusy
        return super().claim_event(event, body)


async def test_every_way_of_asking_works_without_an_address(slack: SocketSlack, client: Client, clerk: Clerk) -> None:
    """Commands, mentions, direct messages and presses come through the websocket; no address is mounted."""
    command = await slack.slash(client, "/beslut", "AMN 2020-0276")
    assert (command["response_type"], faults(command)) == ("ephemeral", [])
    assert QUOTE in spoken(command)
    assert QUOTE in spoken(await slack.mention(client, "beslut AMN 2020-0276"))
    assert QUOTE in spoken(await slack.direct(client, "ärende AMN 2020-0276"))
    assert [asked.text for asked in clerk.asked] == [
        "/beslut AMN 2020-0276", "beslut AMN 2020-0276", "ärende AMN 2020-0276",
    ]  # fmt: skip
    button = {"action_id": "choose:0", "text": {"type": "plain_text", "text": "x"}, "value": "beslut X"}
    assert (await slack.interact(client, slack.press_body(button, {}))).status == 200
    assert (await slack.next_post())["via"] == "response_url"
    assert (await client.post("/slack/events", data=b"{}")).status == 404


async def test_one_event_three_times_is_answered_once(slack: SocketSlack, client: Client, clerk: Clerk) -> None:
    """Slack repeats what it believes lost, with retry_attempt; each envelope is acknowledged, one is answered."""
    event = slack.direct_event("beslut X")
    for retry in range(3):
        assert (await slack.send_event(client, event, retry=retry)).status == 200
    await slack.next_post()
    await slack.direct(client, "sist")
    assert [asked.text for asked in clerk.asked] == ["beslut X", "sist"]
    assert len(slack.posted) == 2


async def test_an_event_that_cannot_be_recorded_is_not_acknowledged(
    slack: SocketSlack, make_client: Callable[..., Client]
) -> None:
    """A busy store must not cost the question: Slack sends again what is not acknowledged, and then it is answered."""
    clerk, event = BusyClerk(), slack.direct_event("beslut X")
    refused = events_envelope(event)
    async with make_client(clerk, []) as client:
        await slack.put(refused)
        assert await asyncio.to_thread(clerk.refused.wait, 10)
        assert (await slack.send_event(client, event, retry=1)).status == 200
        assert QUOTE in spoken(await slack.next_post())
    assert refused["envelope_id"] not in slack.answers


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_before_a_connection_closes_there_is_another(slack: SocketSlack, client: Client, reason: str) -> None:
    """Slack renews connections. A command typed in between must reach somebody: the old one is open until the new one
    is, and what came on it is acknowledged on it."""
    assert QUOTE in spoken(await slack.slash(client, "/beslut", "X"))
    old = await slack.say_goodbye(reason)
    await slack.until(lambda: slack.opened == 2)
    assert len(slack.connections) == 2, "the old one still takes envelopes"
    late = events_envelope(slack.direct_event("sent on the old one"))
    await old.socket.send_json(late)
    assert QUOTE in spoken(await slack.next_post())
    await slack.acknowledgement(late["envelope_id"])
    assert late["envelope_id"] in old.acknowledged
    await slack.hang_up(old)
    assert QUOTE in spoken(await slack.direct(client, "beslut Y"))
    assert slack.opened == 2


async def test_a_conversation_goes_on_through_every_kind_of_end(
    slack: SocketSlack, client: Client, clerk: Clerk
) -> None:
    """Closed, cut, told to go or turned off: the next question is answered, each of them once."""
    await slack.direct(client, "beslut X")
    opened = 1
    for end in ("close", "cut", "warning", "link_disabled", "too_many_websockets"):
        connection = slack.connections[-1]
        if end == "close":
            await slack.hang_up(connection)
        elif end == "cut":
            slack.cut(connection)
        else:
            await slack.say_goodbye(end)
        opened += 1
        await slack.until(lambda: slack.opened == opened)  # noqa: B023 - waited for here
        assert QUOTE in spoken(await slack.direct(client, f"efter {end}"))
    assert [asked.text for asked in clerk.asked][1:] == [
        "efter close", "efter cut", "efter warning", "efter link_disabled", "efter too_many_websockets",
    ]  # fmt: skip
    assert len(slack.posted) == 6


async def test_a_refused_handshake_is_not_tried_with_the_same_address(slack: SocketSlack, client: Client) -> None:
    """An address opens one connection: after a failure another one is asked for, or no attempt would ever succeed."""
    slack.refused = [408, 503]
    await slack.direct(client, "beslut X")
    await slack.hang_up(slack.connections[-1])
    slack.refused = [500]
    assert QUOTE in spoken(await slack.direct(client, "beslut Y"))


@pytest.mark.parametrize(
    "reply",
    [Reply(error="invalid_auth"), Reply(error="fatal_error"), Reply(status=503), Reply(status=404, error="x")],
    ids=lambda reply: str(reply.error or reply.status),
)
async def test_a_refusal_is_told_and_tried_again(
    slack: SocketSlack, clerk: Clerk, make_client: Callable[..., Client], reply: Reply
) -> None:
    """A server whose token is not taken says so in its log, and works as soon as it is: nobody needs restart it."""
    slack.script("apps.connections.open", *[reply] * 5)
    with capture_logs() as lines:
        async with make_client(clerk, []) as client:
            assert QUOTE in spoken(await slack.direct(client, "beslut X"))
    assert "socket_refused" in {one["event"] for one in lines}


async def test_an_acknowledgement_that_is_lost_does_not_cost_the_answer(
    slack: SocketSlack, make_client: Callable[..., Client]
) -> None:
    """A command's answer is its acknowledgement: where the connection is gone by then, it goes by response_url."""
    clerk = SlowClerk()
    async with make_client(clerk, []) as client:
        command = asyncio.create_task(slack.slash(client, "/beslut", "X"))
        await clerk.asked_one.wait()
        slack.cut(slack.connections[-1])
        await slack.until(lambda: slack.opened == 2)
        clerk.let.set()
        told = await slack.next_post()
        assert (told["via"], told["response_type"]) == ("response_url", "ephemeral")
        assert QUOTE in spoken(told)
        command.cancel()


async def test_a_stopping_server_finishes_what_is_under_way(
    slack: SocketSlack, make_client: Callable[..., Client]
) -> None:
    """Who asked in the last second has the answer, and Slack its acknowledgement, before the connection is closed."""
    clerk = SlowClerk()
    async with make_client(clerk, []) as client:
        command = asyncio.create_task(slack.slash(client, "/beslut", "X"))
        await clerk.asked_one.wait()
        closing = asyncio.create_task(client.close())
        clerk.let.set()
        assert QUOTE in spoken(await command)
        await closing
    assert slack.connections == []


async def test_nothing_secret_is_logged(
    slack: SocketSlack, clerk: Clerk, make_client: Callable[..., Client], stream: io.StringIO
) -> None:
    """Neither tokens, tickets, questions nor people: not even where everything fails."""
    slack.refused = [500, 403]
    slack.script("apps.connections.open", Reply(error="invalid_auth"), Reply(status=500))
    async with make_client(clerk, []) as client:
        await slack.direct(client, "vem är Saga Bergvall?")
        await slack.say_goodbye("warning")
        await slack.until(lambda: slack.opened == 2)
        await slack.connections[-1].socket.send_str("{ingen json Saga")
        await slack.connections[-1].socket.send_json({"type": "hello", "payload": "Saga"})
        clerk.answer = ZeroDivisionError("Saga Bergvall")
        await slack.slash(client, "/beslut", "Saga Bergvall")
    said = stream.getvalue()
    assert "socket_refused" in said
    for secret in (APP_TOKEN, "xoxb-", "ticket", "Saga", USER, CHANNEL, QUOTE):
        assert secret not in said, said


async def test_two_servers_answer_once(make_client: Callable[..., Client], clerk: Clerk, slack: SocketSlack) -> None:
    """Slack may hand the same event to two connections; it is answered once, whichever servers hold them."""
    event = slack.direct_event("beslut X")
    async with make_client(clerk, []) as one, make_client(clerk, []) as _other:
        await slack.until(lambda: slack.opened == 2)
        for connection in slack.connections:
            await connection.socket.send_json(events_envelope(event))
        await slack.next_post()
        await slack.direct(one, "sist")
    assert sorted(asked.text for asked in clerk.asked) == ["beslut X", "sist"]
    assert len(slack.posted) == 2


@pytest.mark.parametrize("taken", [True, False])
async def test_the_server_tells_whether_slack_is_connected(
    slack: SocketSlack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    """Nobody can call a server without an address: that Slack does not reach it must be seen at the server itself."""
    monkeypatch.setattr(socketmode, "LONGEST_PAUSE_SECONDS", 3600.0)
    if not taken:
        slack.script("apps.connections.open", Reply(error="invalid_auth"))
    kanslist = alvkulla(tmp_path)
    settings = kanslist.settings.model_copy(update=slack.typed_settings())
    async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
        if taken:
            await slack.slash(client, "/beslut", "X")
        async with client.get("/health/ready") as response:
            assert (await response.json())["platforms"]["slack_socket"] == taken
    kanslist.close()


async def test_an_app_that_moves_is_answered_once(slack: SocketSlack, clerk: Clerk) -> None:
    """While an app is moved from HTTP to Socket Mode both are open; an event that comes by both is answered once."""
    app = web.Application()
    add_routes(app, clerk, Settings(_env_file=None, **(slack.settings() | {"slack_signing_secret": SECRET})))  # type: ignore[arg-type]  # a stand-in
    event = slack.direct_event("beslut X")
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        assert (await slack.send_event(client, event)).status == 200
        await slack.next_post()
        over_http = await FakeSlack.send(slack, client, json.dumps(event), "application/json")
        assert over_http.status == 200
        await slack.direct(client, "sist")
    assert [asked.text for asked in clerk.asked] == ["beslut X", "sist"]
