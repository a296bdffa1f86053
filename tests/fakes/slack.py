"""A Slack on loopback: its Web API, which records what is posted, and a client that signs and sends as Slack does.

    async with FakeSlack() as slack:
        settings = Settings(**slack.settings())
        ...
        payload = await slack.slash(client, "/beslut", "AMN 2020-0276")
        assert "…" in spoken(payload)

`client` is an aiohttp test client of the server under test. Nothing sleeps: a post is waited for on a condition.
"""

from __future__ import annotations

import asyncio
import json
import time
from base64 import b64encode
from collections import defaultdict, deque
from dataclasses import dataclass, field
from itertools import count
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from slack_sdk.signature import SignatureVerifier

from bot.settings import Settings
from tests.fakes import outgoing
from tests.fakes.block_kit import parts

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-not-a-token"
CLIENT_ID, CLIENT_SECRET = "123.456", "not-a-client-secret"
TEAM, CHANNEL, DIRECT, USER, BOT = "T0ALVKULLA", "C0KANSLI", "D0SAGA", "U0SAGA", "U0KANSLIST"
PATIENCE = 10
"""Seconds after which a post that never comes fails the test."""

RESPONSES, RESPONSE_SECONDS = 5, 30 * 60
"""How often, and for how long, a response_url may be used."""

Payload = dict[str, Any]

_NUMBERS = count(1)
"""Event ids are Slack's own: no two are the same, whichever fake sent them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How the Web API answers one call: an error code (HTTP 200, as Slack does), or another HTTP status."""

    error: str | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Hook:
    since: float
    uses: int = 0


