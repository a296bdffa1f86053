"""The keys that the Bot Connector signs with: fetched, kept for a day, fetched again when it shows a new one.

The rules are the Bot Connector's authentication rules: keys are cached for 24 hours, and an unknown key id leads to a
new fetch at most once an hour, so that invented ids cannot make Kanslist hammer Microsoft's server.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt

from adapters.teams.errors import KeysUnreachable, TokenRefused

KEEP_SECONDS = 24 * 3600
UNKNOWN_SECONDS = 3600
FAILED_SECONDS = 5
"""So long after a failed fetch no new one is tried: a queue of requests shall not wait out one time-out each."""

TIMEOUT = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key and the channels (\"msteams\") that it may vouch for."""

    key: jwt.PyJWK
    endorsements: frozenset[str]


class SigningKeys:
    """The published keys by id."""

    def __init__(
        self, openid_url: str, session: aiohttp.ClientSession, now: Callable[[], float] = time.monotonic
    ) -> None:
        """now: seconds on a clock that only goes forward."""
        self._url = openid_url
        self._session = session
        self._now = now
        self._lock = asyncio.Lock()
        self._keys: dict[str, SigningKey] = {}
        self._fetched: float | None = None
        self._failed: tuple[float, str] | None = None

    async def key(self, key_id: str) -> SigningKey:
        """The key with this id. Raises TokenRefused where nobody published it, KeysUnreachable for want of any."""
        known = self._keys.get(key_id)
        if known is not None and self._age() < KEEP_SECONDS:
            return known
        async with self._lock:
            known = self._keys.get(key_id)
            if self._age() >= (KEEP_SECONDS if known else UNKNOWN_SECONDS):
                await self._fetch()
        if key_id not in self._keys:
            raise TokenRefused(reason="okänd nyckel")
        return self._keys[key_id]

    async def warm(self) -> None:
        """Fetch the keys if there are none. Raises KeysUnreachable."""
        async with self._lock:
            if self._fetched is None:
                await self._fetch()

    async def _fetch(self) -> None:
        """Fetch all keys anew. Raises KeysUnreachable, and again without trying within FAILED_SECONDS."""
        if self._failed and self._now() - self._failed[0] < FAILED_SECONDS:
            raise KeysUnreachable(reason=self._failed[1])
        try:
            metadata = await self._json(self._url)
            published = await self._json(str(metadata["jwks_uri"]))
            keys = dict(_read(entry) for entry in published["keys"] if _is_usable(entry))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, jwt.PyJWTError) as error:
            self._failed = (self._now(), type(error).__name__)
            raise KeysUnreachable(reason=type(error).__name__) from error
        self._keys, self._fetched, self._failed = keys, self._now(), None

    def _age(self) -> float:
        return float("inf") if self._fetched is None else self._now() - self._fetched

    async def _json(self, url: str) -> dict[str, Any]:
        async with self._session.get(url, timeout=TIMEOUT) as response:
            response.raise_for_status()
            found = await response.json(content_type=None)
        if not isinstance(found, dict):
            raise TypeError(url)
        return found


def _is_usable(entry: dict[str, Any]) -> bool:
    return entry.get("kty") == "RSA" and bool(entry.get("kid")) and entry.get("use", "sig") == "sig"


def _read(entry: dict[str, Any]) -> tuple[str, SigningKey]:
    # the published "alg" is left out on purpose: this key is used for RS256 and nothing else
    material = {name: entry[name] for name in ("kty", "n", "e")}
    return str(entry["kid"]), SigningKey(
        jwt.PyJWK(material, algorithm="RS256"), frozenset(map(str, entry.get("endorsements") or ()))
    )
