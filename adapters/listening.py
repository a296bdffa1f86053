"""The server's door: it listens until it is told to stop, then finishes what is under way."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Callable

from aiohttp import web

from adapters.errors import AddressUnusable, PortTaken
from adapters.patience import KEEPALIVE_SECONDS, LINGER_SECONDS, Patience

SHUTDOWN_SECONDS = 10.0
"""How long answers that are under way may take when the server is told to stop."""


def free_port(host: str) -> int:
    """A port that nobody listens on now, for those who ask for port 0. Raises AddressUnusable."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as door:
            door.bind(address)
            return int(door.getsockname()[1])
    except OSError as error:
        raise AddressUnusable(host=host, port=0) from error


def serve(app: web.Application, patience: Patience, host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve the application until SIGINT or SIGTERM. ready: called once it listens.

    Raises PortTaken and AddressUnusable.
    """
    asyncio.run(_serve(app, patience, host, port, ready))


async def _serve(app: web.Application, patience: Patience, host: str, port: int, ready: Callable[[], None]) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    runner = web.AppRunner(
        app,
        access_log=None,  # its lines hold addresses; the guard writes ours
        keepalive_timeout=KEEPALIVE_SECONDS,
        lingering_time=LINGER_SECONDS,
        shutdown_timeout=SHUTDOWN_SECONDS,
    )
    weeding: asyncio.Task[None] | None = None
    try:
        await runner.setup()
        await _listen(runner, host, port)
        if runner.server is not None:
            weeding = asyncio.create_task(patience.watch(runner.server))
        ready()
        await stop.wait()
    finally:
        if weeding is not None:
            weeding.cancel()
        patience.hurry()
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(host=host, port=port) from error
        raise AddressUnusable(host=host, port=port) from error
