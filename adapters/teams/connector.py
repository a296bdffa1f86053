"""Posts activities to the Bot Connector over one kept session, and waits when it is told to wait."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.logs import logger
from adapters.teams import targeting
from adapters.teams.addresses import is_local, is_safe
from adapters.teams.errors import ConnectorRefused, RosterUnreadable
from adapters.teams.login import Login

RETRIED = frozenset({412, 429, 500, 502, 503, 504})
"""What is sent again, with growing pauses and jitter: what Microsoft says may be, and 500, which passes as well."""
TOO_LARGE = 413

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
        attempts: int = ATTEMPTS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """attempts: 1 for the outbox, which tries again itself; sleep, chance: how it waits and what jitter it draws (0
        to 1)."""
        self._session = session
        self._login = login
        self._attempts = attempts
        self._sleep = sleep
        self._chance = chance

    async def send(self, activity: dict[str, Any]) -> str | None:
        """Post an activity to the conversation and service URL that it names; gives its id where Teams says one.

        The service URL must come from an activity whose token was checked against it.
        Raises ConnectorRefused when Teams refuses or goes on being unreachable (its `status`, None where there was no
        answer, `seconds` of Retry-After, and whether it was `reached`), LoginFailed without a token.
        """
        return await self._put("POST", _address(activity, needs_local=self._login is None), activity)

    async def update(self, activity: dict[str, Any], id_: str) -> None:
        """Put an activity in the place of the one with this id, in the same conversation. Raises as `send`."""
        url = _address(activity | {"replyToId": id_}, needs_local=self._login is None)
        await self._put("PUT", url, activity | {"id": id_})

    async def _put(self, method: str, url: URL, activity: dict[str, Any]) -> str | None:
        try:
            return _identity(await self._tried(method, url, _body(activity)))
        except ConnectorRefused as refused:
            twin = _text_twin(activity) if refused.values["status"] == TOO_LARGE else None
            if twin is None:
                raise
            return _identity(await self._tried(method, url, _body(twin)))

    async def open_chat(self, service_url: str, bot: str, person: str, tenant: str) -> str:
        """The id of a person's own chat with the bot, made where there is none. service_url: as for `send`.

        Raises ConnectorRefused (403 where they have not installed the app), LoginFailed.
        """
        wanted = {"bot": {"id": bot}, "members": [{"id": person}], "isGroup": False, "tenantId": tenant}
        body = _json(wanted | {"channelData": {"tenant": {"id": tenant}}})
        chat = _identity(await self._tried("POST", _conversations(service_url, needs_local=self._login is None), body))
        if not chat:
            raise ConnectorRefused(reason="inget id", status=None, seconds=None, reached=True)
        return chat

    async def member(self, service_url: str, conversation: str, person: str) -> dict[str, Any]:
        """A person's entry in a conversation's roster. service_url: as for `send`.

        Raises RosterUnreadable, LoginFailed.
        """
        try:
            base = _conversations(service_url, needs_local=self._login is None)
            url = URL(f"{base}/{quote(conversation, safe='')}/members/{quote(person, safe='')}", encoded=True)
            found = json.loads(await self._tried("GET", url, None))
        except (ConnectorRefused, ValueError) as error:
            reason = error.values["reason"] if isinstance(error, ConnectorRefused) else "oläsligt svar"
            raise RosterUnreadable(reason=reason) from error
        if not isinstance(found, dict):
            raise RosterUnreadable(reason="oläsligt svar")
        return found

    async def _tried(self, method: str, url: URL, body: bytes | None) -> bytes:
        """What the Bot Connector answers, tried again as it says that one may."""
        attempts = self._attempts
        for attempt in count(1):
            status, pause, reached = None, None, True
            try:
                status, found, pause = await self._request(method, url, body)
            except (aiohttp.ClientError, TimeoutError) as error:
                reason, reached = type(error).__name__, not isinstance(error, aiohttp.ClientConnectorError)
            else:
                if status < 300:
                    return found
                reason = f"status {status}"
                if status == 401 and attempt == 1 and self._login:
                    attempts = max(attempts, 2)  # the token has been taken back: another one is fetched
                elif status not in RETRIED:
                    raise ConnectorRefused(reason=reason, status=status, seconds=None, reached=True)
            if attempt >= attempts or (pause or 0) > LONGEST_PAUSE:
                raise ConnectorRefused(reason=reason, status=status, seconds=pause, reached=reached)
            _log.info("teams_retry", reason=reason, attempt=attempt)
            await self._sleep(self._pause(attempt, pause))
        raise AssertionError("count does not end")

    def _pause(self, attempt: int, told: float | None) -> float:
        grown: float = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1))
        return (told or 0.0) + grown * (0.5 + self._chance() / 2)

    async def _request(self, method: str, url: URL, body: bytes | None) -> tuple[int, bytes, float | None]:
        """(status, what was answered, the seconds of Retry-After)."""
        token = await self._login.token() if self._login else None
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        async with self._session.request(
            method, url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            if response.status == 401 and self._login and token:
                self._login.forget(token)
            if response.status >= 300:
                return response.status, b"", _seconds(response.headers.get("Retry-After"))
            return response.status, await response.read(), None


def _address(activity: dict[str, Any], *, needs_local: bool) -> URL:
    conversations = _conversations(str(activity.get("serviceUrl") or ""), needs_local=needs_local)
    conversation = quote(str(activity["conversation"]["id"]), safe="")
    reply_to = activity.get("replyToId")
    path = f"{conversations}/{conversation}/activities"
    url = URL(f"{path}/{quote(str(reply_to), safe='')}" if reply_to else path, encoded=True)
    return url.with_query(targeting.QUERY) if targeting.is_alone(activity) else url


def _conversations(service_url: str, *, needs_local: bool) -> URL:
    if not (is_local(service_url) if needs_local else is_safe(service_url)):
        raise ConnectorRefused(reason="otillåten serviceUrl", status=None, seconds=None, reached=False)
    return URL(f"{service_url.rstrip('/')}/v3/conversations", encoded=True)


def _body(activity: dict[str, Any]) -> bytes:
    recipient = activity.get("recipient")
    if isinstance(recipient, dict):  # whom it is for alone is told by the address
        activity = activity | {"recipient": {name: told for name, told in recipient.items() if name != "isTargeted"}}
    return _json(activity)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _seconds(retry_after: str | None) -> float | None:
    try:
        return max(0.0, float(retry_after)) if retry_after else None
    except ValueError:
        return None  # the header's other form, a date, is not what Teams sends


def _text_twin(activity: dict[str, Any]) -> dict[str, Any] | None:
    """The same in plain text, where its card says what it is in text; for a card that is refused as too large."""
    cards = [one.get("content") or {} for one in activity.get("attachments") or ()]
    text = "\n".join(str(card["fallbackText"]) for card in cards if card.get("fallbackText"))
    if not text:
        return None
    return {name: value for name, value in activity.items() if name != "attachments"} | {
        "text": text, "textFormat": "plain",
    }  # fmt: skip


def _identity(body: bytes) -> str | None:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return None
    return found.get("id") if isinstance(found, dict) else None
