"""Installing the app in a workspace: GET /slack/install sends the browser to Slack, which sends it back with a code.

bolt's OAuth flow (docs.slack.dev/authentication/installing-with-oauth), with our own pages, and with nothing logged but
the reason of a refusal: a code is worth a token until it is used.
"""

from __future__ import annotations

import logging
from html import escape

import aiohttp
from aiohttp import web
from slack_bolt import BoltResponse
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings

from adapters.logs import logger
from adapters.slack.clients import Clients
from adapters.slack.installations import Installations, States, Workspaces
from adapters.slack.manifest import SCOPES
from adapters.slack.setup import INSTALL_PATH, REDIRECT_PATH, OAuth
from bot.messages import of_slack
from bot.settings import Settings
from knowledge.errors import KanslistError

_log = logger("slack")
_SILENT = logging.getLogger("slack.oauth")
_SILENT.disabled = True
"""bolt writes codes into its warnings."""


def add_routes(app: web.Application, oauth: OAuth, settings: Settings, store: Workspaces, clients: Clients) -> None:
    """Mount /slack/install and /slack/oauth_redirect."""
    wanted = AsyncOAuthSettings(
        client_id=oauth.client_id,
        client_secret=oauth.client_secret,
        scopes=list(SCOPES),
        redirect_uri=settings.base_url + REDIRECT_PATH,
        install_page_rendering_enabled=False,
        installation_store=Installations(store, settings),
        installation_store_bot_only=True,
        state_store=States(store),
        callback_options=AsyncCallbackOptions(success=_installed, failure=_failed),
        logger=_SILENT,
    )

    async def install(request: web.Request) -> web.Response:
        flow = AsyncOAuthFlow(client=clients.any, logger=_SILENT, settings=wanted)
        return await to_aiohttp_response(await flow.handle_installation(await to_bolt_request(request)))

    async def returned(request: web.Request) -> web.Response:
        flow = AsyncOAuthFlow(client=clients.any, logger=_SILENT, settings=wanted)
        try:
            response = await flow.handle_callback(await to_bolt_request(request))
        except KanslistError as error:
            response = _refused(type(error).__name__, str(error), 500)
        except (TimeoutError, aiohttp.ClientError):
            response = _refused("unreachable", of_slack.install_unreachable(), 503)
        return await to_aiohttp_response(response)

    app.router.add_get(INSTALL_PATH, install)
    app.router.add_get(REDIRECT_PATH, returned)


async def _installed(args: AsyncSuccessArgs) -> BoltResponse:
    _log.info("installed", platform="slack")
    return _page(of_slack.installed_title(), of_slack.installed(args.installation.team_name or ""), 200)


async def _failed(args: AsyncFailureArgs) -> BoltResponse:
    return _refused(args.reason, of_slack.install_failed(args.reason), args.suggested_status_code)


def _refused(reason: str, sentence: str, status: int) -> BoltResponse:
    known = reason if reason.isidentifier() else "other"  # Slack's word comes by way of the browser
    _log.warning("installation_refused", platform="slack", reason=known)
    return _page(of_slack.not_installed_title(), sentence, status)


def _page(title: str, sentence: str, status: int) -> BoltResponse:
    body = (
        f'<!doctype html><html lang="sv"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<main><h1>{escape(title)}</h1><p>{escape(sentence)}</p></main></html>"
    )
    return BoltResponse(status=status, body=body, headers={"Content-Type": "text/html; charset=utf-8"})
