"""A complete `/beslut` through Slack (command and direct message) and through Teams, beside a server that only checks
and looks up.

The servers have a process and a core of their own (`tests.bench.servers`), the load another where the machine has one
to spare. Each path is asked about one case again and again, and about many cases, each once: what a cache saves is
seen in the difference.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from slack_sdk.signature import SignatureVerifier

from bot.settings import Settings
from knowledge.case_numbers import parse
from knowledge.store.api import FactQuery
from knowledge.store.reader import PUBLIC
from knowledge.store.sqlite import SqliteStore
from tests.bench import outbound
from tests.bench.client import Line
from tests.bench.figures import Figures
from tests.bench.servers import cores, serve
from tests.fakes import slack as slack_fake
from tests.fakes import teams as teams_fake
from tests.load.make import make

REQUESTS = 2_000
AT_ONCE = (1, 16, 64)
FACTS = 40_000
"""Facts of the invented record that is asked: enough for as many different cases as there are requests."""

Request = tuple[dict[str, str], bytes, str]
"""Headers, body, and the id of the reply that is waited for; empty where there is none beside the response."""


@dataclass(frozen=True, slots=True)
class _Run:
    """The servers under load. worked: the seconds of processor time that they have used so far."""

    ports: dict[str, int]
    slack: slack_fake.FakeSlack
    teams: teams_fake.FakeTeams
    cases: Sequence[str]
    worked: Callable[[], Awaitable[float]]
    replies: dict[str, asyncio.Future[None]]


async def measure(folder: Path) -> str:
    """Both paths and both floors, in the same run. folder: where the record is made, or was."""
    if not (folder / "kanslist.db").exists():
        await asyncio.to_thread(make, folder, FACTS)
    settings = Settings(_env_file=None, data=folder)  # type: ignore[call-arg]  # pydantic-settings' own argument
    apart = len(cores()) > 1  # the load leaves the server's core to it below
    async with _running(settings, _cases(settings)) as run:
        rows = [
            f"A complete /beslut over HTTP, the server on one core, {REQUESTS} requests a row, {len(run.cases)} cases",
            "  the load "
            + ("has a core of its own" if apart else "shares the server's core: read the cpu ms")
            + f"; load average before: {os.getloadavg()[0]:.1f}",
            "  floor: aiohttp, the check and the look-up of the case's decisions alone",
            f"  {'in flight':52s}   p50 ms      p95      p99   a sec.  cpu ms   share of the floor's rate, by cpu",
        ]
        for at_once in AT_ONCE:
            rows += await _slack_rows(run, at_once)
        for at_once in AT_ONCE:
            rows += await _teams_rows(run, at_once)
        rows += await outbound.rows()
        return "\n".join(rows)


def _cases(settings: Settings) -> list[str]:
    """The numbers of as many cases with a decision as there are requests, as printed."""
    store = SqliteStore.open(settings.database_url)
    every = store.cases(PUBLIC, limit=2 * REQUESTS)
    held = [printed for key, printed in every if store.facts(PUBLIC, FactQuery("decisions", case=key))]
    store.close()
    return held[:REQUESTS]


@asynccontextmanager
async def _running(settings: Settings, cases: Sequence[str]) -> Any:
    async with slack_fake.FakeSlack() as slack, teams_fake.FakeTeams() as teams:
        told = settings.model_dump() | slack.settings() | teams.settings()
        pipe, other = multiprocessing.Pipe()
        public = teams_fake.private_key(teams_fake.KEY_ID).public_key()
        pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        keys = [key for case in cases if (key := parse(case))]
        replies: dict[str, asyncio.Future[None]] = {}
        handed, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: _Handed(replies), local_addr=("127.0.0.1", 0)
        )
        port = handed.get_extra_info("sockname")[1]
        process = multiprocessing.get_context("spawn").Process(
            target=serve, args=(told, slack_fake.SECRET, pem, keys, port, other)
        )
        process.start()
        allowed = os.sched_getaffinity(0)
        os.sched_setaffinity(0, cores()[1:] or cores())

        async def worked() -> float:
            pipe.send("worked")
            return float(await asyncio.to_thread(pipe.recv))

        try:
            ports: dict[str, int] = await asyncio.to_thread(pipe.recv)
            yield _Run(ports, slack, teams, cases, worked, replies)
        finally:
            handed.close()
            os.sched_setaffinity(0, allowed)
            pipe.send("stop")
            await asyncio.to_thread(process.join, 10)


class _Handed(asyncio.DatagramProtocol):
    """Tells whoever waits for it that a card was handed to the sender."""

    def __init__(self, replies: dict[str, asyncio.Future[None]]) -> None:
        self._replies = replies

    def datagram_received(self, data: bytes, addr: Any) -> None:
        if waiting := self._replies.pop(data.decode(), None):
            waiting.set_result(None)


async def _slack_rows(run: _Run, at_once: int) -> list[str]:
    path, name = "/slack/events", f"{at_once:3d}  Slack /beslut"
    one, many = run.cases[:1], run.cases
    floor, _ = await _load(run, f"{at_once:3d}  floor for Slack", "floor", path, _slash(run, one), at_once)
    same, _ = await _load(run, f"{name}, one case", "kanslist", path, _slash(run, one), at_once)
    other, _ = await _load(run, f"{name}, each case once", "kanslist", path, _slash(run, many), at_once)
    told, name = [floor.served(), same.served(floor), other.served(floor)], f"{at_once:3d}  Slack message"
    return told + await _posted(run, name, path, _direct, at_once, floor)


async def _teams_rows(run: _Run, at_once: int) -> list[str]:
    path, name = "/api/messages", f"{at_once:3d}  Teams /beslut"
    floor, _ = await _load(run, f"{at_once:3d}  floor for Teams", "floor", path, _messages(run, run.cases[:1]), at_once)
    return [floor.served(), *await _posted(run, name, path, _messages, at_once, floor)]


async def _posted(
    run: _Run,
    name: str,
    path: str,
    asking: Callable[[_Run, Sequence[str]], Iterator[Request]],
    at_once: int,
    floor: Figures,
) -> list[str]:
    """Rows of what is acknowledged first and answered after it."""
    rows: list[str] = []
    for told, cases in (("one case", run.cases[:1]), ("each case once", run.cases)):
        loaded = await _load(run, f"{name}, {told}", "kanslist", path, asking(run, cases), at_once, posts=True)
        rows += [figures.served(floor) for figures in loaded]
    return rows


async def _load(
    run: _Run, name: str, server: str, path: str, requests: Iterator[Request], at_once: int, *, posts: bool = False
) -> tuple[Figures, Figures]:
    """Figures to the HTTP response, and (where it `posts`) to the message handed to the sender, which is waited for."""
    acknowledged: list[float] = []
    arrived: list[float] = []
    lines = [await Line.open(run.ports[server]) for _ in range(at_once)]

    async def work(line: Line, times: int) -> None:
        for _ in range(times):
            headers, body, reply = next(requests)
            if posts:
                run.replies[reply] = waiting = asyncio.get_running_loop().create_future()
            start = time.perf_counter()
            status, _ = await line.post(path, headers, body)
            assert status < 300, (name, status)
            acknowledged.append(time.perf_counter() - start)
            if posts:
                await asyncio.wait_for(waiting, teams_fake.REPLY_SECONDS)
                arrived.append(time.perf_counter() - start)

    await asyncio.gather(*(work(line, 2) for line in lines))
    acknowledged.clear()
    arrived.clear()
    began, worked = time.perf_counter(), await run.worked()
    await asyncio.gather(*(work(line, REQUESTS // at_once) for line in lines))
    took, worked = time.perf_counter() - began, await run.worked() - worked
    for line in lines:
        line.close()
    until = f"{name}, handed to the sender"
    return Figures(f"{name}, acknowledged" if posts else name, acknowledged, took, worked), Figures(
        until, arrived, took, worked
    )


def _slash(run: _Run, cases: Sequence[str]) -> Iterator[Request]:
    """Signed slash commands about these cases, one after another."""
    for case in cycle(cases):
        yield _signed("application/x-www-form-urlencoded", urlencode(run.slack.slash_form("/beslut", case)), "")


def _direct(run: _Run, cases: Sequence[str]) -> Iterator[Request]:
    """Signed events of direct messages about these cases, each from somebody else."""
    for case in cycle(cases):
        number = time.time_ns()  # of its own: see _messages
        event = run.slack.direct_event(f"/beslut {case}", channel=f"D{number}") | {"event_id": f"Ev{number}"}
        yield _signed("application/json", json.dumps(event), f"D{number}")


def _signed(content_type: str, body: str, reply: str) -> Request:
    stamp = str(int(time.time()))
    signature = SignatureVerifier(slack_fake.SECRET).generate_signature(timestamp=stamp, body=body)
    headers = {
        "Content-Type": content_type,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": str(signature),
    }
    return headers, body.encode(), reply


def _messages(run: _Run, cases: Sequence[str]) -> Iterator[Request]:
    """Messages of Teams about these cases, one after another."""
    headers = {"Authorization": f"Bearer {run.teams.token()}", "Content-Type": "application/json"}
    for case in cycle(cases):
        # an id of its own: those that the fake gives have been answered already, where the record is of an earlier run
        activity = run.teams.activity(f"/beslut {case}", id=str(time.time_ns()))
        yield headers, json.dumps(activity).encode(), activity["id"]
