"""Whatever happens to a delivery, in whatever order: never two messages without a word about it, and never none."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.answers.answer import Answer
from bot.follow_up.delivery.enqueue import enqueue
from bot.follow_up.delivery.runner import Runner
from bot.follow_up.delivery.snapshot import packed
from knowledge.store.deliveries import LEASE, Delivery
from knowledge.store.sqlite import SqliteStore
from tests.fakes.platform import Platform, Posted

CHANNELS = st.sampled_from(["C1", "C2"])
FAULTS = st.sampled_from(["hidden", "lost", "busy", "down", "refused", "closed", "removed"])
LETTER = Answer(question="", intent="digest", outcome="answered", lead="Brev.")


class Deliveries(RuleBasedStateMachine):
    """One store, one platform (which lets the bot look or not), and runners that come and go."""

    @initialize(looks=st.booleans())
    def begin(self, looks: bool) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = SqliteStore(Path(self.folder.name) / "k.db")
        self.platform = Platform(looks=looks)
        self.now = 1_000_000

    def runner(self, platform: Platform) -> Runner:
        return Runner(self.store, [platform], lambda _: True, clock=lambda: self.now, chance=lambda: 0.5)

    def run(self) -> None:
        asyncio.run(self.runner(self.platform).once())

    @rule(channel=CHANNELS)
    def compose(self, channel: str) -> None:
        """Something is to be sent; the same period of a channel is composed once."""
        period = f"P{len(self.store.deliveries(limit=-1)) // 2}"
        enqueue(self.store, channel, period, "prov", LETTER, owner="U1", now=self.now)

    @rule()
    def send(self) -> None:
        """A run on a good day."""
        self.run()

    @rule(faults=st.lists(FAULTS, min_size=1, max_size=3))
    def send_badly(self, faults: list[str]) -> None:
        """A run on a bad one; what the platform does to the messages that nobody sends does not last."""
        self.platform.faults.extend(faults)
        self.run()
        self.platform.faults.clear()

    @rule(channel=CHANNELS, posted=st.booleans())
    def crash(self, channel: str, posted: bool) -> None:
        """A process dies between its lease and the stored id: before the platform has the message, or after."""
        row = self.store.lease_delivery(channel, self.now)
        if row is not None and posted and not row.unclear:
            self.platform.posted.append(Posted(channel, LETTER, row.key, f"m{len(self.platform.posted) + 1}"))

    @rule(channel=CHANNELS)
    def fall_asleep(self, channel: str) -> None:
        """A machine sleeps between lease and post, longer than the lease; another one takes over meanwhile."""
        asyncio.run(self.runner(_Asleep(self)).once({channel}))

    @rule(seconds=st.sampled_from([1, 40, LEASE + 1, 3_700, 30_000]))
    def wait(self, seconds: int) -> None:
        """Time passes, and leases with it."""
        self.now += seconds

    @rule(channel=CHANNELS, closed=st.booleans())
    def archive(self, channel: str, closed: bool) -> None:
        """Somebody archives a channel, or opens it again."""
        (self.platform.closed.add if closed else self.platform.closed.discard)(channel)

    @rule()
    def retry(self) -> None:
        """`kanslist outbox retry --all`"""
        self.store.retry_deliveries(self.now)

    def copies(self, row: Delivery) -> list[Posted]:
        return [one for one in self.platform.posted if one.key == row.key]

    @invariant()
    def what_comes_twice_says_so(self) -> None:
        for row in self.store.deliveries(limit=-1) if hasattr(self, "store") else ():
            silent = [one for one in self.copies(row) if "två gånger" not in one.message.lead]
            assert len(silent) <= 1, row

    @invariant()
    def the_store_does_not_believe_what_is_not_so(self) -> None:
        """What is sent is there; what is there and not known to be is in doubt, or still in hand."""
        for row in self.store.deliveries(limit=-1) if hasattr(self, "store") else ():
            there = self.copies(row)
            assert there or row.state != "sent", row
            assert not there or row.state in ("sent", "leased") or row.unclear, row
            assert row.snapshot == packed(LETTER) or row.kind != "prov"

    def teardown(self) -> None:
        """When all is well again, and somebody has said so, everything arrives."""
        if not hasattr(self, "store"):
            return
        self.platform.closed.clear()
        self.store.retry_deliveries(self.now)
        for _ in range(3):
            self.now += 7_200
            self.run()
        rows = self.store.deliveries(limit=-1)
        assert [row.state for row in rows] == ["sent"] * len(rows)
        if self.platform.looks:
            marked = [row for row in rows if row.marked]
            assert all(len(self.copies(row)) > 1 for row in marked), "where one may look nothing is marked in vain"
        self.what_comes_twice_says_so()
        self.store.close()
        self.folder.cleanup()


class _Asleep(Platform):
    """The platform as a machine sees it that has slept through its lease before each post."""

    def __init__(self, machine: Deliveries) -> None:
        super().__init__(looks=machine.platform.looks)
        self._machine = machine

    async def post(self, channel: str, message: Answer, key: str | None = None) -> str:
        machine = self._machine
        machine.now += LEASE + 1
        await machine.runner(machine.platform).once({channel})
        return await machine.platform.post(channel, message, key)

    async def find(self, channel: str, key: str, since: int) -> str | None:
        return await self._machine.platform.find(channel, key, since)

    async def edit(self, channel: str, message_id: str, message: Answer) -> None:
        await self._machine.platform.edit(channel, message_id, message)


TestDeliveries = Deliveries.TestCase
TestDeliveries.settings = settings(max_examples=25, stateful_step_count=25)
