"""Slack's limits, which the fake holds to: bursts, acknowledgements, triggers and response_urls."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from adapters.slack import app, visits, windows
from bot.answers.answer import Answer
from tests.adapters.slack.conftest import QUOTE, Clerk, SlowClerk
from tests.fakes import slack_limits
from tests.fakes.slack import CHANNEL, FakeSlack, spoken
from tests.fakes.slack_limits import BURST, Limits

Client = TestClient[Any, Any]


async def test_more_than_a_channel_takes_at_once_comes_in_its_turn(
    slack: FakeSlack, client: Client, lost: list[str]
) -> None:
    """Slack takes about a message a second in a channel: the others wait as long as it says, and none is lost."""
    events = [slack.direct_event(f"beslut {number}") for number in range(BURST + 3)]
    await asyncio.gather(*(slack.send_event(client, event) for event in events))
    for _ in events:
        assert QUOTE in spoken(await slack.next_post())
    assert slack.limits.refused > 0
    assert lost == []


SLOW = [
    (slack_limits.TIERS["chat.postEphemeral"], "chat.postEphemeral"),
    (BURST, "chat.postMessage"),
]


@pytest.mark.parametrize(("room", "method"), SLOW, ids=[row[1] for row in SLOW])
def test_a_burst_is_taken_and_then_a_pause_is_asked_for(room: int, method: str) -> None:
    """The fake is as strict as Slack is, and no stricter: other channels and workspaces have room of their own."""
    limits = Limits()
    limits.now = lambda: 100.0 + limits._ahead  # type: ignore[method-assign]  # a clock that stands still
    assert [limits.wait(method, "T1", "C1") for _ in range(room)] == [0] * room
    assert limits.wait(method, "T1", "C1") == 1
    assert limits.wait(method, "T2", "C1") == 0
    assert limits.wait("auth.test", "T1", "C1") == 0
    limits.pass_time(1)
    assert limits.wait(method, "T1", "C1") == 0


@pytest.fixture
def slow_clerk() -> SlowClerk:
    return SlowClerk()


async def test_a_command_is_acknowledged_while_its_answer_is_sought(
    slack: FakeSlack, make_client: Callable[..., Client], slow_clerk: SlowClerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack gives up after three seconds; the acknowledgement does not wait for the answer."""
    monkeypatch.setattr(app, "ACKNOWLEDGED_WITHIN", 0.0)
    async with make_client(slow_clerk, []) as client:
        assert "Letar" in spoken(await slack.slash(client, "/beslut", "X"))
        slow_clerk.let.set()
        assert QUOTE in spoken(await slack.next_post())


async def test_a_window_is_acknowledged_while_its_answer_is_sought(
    slack: FakeSlack, make_client: Callable[..., Client], slow_clerk: SlowClerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same of a search that is sent: Slack would tell its user that the app did not answer."""
    monkeypatch.setattr(visits, "PATIENCE", 0.0)
    async with make_client(slow_clerk, []) as client:
        values = {"text": {"text": {"type": "plain_text_input", "value": "beslut X"}}}
        told = await slack.submit(client, windows.search([], []), values)
        assert "Letar" in spoken(told["view"])
        slow_clerk.let.set()
        assert QUOTE in spoken(await slack.next_view())


async def test_a_window_opens_while_its_answer_is_sought(
    slack: FakeSlack, make_client: Callable[..., Client], slow_clerk: SlowClerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What opens a window holds for three seconds: it opens before, and the answer comes into it."""
    monkeypatch.setattr(visits, "PATIENCE", 0.0)
    said = {"type": "message", "text": "Vad blev det?", "ts": "1.1", "user": "U0OTHER"}
    body = slack.shortcut("message_action", windows.MESSAGE, message=said, channel={"id": CHANNEL, "name": "kansli"})
    async with make_client(slow_clerk, []) as client:
        assert (await slack.interact(client, body)).status == 200
        assert "Letar" in spoken(await slack.next_view())
        slow_clerk.let.set()
        assert QUOTE in spoken(await slack.next_view())


async def test_a_trigger_that_has_run_out_opens_nothing(slack: FakeSlack, client: Client) -> None:
    """Nothing is awaited of a window that Slack refuses; the server goes on."""
    body = slack.shortcut("shortcut", windows.SEARCH)
    slack.limits.pass_time(slack_limits.TRIGGER_SECONDS + 1)
    await slack.interact(client, body)
    assert QUOTE in spoken(await slack.direct(client, "beslut X"))
    assert slack.views == []


def test_a_trigger_opens_one_window() -> None:
    """As Slack has it, so that no test passes which opens two with one press."""
    limits = Limits()
    trigger = limits.trigger()
    assert limits.trigger_fault(trigger) is None
    assert limits.trigger_fault(trigger) == "expired_trigger_id"
    assert limits.trigger_fault("") == "invalid_trigger_id"


class DawdlingClerk(Clerk):
    """While it thinks, as much time goes by as Slack waits."""

    slack: FakeSlack

    async def ask(self, message: Any) -> Answer:
        self.slack.limits.pass_time(slack_limits.ACK_SECONDS + 1)
        return await super().ask(message)


async def test_a_late_acknowledgement_is_a_fault_of_the_test(
    slack: FakeSlack, make_client: Callable[..., Client]
) -> None:
    """Whatever test it happens in: Slack would have shown its user an error."""
    clerk = DawdlingClerk()
    clerk.slack = slack
    async with make_client(clerk, []) as client:
        await slack.slash(client, "/beslut", "X")
    assert [one.split(" after")[0] for one in slack.limits.late] == ["application/x-www-form-urlencoded acknowledged"]
    slack.limits.late.clear()
