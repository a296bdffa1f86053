"""A delivery that somebody waits for: sent now, or said why not. It stays in the outbox all the same."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime

from bot.errors import AlreadyPosted, DeliveryError, DeliveryUnderWay
from bot.follow_up.delivery.runner import Runner
from bot.messages import of_outbox
from knowledge.store.deliveries import Delivery
from knowledge.store.sqlite import SqliteStore

WAIT = 60.0
"""Seconds that another process (the server, which looks every few seconds) has to send what it took first."""
_STEP = 0.2


async def send(store: SqliteStore, runner: Runner, channel: str, period: str, kind: str, called: str) -> Delivery:
    """Send what was enqueued for this channel, period and kind; the row as it is when it is there.

    called: the period as a reader calls it. What failed or was suspended is tried again. Raises AlreadyPosted where it
    was sent before, DeliveryUnderWay where another process has it in hand, DeliveryError where it did not arrive: the
    server tries again by itself. StoreError.
    """
    row = await asyncio.to_thread(store.delivery_of, channel, period, kind)
    if row is not None and row.state == "sent":
        raise AlreadyPosted(channel=channel, period=called)
    if row is not None:
        await asyncio.to_thread(store.retry_deliveries, int(time.time()), [row.id])
    tally = await runner.once({channel})
    row = await _settled(store, channel, period, kind)
    if row is not None and row.state == "sent":
        return row
    if row is not None and row.state == "leased" and row.lease is not None:
        raise DeliveryUnderWay(channel=channel, time=f"{datetime.fromtimestamp(row.lease + 60).astimezone():%H:%M}")
    if tally.errors:
        raise tally.errors[-1]
    raise DeliveryError(channel=channel, reason=of_outbox.reason(row.reason if row else None))


async def _settled(store: SqliteStore, channel: str, period: str, kind: str) -> Delivery | None:
    """The row when nobody has it in hand any more, or as it is when that takes too long."""
    for _ in range(int(WAIT / _STEP)):
        row = await asyncio.to_thread(store.delivery_of, channel, period, kind)
        if row is None or row.state != "leased":
            return row
        await asyncio.sleep(_STEP)
    return await asyncio.to_thread(store.delivery_of, channel, period, kind)
