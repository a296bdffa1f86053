"""Slack in the server: POST /slack/events takes events, commands and interactivity alike; Socket Mode fetches them.

Both hand what comes to the same listeners, and an event that comes by both is answered once.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from adapters import inbox
from adapters.slack import install
from adapters.slack.app import ASKING, MALFORMED, Listeners, build, excuse, log_error
from adapters.slack.background import Background
from adapters.slack.client import TIMEOUT_SECONDS
from adapters.slack.clients import Clients
from adapters.slack.leaving import Leaving
from adapters.slack.presses import Presses
from adapters.slack.setup import PATH, Entrances, Tokens
from adapters.slack.signature import is_certificate_check, is_signed
from adapters.slack.socketmode import SocketMode
from adapters.slack.visits import Visits
from bot.kanslist import Kanslist
from bot.settings import Settings

_FORM = "application/x-www-form-urlencoded"
GRACE_SECONDS = 10
"""How long a stopping server waits for answers that are being posted."""


def add_routes(
    app: web.Application, kanslist: Kanslist, settings: Settings, lost: Callable[[str], None] = lambda _reason: None
) -> Mapping[str, Callable[[], bool]]:
    """Open the entrances that are set up: POST /slack/events, Socket Mode; nothing where Slack is not set up.

    lost: told the reason ("channel_not_found", "http_503", an error's class …) of each answer that could not be posted.
    Gives what can be asked of Socket Mode, where it is set up: whether it is connected. Raises SlackIncomplete.
    """
    entrances = Entrances.of(settings)
    if entrances is None:
        return {}
    clients, background = Clients(settings, kanslist.store), Background(lost)
    listeners = Listeners(kanslist, clients, background, lost)
    visits = Visits(kanslist, clients)
    presses = Presses(kanslist, clients, lost, visits.redraw)
    bolt = build(settings, listeners, presses, visits, Leaving(kanslist), background)

    socket = SocketMode(bolt, clients, entrances.app_token, listeners.unacknowledged) if entrances.app_token else None

    def resume(_event: str, body: dict[str, Any]) -> None:
        background.work(presses.resume(body) if "actions" in body else listeners.resume(body))

    async def session(_app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)) as clients.session:
            unanswered = inbox.Watch(kanslist.store, "slack", resume)
            if socket:
                socket.start()
            yield
            await unanswered.stop()
            if socket:
                await socket.stop(GRACE_SECONDS)
            await background.finish(GRACE_SECONDS)

    app.cleanup_ctx.append(session)
    if entrances.signing_secret:
        verifier = SignatureVerifier(entrances.signing_secret)

        async def events(request: web.Request) -> web.Response:
            return await _dispatch(bolt, listeners, verifier, request)

        app.router.add_post(PATH, events)
    if oauth := Tokens.of(settings).oauth:
        install.add_routes(app, oauth, settings, kanslist.store, clients)
    return {"slack_socket": lambda: socket.connected} if socket else {}


async def _dispatch(
    bolt: AsyncApp, listeners: Listeners, verifier: SignatureVerifier, request: web.Request
) -> web.Response:
    try:
        body = await request.text()
        if not is_signed(verifier, body, request.headers):
            return web.Response(status=200 if is_certificate_check(body) else 401)
        form = dict(parse_qsl(body, keep_blank_values=True)) if request.content_type == _FORM else {}
        if "command" in form and "payload" not in form:
            return web.Response(text=await _commanded(listeners, form), content_type="application/json")
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError):
        # no UTF-8, or a charset that nobody knows: nothing that Slack sends
        return web.Response(status=400)
    try:
        if not form and _is_asking(sent := json.loads(body)):
            return await _taken(listeners, sent)
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))
    except (*MALFORMED, RecursionError) as error:
        # signed, and not in the shape of anything that Slack sends: it would be the same when it is sent again, which
        # an event is after anything but 200
        log_error(error)
        return web.Response(status=400 if form else 200)


def _is_asking(sent: dict[str, Any]) -> bool:
    """Whether it is an event that may be a question."""
    event = sent.get("event")
    return sent.get("type") == "event_callback" and isinstance(event, dict) and event.get("type") in ASKING


async def _taken(listeners: Listeners, event: dict[str, Any]) -> web.Response:
    """What a question's event is acknowledged with: 503 where it could not be recorded, 200 where it is in no shape of
    Slack's and would be as odd each time. Without bolt, as a command."""
    try:
        await listeners.take(event)
    except Exception as error:  # noqa: BLE001  Slack sends it again, as where bolt's own hook says so
        log_error(error)
        return web.Response(status=200 if isinstance(error, MALFORMED) else 503)
    return web.Response(status=200)


async def _commanded(listeners: Listeners, form: dict[str, Any]) -> str:
    """What a command is acknowledged with. Its listener is called without bolt, which takes longer to find it than the
    answer takes to be made."""
    try:
        return await listeners.acknowledgement(form)
    except Exception as error:  # noqa: BLE001  whoever asked is told so, as bolt's own hook does it
        log_error(error)
        return json.dumps(excuse(error))
