"""Questions and presses that were acknowledged and whose process died before it answered: answered by the one that
finds them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import Any, Protocol

from adapters.logs import logger
from knowledge.errors import StoreError

EVERY = 60.0
"""Seconds between two looks."""

_log = logger("inbox")


class Claims(Protocol):
    """The part of the store that `claim_once` needs."""

    def claim_event(self, event: str, body: str | None = None) -> bool: ...

    def together(self, *, durable: bool = True) -> AbstractContextManager[None]: ...


def claim_once(store: Claims, what: str, by: str | None) -> bool:
    """Whether this is to be done: nobody else has claimed it. by: the press that claims it, which may go on where the
    process that worked it was killed. Raises StoreError."""
    with store.together():
        is_first = store.claim_event(what)
        is_its_own = by is not None and not store.claim_event(f"{what}:{by}")
        return is_first or is_its_own


class Events(Protocol):
    """The part of the store that this needs."""

    def take_unanswered(self, platform: str) -> list[tuple[str, str]]: ...


async def watch(events: Events, platform: str, redo: Callable[[str, Any], None]) -> None:
    """Look for unanswered questions of a platform now and every minute, until cancelled. redo: starts to answer one,
    from its event's name and what was recorded."""
    while True:
        with suppress(StoreError):  # a busy store is asked again in a minute
            for event, body in await asyncio.to_thread(events.take_unanswered, platform):
                _log.info("answer_resumed", platform=platform)
                redo(event, json.loads(body))
        await asyncio.sleep(EVERY)


class Watch:
    """The look-out of one platform, for the time that a server runs."""

    def __init__(self, events: Events, platform: str, redo: Callable[[str, Any], None]) -> None:
        self._task = asyncio.create_task(watch(events, platform, redo))

    async def stop(self) -> None:
        """End it."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
