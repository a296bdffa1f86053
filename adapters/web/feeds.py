"""/flode/…: somebody's calendar or feed, by their secret link."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from hashlib import sha256

from aiohttp import web

from bot.follow_up.feeds import atom, calendar, links
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.store.reader import Reader

_KEPT = 64
"""Feeds that a process keeps: one a reader, kind and state of the record."""


@dataclass(frozen=True, slots=True)
class _Made:
    """state: the record's change number and the day; tag: of the body; since: when this body was first made here."""

    state: tuple[int, date]
    body: bytes
    tag: str
    since: datetime


def add_routes(app: web.Application, kanslist: Kanslist, settings: Settings) -> None:
    """Mount them. A link that is not ours or is out of use is a page that is not there: 404."""
    kept: dict[tuple[Reader, str, str], _Made] = {}

    async def feed(request: web.Request) -> web.Response:
        one, proof, kind = (request.match_info[name] for name in ("feed", "proof", "kind"))
        reader = await asyncio.to_thread(links.reader_of, settings, kanslist.store, one, proof)
        if reader is None or kind not in links.KINDS:
            raise web.HTTPNotFound
        made = await asyncio.to_thread(_made, reader, kind, f"{settings.base_url}{request.path}")
        headers = {
            "ETag": f'"{made.tag}"',
            "Last-Modified": format_datetime(made.since, usegmt=True),
            "Cache-Control": "private, no-cache",
            "X-Robots-Tag": "noindex",
        }
        if _unchanged(request, made):
            return web.Response(status=304, headers=headers)
        media = calendar.MEDIA if kind == "kalender.ics" else atom.MEDIA
        return web.Response(body=made.body, headers={**headers, "Content-Type": media})

    def _made(reader: Reader, kind: str, address: str) -> _Made:
        place = (reader, kind, "" if kind == "kalender.ics" else address)
        desk = kanslist.desk(reader)
        held, state = kept.get(place), (desk.change, desk.today)
        if held is not None and held.state == state:
            return held
        body = calendar.calendar(desk) if kind == "kalender.ics" else atom.atom(desk, address)
        tag = sha256(body).hexdigest()[:32]
        since = held.since if held and held.tag == tag else datetime.now(UTC).replace(microsecond=0)
        while len(kept) >= _KEPT and place not in kept:
            kept.pop(next(iter(kept)))
        kept[place] = _Made(state, body, tag, since)
        return kept[place]

    app.router.add_get("/flode/{feed}/{proof}/{kind}", feed)


def _unchanged(request: web.Request, made: _Made) -> bool:
    """Whether whoever asks has this body (RFC 9110 13.2.2: tags go before days)."""
    if (tags := request.if_none_match) is not None:
        return any(tag.value in (made.tag, "*") for tag in tags)
    since = request.if_modified_since
    return since is not None and made.since <= since
