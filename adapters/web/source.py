"""The source behind a citation: the document's page as plain text, the quote marked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode

from aiohttp import web

from adapters.web import marking
from adapters.web.view import Views
from bot.kanslist import Kanslist
from bot.links import holds_until, link_secret
from bot.settings import Settings
from knowledge.reading.pages import Page
from knowledge.store.api import Document, Readable
from knowledge.store.reader import OPEN, PUBLIC, Reader

_DIGITS = 15
_ALL = 1_000_000
_NEAR = 100
"""Pages before and after this one that are listed; a document of thousands would be a page of links."""


def add_routes(app: web.Application, kanslist: Kanslist, settings: Settings, views: Views) -> None:
    """Mount /dokument/{id}. What is not there and what may not be seen are the same: 404."""

    async def show(request: web.Request) -> web.Response:
        # on a thread: a long text takes its time to read, cut and render, and others ask meanwhile
        text = await asyncio.to_thread(_rendered, request.match_info, request.query)
        if text is None:
            raise web.HTTPNotFound
        return web.Response(text=text, content_type="text/html", headers=_HEADERS)

    def _rendered(place: Mapping[str, str], query: Mapping[str, str]) -> str | None:
        number = _number(place, "id")
        if number is None:
            return None
        until = _key_holds(settings, number, query)
        reader = PUBLIC if until is None else Reader(settings.collections | {OPEN})
        document = kanslist.store.document(reader, number)
        pages = kanslist.store.pages(reader, number) if document else ()
        if document is None or not pages:
            return None
        shown = _shown(document, pages, query)
        # a key opens this document alone: of others, newer versions too, the page says nothing
        newest = _newest(kanslist.store, document) if document.collection == OPEN else None
        by_key = datetime.fromtimestamp(until).astimezone() if until and document.collection != OPEN else None
        return views.text("document.html", {**shown, "newest": newest, "until": by_key})

    app.router.add_get(r"/dokument/{id}", show)


_HEADERS = {"X-Robots-Tag": "noindex"}


def _key_holds(settings: Settings, document: int, query: Mapping[str, str]) -> int | None:
    """Until when the link's key opens this document; None without a key that does."""
    key = query.get("nyckel")
    secret = link_secret(settings) if key else None
    return holds_until(secret, document, key, time.time()) if key and secret else None


def _shown(document: Document, pages: Sequence[Page], query: Mapping[str, str]) -> dict[str, object]:
    at, page_missing = _place(pages, query)
    page = pages[at]
    span = _span(query) if not page_missing else None
    marked = marking.fits(page.text, span)
    part = marking.extent(page.text, _part(query, page, span if marked else None))
    in_part = marked and span is not None and span[0] < part.end and span[1] > part.start
    numbers = [each.number for each in pages[max(0, at - _NEAR) : at + _NEAR + 1] if each.number is not None]
    return {
        "document": document,
        "page": page,
        "sureness": round(100 * (page.scanned or 0)),
        "lines": marking.lines(page.text, span if marked else None, part),
        "marked": marked,
        "in_part": in_part,
        "unmarked": bool({"fran", "till"} & set(query)) and not marked,
        "page_missing": page_missing,
        "count": len(pages),
        "numbers": numbers if len(pages) > 1 else [],
        "before": pages[at - 1].number if at > 0 else None,
        "after": pages[at + 1].number if at + 1 < len(pages) else None,
        "part": part,
        "percent": (100 * part.start // max(1, len(page.text)), -(-100 * part.end // max(1, len(page.text)))),
        "link": _Links(document, page, query),
    }


class _Links:
    """Addresses within a document: each carries the key that opened it."""

    def __init__(self, document: Document, page: Page, query: Mapping[str, str]) -> None:
        self._path = f"/dokument/{document.id}"
        self._key = {"nyckel": query["nyckel"]} if "nyckel" in query else {}
        self._here = {name: query[name] for name in ("sida", "fran", "till") if name in query}
        if page.number is not None:
            self._here["sida"] = str(page.number)

    def page(self, number: int) -> str:
        """Another page."""
        return f"{self._path}?{urlencode({'sida': number, **self._key})}"

    def part(self, begins: int) -> str:
        """Another part of this page."""
        return f"{self._path}?{urlencode({**self._here, 'tecken': begins, **self._key})}"

    def quote(self) -> str:
        """The part of this page in which the quote begins."""
        return f"{self._path}?{urlencode({**self._here, **self._key})}#citat"


def _part(query: Mapping[str, str], page: Page, span: tuple[int, int] | None) -> int:
    """The position that the part to show holds: the one asked for, else the quote's first."""
    wanted = _number(query, "tecken")
    if wanted is not None:
        return min(wanted, max(0, len(page.text) - 1))
    return span[0] if span else 0


def _place(pages: Sequence[Page], query: Mapping[str, str]) -> tuple[int, bool]:
    """(index of the page asked for, whether the document lacks it)."""
    if "sida" not in query:
        return 0, False
    wanted = _number(query, "sida")
    for index, page in enumerate(pages):
        if page.number == wanted and wanted is not None:
            return index, False
    return 0, True


def _span(query: Mapping[str, str]) -> tuple[int, int] | None:
    start, end = _number(query, "fran"), _number(query, "till")
    return (start, end) if start is not None and end is not None else None


def _number(values: Mapping[str, str], name: str) -> int | None:
    text = values.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def _newest(store: Readable, document: Document) -> Document | None:
    """The newest version of the same file. Most versions keep body and day, so those are looked at first."""
    near = store.documents(PUBLIC, body=document.body, since=document.date, until=document.date)
    return _replacing(near, document) or _replacing(store.documents(PUBLIC, limit=_ALL), document)


def _replacing(held: Sequence[Document], document: Document) -> Document | None:
    for each in held:
        if (each.file, each.collection) == (document.file, document.collection):
            return each
    return None
