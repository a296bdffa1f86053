"""As fast as the platforms take it, and no faster: measured on a clock that jumps."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bot.answers.answer import Answer
from bot.follow_up.delivery.enqueue import enqueue
from bot.follow_up.delivery.pace import Pace
from bot.follow_up.delivery.runner import Runner
from bot.ports import Limit
from knowledge.store.sqlite import SqliteStore
from tests.fakes.platform import Platform
from tests.fakes.virtual_time import VirtualLoop, run

LETTER = Answer(question="", intent="digest", outcome="answered", lead="Veckans brev.")
ANSWERED = 0.2
"""Seconds that the platform takes."""


class Timed(Platform):
    """Notes when each message came; Slack's channels (C…) take one a second, the Teams tenant fifty."""

    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop
        self.times: defaultdict[str, list[float]] = defaultdict(list)

    def limits(self, channel: str) -> Sequence[Limit]:
        own = Limit(channel, 1.0)
        return (own,) if channel[0] == "C" else (own, Limit("tenant", 50.0))

    async def post(self, channel: str, message: Answer, key: str | None = None) -> str:
        for limit in self.limits(channel):
            self.times[limit.name].append(self._loop.time())
        await asyncio.sleep(ANSWERED)
        return await super().post(channel, message, key)


def gaps(times: Sequence[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(times)]


def posted(folder: Path, channels: Sequence[str], each: int) -> tuple[Timed, float]:
    """So many messages a channel, sent in one run; how long it took on the virtual clock."""
    store = SqliteStore(folder / "k.db")
    with store.together(durable=False):
        for number in range(each):
            for channel in channels:
                enqueue(store, channel, f"P{number}", "veckobrev", LETTER, now=0)

    async def main(loop: VirtualLoop) -> tuple[Timed, float]:
        platform = Timed(loop)
        pace = Pace(clock=loop.time)
        runner = Runner(store, [platform], lambda _: True, pace=pace, clock=lambda: 1_000 + loop.time())
        tally = await runner.once()
        assert tally.counts == {"sent": each * len(channels)}
        return platform, loop.time()

    made = run(main)
    store.close()
    return made


def test_a_channel_in_slack_gets_one_message_a_second(tmp_path: Path) -> None:
    """Its neighbours meanwhile get theirs: forty channels of three messages take what one channel takes."""
    platform, took = posted(tmp_path, [f"C{number}" for number in range(40)], 3)
    for times in platform.times.values():
        assert min(gaps(times)) >= 1.0 - 1e-9
    assert took <= 3 + 40 * ANSWERED / 32 + 1


def test_a_tenant_in_teams_gets_fifty_a_second(tmp_path: Path) -> None:
    """In any second, whatever the channels; and not much slower than that."""
    platform, took = posted(tmp_path, [f"19:{number}" for number in range(120)], 2)
    times = platform.times["tenant"]
    assert len(times) == 240
    assert all(later - earlier >= 1.0 - 1e-9 for earlier, later in zip(times, times[50:], strict=False))
    assert took <= 240 / 50 + 2


async def test_a_turn_is_counted_though_nobody_waits() -> None:
    """The next run goes on where the last one stopped."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    pace = Pace(clock=lambda: 100.0, sleep=sleep)
    for _ in range(3):
        await pace.turn([Limit("C1", 1.0), Limit("tenant", 50.0)])
    await pace.turn([Limit("C2", 1.0)])
    assert slept == [1.0, 2.0]
