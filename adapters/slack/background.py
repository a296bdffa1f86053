"""What runs after the acknowledgement. bolt's own runner keeps no hold of its tasks and logs their errors' texts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from slack_bolt.lazy_listener.async_runner import AsyncLazyListenerRunner
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.logs import logger

_log = logger("slack")


class Background(AsyncLazyListenerRunner):
    """Runs lazy listeners, holds them until they are done, and tells of each that failed."""

    def __init__(self, failed: Callable[[str], None]) -> None:
        """failed: called with the class of the error that ended a listener."""
        self._failed = failed
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, function: Callable[..., Awaitable[None]], request: AsyncBoltRequest) -> None:
        """Start function(request)."""
        self.work(_run(function, request))

    def work(self, doing: Coroutine[Any, Any, None]) -> None:
        """Run it, held and told of in the same way."""
        task = asyncio.ensure_future(doing)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way, at most this long; what is left then is stopped and told of."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error: BaseException | None = asyncio.CancelledError() if task.cancelled() else task.exception()
        if error is not None:
            name = type(error).__name__
            _log.error("answer_lost", platform="slack", error=name)
            self._failed(name)


async def _run(function: Callable[..., Awaitable[Any]], request: AsyncBoltRequest) -> None:
    await function(request)
