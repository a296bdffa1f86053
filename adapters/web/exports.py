"""/export/LIST.ENDING: a table that somebody asked for in chat, by the link that they were given."""

from __future__ import annotations

import asyncio
import time

from aiohttp import web

from bot.follow_up.exports.formats import FORMATS
from bot.follow_up.exports.keys import opened
from bot.follow_up.exports.table import LISTS, table
from bot.kanslist import Kanslist
from bot.messages import of_exports
from bot.settings import Settings


def add_routes(app: web.Application, kanslist: Kanslist, settings: Settings) -> None:
    """Mount it. A link that is not ours or holds no longer is a page that is not there: 404."""

    async def export(request: web.Request) -> web.Response:
        name, ending = request.match_info["name"], request.match_info["ending"]
        day, key = request.query.get("per", ""), request.query.get("nyckel", "")
        if name not in LISTS or ending not in FORMATS:
            raise web.HTTPNotFound
        made = await asyncio.to_thread(_made, name, ending, day, key)
        if made is None:
            raise web.HTTPNotFound
        media, body = made
        file = of_exports.file_name(name, day, ending)
        return web.Response(
            body=body,
            headers={
                "Content-Type": media,
                "Content-Disposition": f'attachment; filename="{file}"',
                "X-Robots-Tag": "noindex",
            },
        )

    def _made(name: str, ending: str, day: str, key: str) -> tuple[str, bytes] | None:
        given = opened(settings, name, day, key, time.time())
        if given is None:
            return None
        media, make = FORMATS[ending]
        return media, make(table(kanslist.desk(given.reader(settings)), name, given.as_of))

    app.router.add_get("/export/{name}.{ending}", export)
