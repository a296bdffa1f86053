"""Socket Mode: Slack through connections that we open, so that no firewall needs an opening for it.

The listeners are those of HTTP. What differs is how Slack's envelopes come and are acknowledged:
docs.slack.dev/apis/events-api/using-socket-mode. Slack closes each connection after some hours and says so before; the
next one is then opened while the old one still takes envelopes.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import aiohttp
from slack_bolt import BoltResponse
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.logs import logger, place
from adapters.slack.clients import Clients
from adapters.slack.line import Line
from adapters.slack.refusals import refusal

BACK_OFF_SECONDS = 1.0
"""Before the second attempt to connect; doubled each time, with jitter."""
LONGEST_PAUSE_SECONDS = 60.0
DRAIN_SECONDS = 30.0
"""How long a connection that Slack has said it will close is still listened to: it closes some ten seconds later."""
STEADY_SECONDS = 60.0
"""A connection that lived so long was no failed attempt."""
PLANNED = frozenset({"warning", "refresh_requested"})
"""Slack's reasons for closing a connection that say nothing of us."""

_log = logger("slack")


class SocketMode:
    """Slack's other entrance."""

    def __init__(
        self,
        bolt: AsyncApp,
        clients: Clients,
        token: str,
        afterwards: Callable[[dict[str, Any], dict[str, Any]], Awaitable[None]],
    ) -> None:
        """bolt: the listeners. clients: ask for addresses. token: the app-level token (xapp-…).

        afterwards: called with the payload and the answer of a request whose acknowledgement could not be sent."""
        self._bolt = bolt
        self._clients = clients
        self._token = token
        self._afterwards = afterwards
        self._stopping = False
        self._held: set[asyncio.Task[Any]] = set()
        self._lines: set[Line] = set()
        self._retiring: set[asyncio.Task[None]] = set()
        self._running: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        """Whether Slack can reach us now."""
        return any(line.greeted.is_set() and not line.gone.is_set() for line in self._lines)

    def start(self) -> None:
        """Connect, and stay connected until `stop`."""
        self._running = asyncio.create_task(self._run())
        self._running.add_done_callback(_tell)

    async def stop(self, seconds: float) -> None:
        """Take no more; finish what is under way, at most this long; disconnect."""
        self._stopping = True
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        if self._held:
            await asyncio.wait(self._held, timeout=seconds)
        for task in self._retiring:
            task.cancel()
        await asyncio.gather(*self._retiring, *(self._close(line) for line in self._lines), return_exceptions=True)

    async def _run(self) -> None:
        attempts = 0
        while True:
            line = Line(self._clients.any, self._token, self._take)
            self._lines.add(line)
            connected_at = time.monotonic()
            pause = await self._used(line)
            steady = line.greeted.is_set() and time.monotonic() - connected_at >= STEADY_SECONDS
            self._retire(line)
            if pause is None:
                attempts = 0
                continue
            attempts = 0 if steady else attempts + 1
            await asyncio.sleep(max(pause, _pause(attempts)))

    async def _used(self, line: Line) -> float | None:
        """Hold the line until another is wanted: how long to wait before it, None where Slack planned the change."""
        try:
            await line.connect()
        except SlackApiError as error:
            # a token that is not taken, or Socket Mode that is turned off: somebody must mend it
            _log.error("socket_refused", platform="slack", reason=refusal(error))
            return LONGEST_PAUSE_SECONDS
        except (TimeoutError, OSError, aiohttp.ClientError) as error:
            _log.warning("socket_unreachable", platform="slack", error=type(error).__name__)
            return 0.0
        await line.ended.wait()
        _log.info("socket_ended", platform="slack", reason=line.reason)
        return None if line.reason in PLANNED and line.greeted.is_set() else 0.0

    def _retire(self, line: Line) -> None:
        task = asyncio.create_task(self._drained(line))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _drained(self, line: Line) -> None:
        """Listen on until Slack has closed it."""
        if line.reason in PLANNED:
            with suppress(TimeoutError):
                await asyncio.wait_for(line.gone.wait(), DRAIN_SECONDS)
        await self._close(line)

    async def _close(self, line: Line) -> None:
        line.gone.set()
        await line.close()  # type: ignore[no-untyped-call]  # slack_sdk's
        self._lines.discard(line)

    async def _take(self, line: Line, request: SocketModeRequest) -> None:
        """An envelope: done, then acknowledged with what came of it. What is not, Slack sends again."""
        task = asyncio.current_task()
        if self._stopping or task is None:
            return
        self._held.add(task)
        try:
            response = await run_async_bolt_app(self._bolt, request)
            await self._acknowledge(line, request, response)
        finally:
            self._held.discard(task)

    async def _acknowledge(self, line: Line, request: SocketModeRequest, response: BoltResponse) -> None:
        try:
            await send_async_response(line, request, response, time.time())
        except (ConnectionError, aiohttp.ClientError) as error:
            _log.warning("acknowledgement_lost", platform="slack", error=type(error).__name__)
            if response.status == 200 and response.body:
                await self._afterwards(request.payload, json.loads(response.body))


def _pause(attempts: int) -> float:
    """Seconds before this attempt: none before the first, then one, two, four …, and up to half of it more."""
    if not attempts:
        return 0.0
    back_off = min(BACK_OFF_SECONDS * 2.0 ** min(attempts - 1, 16), LONGEST_PAUSE_SECONDS)
    return back_off * (1 + random.random() / 2)  # noqa: S311 - no secret, only not all at once


def _tell(running: asyncio.Task[None]) -> None:
    """Never silent, should it end of itself."""
    if not running.cancelled() and (error := running.exception()):
        _log.error("socket_failed", platform="slack", error=type(error).__name__, where=place(error))
