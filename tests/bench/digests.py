"""`python -m tests.bench.digests [FOLDER]`: ten thousand subscriptions of five hundred channels, one digest run.

Composed over the record in FOLDER (or the demo's documents), and posted at the platforms' pace on a clock that jumps;
processor time, disk and memory are the machine's own.

All subscriptions of a channel at one hour are one message; a last run posts twenty a channel, which no digest does. The
store is on the disk, each lease and each id written through.
"""

from __future__ import annotations

import asyncio
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path

from adapters.teams.sender import A_SECOND
from bot.answers.answer import Answer, Citation, Item
from bot.follow_up import moments
from bot.follow_up.delivery.enqueue import enqueue
from bot.follow_up.delivery.pace import Pace
from bot.follow_up.delivery.runner import Runner
from bot.follow_up.delivery.snapshot import packed
from bot.follow_up.digest import Span, issues
from bot.follow_up.watch.model import Subscription, Wanted
from bot.kanslist import Kanslist
from bot.ports import Limit
from bot.settings import Settings
from knowledge.ingest import ingest
from knowledge.store.reader import PUBLIC
from knowledge.store.sqlite import SqliteStore
from tests.fakes import virtual_time
from tests.fakes.platform import Platform
from tests.fakes.virtual_time import VirtualLoop

ROOT = Path(__file__).parent.parent.parent
CHANNELS, EACH = 500, 20
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
        return (own,) if channel[0] == "C" else (own, Limit("tenant", A_SECOND))

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


def wishes(bodies: Sequence[str]) -> Iterator[Wanted]:
    """Twenty a channel: the whole letter, each body, words, kinds of facts; which ones goes round with the channel."""
    words = ("budget", "skola", "bygglov", "upphandling", "arbetsmiljö", "taxa", "avtal", "personal")
    kinds = (
        Wanted(everything=True),
        Wanted(recommendations="all"),
        Wanted(recommendations="overdue"),
        Wanted(assignments=True),
    )
    several = [Wanted(bodies=(body,), words=(word,)) for body in bodies for word in words]
    while True:
        yield from kinds
        yield from (Wanted(bodies=(body,)) for body in bodies)
        yield from (Wanted(words=(word,)) for word in words)
        yield from several


def composed(folder: Path) -> str:
    """One run over every subscription: what the digest makes of the record for each channel."""
    kanslist = Kanslist.open(Settings(_env_file=None, data=folder, database=f"sqlite:///{folder / 'k.db'}"))  # type: ignore[call-arg]  # pydantic-settings' own argument
    store, desk = kanslist.store, kanslist.desk(PUBLIC)
    if not store.documents(PUBLIC, limit=1):
        ingest([ROOT / "deploy" / "demo"], "öppen", store, kanslist.search)
        desk = kanslist.desk(PUBLIC)
    wanted = wishes(sorted({one.body for one in store.holdings(PUBLIC) if one.body})[:12])
    with store.together():
        for number in range(CHANNELS):
            for wish in islice(wanted, EACH):
                store.put_subscription(place=f"C{number}", said="x", wanted=wish.pack(), rhythm="{}", now=0)
    held: defaultdict[str, list[Subscription]] = defaultdict(list)
    for row in store.subscriptions():
        held[row.place].append(Subscription.of(row))
    week = Span(moments.midnight(date.today() - timedelta(days=7)), moments.midnight(date.today() + timedelta(days=1)))
    began, worked = time.perf_counter(), time.process_time()
    made = entries = 0
    for issue in issues(desk, [(place, told, week) for place, told in held.items()]):
        packed(issue.answer)
        made, entries = made + 1, entries + len(issue.answer.items)
    took, worked = time.perf_counter() - began, time.process_time() - worked
    documents, subscriptions = len(store.documents(PUBLIC, limit=10_000)), sum(map(len, held.values()))
    kanslist.close()
    return (
        f"{subscriptions} subscriptions of {made} channels over {documents} documents: composed in "
        f"{worked:.1f} s of processor ({took:.1f} s of this machine's), {entries} entries; at most {memory():.0f} MB"
    )


def memory() -> float:
    """The most that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
    return (
        f"{each * CHANNELS} messages, {CHANNELS} channels: put into the outbox in {enqueued:.1f} s; sent in "
        f"{took:.1f} s of the platforms' time ({worked:.1f} s of processor, {real:.1f} s of this machine's)\n"
        f"  shortest gap in a channel {gap:.2f} s (inf: one message each); "
        f"most a second in the tenant {most}; memory at most {memory():.0f} MB"
    )


def main() -> None:
    """Print the figures. The record is copied: the subscriptions are put into the copy."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record"
        shutil.copytree(sys.argv[1], record) if sys.argv[1:] else record.mkdir()
        sys.stdout.write(composed(record) + "\n")
    for messages in (1, EACH):
        sys.stdout.write(measure(messages) + "\n")


if __name__ == "__main__":
    main()
