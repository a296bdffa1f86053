"""Slack's one address in the server: POST /slack/events takes events, slash commands and interactivity alike."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from adapters import inbox
from adapters.slack.app import Listeners, build
from adapters.slack.background import Background
from adapters.slack.client import TIMEOUT_SECONDS, web_client
from adapters.slack.presses import Presses
from adapters.slack.signature import is_certificate_check, is_signed
from adapters.slack.visits import Visits
from bot.kanslist import Kanslist
from bot.settings import Settings

PATH = "/slack/events"
GRACE_SECONDS = 10
"""How long a stopping server waits for answers that are being posted."""


def add_routes(
    app: web.Application, kanslist: Kanslist, settings: Settings, lost: Callable[[str], None] = lambda _reason: None
) -> None:
    """Mount POST /slack/events; nothing where the signing secret or the token is not set.

    lost: told the reason ("channel_not_found", "http_503", an error's class …) of each answer that could not be posted.
    """
    if not (settings.slack_signing_secret and settings.slack_bot_token):
        return
    client, background = web_client(settings), Background(lost)
    verifier = SignatureVerifier(settings.slack_signing_secret.get_secret_value())
    listeners = Listeners(kanslist, client, background, lost)
    bolt = build(settings, listeners, Presses(kanslist, client, lost), Visits(kanslist, client), background)

    def resume(_event: str, body: dict[str, Any]) -> None:
        background.work(listeners.resume(body))

    async def session(_app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)) as client.session:
            unanswered = inbox.Watch(kanslist.store, "slack", resume)
            yield
            await unanswered.stop()
            await background.finish(GRACE_SECONDS)

    async def events(request: web.Request) -> web.Response:
        return await _dispatch(bolt, verifier, request)

    app.cleanup_ctx.append(session)
    app.router.add_post(PATH, events)


async def _dispatch(bolt: AsyncApp, verifier: SignatureVerifier, request: web.Request) -> web.Response:
    try:
        body = await request.text()
        if not is_signed(verifier, body, request.headers):
            return web.Response(status=200 if is_certificate_check(body) else 401)
        asked = await to_bolt_request(request)
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError):
        # no UTF-8, a charset that nobody knows, no JSON, or JSON that is no object: nothing that Slack sends
        return web.Response(status=400)
    _mend_form(asked)
    return await to_aiohttp_response(await bolt.async_dispatch(asked))


def _mend_form(asked: AsyncBoltRequest) -> None:
    """bolt reads every form with the letters \"payload\" in it as an interaction, and so loses `/sok payload`."""
    if not asked.body and asked.raw_body and asked.content_type == "application/x-www-form-urlencoded":
        asked.body = dict(parse_qsl(asked.raw_body, keep_blank_values=True))
