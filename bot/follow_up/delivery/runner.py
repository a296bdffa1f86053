"""The runner: leases what is due, channel by channel, sends it at the platforms' pace, and stores what came of it."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from bot.answers.answer import Answer
from bot.errors import DeliveryError, PlatformDown
from bot.follow_up.delivery.attempt import Missed, Sent, attempt
from bot.follow_up.delivery.backing_off import MOST_TRIES, Chance
from bot.follow_up.delivery.pace import Pace
from bot.follow_up.delivery.settling import settle
from bot.follow_up.delivery.snapshot import Visible, doubtful, unpacked
from bot.messages import of_outbox
from bot.ports import Sender
from knowledge.store.deliveries import DOCUMENT_REMOVED, Delivery, Ended
from knowledge.store.sqlite import SqliteStore

IN_FLIGHT = 32
"""Messages that are on their way at a time, whatever the channels; a thread of the store's and a socket each."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What came of a run: "sent" (some of them "marked" or "found"), "waiting", "failed", "suspended", "twice"."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[DeliveryError] = field(default_factory=list)
    down: set[int] = field(default_factory=set)
    """Senders whose platform could not be reached: left alone until the next run."""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def over(self, sender: Sender) -> bool:
        """Whether nothing more is sent through this one now."""
        return id(sender) in self.down or self.stopping.is_set()


class Runner:
    """Sends what is due. Two of them, in whatever processes, send nothing twice: a lease is one's own.

    visible: what may be shown where messages go, asked at the moment of posting; clock: seconds since 1970.
    """

    def __init__(
        self,
        store: SqliteStore,
        senders: Sequence[Sender],
        visible: Visible,
        *,
        pace: Pace | None = None,
        clock: Callable[[], float] = time.time,
        chance: Chance = random.random,
    ) -> None:
        self._store = store
        self._senders = senders
        self._visible = visible
        self._pace = pace or Pace()
        self._clock = clock
        self._chance = chance

    async def once(self, only: Collection[str] | None = None, *, stopping: asyncio.Event | None = None) -> Tally:
        """Send what is due now, to these channels or all; what is not delivered is tried again by a later run.

        stopping: once it is set, nothing more is leased. Raises StoreError when what was on its way is done."""
        tally, slots = Tally(stopping=stopping or asyncio.Event()), asyncio.Semaphore(IN_FLIGHT)
        due = await asyncio.to_thread(self._store.due_channels, self._now())
        sending = [
            self._channel(tally, slots, sender, channel, count)
            for channel, count in due.items()
            if (only is None or channel in only) and (sender := self._sender(channel))
        ]
        ends = await asyncio.gather(*sending, return_exceptions=True)
        for fault in ends:
            if isinstance(fault, BaseException):
                raise fault
        return tally

    async def _channel(self, tally: Tally, slots: asyncio.Semaphore, sender: Sender, channel: str, count: int) -> None:
        """What is due in one channel, oldest first, until one does not arrive."""
        for _ in range(count):
            if tally.over(sender):
                return
            limits = sender.limits(channel)
            await self._pace.room(limits)  # without a slot, which is for what is on its way
            async with slots:
                await self._pace.turn(limits)
                if tally.over(sender):
                    return
                delivery = await asyncio.to_thread(self._store.lease_delivery, channel, self._now())
                if delivery is None or not await self._sent(tally, sender, delivery):
                    return

    async def _sent(self, tally: Tally, sender: Sender, delivery: Delivery) -> bool:
        """One leased delivery, tried once; whether the channel may be sent more now."""
        message = await asyncio.to_thread(self._message, delivery)
        if message is None:
            tally.counts["failed"] += 1
            return True
        try:
            outcome = await attempt(sender, delivery, message, await asyncio.to_thread(self._original, delivery))
        except asyncio.CancelledError:
            self._broken_off(delivery)
            raise
        if isinstance(outcome, Missed):
            ended = await asyncio.to_thread(settle, self._store, delivery, outcome, self._now(), self._chance)
            self._note(tally, sender, outcome.error, ended)
            return ended.state == "failed"
        await self._there(tally, sender, delivery, message, outcome)
        return True

    async def _there(self, tally: Tally, sender: Sender, delivery: Delivery, message: Answer, sent: Sent) -> None:
        first = await asyncio.to_thread(
            self._store.delivery_sent, delivery.id, sent.message, self._now(), marked=sent.marked
        )
        tally.counts.update(["sent"] + ["marked"] * sent.marked + ["found"] * sent.found)
        if first or sent.found or delivery.corrects is not None:
            return
        tally.counts["twice"] += 1
        try:  # another took it over while this one was held up, and has sent it too
            await sender.edit(delivery.channel, sent.message, doubtful(message))
        except DeliveryError as error:
            log.warning("delivery %d came twice and could not be marked: %s", delivery.id, type(error).__name__)

    def _message(self, delivery: Delivery) -> Answer | None:
        """What is to be sent, as everyone there may read it now. None where nothing of it may be: that is settled."""
        message = unpacked(delivery.snapshot, self._visible) if delivery.snapshot else None
        if message is None or delivery.tries > MOST_TRIES:
            reason = DOCUMENT_REMOVED if message is None else of_outbox.too_many_tries()
            ended = Ended("failed", reason, self._now(), delivery.unclear, delivery.refusals)
            self._store.end_delivery(delivery.id, delivery.holder, ended)
            return None
        return message

    def _original(self, delivery: Delivery) -> Delivery | None:
        return None if delivery.corrects is None else self._store.delivery(delivery.corrects)

    def _broken_off(self, delivery: Delivery) -> None:
        """This process is being stopped in the middle: whoever comes next looks at once."""
        ended = Ended("waiting", of_outbox.broken_off(), self._now(), unclear=True, refusals=delivery.refusals)
        self._store.end_delivery(delivery.id, delivery.holder, ended)

    def _note(self, tally: Tally, sender: Sender, error: DeliveryError, ended: Ended) -> None:
        tally.counts[ended.state] += 1
        tally.errors.append(error)
        if isinstance(error, PlatformDown):
            tally.down.add(id(sender))

    def _sender(self, channel: str) -> Sender | None:
        return next((one for one in self._senders if one.knows(channel)), None)

    def _now(self) -> int:
        return int(self._clock())
