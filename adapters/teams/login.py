"""The bot's own token towards the Bot Connector: for a single-tenant registration's secret, or by a managed identity.

A managed identity is asked as Microsoft tells (learn.microsoft.com: "How to use managed identities … to acquire an
access token"): on a virtual machine with the header Metadata, on an App Service or Container App with
X-IDENTITY-HEADER.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import aiohttp

from adapters.teams.errors import IdentityRefused, LoginFailed
from adapters.teams.setup import Identity, Registration

RESOURCE = "https://api.botframework.com"
SCOPE = f"{RESOURCE}/.default"
RENEW_SECONDS = 300
"""So long before its end a token is no longer used."""

TIMEOUT = aiohttp.ClientTimeout(total=15)
Request = AbstractAsyncContextManager[aiohttp.ClientResponse]


class Login:
    """One token, fetched once whoever asks, kept until five minutes before its end."""

    def __init__(
        self, registration: Registration, session: aiohttp.ClientSession, now: Callable[[], float] = time.monotonic
    ) -> None:
        """now: seconds on a clock that only goes forward."""
        self._registration = registration
        self._session = session
        self._now = now
        self._lock = asyncio.Lock()
        self._token = ""
        self._renew_at = float("-inf")

    def through(self, session: aiohttp.ClientSession) -> Login:
        """The same, with its token, through another session."""
        self._session = session
        return self

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
        identity = self._registration.identity
        refused = LoginFailed if identity is None else IdentityRefused
        try:
            async with self._by_secret() if identity is None else self._by(identity) as response:
                if response.status != 200:
                    raise refused(reason=f"status {response.status}")
                answer = await response.json(content_type=None)
            token, lifetime = answer["access_token"], float(answer.get("expires_in", 3600))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise refused(reason=type(error).__name__) from error
        self._token, self._renew_at = str(token), self._now() + max(lifetime - RENEW_SECONDS, 30)

    def _by_secret(self) -> Request:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._registration.app_id,
            "client_secret": self._registration.password,
            "scope": SCOPE,
        }
        url = f"{self._registration.login_url}/{self._registration.tenant}/oauth2/v2.0/token"
        return self._session.post(url, data=form, timeout=TIMEOUT)

    def _by(self, identity: Identity) -> Request:
        asked = {"resource": RESOURCE, "client_id": self._registration.app_id}
        if identity.header:
            headers, version = {"X-IDENTITY-HEADER": identity.header}, "2019-08-01"
        else:
            headers, version = {"Metadata": "true"}, "2018-02-01"
        params = asked | {"api-version": version}
        return self._session.get(identity.url, params=params, headers=headers, timeout=TIMEOUT, allow_redirects=False)
