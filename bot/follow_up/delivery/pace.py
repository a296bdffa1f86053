"""As many messages a second as a platform takes, and no more."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from bot.ports import Limit

_MOST = 10_000
"""Names that are remembered; those whose turn has long passed are forgotten."""


class Pace:
    """One for all runs of a process: what the last run sent counts in the next one."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._free: dict[str, float] = {}

    async def room(self, limits: Sequence[Limit]) -> None:
        """Wait until a message that counts against all of these might be sent; nothing is counted."""
        if (wait := self._at(limits) - self._clock()) > 0:
            await self._sleep(wait)

    async def turn(self, limits: Sequence[Limit]) -> None:
        """Wait until a message that counts against all of these may be sent, and count it: it is sent now."""
        now, at = self._clock(), self._at(limits)
        if len(self._free) > _MOST:
            self._free = {name: free for name, free in self._free.items() if free > now}
        for one in limits:
            self._free[one.name] = at + 1 / one.a_second
        if at > now:
            await self._sleep(at - now)

    def _at(self, limits: Sequence[Limit]) -> float:
        now = self._clock()
        return max([now, *(self._free.get(one.name, now) for one in limits)])
