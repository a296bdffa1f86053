"""POST /api/messages: who calls is checked before anything is done, messages are acknowledged at once."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextvars import ContextVar
from functools import partial
from typing import Any

import aiohttp
from aiohttp import web

from adapters import inbox
from adapters.logs import logger
from adapters.teams import activities, invokes, platform, targeting
from adapters.teams.addresses import is_local
from adapters.teams.background import Background
from adapters.teams.connector import Connector
from adapters.teams.errors import ActivityUnreadable, KeysUnreachable, TeamsError, TokenRefused, excuse
from adapters.teams.keys import SigningKeys
from adapters.teams.login import Login
from adapters.teams.platform import Handler, Maker, Outcome, Platform, Turn
from adapters.teams.replies import Clerk, Replies
from adapters.teams.setup import Registration, refuse_open_endpoint
from adapters.teams.tokens import Caller, InboundCheck
from bot.errors import BotError
from bot.settings import Settings
from knowledge.errors import StoreError

PATH = "/api/messages"
BODY_LIMIT = 256 * 1024
"""Bytes of a request: Teams' messages are at most about 100 KB."""

_log = logger("teams")

_asked: ContextVar[dict[str, Any]] = ContextVar("asked")
"""The activity of the turn that is run, so that whatever is said in it reaches those who saw the question."""


def _ignore() -> None:
    """Nobody counts the answers that are lost."""


def add_routes(
    app: web.Application,
    kanslist: Clerk,
    settings: Settings,
    *,
    insecure_local: bool,
    lost: Callable[[], None] = _ignore,
) -> bool:
    """Mount the Teams endpoint where Teams is set up, or for a client on this machine with insecure_local.

    Without tokens nobody is a registrator and nothing is sent but to this machine. lost: told of each
    answer that could not be delivered. Gives whether the endpoint was mounted.
    Raises TeamsUnauthenticated, InsecureLocalOpen or TeamsAddressUnsafe where the endpoint would stand open, and
    AgentsMissing or BotbuilderUnusable where the library cannot be had.
    """
    refuse_open_endpoint(settings, insecure_local=insecure_local)
    registration = None if insecure_local else Registration.of(settings)
    if registration is None and not insecure_local:
        return False
    entrance = Entrance(kanslist, registration, platform.load(settings.teams_library), lost)
    app.router.add_post(PATH, entrance.receive)
    app.cleanup_ctx.append(entrance.running)
    return True


