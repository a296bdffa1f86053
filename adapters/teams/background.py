"""Turns that go on after their request was acknowledged: counted, bounded, finished before the server stops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

from adapters.logs import logger

OPEN_LIMIT = 500
"""So many turns may be under way; Teams is asked to come again for more."""

DRAIN_SECONDS = 20.0

_log = logger("teams")


class Background:
    """Tasks under way."""

    def __init__(self, lost: Callable[[], None]) -> None:
        """lost: told of each turn that did not reach its end."""
        self._lost = lost
        self._tasks: set[asyncio.Task[object]] = set()

    @property
    def is_full(self) -> bool:
        """Whether no more should be taken on."""
        return len(self._tasks) >= OPEN_LIMIT

    def start(self, work: Coroutine[object, object, object]) -> None:
        """Run it; a fault in it is logged by its class."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def drain(self) -> None:
        """Wait for what is under way; what has not ended after DRAIN_SECONDS is broken off and counted in the log."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(set(self._tasks), timeout=DRAIN_SECONDS)
        for task in late:
            task.cancel()
        if late:
            _log.error("teams_turns_broken_off", count=len(late))
            await asyncio.wait(late)

    def _done(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            self._lost()
        elif (error := task.exception()) is not None:
            _log.error("answer_lost", platform="teams", error=type(error).__name__, reason=_reason(error))
            self._lost()


def _reason(error: BaseException) -> str:
    values = getattr(error, "values", {})
    return str(values.get("reason", "")) if isinstance(values, dict) else ""
