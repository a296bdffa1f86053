"""Who is let in: the signature, Slack's own checks, and bodies that Slack never sends."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.errors import SlackIncomplete
from adapters.logs import logger
from adapters.slack.routes import add_routes
from bot.settings import Settings
from tests.adapters.slack.conftest import Clerk
from tests.fakes.slack import SECRET, FakeSlack

Client = TestClient[Any, Any]


async def test_slack_does_not_silence_the_server(slack: FakeSlack, client: Client, stream: io.StringIO) -> None:
    """bolt sets the level of the logger that the app is named by, which must not be the whole server's."""
    await slack.mention(client, "beslut X")
    logger("answers").info("answered", platform="slack")
    assert "answered" in stream.getvalue()


SIGNATURES = [
    ({}, 200, "signed now"),
    ({"age": 4 * 60}, 200, "within Slack's five minutes"),
    ({"age": 6 * 60}, 401, "a replay"),
    ({"secret": "another secret"}, 401, "signed by somebody else"),
    ({"secret": None}, 401, "unsigned"),
    ({"headers": {"X-Slack-Signature": "v0=å"}}, 401, "no signature at all"),
    ({"headers": {"X-Slack-Request-Timestamp": "igår"}}, 401, "no time at all"),
]


@pytest.mark.parametrize(("sign", "status"), [row[:2] for row in SIGNATURES], ids=[row[2] for row in SIGNATURES])
async def test_only_slack_is_answered(
    slack: FakeSlack, client: Client, clerk: Clerk, sign: dict[str, Any], status: int
) -> None:
    """A request whose signature does not hold is 401, and the clerk never hears of it."""
    response = await slack.send_form(client, slack.slash_form("/beslut", "X"), **sign)
    assert response.status == status
    assert len(clerk.asked) == (status == 200)
    event = await slack.send_event(client, slack.direct_event("beslut X"), **sign)
    assert event.status == status
    assert len(clerk.events) == (status == 200)


async def test_slack_verifies_the_address(slack: FakeSlack, client: Client) -> None:
    """url_verification gives its challenge back when signed, and nothing when not."""
    challenge = {"type": "url_verification", "token": "legacy", "challenge": "3eZbrw1aB"}
    response = await slack.send_event(client, challenge)
    assert response.status == 200
    assert json.loads(await response.text()) == {"challenge": "3eZbrw1aB"}
    assert (await slack.send_event(client, challenge, secret="another")).status == 401


async def test_slack_checks_the_certificate(slack: FakeSlack, client: Client) -> None:
    """ssl_check comes unsigned and wants 200."""
    assert (await slack.send_form(client, {"ssl_check": "1", "token": "legacy"}, secret=None)).status == 200


NONSENSE = [
    ("{", "application/json", "no JSON"),
    ("[1]", "application/json", "no object"),
    ("[" * 100_000, "application/json", "too deep to read"),
    ("payload=%7B", "application/x-www-form-urlencoded", "no JSON in a form"),
    ('{"type": "event_callback"}', "application/json", "an event without an event"),
    ('{"type": "event_callback", "event": {"type": "app_mention"}}', "application/json", "a mention of nothing"),
    ("", "application/json", "nothing"),
    ("command=%2Fbeslut", "application/x-www-form-urlencoded", "a command without its fields"),
]


@pytest.mark.parametrize("secret", [SECRET, None], ids=["signed", "unsigned"])
@pytest.mark.parametrize(("body", "kind"), [row[:2] for row in NONSENSE], ids=[row[2] for row in NONSENSE])
async def test_nonsense_is_refused(slack: FakeSlack, client: Client, body: str, kind: str, secret: str | None) -> None:
    """What Slack never sends ends in a refusal, unsigned in 401, and the process stays up."""
    response = await slack.send(client, body, kind, secret=secret)
    assert response.status in ((200, 400, 404) if secret else (401,))
    assert (await slack.send_form(client, slack.slash_form("/beslut", "X"))).status == 200


async def test_bytes_that_are_no_text_are_refused(client: Client) -> None:
    """Bytes outside UTF-8 are 400."""
    response = await client.post("/slack/events", data=b"\xff\xfe", headers={"Content-Type": "application/json"})
    assert response.status == 400


@pytest.mark.parametrize("charset", ["klingonska", "rot13", "base64", "idna"])
async def test_a_charset_that_is_none_is_refused(client: Client, charset: str) -> None:
    """Whatever a stranger names as the charset is a faulty request, never a fault of ours."""
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    response = await client.post("/slack/events", data=b"command=%2Fbeslut", headers={"Content-Type": kind})
    assert response.status in (400, 401)


LACKING = [
    ("channel", None, "no channel to answer in"),
    ("channel", ["C1"], "a channel that is no text"),
    ("ts", None, "no time to answer below"),
    ("user", {"id": "U1"}, "a user that is no text"),
    ("event_id", None, "no id to record it under"),
]


@pytest.mark.parametrize(("name", "value"), [row[:2] for row in LACKING], ids=[row[2] for row in LACKING])
async def test_an_event_that_lacks_a_part_is_taken_and_left(
    slack: FakeSlack, client: Client, clerk: Clerk, name: str, value: object
) -> None:
    """Slack repeats what is not acknowledged, and an event that never can be answered would come again for an hour."""
    event = slack.mention_event("beslut X")
    (event if name in event else event["event"])[name] = value
    assert (await slack.send_event(client, event)).status == 200
    assert not clerk.asked
    assert not clerk.events


