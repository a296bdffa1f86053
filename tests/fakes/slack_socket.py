"""Slack on loopback through Socket Mode: `apps.connections.open` and a websocket that carries what HTTP carries.

    async with SocketSlack() as slack:
        ...  # a server with slack.settings()
        payload = await slack.slash(client, "/beslut", "AMN 2020-0276")

The client of the server is handed on for the tests' sake and never spoken to.
Shapes: docs.slack.dev/apis/events-api/using-socket-mode.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from tests.fakes.slack import PATIENCE, FakeSlack, Payload

APP_TOKEN = "xapp-1-A0KANSLIST-not-a-token"
_NUMBERS = count(1)


@dataclass(slots=True)
class Acknowledged:
    """What the app answered an envelope with, read as an HTTP response is."""

    payload: Payload | None = None
    status: int = 200

    async def text(self) -> str:
        return json.dumps(self.payload, ensure_ascii=False) if self.payload else ""


@dataclass(slots=True, eq=False)
class Connection:
    """One websocket as Slack sees it. acknowledged: the ids of the envelopes that were acknowledged on it."""

    socket: web.WebSocketResponse
    acknowledged: list[str] = field(default_factory=list)


class SocketSlack(FakeSlack):
    """`connections`: the websockets that are open, oldest first; `opened`: how many there have been."""

    def __init__(self) -> None:
        super().__init__()
        self.connections: list[Connection] = []
        self.opened = 0
        self.refused: list[int] = []
        """HTTP statuses that the next handshakes are refused with."""
        self.answers: dict[str, Acknowledged] = {}
        """By envelope id: how each was acknowledged."""
        self._tickets: set[str] = set()
        app = web.Application()
        app.router.add_get("/link", self._link)
        self._sockets = TestServer(app, host="127.0.0.1")

    async def __aenter__(self) -> Self:
        await self._sockets.start_server()
        return await super().__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        for connection in list(self.connections):
            await connection.socket.close()
        await self._sockets.close()
        await super().__aexit__(kind, error, at)

    def settings(self) -> dict[str, Any]:
        """Those of an app without an address: no signing secret, an app-level token."""
        return super().settings() | {"slack_signing_secret": None, "slack_app_token": APP_TOKEN}

    async def send(self, client: object, body: str, content_type: str, **_how: Any) -> Any:
        """Put it into an envelope; what the app acknowledges it with."""
        headers = {name.casefold(): value for name, value in (_how.get("headers") or {}).items()}
        envelope = _enveloped(body, content_type, headers)
        await self.put(envelope)
        sent = self.limits.now()
        answered = await self.acknowledgement(envelope["envelope_id"])
        self.limits.acknowledged(envelope["type"], sent)
        return answered

    async def put(self, envelope: Payload) -> None:
        """Send an envelope on the newest connection, when there is one."""
        await self.until(lambda: bool(self.connections))
        await self.connections[-1].socket.send_json(envelope)

    async def acknowledgement(self, envelope_id: str) -> Acknowledged:
        """How it was acknowledged, when it is."""
        await self.until(lambda: envelope_id in self.answers)
        return self.answers[envelope_id]

    async def until(self, met: Callable[[], bool]) -> None:
        """Wait for something that the app does on a websocket."""
        async with asyncio.timeout(PATIENCE), self._arrived:
            await self._arrived.wait_for(met)

    async def say_goodbye(self, reason: str) -> Connection:
        """Tell the newest connection that it is to be closed; it is still open."""
        await self.until(lambda: bool(self.connections))
        connection = self.connections[-1]
        await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "wss-1"}})
        return connection

    async def hang_up(self, connection: Connection) -> None:
        """Close it."""
        await connection.socket.close()

    def cut(self, connection: Connection) -> None:
        """The network goes away under it: no goodbye, no closing handshake."""
        transport = connection.socket._req.transport if connection.socket._req else None
        assert transport is not None
        transport.abort()

    async def _call(self, request: web.Request) -> web.Response:
        if request.match_info["method"] != "apps.connections.open":
            return await super()._call(request)
        if self._script["apps.connections.open"]:
            reply = self._script["apps.connections.open"].popleft()
            return web.json_response({"ok": False, "error": reply.error}, status=reply.status, headers=reply.headers)
        if request.headers.get("Authorization") != f"Bearer {APP_TOKEN}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        ticket = f"ticket{next(_NUMBERS)}"
        self._tickets.add(ticket)
        url = self._sockets.make_url("/link").with_scheme("ws").with_query(ticket=ticket, app_id="A0KANSLIST")
        return web.json_response({"ok": True, "url": str(url)})

    async def _link(self, request: web.Request) -> web.StreamResponse:
        """A ticket opens one connection, once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        if self.refused:
            return web.Response(status=self.refused.pop(0))
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0KANSLIST"}})
        connection = Connection(socket)
        await self._note(lambda: self._joined(connection))
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                said = json.loads(message.data)
                await self._note(lambda said=said: self._acknowledged(connection, said))  # type: ignore[misc]  # bound now
        await self._note(lambda: self.connections.remove(connection))
        return socket

    def _joined(self, connection: Connection) -> None:
        self.opened += 1
        self.connections.append(connection)

    def _acknowledged(self, connection: Connection, said: Payload) -> None:
        connection.acknowledged.append(said["envelope_id"])
        self.answers[said["envelope_id"]] = Acknowledged(said.get("payload"))

    async def _note(self, change: Callable[[], None]) -> None:
        async with self._arrived:
            change()
            self._arrived.notify_all()


def _enveloped(body: str, content_type: str, headers: dict[str, str]) -> Payload:
    if content_type == "application/json":
        return events_envelope(json.loads(body), retry=int(headers.get("x-slack-retry-num", 0)))
    form = dict(parse_qsl(body, keep_blank_values=True))
    if set(form) == {"payload"}:
        return _envelope("interactive", json.loads(form["payload"]), accepts_response_payload=True)
    return _envelope("slash_commands", form, accepts_response_payload=True)


def events_envelope(event: Payload, *, retry: int = 0) -> Payload:
    """An event of the Events API; retry: which repetition it is."""
    again = {"retry_reason": "timeout"} if retry else {}
    return _envelope("events_api", event, accepts_response_payload=False, retry_attempt=retry, **again)


def _envelope(kind: str, payload: Payload, **also: Any) -> Payload:
    return {"envelope_id": f"envelope-{next(_NUMBERS)}", "type": kind, "payload": payload} | also