class FakeSlack:
    """Slack's servers. `posted` holds every message that they took, oldest first, with the way it came by in "via":
    chat.postMessage, chat.postEphemeral or response_url. `views` holds the windows that were opened."""

    def __init__(self) -> None:
        self.posted: list[Payload] = []
        self.views: list[Payload] = []
        self.calls: list[str] = []
        self.fetched: list[str] = []
        """The ids of the files that were downloaded."""
        self._files: dict[str, tuple[Payload, bytes]] = {}
        self.refusals: list[str] = []
        """What Slack would have refused of all that was sent to it; leaving without an error fails where any is."""
        self.tokens: dict[str, str] = {TOKEN: TEAM}
        """Which workspace each bot token is of; one that is not here is refused."""
        self.grants: dict[str, str] = {}
        """What an administrator has allowed: code → workspace."""
        self.grant_changes: Payload = {}
        """How what they are given differs from the usual."""
        self._hooks: dict[str, _Hook] = {}
        self._script: dict[str, deque[Reply]] = defaultdict(deque)
        self._arrived = asyncio.Condition()
        self._seen = 0
        app = web.Application()
        app.router.add_post("/api/{method}", self._call)
        app.router.add_get("/api/files.info", self._file_info)
        app.router.add_get("/files/{id}", self._download)
        app.router.add_post("/hooks/{name}", self._respond)
        self._server = TestServer(app, host="127.0.0.1")

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self._server.close()
        assert kind or not self.refusals, self.refusals

    def settings(self) -> dict[str, Any]:
        """What bot.settings.Settings needs to speak with this Slack."""
        return {
            "slack_signing_secret": SECRET,
            "slack_bot_token": TOKEN,
            "slack_api_url": str(self._server.make_url("/api/")),
            "slack_files_url": str(self._server.make_url("/files/")),
        }

    def typed_settings(self) -> dict[str, Any]:
        """The same as Settings holds them, for a copy of settings that exist."""
        typed = Settings(_env_file=None, **self.settings())
        return {name: getattr(typed, name) for name in self.settings()}

    def script(self, method: str, *replies: Reply) -> None:
        """How the next calls of a Web API method are answered; after these it succeeds again."""
        self._script[method].extend(replies)

    def file(self, data: bytes, name: str = "protokoll.txt", **changes: Any) -> Payload:
        """A file that somebody uploaded, as Slack tells of it. Calls of "download" can be scripted."""
        id_ = f"F{next(_NUMBERS):08}"
        url = str(self._server.make_url(f"/files/{id_}"))
        told = {
            "id": id_, "name": name, "title": name, "size": len(data), "mode": "hosted", "is_external": False,
            "url_private": url, "url_private_download": url, "shares": {},
        } | changes  # fmt: skip
        self._files[id_] = told, data
        return told

    def file_shared(self, file: Payload, channel: str, user: str = USER) -> Payload:
        """The envelope of a file_shared event, which holds no words of the message."""
        event = {"type": "file_shared", "channel_id": channel, "file_id": file["id"], "user_id": user}
        envelope = self.envelope(event | {"file": {"id": file["id"]}})
        for name in ("user", "team", "ts", "client_msg_id"):
            del envelope["event"][name]
        return envelope

    async def _file_info(self, request: web.Request) -> web.Response:
        self.calls.append("files.info")
        if self._script["files.info"]:
            return web.json_response({"ok": False, "error": self._script["files.info"].popleft().error})
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        held = self._files.get(request.query.get("file", ""))
        answer = {"ok": True, "file": held[0]} if held else {"ok": False, "error": "file_not_found"}
        return web.json_response(answer)

    async def _download(self, request: web.Request) -> web.Response:
        """The file's bytes; without the token a redirect to the log-in page, as Slack does."""
        if self._script["download"]:
            reply = self._script["download"].popleft()
            return web.Response(status=reply.status, headers=reply.headers)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.Response(status=302, headers={"Location": "/login"})
        self.fetched.append(request.match_info["id"])
        return web.Response(body=self._files[request.match_info["id"]][1])

    async def stop_listening(self) -> None:
        """Slack cannot be reached from now on."""
        await self._server.close()

    def response_url(self, *, age: float = 0) -> str:
        """A response_url of a payload that is so many seconds old: good for five uses and thirty minutes."""
        name = str(next(_NUMBERS))
        self._hooks[name] = _Hook(time.monotonic() - age)
        return str(self._server.make_url(f"/hooks/{name}"))

    async def press(
        self, client: TestClient[Any, Any], payload: Payload, action: str, **changes: Any
    ) -> ClientResponse:
        """Press the button of a message whose action_id is `action`; what the server acknowledges."""
        [button] = [one for one in parts(payload.get("blocks", [])) if one.get("action_id") == action]
        return await self.interact(client, self.press_body(button, payload, **changes))

    def press_body(self, button: Payload, message: Payload, **changes: Any) -> Payload:
        """A block_actions payload as Slack sends it for a press in the channel that the message stands in."""
        channel = message.get("channel", CHANNEL)
        ephemeral = message.get("response_type") == "ephemeral" or message.get("via") == "chat.postEphemeral"
        thread = {"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}
        return {
            "type": "block_actions", "api_app_id": "A0KANSLIST", "token": "legacy", "trigger_id": "1.2.3",
            "team": {"id": TEAM, "domain": "alvkulla"}, "enterprise": None, "is_enterprise_install": False,
            "user": {"id": USER, "username": "saga", "name": "saga", "team_id": TEAM},
            "channel": {"id": channel, "name": "kansli"},
            "container": {"type": "message", "message_ts": "1600000000.000200", "channel_id": channel,
                          "is_ephemeral": ephemeral} | thread,
            "message": {"type": "message", "bot_id": "B0KANSLIST", "ts": "1600000000.000200"} | thread,
            "response_url": self.response_url(), "state": {"values": {}},
            "actions": [{"action_id": button["action_id"], "block_id": "b1", "type": "button", "text": button["text"],
                         "value": button["value"], "action_ts": "1600000001.000100"}],
        } | changes  # fmt: skip

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

    async def next_post(self) -> Payload:
        """The oldest message that was posted and not yet waited for."""
        async with asyncio.timeout(PATIENCE), self._arrived:
            await self._arrived.wait_for(lambda: len(self.posted) > self._seen)
        self._seen += 1
        return self.posted[self._seen - 1]

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

    def slash_form(self, command: str, text: str = "", **fields: str) -> Payload:
        """The form of a slash command."""
        return {
            "token": "legacy", "team_id": TEAM, "team_domain": "alvkulla", "channel_id": CHANNEL,
            "user_id": USER, "user_name": "saga", "command": command, "text": text, "api_app_id": "A0KANSLIST",
            "is_enterprise_install": "false", "response_url": self.response_url(),
            "channel_name": "kansli", "trigger_id": "1.2.3",
        } | fields  # fmt: skip

    def mention_event(self, text: str, *, thread: str | None = None, **event: Any) -> Payload:
        """The envelope of an app_mention. The mention stands first unless the text holds one."""
        text = text if f"<@{BOT}>" in text else f"<@{BOT}> {text}"
        place = {"thread_ts": thread} if thread else {}
        return self.envelope({"type": "app_mention", "channel": CHANNEL, "text": text} | place | event)

    def direct_event(self, text: str, **event: Any) -> Payload:
        """The envelope of a message.im."""
        return self.envelope({"type": "message", "channel": DIRECT, "channel_type": "im", "text": text} | event)

    def view_press(self, button: Payload, view: Payload, **changes: Any) -> Payload:
        """A block_actions payload of a press in the App Home or in a window."""
        body = self.press_body({"text": {"type": "plain_text", "text": ""}, "value": "", **button}, {})
        for name in ("channel", "message", "response_url"):
            body.pop(name)
        return body | {"container": {"type": "view", "view_id": "V0"}, "view": view | {"id": "V0"}} | changes

    def shortcut(self, kind: str, callback_id: str, **fields: Any) -> Payload:
        """A shortcut's payload. kind: "shortcut", or "message_action" with its message."""
        return {
            "type": kind, "callback_id": callback_id, "trigger_id": "1.2.3", "token": "legacy",
            "team": {"id": TEAM, "domain": "alvkulla"}, "user": {"id": USER, "username": "saga", "team_id": TEAM},
            "enterprise": None, "is_enterprise_install": False,
        } | fields  # fmt: skip

    def envelope(self, event: Payload) -> Payload:
        """An event in its envelope, with ids and times of its own."""
        number = next(_NUMBERS)
        stamp = f"16000000{number:02}.000100"
        return {
            "token": "legacy", "team_id": TEAM, "api_app_id": "A0KANSLIST", "type": "event_callback",
            "event_id": f"Ev{number:08}", "event_time": 1_600_000_000 + number, "is_ext_shared_channel": False,
            "authorizations": [
                {"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
            ],
            "event": {"user": USER, "team": TEAM, "ts": stamp, "event_ts": stamp, "client_msg_id": str(number)} | event,
        }  # fmt: skip

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
        return await client.post("/slack/events", data=body.encode(), headers=every | signed | (headers or {}))

    async def _must_take(self, client: TestClient[Any, Any], envelope: Payload) -> None:
        response = await self.send_event(client, envelope)
        assert response.status == 200, response.status

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        payload = await _payload(request)
        self.calls.append(method)
        if self._script[method]:
            reply = self._script[method].popleft()
            if reply.status != 200:
                return web.json_response({"ok": False}, status=reply.status, headers=reply.headers)
            if reply.error:
                return web.json_response({"ok": False, "error": reply.error})
        if method == "oauth.v2.access":
            return self._granted(request, payload)
        team = self.tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if team is None:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if method in ("chat.postMessage", "chat.postEphemeral"):
            await self._take(payload | {"via": method, "in": team})
            return web.json_response({"ok": True, "channel": payload["channel"], "ts": "1600000000.000200"})
        if method.startswith("views."):
            return await self._window(method, payload)
        if method == "chat.unfurl":
            await self._take(payload | {"via": method, "channel": payload.get("channel", "")})
            return web.json_response({"ok": True})
        if method == "auth.test":
            return web.json_response({"ok": True, "team_id": team, "user_id": BOT, "bot_id": "B0KANSLIST"})
        return web.json_response({"ok": False, "error": "unknown_method"})

    def allow(self, team: str) -> str:
        """An administrator of the workspace allows the app: the code that their browser brings back."""
        code = f"code-{next(_NUMBERS)}"
        self.grants[code] = team
        return code

    def _granted(self, request: web.Request, payload: Payload) -> web.Response:
        """A code becomes a token once, for whoever knows the app's secret (docs.slack.dev: oauth.v2.access)."""
        if (
            request.headers.get("Authorization")
            != "Basic " + b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        ):
            return web.json_response({"ok": False, "error": "bad_client_secret"})
        team = self.grants.pop(str(payload.get("code")), None)
        if team is None:
            return web.json_response({"ok": False, "error": "invalid_code"})
        token = f"xoxb-{team}-{next(_NUMBERS)}"
        self.tokens[token] = team
        return web.json_response(
            {
                "ok": True, "access_token": token, "token_type": "bot", "scope": "chat:write,commands",
                "bot_user_id": BOT, "app_id": "A0KANSLIST", "team": {"id": team, "name": "Älvkulla kommun"},
                "enterprise": None, "is_enterprise_install": False, "authed_user": {"id": USER},
            }
            | self.grant_changes
        )  # fmt: skip

    async def _window(self, method: str, payload: Payload) -> web.Response:
        if method in ("views.open", "views.push") and not payload.get("trigger_id"):
            return web.json_response({"ok": False, "error": "invalid_trigger_id"})
        async with self._arrived:
            self.views.append(payload["view"])
            self.refusals += outgoing.view_faults(payload["view"])
            self._arrived.notify_all()
        return web.json_response({"ok": True, "view": payload["view"] | {"id": "V0"}})

    async def next_view(self) -> Payload:
        """The window that was opened last."""
        async with asyncio.timeout(PATIENCE), self._arrived:
            await self._arrived.wait_for(lambda: bool(self.views))
        return self.views.pop()

    async def _take(self, payload: Payload) -> None:
        async with self._arrived:
            self.posted.append(payload)
            check = outgoing.unfurl_faults if payload["via"] == "chat.unfurl" else outgoing.slack_faults
            self.refusals += check(payload)
            self._arrived.notify_all()

    async def _respond(self, request: web.Request) -> web.Response:
        """A response_url: 404 where it has run out (docs.slack.dev/interactivity/handling-user-interaction)."""
        hook = self._hooks.get(request.match_info["name"])
        if hook is None or hook.uses >= RESPONSES or time.monotonic() - hook.since > RESPONSE_SECONDS:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        hook.uses += 1
        await self._take(await request.json() | {"via": "response_url", "channel": CHANNEL})
        return web.Response(text="ok")


def spoken(payload: Payload) -> str:
    """Every visible word of a message, line by line: of its blocks, or of its text where it has none."""
    if payload.get("blocks"):
        return "\n".join(_said(block) for block in payload["blocks"])
    return _unescaped(str(payload["text"]))


def links(payload: Payload) -> list[str]:
    """The addresses that the message links to, in order."""
    return [part["url"] for block in payload.get("blocks", ()) for part in parts(block) if part.get("type") == "link"]


def _said(element: Payload) -> str:
    match element["type"]:
        case "rich_text":
            return "\n".join(_said(inner) for inner in element["elements"])
        case "rich_text_section" | "rich_text_quote" | "rich_text_preformatted":
            return "".join(_said(inner) for inner in element["elements"])
        case "rich_text_list":
            return "\n".join("• " + _said(inner) for inner in element["elements"])
        case "text" | "plain_text":
            return str(element["text"])
        case "mrkdwn":
            return _unescaped(element["text"])
        case "user" | "link":
            return f"@{element['user_id']}" if "user_id" in element else str(element.get("text", element["url"]))
        case "header" | "section" | "button":
            return "\n".join(_said(inner) for inner in (element.get("text"), *element.get("fields", ())) if inner)
        case "context" | "actions":
            return "\n".join(_said(inner) for inner in element["elements"])
        case "divider":
            return ""
        case unknown:
            raise AssertionError(f"a block that this Slack does not show: {unknown}")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


async def _payload(request: web.Request) -> Payload:
    if request.content_type == "application/json":
        return dict(await request.json())
    form: Payload = dict(await request.post())
    return {name: json.loads(value) if name in ("blocks", "view", "unfurls") else value for name, value in form.items()}
