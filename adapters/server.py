"""The one place that knows every room: it puts web, Slack, Teams, health and figures into one server."""

from __future__ import annotations

import asyncio
import errno
import sys
from collections.abc import AsyncIterator, Callable

from aiohttp import web

from adapters import health, logs, metrics, watching
from adapters.errors import AddressUnusable, PortTaken, SlackIncomplete
from adapters.metrics import Metrics
from adapters.observed import Observed
from adapters.teams.setup import Registration, refuse_open_endpoint
from adapters.web import routes as pages
from adapters.web.guard import guard
from adapters.web.view import Views
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.errors import WatchedFolderMissing

REQUEST_LIMIT = 256 * 1024
"""Bytes of a request's body: twice what Teams and Slack send at most."""

SHUTDOWN_SECONDS = 10.0
"""How long answers that are under way may take when the server is told to stop."""

_TAKEN = (errno.EADDRINUSE,)


def run(settings: Settings, insecure_local: bool = False) -> None:
    """Serve until SIGINT or SIGTERM; answers under way are finished first.

    Raises what make_app raises, StoreError, PortTaken and AddressUnusable: sentences to show to the operator.
    """
    logs.configure()
    refuse_what_is_half_set(settings, insecure_local=insecure_local)
    if settings.watch is not None and not settings.watch.is_dir():
        raise WatchedFolderMissing
    kanslist = Kanslist.open(settings)
    try:
        app = make_app(kanslist, settings, insecure_local=insecure_local)
        app.cleanup_ctx.append(_warmed(kanslist))
        if settings.watch is not None:
            app.cleanup_ctx.append(watching.beside(settings, settings.watch))
        _serve(app, settings)
    finally:
        kanslist.close()


def make_app(kanslist: Kanslist, settings: Settings, *, insecure_local: bool = False) -> web.Application:
    """The application. A platform that is not set up is neither mounted nor imported.

    insecure_local: mount Teams without a login, for Microsoft's test tools on this machine only.
    Raises TeamsUnauthenticated, InsecureLocalOpen or SlackIncomplete where an entrance would stand open or half set up.
    """
    platforms = refuse_what_is_half_set(settings, insecure_local=insecure_local)
    figures = Metrics(kanslist.store)
    clerk = Observed(kanslist, figures)
    views = Views(settings.base_url)
    app = web.Application(client_max_size=REQUEST_LIMIT, middlewares=[guard(views, figures, settings.base_url)])
    pages.add_routes(app, clerk, settings, views)
    health.add_routes(app, clerk, platforms)
    metrics.add_routes(app, figures)
    if platforms["slack"]:
        from adapters.slack import routes as slack

        slack.add_routes(app, clerk, settings, lambda _reason: figures.lost("slack"))
    if platforms["teams"]:
        from adapters.teams import entrance as teams

        teams.add_routes(app, clerk, settings, insecure_local=insecure_local, lost=lambda: figures.lost("teams"))
    return app


def refuse_what_is_half_set(settings: Settings, *, insecure_local: bool) -> dict[str, bool]:
    """Which platforms the settings open, by name. Raises as make_app does."""
    refuse_open_endpoint(settings, insecure_local=insecure_local)
    slack = {
        "KANSLIST_SLACK_SIGNING_SECRET": settings.slack_signing_secret,
        "KANSLIST_SLACK_BOT_TOKEN": settings.slack_bot_token,
    }
    missing = [name for name, secret in slack.items() if not (secret and secret.get_secret_value().strip())]
    if len(missing) == 1:
        raise SlackIncomplete(missing=missing[0])
    teams = insecure_local or Registration.of(settings) is not None
    return {"web": True, "slack": not missing, "teams": teams}


def _serve(app: web.Application, settings: Settings) -> None:
    app.cleanup_ctx.append(_said_goodbye)
    try:
        web.run_app(
            app,
            host=settings.host,
            port=settings.port,
            access_log=None,  # its lines hold addresses; the guard writes ours
            shutdown_timeout=SHUTDOWN_SECONDS,
            print=lambda _english: _announce(settings),
        )
    except OSError as error:
        if error.errno in _TAKEN:
            raise PortTaken(host=settings.host, port=settings.port) from error
        raise AddressUnusable(host=settings.host, port=settings.port) from error


def _announce(settings: Settings) -> None:
    logs.logger("server").info("listening", host=settings.host, port=settings.port)
    sys.stdout.write(f"Kanslist svarar på {settings.base_url}/ (avsluta med Ctrl-C)\n")
    sys.stdout.flush()


def _warmed(kanslist: Kanslist) -> Callable[[web.Application], AsyncIterator[None]]:
    async def warm(_app: web.Application) -> AsyncIterator[None]:
        # beside the first requests, so that the server answers at once and the first search need not load the index
        loading = asyncio.create_task(asyncio.to_thread(kanslist.search.warm))
        yield
        await asyncio.wait([loading])
        if error := loading.exception():
            logs.logger("server").warning("search not warmed", error=type(error).__name__)

    return warm


async def _said_goodbye(_app: web.Application) -> AsyncIterator[None]:
    yield
    logs.logger("server").info("stopped")
