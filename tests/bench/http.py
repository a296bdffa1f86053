"""Through Slack and through Teams over HTTP, each beside a bare aiohttp server that only checks the signature.

The servers run in a process of their own (`tests.bench.servers`), the load comes from this one: two cores, no sharing.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot.settings import Settings
from tests.bench.figures import Figures
from tests.bench.servers import serve
from tests.fakes import slack as slack_fake
from tests.fakes import teams as teams_fake

REQUESTS = 2_000
AT_ONCE = 16

Request = Callable[[], tuple[bytes, dict[str, str]]]


async def measure(settings: Settings) -> str:
    """Both paths and both floors, in the same run."""
    async with slack_fake.FakeSlack() as slack, teams_fake.FakeTeams() as teams:
        platforms = slack.settings() | teams.settings()
        told = settings.model_dump() | platforms
        pipe, other = multiprocessing.Pipe()
        key = teams_fake.private_key().public_key()
        process = multiprocessing.get_context("spawn").Process(
            target=serve, args=(told, slack_fake.SECRET, _pem(key), other)
        )
        process.start()
        try:
            ports: dict[str, int] = await asyncio.to_thread(pipe.recv)
            return "\n".join(await _rows(ports, slack, teams))
        finally:
            pipe.send("stop")
            await asyncio.to_thread(process.join, 10)


async def _rows(ports: dict[str, int], slack: slack_fake.FakeSlack, teams: teams_fake.FakeTeams) -> list[str]:
    rows = [f"HTTP, {REQUESTS} requests, {AT_ONCE} at once (floor: bare aiohttp that only checks the signature)"]
    for name, path, request in (
        ("Slack /beslut AMN 2020-0276", "/slack/events", _slash(slack)),
        ("Teams /beslut AMN 2020-0276 (acknowledged)", "/api/messages", _activity(teams)),
    ):
        floor = await _load(f"floor for {name.split()[0]}", ports["floor"], path, request)
        ours = await _load(name, ports["kanslist"], path, request)
        rows += [floor.line(), ours.line(floor)]
        if path == "/api/messages":
            began = time.perf_counter()
            async with asyncio.timeout(60):
                while len(teams.sent) < REQUESTS + AT_ONCE:
                    await teams.reply()
            rows.append(
                f"  Teams: the last of {len(teams.sent)} cards arrived {time.perf_counter() - began:.2f} s later"
            )
    return rows


async def _load(name: str, port: int, path: str, request: Request) -> Figures:
    url = f"http://127.0.0.1:{port}{path}"
    durations: list[float] = []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:

        async def one(counted: bool = True) -> None:
            body, headers = request()
            start = time.perf_counter()
            async with session.post(url, data=body, headers=headers) as response:
                await response.read()
                assert response.status < 300, (name, response.status)
            if counted:
                durations.append(time.perf_counter() - start)

        async def many(times: int) -> None:
            for _ in range(times):
                await one()

        await asyncio.gather(*(one(counted=False) for _ in range(AT_ONCE)))
        began = time.perf_counter()
        await asyncio.gather(*(many(REQUESTS // AT_ONCE) for _ in range(AT_ONCE)))
        return Figures(name, durations, time.perf_counter() - began)


def _slash(slack: slack_fake.FakeSlack) -> Request:
    body = urlencode(slack.slash_form("/beslut", "AMN 2020-0276"))
    verifier = SignatureVerifier(slack_fake.SECRET)

    def request() -> tuple[bytes, dict[str, str]]:
        stamp = str(int(time.time()))
        signature = str(verifier.generate_signature(timestamp=stamp, body=body))
        return body.encode(), {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature,
        }

    return request


def _activity(teams: teams_fake.FakeTeams) -> Request:
    headers = {"Authorization": f"Bearer {teams.token()}", "Content-Type": "application/json"}

    def request() -> tuple[bytes, dict[str, str]]:
        return json.dumps(teams.activity("/beslut AMN 2020-0276")).encode(), headers

    return request


def _pem(key: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    pem: bytes = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem
