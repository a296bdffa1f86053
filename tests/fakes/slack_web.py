"""Slack's Web API on loopback: it records what is posted, and refuses what Slack refuses."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.settings import Settings
from tests.fakes import outgoing
from tests.fakes.slack_history import History
from tests.fakes.slack_limits import Limits

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-not-a-token"
CLIENT_ID, CLIENT_SECRET = "123.456", "not-a-client-secret"
TEAM, CHANNEL, DIRECT, USER, BOT = "T0ALVKULLA", "C0KANSLI", "D0SAGA", "U0SAGA", "U0KANSLIST"
PATIENCE = 10
"""Seconds after which a post that never comes fails the test."""

Payload = dict[str, Any]

NUMBERS = count(1)
"""Event ids are Slack's own: no two are the same, whichever fake sent them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How the Web API answers one call: an error code (HTTP 200, as Slack does), or another HTTP status."""

    error: str | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class WebApi:
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
        self.limits = Limits()
        self.history = History(self)
        self.archived: set[str] = set()
        """Channels that take nothing any more."""
        self.taken: Callable[[], bool] | None = None
        """Asked after each message that was taken: whether it is acknowledged. Where not, the connection breaks."""
        self._script: dict[str, deque[Reply]] = defaultdict(deque)
        self._by: dict[str, deque[Payload]] = defaultdict(deque)
        self._arrived = asyncio.Condition()
        self._seen = 0
        app = web.Application()
        app.router.add_post("/api/{method}", self._call)
        app.router.add_get("/api/files.info", self._file_info)
        app.router.add_get("/api/conversations.history", self._history)
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
        faults = self.refusals + self.limits.late
        assert kind or not faults, faults

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
        id_ = f"F{next(NUMBERS):08}"
        url = str(self._server.make_url(f"/files/{id_}"))
        told = {
            "id": id_, "name": name, "title": name, "size": len(data), "mode": "hosted", "is_external": False,
            "url_private": url, "url_private_download": url, "shares": {},
        } | changes  # fmt: skip
        self._files[id_] = told, data
        return told

    def hide(self, count: int = 1) -> None:
        """Take the next messages and say nothing of it: the connection breaks."""
        left = [count]

        def hidden() -> bool:
            left[0] -= 1
            return left[0] < 0

        self.taken = hidden

    def allow(self, team: str) -> str:
        """An administrator of the workspace allows the app: the code that their browser brings back."""
        code = f"code-{next(NUMBERS)}"
        self.grants[code] = team
        return code

    @property
    def address(self) -> str:
        """Where it listens; nothing stands there."""
        return str(self._server.make_url("/"))

    @property
    def open_connections(self) -> int:
        """How many are open."""
        assert self._server.runner is not None
        return len(getattr(self._server.runner.server, "connections", ()))

    async def stop_listening(self) -> None:
        """Slack cannot be reached from now on."""
        await self._server.close()

    def response_url(self, *, age: float = 0) -> str:
        """A response_url of a payload that is so many seconds old: good for five uses and thirty minutes."""
        return str(self._server.make_url(f"/hooks/{self.limits.hook(age=age)}"))

    async def next_post(self) -> Payload:
        """The oldest message that was posted and not yet waited for."""
        async with asyncio.timeout(PATIENCE), self._arrived:
            await self._arrived.wait_for(lambda: len(self.posted) > self._seen)
        self._seen += 1
        return self.posted[self._seen - 1]

    async def next_view(self) -> Payload:
        """The window that was opened last."""
        async with asyncio.timeout(PATIENCE), self._arrived:
            await self._arrived.wait_for(lambda: bool(self.views))
        return self.views.pop()

    async def next_of(self, method: str) -> Payload:
        """The oldest window that came by this method ("views.publish") and was not yet waited for so."""
        async with asyncio.timeout(PATIENCE), self._arrived:
            await self._arrived.wait_for(lambda: bool(self._by[method]))
        return self._by[method].popleft()

    async def _file_info(self, request: web.Request) -> web.Response:
        self.calls.append("files.info")
        if self._script["files.info"]:
            return web.json_response({"ok": False, "error": self._script["files.info"].popleft().error})
        if self._team(request) is None:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        held = self._files.get(request.query.get("file", ""))
        answer = {"ok": True, "file": held[0]} if held else {"ok": False, "error": "file_not_found"}
        return web.json_response(answer)

    async def _download(self, request: web.Request) -> web.Response:
        """The file's bytes; without the token a redirect to the log-in page, as Slack does."""
        if self._script["download"]:
            reply = self._script["download"].popleft()
            return web.Response(status=reply.status, headers=reply.headers)
        if self._team(request) is None:
            return web.Response(status=302, headers={"Location": "/login"})
        self.fetched.append(request.match_info["id"])
        return web.Response(body=self._files[request.match_info["id"]][1])

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
        team = self._team(request)
        if team is None:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if seconds := self.limits.wait(method, team, str(payload.get("channel") or "")):
            headers = {"Retry-After": str(seconds)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        return await self._taken(method, payload, team, request)

    def _team(self, request: web.Request) -> str | None:
        """The workspace whose token a call brings."""
        return self.tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))

    async def _history(self, request: web.Request) -> web.Response:
        self.calls.append("conversations.history")
        team = self._team(request)
        if team is None:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if seconds := self.limits.wait("conversations.history", team, ""):
            headers = {"Retry-After": str(seconds)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        if self._script["conversations.history"]:
            reply = self._script["conversations.history"].popleft()
            return web.json_response({"ok": False, "error": reply.error}, status=reply.status, headers=reply.headers)
        return web.json_response(self.history.page(team, request.query))

    async def _taken(self, method: str, payload: Payload, team: str, request: web.Request) -> web.Response:
        if method in ("chat.postMessage", "chat.postEphemeral"):
            if payload["channel"] in self.archived:
                return web.json_response({"ok": False, "error": "is_archived"})
            ts = self.history.next_ts()
            await self._take(payload | {"via": method, "in": team, "ts": ts})
            if self.taken is not None and method == "chat.postMessage" and not self.taken():
                assert request.transport is not None
                request.transport.abort()
            return web.json_response({"ok": True, "channel": payload["channel"], "ts": ts})
        if method == "chat.update":
            self.refusals += outgoing.slack_faults(payload)
            return web.json_response(self.history.update(team, payload))
        if method == "conversations.open":
            return web.json_response(self.history.open(team, payload))
        if method.startswith("views."):
            return await self._window(method, payload)
        if method == "chat.unfurl":
            await self._take(payload | {"via": method, "channel": payload.get("channel", "")})
            return web.json_response({"ok": True})
        if method == "auth.test":
            return web.json_response({"ok": True, "team_id": team, "user_id": BOT, "bot_id": "B0KANSLIST"})
        return web.json_response({"ok": False, "error": "unknown_method"})

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
        token = f"xoxb-{team}-{next(NUMBERS)}"
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
        if method in ("views.open", "views.push"):
            fault = self.limits.trigger_fault(str(payload.get("trigger_id") or ""))
            if fault:
                return web.json_response({"ok": False, "error": fault})
        async with self._arrived:
            self.views.append(payload["view"])
            self._by[method].append(payload["view"])
            self.refusals += outgoing.view_faults(payload["view"])
            self._arrived.notify_all()
        return web.json_response({"ok": True, "view": payload["view"] | {"id": "V0"}})

    async def _take(self, payload: Payload) -> None:
        async with self._arrived:
            self.posted.append(payload)
            check = outgoing.unfurl_faults if payload["via"] == "chat.unfurl" else outgoing.slack_faults
            self.refusals += check(payload)
            self._arrived.notify_all()

    async def _respond(self, request: web.Request) -> web.Response:
        """A response_url: 404 where it has run out (docs.slack.dev/interactivity/handling-user-interaction)."""
        if not self.limits.hook_takes(request.match_info["name"]):
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        await self._take(await request.json() | {"via": "response_url", "channel": CHANNEL})
        return web.Response(text="ok")


async def _payload(request: web.Request) -> Payload:
    if request.content_type == "application/json":
        return dict(await request.json())
    form: Payload = dict(request.query) | dict(await request.post())
    return {
        name: json.loads(value) if name in ("blocks", "view", "unfurls", "metadata") else value
        for name, value in form.items()
    }
