"""The bot's own token towards the Bot Connector: client credentials of a single-tenant registration."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import aiohttp

from adapters.teams.errors import LoginFailed
from adapters.teams.setup import Registration

SCOPE = "https://api.botframework.com/.default"
RENEW_SECONDS = 300
"""So long before its end a token is no longer used."""

TIMEOUT = aiohttp.ClientTimeout(total=15)


class Login:
    """One token, fetched once whoever asks, kept until five minutes before its end."""

    def __init__(
        self, registration: Registration, session: aiohttp.ClientSession, now: Callable[[], float] = time.monotonic
    ) -> None:
        """now: seconds on a clock that only goes forward."""
        self._url = f"{registration.login_url}/{registration.tenant}/oauth2/v2.0/token"
        self._form = {
            "grant_type": "client_credentials",
            "client_id": registration.app_id,
            "client_secret": registration.password,
            "scope": SCOPE,
        }
        self._session = session
        self._now = now
        self._lock = asyncio.Lock()
        self._token = ""
        self._renew_at = float("-inf")

    async def token(self) -> str:
        """A token that holds now. Raises LoginFailed."""
        if self._now() < self._renew_at:
            return self._token
        async with self._lock:
            if self._now() >= self._renew_at:
                await self._fetch()
        return self._token

    def forget(self, token: str) -> None:
        """The Bot Connector refused this token: fetch another next time."""
        if token == self._token:
            self._renew_at = float("-inf")

    async def _fetch(self) -> None:
        try:
            async with self._session.post(self._url, data=self._form, timeout=TIMEOUT) as response:
                if response.status != 200:
                    raise LoginFailed(reason=f"status {response.status}")
                answer = await response.json(content_type=None)
            token, lifetime = answer["access_token"], float(answer.get("expires_in", 3600))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise LoginFailed(reason=type(error).__name__) from error
        self._token, self._renew_at = str(token), self._now() + max(lifetime - RENEW_SECONDS, 30)
