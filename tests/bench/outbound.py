"""What leaves for Teams: our sender over one kept session, to a Bot Connector that is quick or takes its time."""

from __future__ import annotations

import asyncio
import json
import time
from functools import partial

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.teams import cards
from adapters.teams.connector import Connector
from tests.adapters.teams.clerk import answer
from tests.bench.figures import Figures

MESSAGES = 2_000
AT_ONCE = 64
LATENCIES = (0.0, 0.2)
BOTBUILDER = 84
"""A second: botbuilder's own sender, as it was measured once; it opens a session for each message."""


async def rows() -> list[str]:
    """A row for each latency of the Bot Connector."""
    told = [f"Handed to the sender until Teams has it, {AT_ONCE} at once (botbuilder's own: {BOTBUILDER} a second)"]
    return told + [(await _sent(latency)).served() for latency in LATENCIES]


async def _sent(latency: float) -> Figures:
    app = web.Application()
    app.router.add_post("/v3/conversations/{conversation}/activities", partial(_take, latency))
    durations: list[float] = []
    async with TestServer(app, host="127.0.0.1") as server, aiohttp.ClientSession() as session:
        connector = Connector(session, None)
        made = cards.message(answer()) | {"serviceUrl": str(server.make_url("/")), "conversation": {"id": "a:1"}}

        async def work(times: int) -> None:
            for _ in range(times):
                start = time.perf_counter()
                await connector.send(made)
                durations.append(time.perf_counter() - start)

        began, worked = time.perf_counter(), time.process_time()
        await asyncio.gather(*(work(MESSAGES // AT_ONCE) for _ in range(AT_ONCE)))
        took, worked = time.perf_counter() - began, time.process_time() - worked
    return Figures(f"{AT_ONCE:3d}  at {latency * 1000:.0f} ms, the other end's work with it", durations, took, worked)


async def _take(latency: float, request: web.Request) -> web.Response:
    await request.read()
    await asyncio.sleep(latency)
    return web.Response(body=json.dumps({"id": "1"}).encode(), status=201, content_type="application/json")
