"""The look-out for subscriptions while a server runs: where the record has changed, who wants to know is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable

from aiohttp import web

from adapters.logs import logger
from bot.kanslist import Kanslist
from knowledge.errors import KanslistError

EVERY = 300.0
"""Seconds between two looks: a folder of documents that comes in is told of as one."""
HOURLY = 30.0
"""Seconds between two looks for issues whose hour has come."""

_log = logger("subscriptions")


def beside(kanslist: Kanslist) -> Callable[[web.Application], AsyncIterator[None]]:
    """A cleanup context that looks for as long as the server runs."""

    async def running(_app: web.Application) -> AsyncIterator[None]:
        looking = asyncio.create_task(_look(kanslist))
        yield
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)

    return running


async def _look(kanslist: Kanslist) -> None:
    seen: int | None = None
    looked = float("-inf")
    while True:
        try:
            if made := await asyncio.to_thread(kanslist.make_issues):
                _log.info("issues_made", count=made)
            if time.monotonic() - looked >= EVERY:
                seen, looked = await once(kanslist, seen), time.monotonic()
        except KanslistError as error:
            _log.warning("subscriptions_waited", error=type(error).__name__)
        await asyncio.sleep(HOURLY)


async def once(kanslist: Kanslist, seen: int | None) -> int:
    """One look. seen: the change number at the last one; gives this one's. Raises StoreError."""
    change = await asyncio.to_thread(kanslist.store.change)
    if change != seen and (told := await asyncio.to_thread(kanslist.tell_subscribers)):
        _log.info("subscriptions_told", count=told)
    return change
