"""The servers under load, in a process and on a core of their own: Kanslist's, and the floor beside it.

The floor is a bare aiohttp server that checks the signature or the token and looks the case up, and no more: it reads
no form, understands no question, writes no answer.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from adapters import logs
from adapters.server import SWITCH, make_app
from adapters.teams.connector import Connector
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.case_numbers import CaseKey
from knowledge.store.api import FactQuery
from knowledge.store.reader import PUBLIC
from tests.fakes.teams import APP_ID, ISSUER


def serve(
    settings: dict[str, Any], slack_secret: str, teams_key: bytes, keys: Sequence[CaseKey], handed: int, pipe: Pipe
) -> None:
    """Start both and send {name: port} through the pipe; then for every word that comes back but "stop" the seconds of
    processor time that this process has used. keys: the cases that the floor looks up in turn. handed: the UDP port
    that is told of each message that was handed to Teams' or Slack's sender, which send nothing here
    (`tests.bench.outbound`)."""
    os.sched_setaffinity(0, cores()[:1])
    _take_what_is_sent(handed)
    sys.setswitchinterval(SWITCH)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        logs.configure(stream=nowhere)  # every line is made as in production, but this terminal shows the figures
        asyncio.run(_serve(Settings.model_validate(settings), _Floor(slack_secret, teams_key, keys), pipe))


def _take_what_is_sent(port: int) -> None:
    """Put in the senders' place what only says whose answer it was handed: a message's id in Teams, Slack's channel."""
    told = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    told.connect(("127.0.0.1", port))

    async def send(_connector: Connector, activity: dict[str, Any]) -> str | None:
        told.send(str(activity["replyToId"]).encode())
        return "1"

    async def post(_client: AsyncWebClient, *, channel: str, **_message: Any) -> dict[str, object]:
        told.send(channel.encode())
        return {"ok": True, "ts": "1"}

    Connector.send = send  # type: ignore[method-assign]
    AsyncWebClient.chat_postMessage = post  # type: ignore[method-assign,assignment]


def cores() -> list[int]:
    """The cores of this machine that may be used: the server has the first, the load the others, where there are."""
    return sorted(os.sched_getaffinity(0))


async def _serve(settings: Settings, floor: _Floor, pipe: Pipe) -> None:
    kanslist = Kanslist.open(settings)
    kanslist.search.warm()
    apps = {"kanslist": make_app(kanslist, settings), "floor": floor.app(kanslist)}
    runners = {name: web.AppRunner(app, access_log=None) for name, app in apps.items()}
    ports = {}
    for name, runner in runners.items():
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        ports[name] = runner.addresses[0][1]
    pipe.send(ports)
    while await asyncio.to_thread(pipe.recv) != "stop":
        pipe.send(time.process_time())
    for runner in runners.values():
        await runner.cleanup()
    kanslist.close()


class _Floor:
    def __init__(self, slack_secret: str, teams_key: bytes, keys: Sequence[CaseKey]) -> None:
        self._verifier = SignatureVerifier(slack_secret)
        self._teams_key = load_pem_public_key(teams_key)
        self._keys: Iterator[CaseKey] = cycle(keys)

    def app(self, kanslist: Kanslist) -> web.Application:
        """The server. kanslist: whose store is asked."""
        self._store = kanslist.store
        app = web.Application()
        app.router.add_post("/slack/events", self._slack)
        app.router.add_post("/api/messages", self._teams)
        return app

    def _look_up(self) -> int:
        return len(self._store.facts(PUBLIC, FactQuery("decisions", case=next(self._keys))))

    async def _slack(self, request: web.Request) -> web.Response:
        if not self._verifier.is_valid_request(await request.read(), dict(request.headers)):
            return web.Response(status=401)
        return web.json_response({"text": self._look_up()})

    async def _teams(self, request: web.Request) -> web.Response:
        await request.read()
        token = request.headers["Authorization"].removeprefix("Bearer ")
        jwt.decode(token, self._teams_key, algorithms=["RS256"], audience=APP_ID, issuer=ISSUER)
        self._look_up()
        return web.Response(status=202)
