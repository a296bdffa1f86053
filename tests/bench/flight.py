"""Questions with many in flight on one event loop, and a watchdog that sees how long the loop is held up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle, islice

from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from tests.bench.figures import Figures

AT_ONCE = 16
TICK = 0.001
"""Seconds that the watchdog sleeps."""


class Watchdog:
    """longest: the seconds by which the loop came back too late, at worst."""

    longest = 0.0

    async def watch(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK)
            self.longest = max(self.longest, time.perf_counter() - began - TICK)


@asynccontextmanager
async def watched() -> AsyncIterator[Watchdog]:
    """A watchdog beside what runs within."""
    dog = Watchdog()
    watching = asyncio.create_task(dog.watch())
    try:
        yield dog
    finally:
        await asyncio.sleep(2 * TICK)
        watching.cancel()


@dataclass(frozen=True, slots=True)
class Flight:
    """waited: from when a question is handed over until its answer is there, what waits for others included.

    answered: from when its worker has come back from one round of the loop, so that only what waits within the clerk is
    in it (for a turn in the loop, `bot/turns.py`, or for a thread). blocked: the longest block of the loop in
    milliseconds.
    work: processor time of one question in milliseconds, which other programs on the machine hardly change.
    """

    waited: Figures
    answered: Figures
    blocked: float
    work: float
    outcomes: dict[str, int]


async def fly(kanslist: Kanslist, name: str, texts: Sequence[str], times: int) -> Flight:
    """Ask `times` questions, AT_ONCE at a time, each worker the next one as soon as it has an answer."""
    await asyncio.gather(*(kanslist.ask(_message(text, "warm")) for text in texts[:AT_ONCE]))
    waiting = islice(cycle(texts), times)
    waited: list[float] = []
    answered: list[float] = []
    outcomes: dict[str, int] = {}

    async def work(worker: int) -> None:
        for text in waiting:
            handed = time.perf_counter()
            await asyncio.sleep(0)
            turn = time.perf_counter()
            answer = await kanslist.ask(_message(text, f"{name} {worker} {len(waited)}"))
            answered.append(time.perf_counter() - turn)
            waited.append(time.perf_counter() - handed)
            outcomes[answer.outcome] = outcomes.get(answer.outcome, 0) + 1

    async with watched() as dog:
        began, worked = time.perf_counter(), time.process_time()
        await asyncio.gather(*(work(worker) for worker in range(AT_ONCE)))
        took, worked = time.perf_counter() - began, time.process_time() - worked
    each = worked / len(waited) * 1000
    return Flight(Figures(name, waited, took), Figures(name, answered, took), dog.longest * 1000, each, outcomes)


def _message(text: str, conversation: str) -> Incoming:
    return Incoming(text, Asker("terminal"), conversation, private=True)
