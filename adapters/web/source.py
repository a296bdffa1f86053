"""The source behind a citation: the document's page as plain text, the quote marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiohttp import web

from adapters.web import marking
from adapters.web.view import Views
from bot.kanslist import Kanslist
from knowledge.reading.pages import Page
from knowledge.store.api import Document, Readable
from knowledge.store.reader import PUBLIC

_DIGITS = 15
_ALL = 1_000_000


def add_routes(app: web.Application, kanslist: Kanslist, views: Views) -> None:
    """Mount /dokument/{id}. What is not there and what may not be seen are the same: 404."""

    async def show(request: web.Request) -> web.Response:
        number = _number(request.match_info, "id")
        document = kanslist.store.document(PUBLIC, number) if number is not None else None
        pages = kanslist.store.pages(PUBLIC, document.id) if document else ()
        if document is None or not pages:
            raise web.HTTPNotFound
        values = _shown(document, pages, request.query)
        return views.page("document.html", {**values, "newest": _newest(kanslist.store, document)})

    app.router.add_get(r"/dokument/{id}", show)


def _shown(document: Document, pages: Sequence[Page], query: Mapping[str, str]) -> dict[str, object]:
    at, page_missing = _place(pages, query)
    page = pages[at]
    span = _span(query)
    marked = not page_missing and marking.fits(page.text, span)
    return {
        "document": document,
        "page": page,
        "sureness": round(100 * (page.scanned or 0)),
        "lines": marking.lines(page.text, span if marked else None),
        "marked": marked,
        "unmarked": bool({"fran", "till"} & set(query)) and not marked,
        "page_missing": page_missing,
        "numbers": [each.number for each in pages if each.number is not None],
        "before": pages[at - 1].number if at > 0 else None,
        "after": pages[at + 1].number if at + 1 < len(pages) else None,
    }


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
