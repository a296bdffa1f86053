"""`python -m tests.bench.digests`: ten thousand messages for five hundred channels, posted at the platforms' pace on a
clock that jumps; processor time, disk and memory are the machine's own.

Two runs: one issue a channel, as a digest is (all subscriptions of a channel at one hour are one message), and twenty a
channel, which no digest is. The store is on the disk, each lease and each id written through.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bot.answers.answer import Answer, Citation, Item
from bot.follow_up.delivery.enqueue import enqueue
from bot.follow_up.delivery.pace import Pace
from bot.follow_up.delivery.runner import Runner
from bot.ports import Limit
from knowledge.store.sqlite import SqliteStore
from tests.fakes import virtual_time
from tests.fakes.platform import Platform
from tests.fakes.virtual_time import VirtualLoop

CHANNELS = 500
ANSWERED = 0.2
"""Seconds that a platform takes for a message."""


class Timed(Platform):
    """Half of the channels are Slack's, half Teams'; it keeps when each message came, and nothing of it."""

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
        return "m"

    def fastest(self) -> tuple[float, int]:
        """The shortest gap in a channel in seconds, and the most messages that a tenant got in a second."""
        tenant = self.times.pop("tenant")
        gaps = [later - earlier for times in self.times.values() for earlier, later in pairwise(times)]
        return min(gaps, default=float("inf")), max(Counter(int(at) for at in tenant).values())


def letter(number: int) -> Answer:
    """A digest of ten entries, each with its quote."""
    quote = "Nämnden beslutar att bifalla förslaget, anvisa medel och återrapportera till mötet i november. " * 2
    entries = range(10)
    return Answer(
        question="", intent="digest", outcome="answered", lead=f"Veckans brev {number}.",
        items=tuple(Item(label=f"Beslut · § {one}", text=quote, citation=one) for one in entries),
        citations=tuple(
            Citation(document=f"{one}.pdf", title=f"Protokoll {one}", page=one + 1, quote=quote, url="https://x/")
            for one in entries
        ),
    )  # fmt: skip


def measure(each: int) -> str:
    """One run of `each` messages a channel."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "k.db")
        began = time.perf_counter()
        channels = [f"C{number}" if number % 2 else f"19:{number}" for number in range(CHANNELS)]
        for number in range(each):
            with store.together():
                for channel in channels:
                    enqueue(store, channel, f"P{number}", "veckobrev", letter(number), now=0)
        enqueued = time.perf_counter() - began

        async def main(loop: VirtualLoop) -> tuple[Timed, float]:
            platform = Timed(loop)
            runner = Runner(
                store, [platform], lambda _: True, pace=Pace(clock=loop.time), clock=lambda: 1_000 + loop.time()
            )
            tally = await runner.once()
            assert tally.counts == {"sent": each * CHANNELS}, tally.counts
            return platform, loop.time()

        began, worked = time.perf_counter(), time.process_time()
        platform, took = virtual_time.run(main)
        worked, real = time.process_time() - worked, time.perf_counter() - began
        store.close()
    gap, most = platform.fastest()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{each * CHANNELS} messages, {CHANNELS} channels: put into the outbox in {enqueued:.1f} s; sent in "
        f"{took:.1f} s of the platforms' time ({worked:.1f} s of processor, {real:.1f} s of this machine's)\n"
        f"  shortest gap in a channel {gap:.2f} s; most a second in the tenant {most}; memory at most {memory:.0f} MB"
    )


if __name__ == "__main__":
    for messages in (1, 20):
        sys.stdout.write(measure(messages) + "\n")
