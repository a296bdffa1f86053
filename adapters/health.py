"""Whether the server lives and whether it can answer, with the reasons in plain Swedish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from aiohttp import web

from bot.kanslist import Kanslist
from knowledge.errors import KanslistError
from knowledge.store.reader import OPERATOR


def add_routes(app: web.Application, kanslist: Kanslist, platforms: Callable[[], Mapping[str, bool]]) -> None:
    """Mount /health/live and /health/ready. platforms: gives name → whether it is open now."""
    opened = identity(kanslist.store.path)

    async def live(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def ready(_request: web.Request) -> web.Response:
        reasons = shortcomings(kanslist, opened)
        body = {
            "status": "ej redo" if reasons else "ok",
            "reasons": reasons,
            "search": projection(kanslist),
            "platforms": dict(platforms()),
            "watched": watched(kanslist),
        }
        return web.json_response(body, status=503 if reasons else 200)

    app.router.add_get("/health/live", live)
    app.router.add_get("/health/ready", ready)


def identity(file: Path) -> tuple[int, int] | None:
    """The file's own numbers, which another file in its place has not; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def shortcomings(kanslist: Kanslist, opened: tuple[int, int] | None) -> list[str]:
    """Why the clerk cannot answer now; empty where it can. The sentences name no path and no document.

    opened: the identity that the store's file had when it was opened."""
    if identity(kanslist.store.path) != opened:
        return ["Registrets fil har flyttats eller bytts ut. Starta om servern."]
    try:
        kanslist.store.change()
        kanslist.store.holdings(OPERATOR)
        known = kanslist.store.schema_is_known()
    except KanslistError as error:
        return [f"Registret kan inte läsas ({type(error).__name__})."]
    return [] if known else ["Registret har uppgraderats av en nyare Kanslist. Starta om med samma version."]


def watched(kanslist: Kanslist) -> list[dict[str, object]]:
    """The watched folders' last looks, by time and counts; they are told, and are no reason against answering."""
    try:
        return [
            {"looked_at": one.looked_at, "reachable": one.reachable, "files": one.files}
            for one in kanslist.store.watches(OPERATOR)
        ]
    except KanslistError:
        return []


def projection(kanslist: Kanslist) -> str:
    """How the search projection stands. One that lags is no reason against answering: the next search brings it up."""
    try:
        return "aktuell" if kanslist.search.current() else "släpar, hämtas in vid nästa sökning"
    except KanslistError:
        return "okänd"