async def test_other_interactions_are_taken_quietly(slack: FakeSlack, client: Client) -> None:
    """A pressed link button is acknowledged; what the app has no use for is 404 without a word in the log."""
    press = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "actions": [{"action_id": "a", "block_id": "b"}],
    }
    assert (await slack.send_form(client, {"payload": json.dumps(press)})).status == 200
    shortcut = {"type": "shortcut", "callback_id": "x", "team": {"id": "T1"}, "user": {"id": "U1"}}
    assert (await slack.send_form(client, {"payload": json.dumps(shortcut)})).status == 404


@pytest.mark.parametrize("missing", ["slack_signing_secret", "slack_bot_token"])
async def test_half_a_set_up_opens_nothing(
    slack: FakeSlack, clerk: Clerk, missing: str, make_client: Callable[..., Client]
) -> None:
    """Without the secret or the token there is no such address: an endpoint that cannot check is not opened."""
    app = web.Application()
    with pytest.raises(SlackIncomplete):
        add_routes(app, clerk, Settings(_env_file=None, **(slack.settings() | {missing: None})))  # type: ignore[arg-type]  # a stand-in
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        assert (await slack.send_form(client, slack.slash_form("/beslut"))).status == 404


SENT = {
    "type": "view_submission", "team": {"id": "T0ALVKULLA"}, "user": {"id": "U0SAGA"},
    "view": {"id": "V1", "state": {"values": {}}},
}  # fmt: skip
ODD_INTERACTIONS = [
    SENT | {"view": {"callback_id": "search"}},
    SENT | {"view": {"callback_id": "search", "state": None}},
    SENT | {"view": {"callback_id": "search", "id": "V1", "state": {"values": []}}},
    SENT | {"view": {"callback_id": "search", "id": "V1", "state": {"values": {"text": 5}}}},
    SENT | {"view": {"callback_id": "subscribe", "state": "x"}},
    SENT | {"view": {"callback_id": "report", "private_metadata": 5, "state": {"values": {"comment": None}}}},
    SENT | {"view": {"callback_id": "report"}, "user": None},
    SENT | {"view": {"callback_id": "report"}, "user": "U1"},
    SENT | {"view": {"callback_id": ["report"]}},
    SENT | {"view": None},
    {"type": "shortcut", "callback_id": "search", "team": "T1", "user": 5},
    {"type": "message_action", "callback_id": "search_message", "team": {"id": "T1"}, "message": "x"},
    {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": [{"action_id": "again:0"}]},
    {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": ["again:0"]},
    {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": [{"action_id": 7}]},
    {"type": 5}, {"type": "view_submission"}, {"type": "block_suggestion", "action_id": "x", "value": "y"}, {},
]  # fmt: skip


@pytest.mark.parametrize("body", ODD_INTERACTIONS, ids=lambda body: json.dumps(body)[:70])
async def test_an_interaction_in_no_shape_of_slacks_is_no_fault_of_ours(
    slack: FakeSlack, client: Client, body: dict[str, Any]
) -> None:
    """Signed, and nothing that Slack sends: a refusal and a line in the log, no 5xx; the next question is answered."""
    assert (await slack.send_form(client, {"payload": json.dumps(body)})).status in (200, 400, 404)
    assert (await slack.send_form(client, slack.slash_form("/beslut", "X"))).status == 200


ODD_EVENTS: list[dict[str, Any]] = [
    {"event": "x"}, {"event": []}, {"event": None}, {"authorizations": 5}, {"authorizations": ["x"]}, {"team_id": []},
    {"event_id": 7}, {"event": {"type": "message", "channel_type": "im", "user": "U1", "channel": "D1", "ts": "1",
                                "files": "x"}},
    {"event": {"type": "message", "channel_type": "im", "user": "U1", "channel": "D1", "ts": "1", "files": [7]}},
    {"event": {"type": "message", "channel_type": "im", "user": "U1", "channel": "D1", "ts": "1", "subtype": []}},
    {"event": {"type": "link_shared", "links": 5, "user": "U1", "channel": "C1"}},
    {"event": {"type": "link_shared", "links": ["x"], "user": "U1", "channel": "C1"}},
    {"event": {"type": "app_home_opened", "tab": "home"}}, {"event": {"type": "app_home_opened", "tab": "home",
                                                                      "user": {}}},
    {"event": {"type": "file_shared", "file_id": {}, "channel_id": 5, "user_id": None}},
    {"event": {"type": "tokens_revoked", "tokens": "x"}}, {"event": {"type": "app_uninstalled"}, "team_id": None},
]  # fmt: skip


@pytest.mark.parametrize("changes", ODD_EVENTS, ids=lambda changes: json.dumps(changes)[:70])
async def test_an_event_in_no_shape_of_slacks_is_never_asked_for_again(
    slack: FakeSlack, client: Client, changes: dict[str, Any]
) -> None:
    """Slack repeats an event for an hour after a 5xx, and it would be as odd each time."""
    event = slack.mention_event("beslut X") | changes
    assert (await slack.send_event(client, event)).status == 200
    assert (await slack.send_form(client, slack.slash_form("/beslut", "X"))).status == 200
