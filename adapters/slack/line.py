"""One connection to Slack in Socket Mode: slack_sdk's client, which never reconnects itself.

Left to itself it closes the old connection before it has a new one (a command typed in between fails), tries an address
that has failed again and again (python-slack-sdk issues 1379 and 1446), and writes addresses with their tickets to the
log. Here a connection that goes or is to go says so, and adapters.slack.socketmode opens the next one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import TIMEOUT_SECONDS, quiet_logger

PING_SECONDS = 5.0
"""Between two pings; after four without an answer the connection counts as gone."""
CLOSED = "closed"
"""Why a connection ended of which Slack had said nothing."""


class Line(SocketModeClient):
    """greeted: Slack's hello has come. ended: another connection is wanted, for `reason`. gone: this one is closed."""

    def __init__(
        self, web_client: AsyncWebClient, token: str, take: Callable[[Line, SocketModeRequest], Awaitable[None]]
    ) -> None:
        """web_client: asks for the address. token: the app-level token. take: told each envelope, on this line."""
        super().__init__(token, quiet_logger(), web_client, ping_interval=PING_SECONDS)
        self.greeted, self.ended, self.gone = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.reason = CLOSED
        self.socket_mode_request_listeners.append(take)  # type: ignore[arg-type]  # its own type leaves the client out
        self.on_close_listeners.append(self._closed)
        self.on_error_listeners.append(self._closed)

    async def connect(self) -> None:
        """Ask for an address and connect to it, once. Raises SlackApiError, aiohttp.ClientError, TimeoutError."""
        answer = await self.web_client.apps_connections_open(app_token=self.app_token)
        async with asyncio.timeout(TIMEOUT_SECONDS):
            self.current_session = await self.aiohttp_client_session.ws_connect(
                str(answer["url"]),
                autoping=False,  # receive_messages answers pings
                heartbeat=self.ping_interval,
                proxy=self.proxy,
                ssl=self.web_client.ssl if self.web_client.ssl is not None else True,
            )
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        self.message_receiver = asyncio.ensure_future(self.receive_messages())

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: ARG002 slack_sdk's name
        """What slack_sdk calls where the connection is closed or dead: another one is wanted."""
        self.ended.set()

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        """Slack's hello and goodbye are ours; envelopes go to `take`."""
        match message.get("type"):
            case "hello":
                self.greeted.set()
            case "disconnect":
                self.reason = str(message.get("reason") or CLOSED)
                self.ended.set()
            case _:
                await super().run_message_listeners(message, raw_message)

    async def _closed(self, _message: aiohttp.WSMessage) -> None:
        self.ended.set()
        self.gone.set()