class Entrance:
    """The endpoint. registration: None where callers are not asked for tokens (insecure_local)."""

    def __init__(
        self, kanslist: Clerk, registration: Registration | None, maker: Maker, lost: Callable[[], None]
    ) -> None:
        self._registration = registration
        self._maker = maker
        self._store = kanslist.store
        self._background = Background(lost)
        self._kanslist = kanslist
        self._lost = lost
        self._in_hand: Counter[str | None] = Counter()
        """Events that this process is at."""
        self._check: InboundCheck | None = None
        self._platform: Platform
        self._replies: Replies

    async def running(self, _app: web.Application) -> AsyncIterator[None]:
        """aiohttp's cleanup context: the session and the keys before, the turns under way after."""
        async with aiohttp.ClientSession() as session:
            login = None
            if self._registration:
                keys = SigningKeys(self._registration.openid_url, session)
                login = Login(self._registration, session)
                self._check = InboundCheck(self._registration.app_id, keys)
                self._background.start(_warm(keys))
            self._open(Connector(session, login))
            unanswered = inbox.Watch(self._store, "teams", self._resume)
            yield
            await unanswered.stop()
            await self._background.drain()

    def _open(self, connector: Connector) -> None:
        async def deliver(reply: dict[str, Any]) -> str | None:
            return await connector.send(targeting.addressed(reply, _asked.get()))

        self._platform = self._maker(deliver, lambda: activities.said(str(BotError())))
        self._replies = Replies(
            self._kanslist,
            self._background.start,
            trusted=self._registration is not None,
            connector=connector,
            tenant=self._registration.tenant if self._registration else None,
            post=self._post,
        )

    async def _post(self, activity: dict[str, Any], message: dict[str, Any]) -> None:
        """Post a message where an activity came from, at once and beside its turn. Raises TeamsError."""
        _asked.set(activity)
        here = {name: value for name, value in activity.items() if name != "deliveryMode"} | {"type": "message"}

        async def say(_raw: dict[str, Any]) -> list[dict[str, Any]]:
            return [message]

        await self._platform.run(self._platform.read(here), say)

    async def receive(self, request: web.Request) -> web.Response:
        """One request of the Bot Connector. 401 for every token that does not hold, before its body is looked at."""
        try:
            caller = await self._caller(request)
            raw = platform.shaped(json.loads(await _body(request)))
            self._admit(caller, raw)
            turn = self._platform.read(raw)
        except TokenRefused as refused:
            _log.warning("teams_token_refused", reason=refused.values["reason"])
            return _fault(401, "unauthorized")
        except KeysUnreachable as error:
            _log.error("teams_keys_unreachable", reason=error.values["reason"])
            return _fault(503, "keys_unreachable", {"Retry-After": "10"})
        except (ValueError, RecursionError, ActivityUnreadable):
            return _fault(400, "bad_request")
        return await self._run(turn)

    async def _caller(self, request: web.Request) -> Caller | None:
        return await self._check.caller(request.headers.get("Authorization")) if self._check else None

    def _admit(self, caller: Caller | None, raw: dict[str, Any]) -> None:
        if caller:
            caller.vouches_for(raw)
        elif not is_local(str(raw.get("serviceUrl"))):
            raise TokenRefused(reason="utan token bara från den egna datorn")

    async def _run(self, turn: Turn) -> web.Response:
        _asked.set(turn.raw)
        if turn.raw["type"] == "invoke":
            return await self._invoke(turn)
        if turn.raw.get("deliveryMode") == platform.EXPECT_REPLIES:
            outcome = await self._platform.run(turn, self._replies)
            return web.json_response({"activities": outcome.expected})
        if self._background.is_full:
            return _fault(503, "busy", {"Retry-After": "5"})
        self._background.start(self._work(turn, self._replies))
        return web.Response(status=202)

    async def _invoke(self, turn: Turn) -> web.Response:
        """The invoke's own answer. What could not be posted beside it is told to whoever pressed."""
        event = await self._recorded(turn.raw) if turn.raw.get("name") == invokes.ACTION else None
        self._in_hand[event] += 1
        over = True
        try:
            return _invoked(await self._platform.run(turn, self._replies))
        except asyncio.CancelledError:
            over = False
            raise
        except TeamsError as error:
            _log.error("answer_lost", platform="teams", error=type(error).__name__)
            self._lost()
            return web.json_response({"statusCode": 200, "type": invokes.SAID, "value": excuse(error)})
        finally:
            self._in_hand[event] -= 1
            self._in_hand += Counter()
            if over and event is not None:
                await self._replies.writing.do(self._store.settle_event, event)

    async def _recorded(self, raw: dict[str, Any]) -> str | None:
        """The name under which a press is recorded until it is answered. One that cannot be recorded is answered all
        the same."""
        event = activities.event_of(raw)
        if event is None:
            return None
        try:
            await self._replies.writing.do(self._store.claim_event, event, json.dumps(raw))
        except StoreError as error:
            _log.warning("press_unrecorded", platform="teams", error=type(error).__name__)
            return None
        return event

    async def _work(self, turn: Turn, handler: Handler) -> None:
        """Run a turn. What was asked in it is then forgotten, whether its answer was taken or refused; where the turn
        is broken off another process finds it."""
        over = True
        event = activities.event_of(turn.raw) if turn.raw["type"] == "message" else None
        self._in_hand[event] += 1
        _asked.set(turn.raw)
        try:
            await self._platform.run(turn, handler)
        except asyncio.CancelledError:
            over = False
            raise
        finally:
            try:
                if over and event is not None:
                    await self._replies.writing.later(self._store.settle_event, event)
            finally:
                self._in_hand[event] -= 1
                self._in_hand += Counter()  # what is at nought goes

    def _resume(self, event: str, body: dict[str, Any]) -> None:
        """Answer what was recorded when its token held, and whose process died; not what this process is at (reading a
        long file takes longer than others wait for an answer). The answer of a press is a message then."""
        if event in self._in_hand:
            return
        handler = self._replies.again
        if body["type"] == "invoke":
            handler, body = partial(self._replies.late, body), body | {"type": "message"}
        self._background.start(self._work(self._platform.read(body), handler))


async def _warm(keys: SigningKeys) -> None:
    """Fetch the keys before the first message needs them; where that fails, the message tries again."""
    try:
        await keys.warm()
    except KeysUnreachable as error:
        _log.warning("teams_keys_unreachable", reason=error.values["reason"])


async def _body(request: web.Request) -> bytes:
    """The body. Raises HTTPRequestEntityTooLarge above BODY_LIMIT, whatever the application allows elsewhere."""
    body = bytearray()
    async for part in request.content.iter_any():
        body += part
        if len(body) > BODY_LIMIT:
            raise web.HTTPRequestEntityTooLarge(max_size=BODY_LIMIT, actual_size=len(body))
    return bytes(body)


def _invoked(outcome: Outcome) -> web.Response:
    """The invoke's own answer; where its turn went wrong, one that says so in Teams' form."""
    if outcome.invoke is None:
        fault = {"code": "500", "message": str(BotError())}
        return web.json_response({"statusCode": 500, "type": "application/vnd.microsoft.error", "value": fault})
    return web.json_response(outcome.invoke["body"], status=outcome.invoke["status"])


def _fault(status: int, error: str, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response({"error": error}, status=status, headers=headers)
