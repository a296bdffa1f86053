"""Work done in the event loop, some milliseconds a round, so that many pieces in a row do not hold up all else."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import islice
from weakref import WeakKeyDictionary

ROUND = 0.004
"""Seconds of such work after which the loop looks round. A round for each piece, a tenth of a millisecond long, took
the loop twice as long as the piece."""
_WOKEN = 8
"""Of those that wait, so many are woken by a new round: about as many as it has time for. All of them, and each answer
among sixty-four is a waking of sixty that wait on."""


class _Round:
    """What one event loop is at. spent: the seconds of work since it last looked round; waiting: those that were not
    let in, in their order."""

    def __init__(self) -> None:
        self.spent = 0.0
        self.waiting: deque[asyncio.Event] = deque()
        self._ending = False

    def end(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let the loop look round, and then those in that wait."""
        if not self._ending:
            self._ending = True
            loop.call_soon(self._over)

    def _over(self) -> None:
        self.spent, self._ending = 0.0, False
        for one in islice(self.waiting, _WOKEN):
            one.set()


class Turns:
    """Hands out turns in the order in which they are asked for. Nothing is waited for within one."""

    def __init__(self, seconds: float = ROUND, clock: Callable[[], float] = time.perf_counter) -> None:
        """seconds: of work in a round, by that clock; a turn that was begun is finished."""
        self._seconds = seconds
        self._clock = clock
        self._rounds: WeakKeyDictionary[asyncio.AbstractEventLoop, _Round] = WeakKeyDictionary()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """A turn. Where the round's time is spent the next one begins when the loop has looked round for all else."""
        loop = asyncio.get_running_loop()
        now = self._rounds.get(loop)
        if now is None:
            now = self._rounds[loop] = _Round()
        if now.waiting or now.spent > self._seconds:
            await self._let_in(now, loop)
        began = self._clock()
        try:
            yield
        finally:
            now.spent += self._clock() - began
            now.end(loop)

    async def _let_in(self, now: _Round, loop: asyncio.AbstractEventLoop) -> None:
        """Wait for those who came before, and for a round that has time left."""
        me = asyncio.Event()
        now.waiting.append(me)
        try:
            while now.waiting[0] is not me or now.spent > self._seconds:
                me.clear()
                await me.wait()
        finally:
            now.waiting.remove(me)
            now.end(loop)
