"""The servers under load, in a process of their own: Kanslist's, and the bare one that only checks the signature."""

from __future__ import annotations

import asyncio
import logging
from multiprocessing.connection import Connection
from typing import Any

import jwt
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from adapters import logs
from adapters.server import make_app
from bot.kanslist import Kanslist
from bot.settings import Settings
from tests.fakes.teams import APP_ID, ISSUER


def serve(settings: dict[str, Any], slack_secret: str, teams_key: bytes, pipe: Connection) -> None:
    """Start both, send {name: port} through the pipe, serve until something is sent back."""
    logs.configure()
    logging.disable(logging.INFO)  # the log is written as in production, but this terminal shows the figures
    asyncio.run(_serve(Settings.model_validate(settings), slack_secret, teams_key, pipe))


async def _serve(settings: Settings, slack_secret: str, teams_key: bytes, pipe: Connection) -> None:
    kanslist = Kanslist.open(settings)
    apps = {"kanslist": make_app(kanslist, settings), "floor": _floor(slack_secret, teams_key)}
    runners = {name: web.AppRunner(app, access_log=None) for name, app in apps.items()}
    ports = {}
    for name, runner in runners.items():
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        ports[name] = runner.addresses[0][1]
    pipe.send(ports)
    await asyncio.to_thread(pipe.recv)
    for runner in runners.values():
        await runner.cleanup()
    kanslist.close()


def _floor(slack_secret: str, teams_key: bytes) -> web.Application:
    verifier = SignatureVerifier(slack_secret)

    async def slack(request: web.Request) -> web.Response:
        body = await request.read()
        return web.json_response(
            {"text": "ok"}, status=200 if verifier.is_valid_request(body, dict(request.headers)) else 401
        )

    async def teams(request: web.Request) -> web.Response:
        await request.read()
        token = request.headers["Authorization"].removeprefix("Bearer ")
        jwt.decode(token, teams_key, algorithms=["RS256"], audience=APP_ID, issuer=ISSUER)
        return web.Response(status=202)

    app = web.Application()
    app.router.add_post("/slack/events", slack)
    app.router.add_post("/api/messages", teams)
    return app
