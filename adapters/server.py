"""The one place that knows every room: it puts web, Slack, Teams, health and figures into one server."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import date

from aiohttp import web

from adapters import delivering, health, listening, logs, metrics, subscribed, watching
from adapters.errors import PublicUrlMissing
from adapters.metrics import Metrics
from adapters.observed import Observed
from adapters.patience import Patience
from adapters.slack.setup import Entrances
from adapters.teams import platform as teams_library
from adapters.teams.addresses import is_loopback
from adapters.teams.setup import Registration, refuse_open_endpoint
from adapters.web import routes as pages
from adapters.web.guard import guard
from adapters.web.view import Views
from bot.follow_up.watch.calendar import is_working_day
from bot.kanslist import Kanslist
from bot.messages import of_terminal
from bot.settings import Settings
from knowledge.errors import WatchedFolderMissing

SWITCH = 0.001
"""Seconds after which a thread that works on an answer gives way to the event loop; Python's own 5 ms are felt in each
point look-up."""
REQUEST_LIMIT = 256 * 1024
"""Bytes of a request's body: twice what Teams and Slack send at most."""


def run(settings: Settings, insecure_local: bool = False) -> None:
    """Serve until SIGINT or SIGTERM; answers under way are finished first.

    Raises what make_app raises, StoreError, PortTaken and AddressUnusable: sentences to show to the operator.
    """
    logs.configure()
    sys.setswitchinterval(SWITCH)
    refuse_what_is_half_set(settings, insecure_local=insecure_local)
    if settings.watch is not None and not settings.watch.is_dir():
        raise WatchedFolderMissing
    if settings.port == 0:
        settings = settings.model_copy(update={"port": listening.free_port(settings.host)})
    kanslist = Kanslist.open(settings)
    try:
        patience = Patience()
        app = make_app(kanslist, settings, insecure_local=insecure_local, patience=patience)
        app.cleanup_ctx.append(_warmed(kanslist))
        if settings.watch is not None:
            app.cleanup_ctx.append(watching.beside(settings, settings.watch))
        app.cleanup_ctx.append(_swept(kanslist))
        app.cleanup_ctx.append(_said_goodbye)
        listening.serve(app, patience, settings.host, settings.port, lambda: _announce(settings))
    finally:
        kanslist.close()


def make_app(
    kanslist: Kanslist, settings: Settings, *, insecure_local: bool = False, patience: Patience | None = None
) -> web.Application:
    """The application. A platform that is not set up is neither mounted nor imported.

    insecure_local: mount Teams without a login, for Microsoft's test tools on this machine only.
    patience: the clocks of slow clients. Raises TeamsUnauthenticated, InsecureLocalOpen or SlackIncomplete where an
    entrance would stand open or half set up, PublicUrlMissing where its answers would hold dead links.
    """
    platforms = refuse_what_is_half_set(settings, insecure_local=insecure_local)
    figures = Metrics(kanslist.store)
    clerk = Observed(kanslist, figures)
    views = Views(settings.base_url)
    middlewares = [guard(views, figures, settings.base_url), (patience or Patience()).checked]
    app = web.Application(client_max_size=REQUEST_LIMIT, middlewares=middlewares)
    pages.add_routes(app, clerk, settings, views)
    metrics.add_routes(app, figures)
    connected: Mapping[str, Callable[[], bool]] = {}
    if platforms["slack"]:
        from adapters.slack import routes as slack
        from adapters.slack import sender as slack_sender

        kanslist.senders += slack_sender.senders(settings, kanslist.store)
        connected = slack.add_routes(app, clerk, settings, lambda _reason: figures.lost("slack"))
    if platforms["teams"]:
        from adapters.teams import entrance as teams
        from adapters.teams import sender as teams_sender

        kanslist.senders += teams_sender.senders(settings, kanslist.store)
        teams.add_routes(app, clerk, settings, insecure_local=insecure_local, lost=lambda: figures.lost("teams"))
    if platforms["slack"] or platforms["teams"]:
        app.cleanup_ctx.append(subscribed.beside(kanslist))
        app.cleanup_ctx.append(delivering.beside(kanslist))
    health.add_routes(app, clerk, lambda: platforms | {name: now() for name, now in connected.items()})
    return app


def refuse_what_is_half_set(settings: Settings, *, insecure_local: bool) -> dict[str, bool]:
    """Which platforms the settings open, by name. Raises as make_app does."""
    refuse_open_endpoint(settings, insecure_local=insecure_local)
    slack = Entrances.of(settings) is not None
    teams = insecure_local or Registration.of(settings) is not None
    if teams:
        teams_library.load(settings.teams_library)
    reached = settings.public_url or is_loopback(settings.host)
    if not reached and (teams or slack):
        raise PublicUrlMissing(host=settings.host)
    return {"web": True, "slack": slack, "teams": teams}


def _announce(settings: Settings) -> None:
    logs.logger("server").info("listening", host=settings.host, port=settings.port)
    sys.stdout.write(f"Kanslist svarar på {settings.base_url}/ (avsluta med Ctrl-C)\n")
    if not settings.public_url and not is_loopback(settings.host):
        sys.stdout.write(of_terminal.no_public_url(settings.base_url) + "\n")
    sys.stdout.flush()


def _warmed(kanslist: Kanslist) -> Callable[[web.Application], AsyncIterator[None]]:
    async def warm(_app: web.Application) -> AsyncIterator[None]:
        # beside the first requests, so that the server answers at once and the first search need not load the index
        loading = asyncio.create_task(asyncio.to_thread(_warm, kanslist))
        yield
        await asyncio.wait([loading])
        if error := loading.exception():
            logs.logger("server").warning("search not warmed", error=type(error).__name__)

    return warm


def _warm(kanslist: Kanslist) -> None:
    kanslist.search.warm()
    is_working_day(date.today())  # the holidays


def _swept(kanslist: Kanslist) -> Callable[[web.Application], AsyncIterator[None]]:
    async def sweep(_app: web.Application) -> AsyncIterator[None]:
        # files that were dropped into a chat and forgotten there
        sweeping = asyncio.create_task(kanslist.intake.keep_swept())
        yield
        sweeping.cancel()
        await asyncio.gather(sweeping, return_exceptions=True)

    return sweep


async def _said_goodbye(_app: web.Application) -> AsyncIterator[None]:
    yield
    logs.logger("server").info("stopped")
