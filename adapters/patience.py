"""How long a client may take to say what it wants: a half-sent request must not hold a place for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Protocol

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.logs import logger

HEADER_SECONDS = 15.0
"""From the connection to its first whole request head."""
BODY_SECONDS = 20.0
"""From a request's head to the end of its body, which is 256 KB at most."""
KEEPALIVE_SECONDS = 30.0
"""How long a connection may stay idle between requests."""
LINGER_SECONDS = 2.0
"""How long what is left of a refused body is read and thrown away, so that the client sees the refusal."""
CONNECTIONS = 500
"""More than this many at once, and those that have waited longest without a whole request are closed."""
LOOK_EVERY = 1.0

_log = logger("http")


class Connection(Protocol):
    """What is done with one of aiohttp's connections."""

    def force_close(self) -> None:
        """Close it at once."""


class Patience:
    """The clocks of one server: the bodies that are being read, and the connections that have not yet said a word."""

    def __init__(self) -> None:
        self._bodies: set[asyncio.Timeout] = set()
        self._heard: set[object] = set()
        self._since: dict[Connection, float] = {}

    @web.middleware
    async def checked(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Run the handler; 408 where the request's body does not come whole in time. Answering is not timed."""
        self._heard.add(request.protocol)
        clock = asyncio.timeout(BODY_SECONDS)
        try:
            async with clock:
                self._bodies.add(clock)
                request.content.on_eof(lambda: self._whole(clock))
                return await handler(request)
        except TimeoutError as late:
            if not clock.expired():
                raise
            raise web.HTTPRequestTimeout from late
        finally:
            self._bodies.discard(clock)

    def hurry(self) -> None:
        """The server stops: bodies that are not there yet are no longer waited for."""
        for clock in list(self._bodies):
            self._bodies.discard(clock)
            clock.reschedule(asyncio.get_running_loop().time())

    def weed(self, connections: Iterable[Connection], now: float) -> int:
        """Close what has been silent for too long, and the longest silent above CONNECTIONS. Gives how many."""
        held = list(connections)
        self._heard.intersection_update(held)
        silent = [one for one in held if one not in self._heard]
        self._since = {one: self._since.get(one, now) for one in silent}
        silent.sort(key=lambda one: self._since[one])
        above = max(0, len(held) - CONNECTIONS)
        late = [one for at, one in enumerate(silent) if at < above or now - self._since[one] >= HEADER_SECONDS]
        for one in late:
            one.force_close()
        return len(late)

    async def watch(self, server: web.Server) -> None:
        """Weed the server's connections until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            closed = self.weed(server.connections, asyncio.get_running_loop().time())
            if closed:
                _log.info("silent connections closed", count=closed)

    def _whole(self, clock: asyncio.Timeout) -> None:
        """The body is there: from now on the time is ours."""
        if clock in self._bodies:
            self._bodies.discard(clock)
            clock.reschedule(None)
