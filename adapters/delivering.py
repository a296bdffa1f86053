"""The outbox's runner while a server runs: what waits is sent, by whichever server leases it first."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable

from aiohttp import web

from adapters.logs import logger
from bot.follow_up.delivery.runner import Tally
from bot.kanslist import Kanslist
from knowledge.errors import KanslistError

EVERY = 5.0
"""Seconds between two looks into the outbox."""
TIDY = 24 * 3600.0
"""Seconds between two times that old snapshots are forgotten."""
GRACE = 10.0
"""Seconds that what is on its way has when the server stops; what is not there by then is looked for afterwards."""

_log = logger("outbox")


def beside(kanslist: Kanslist) -> Callable[[web.Application], AsyncIterator[None]]:
    """A cleanup context that delivers for as long as the server runs."""

    async def running(_app: web.Application) -> AsyncIterator[None]:
        stopping = asyncio.Event()
        delivering = asyncio.create_task(_deliver(kanslist, stopping))
        yield
        stopping.set()
        await asyncio.wait([delivering], timeout=GRACE)
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)

    return running


async def _deliver(kanslist: Kanslist, stopping: asyncio.Event) -> None:
    tidied = float("-inf")
    while not stopping.is_set():
        try:
            note(await kanslist.outbox.once(stopping=stopping))
            if time.monotonic() - tidied > TIDY:
                await asyncio.to_thread(kanslist.store.forget_snapshots, int(time.time()))
                tidied = time.monotonic()
        except KanslistError as error:
            _log.warning("outbox_waited", error=type(error).__name__)
        try:
            await asyncio.wait_for(stopping.wait(), EVERY)
        except TimeoutError:
            continue


def note(tally: Tally) -> None:
    """Log what came of a run, without a channel or a word of what was sent."""
    if tally.counts:
        _log.info("delivered", **tally.counts)
    for error in tally.errors:
        _log.error("delivery_failed", error=type(error).__name__, reason=str(error.values.get("reason")))
