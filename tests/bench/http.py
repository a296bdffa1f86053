"""Through Slack and through Teams over HTTP, each beside a bare aiohttp server that only checks the signature.

The servers run in a process of their own (`tests.bench.servers`), the load comes from this one: two cores, no sharing.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import time
from collections.abc import Awaitable, Callable
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
        key = teams_fake.private_key(teams_fake.KEY_ID).public_key()
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
    floor, _ = await _load("floor for Slack", ports["floor"], "/slack/events", _slash(slack))
    ours, _ = await _load("Slack /beslut AMN 2020-0276", ports["kanslist"], "/slack/events", _slash(slack))
    rows += [floor.line(), ours.line(floor)]
    floor, _ = await _load("floor for Teams", ports["floor"], "/api/messages", _activity(teams))
    ours, cards = await _load(
        "Teams /beslut AMN 2020-0276", ports["kanslist"], "/api/messages", _activity(teams), teams.reply
    )
    rows += [floor.line(), ours.line(floor), cards.line(floor)]
    return rows


async def _load(
    name: str, port: int, path: str, request: Request, reply: Callable[[], Awaitable[object]] | None = None
) -> tuple[Figures, Figures]:
    """Figures to the HTTP response, and to the message that `reply` waits for before the next request is sent."""
    url = f"http://127.0.0.1:{port}{path}"
    responses: list[float] = []
    replies: list[float] = []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:

        async def many(times: int) -> None:
            for _ in range(times):
                body, headers = request()
                start = time.perf_counter()
                async with session.post(url, data=body, headers=headers) as response:
                    await response.read()
                    assert response.status < 300, (name, response.status)
                responses.append(time.perf_counter() - start)
                if reply is not None:
                    await reply()
                replies.append(time.perf_counter() - start)

        await asyncio.gather(*(many(1) for _ in range(AT_ONCE)))
        responses.clear()
        replies.clear()
        began = time.perf_counter()
        await asyncio.gather(*(many(REQUESTS // AT_ONCE) for _ in range(AT_ONCE)))
        took = time.perf_counter() - began
        return Figures(name, responses, took), Figures(f"{name}, and its card arrived", replies, took)


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
