"""A Slack on loopback: its Web API, which records what is posted, and a client that signs and sends as Slack does.

    async with FakeSlack() as slack:
        settings = Settings(**slack.settings())
        ...
        payload = await slack.slash(client, "/beslut", "AMN 2020-0276")
        assert "…" in spoken(payload)

`client` is an aiohttp test client of the server under test. Nothing sleeps: a post is waited for on a condition.
"""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient
from slack_sdk.signature import SignatureVerifier

from tests.fakes import outgoing
from tests.fakes.block_kit import parts
from tests.fakes.slack_shapes import Shapes
from tests.fakes.slack_web import (
    BOT,
    CHANNEL,
    CLIENT_ID,
    CLIENT_SECRET,
    DIRECT,
    PATIENCE,
    SECRET,
    TEAM,
    TOKEN,
    USER,
    Payload,
    Reply,
)
from tests.fakes.slack_words import links, spoken

__all__ = [
    "BOT", "CHANNEL", "CLIENT_ID", "CLIENT_SECRET", "DIRECT", "PATIENCE", "SECRET", "TEAM", "TOKEN", "USER",
    "FakeSlack", "Payload", "Reply", "links", "parts", "spoken",
]  # fmt: skip


class FakeSlack(Shapes):
    """Slack as its users make it speak: what they type and press is signed, sent, and to be acknowledged in time."""

    async def press(
        self, client: TestClient[Any, Any], payload: Payload, action: str, **changes: Any
    ) -> ClientResponse:
        """Press the button of a message whose action_id is `action`; what the server acknowledges."""
        [button] = [one for one in parts(payload.get("blocks", [])) if one.get("action_id") == action]
        return await self.interact(client, self.press_body(button, payload, **changes))

    async def submit(self, client: TestClient[Any, Any], view: Payload, values: Payload) -> Payload:
        """Send a window; values: block_id → {action_id: element}. What the server acknowledges with."""
        body = {
            "type": "view_submission", "api_app_id": "A0KANSLIST", "token": "legacy",
            "team": {"id": TEAM, "domain": "alvkulla"},
            "user": {"id": USER, "username": "saga", "name": "saga", "team_id": TEAM},
            "view": view | {"id": "V0", "team_id": TEAM, "state": {"values": values}}, "response_urls": [],
        }  # fmt: skip
        response = await self.interact(client, body)
        assert response.status == 200, response.status
        told = json.loads(await response.text() or "{}")
        self.refusals += outgoing.view_faults(told["view"]) if "view" in told else []
        return told

    async def interact(self, client: TestClient[Any, Any], body: Payload) -> ClientResponse:
        """Post a signed interaction."""
        return await self.send_form(client, {"payload": json.dumps(body)})

    async def slash(self, client: TestClient[Any, Any], command: str, text: str = "", **fields: str) -> Payload:
        """Type a slash command; the message that answers it."""
        response = await self.send_form(client, self.slash_form(command, text, **fields))
        assert response.status == 200, response.status
        payload = json.loads(await response.text())
        self.refusals += outgoing.slack_faults(payload)
        return payload

    async def mention(
        self, client: TestClient[Any, Any], text: str, *, thread: str | None = None, **event: Any
    ) -> Payload:
        """Mention the bot in a channel; the message that it answers with."""
        await self._must_take(client, self.mention_event(text, thread=thread, **event))
        return await self.next_post()

    async def direct(self, client: TestClient[Any, Any], text: str, **event: Any) -> Payload:
        """Write the bot a direct message; the message that it posts."""
        await self._must_take(client, self.direct_event(text, **event))
        return await self.next_post()

    async def send_form(self, client: TestClient[Any, Any], form: Payload, **sign: Any) -> ClientResponse:
        """Post a signed form, as slash commands and interactivity come."""
        return await self.send(client, urlencode(form), "application/x-www-form-urlencoded", **sign)

    async def send_event(
        self, client: TestClient[Any, Any], envelope: Payload, *, retry: int = 0, **sign: Any
    ) -> ClientResponse:
        """Post a signed event. retry: which repetition it is, as Slack's headers say it."""
        again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        headers = again | sign.pop("headers", {})
        return await self.send(client, json.dumps(envelope), "application/json", headers=headers, **sign)

    async def send(
        self,
        client: TestClient[Any, Any],
        body: str,
        content_type: str,
        *,
        secret: str | None = SECRET,
        age: int = 0,
        headers: dict[str, str] | None = None,
    ) -> ClientResponse:
        """Post a body. secret: None for an unsigned request; age: how many seconds old its timestamp is."""
        signed: dict[str, str] = {}
        if secret is not None:
            stamp = str(int(time.time()) - age)
            signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
            signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": str(signature)}
        every = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        sent = self.limits.now()
        answered = await client.post("/slack/events", data=body.encode(), headers=every | signed | (headers or {}))
        self.limits.acknowledged(content_type, sent)
        return answered

    async def _must_take(self, client: TestClient[Any, Any], envelope: Payload) -> None:
        response = await self.send_event(client, envelope)
        assert response.status == 200, response.status
