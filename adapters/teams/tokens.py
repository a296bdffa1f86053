"""Who calls: the check of the token that the Bot Connector puts on every request.

The rules are those of the Bot Connector's authentication: RS256 with a published key, its issuer, our app id as
audience, at most five minutes past its time, the activity's own service URL as a claim, and a key endorsed for the
channel. Only Teams' own channel is let in: in others (Direct Line) the asker's identity is what the asker writes.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from typing import Any, Protocol

import jwt

from adapters.teams.errors import TokenRefused
from adapters.teams.keys import SigningKey

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY_SECONDS = 300
_SCHEME = "bearer"


class Keys(Protocol):
    """Where a key is found by its id."""

    async def key(self, key_id: str) -> SigningKey: ...


@dataclass(frozen=True, slots=True)
class Caller:
    """A token that holds. What it vouches for is compared with the activity by `vouches_for`."""

    service_url: str
    endorsements: frozenset[str]

    def vouches_for(self, activity: dict[str, Any]) -> None:
        """Raise TokenRefused where the activity names another service URL or channel than the token may speak for."""
        if activity.get("channelId") != CHANNEL:
            raise TokenRefused(reason="annan kanal än Teams")
        if CHANNEL not in self.endorsements:
            raise TokenRefused(reason="nyckeln gäller inte Teams")
        if not self.service_url or activity.get("serviceUrl") != self.service_url:
            raise TokenRefused(reason="annan serviceUrl")


class InboundCheck:
    """Checks Authorization headers for one app id."""

    def __init__(self, app_id: str, keys: Keys) -> None:
        self._app_id = app_id
        self._keys = keys

    async def caller(self, header: str | None) -> Caller:
        """Who an Authorization header says is calling.

        Raises TokenRefused for every token that does not hold, KeysUnreachable where the keys cannot be had just now.
        """
        token = _bearer(header)
        unverified = _header(token)
        key_id = unverified.get("kid")
        if unverified.get("alg") != "RS256" or not isinstance(key_id, str):
            raise TokenRefused(reason="annan signatur än RS256")
        key = await self._keys.key(key_id)
        try:
            claims = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=ISSUER,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise TokenRefused(reason=type(error).__name__) from error
        service_url = claims.get("serviceurl")
        return Caller(service_url if isinstance(service_url, str) else "", key.endorsements)


def _bearer(header: str | None) -> str:
    scheme, _, token = (header or "").strip().partition(" ")
    if scheme.casefold() != _SCHEME or not token.strip():
        raise TokenRefused(reason="ingen token")
    return token.strip()


def _header(token: str) -> dict[str, Any]:
    """What the token says of its key, before it is checked. jwt's own reading takes the whole token apart for it, which
    `decode` does again."""
    head = token.partition(".")[0]
    try:
        told = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, RecursionError) as error:
        raise TokenRefused(reason="oläslig") from error
    if not isinstance(told, dict):
        raise TokenRefused(reason="oläslig")
    return told
