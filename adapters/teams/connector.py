"""Posts activities to the Bot Connector over one kept session, and waits when it is told to wait."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.logs import logger
from adapters.teams.addresses import is_local, is_safe
from adapters.teams.errors import ConnectorRefused
from adapters.teams.login import Login

RETRIED = frozenset({412, 429, 502, 503, 504})
"""What Microsoft says may be sent again, with growing pauses and jitter."""

ATTEMPTS = 5
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
TIMEOUT = aiohttp.ClientTimeout(total=20, connect=5)

_log = logger("teams")


class Connector:
    """Sends activities. login: None where no token is sent (--insecure-local), and then only to this machine."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        login: Login | None,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """sleep, chance: how it waits and what jitter it draws (0 to 1)."""
        self._session = session
        self._login = login
        self._sleep = sleep
        self._chance = chance

    async def send(self, activity: dict[str, Any]) -> str | None:
        """Post an activity to the conversation and service URL that it names; gives its id where Teams says one.

        The service URL must come from an activity whose token was checked against it.
        Raises ConnectorRefused when Teams refuses or goes on being unreachable, LoginFailed without a token.
        """
        url = _address(activity, needs_local=self._login is None)
        reason = ""
        for attempt in range(1, ATTEMPTS + 1):
            pause: float | None = None
            try:
                status, body, pause = await self._post(url, activity)
            except (aiohttp.ClientError, TimeoutError) as error:
                reason = type(error).__name__
            else:
                if status < 300:
                    return body
                reason = f"status {status}"
                if status not in RETRIED and not (status == 401 and attempt == 1 and self._login):
                    raise ConnectorRefused(reason=reason, status=status)
            if attempt == ATTEMPTS or (pause or 0) > LONGEST_PAUSE:
                break
            _log.info("teams_retry", reason=reason, attempt=attempt)
            await self._sleep(self._pause(attempt, pause))
        raise ConnectorRefused(reason=reason, status=None)

    def _pause(self, attempt: int, told: float | None) -> float:
        grown: float = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1))
        return (told or 0.0) + grown * (0.5 + self._chance() / 2)

    async def _post(self, url: URL, activity: dict[str, Any]) -> tuple[int, str | None, float | None]:
        """(status, the new activity's id, the seconds of Retry-After)."""
        token = await self._login.token() if self._login else None
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        body = json.dumps(activity, ensure_ascii=False).encode()
        async with self._session.post(
            url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            if response.status == 401 and self._login and token:
                self._login.forget(token)
            if response.status >= 300:
                return response.status, None, _seconds(response.headers.get("Retry-After"))
            return response.status, _identity(await response.read()), None


def _address(activity: dict[str, Any], *, needs_local: bool) -> URL:
    service_url = str(activity.get("serviceUrl") or "")
    if not (is_local(service_url) if needs_local else is_safe(service_url)):
        raise ConnectorRefused(reason="otillåten serviceUrl", status=None)
    conversation = quote(str(activity["conversation"]["id"]), safe="")
    reply_to = activity.get("replyToId")
    path = f"{service_url.rstrip('/')}/v3/conversations/{conversation}/activities"
    return URL(f"{path}/{quote(str(reply_to), safe='')}" if reply_to else path, encoded=True)


def _seconds(retry_after: str | None) -> float | None:
    try:
        return max(0.0, float(retry_after)) if retry_after else None
    except ValueError:
        return None  # the header's other form, a date, is not what Teams sends


def _identity(body: bytes) -> str | None:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return None
    return found.get("id") if isinstance(found, dict) else None
