"""The chat page, with and without JavaScript."""

from __future__ import annotations

from aiohttp import web

from adapters.web import exports, feeds, session, source
from adapters.web.view import STATIC, Views
from bot.answers.answer import Answer
from bot.commands import COMMANDS
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.store.reader import PUBLIC

NOBODY = Asker("web", None)
"""The page asks nobody who they are: it reads what everyone may read."""

_BROKEN = (ValueError, LookupError, RecursionError, AssertionError)
"""What aiohttp raises for a body that is none: no JSON, no UTF-8, a charset or a multipart that is none."""


def add_routes(app: web.Application, kanslist: Kanslist, settings: Settings, views: Views) -> None:
    """Mount the chat page, its API, the documents and the static files."""
    secure = settings.base_url.startswith("https://")

    async def ask(request: web.Request, text: str) -> tuple[Answer, str]:
        name = session.conversation(request)
        return await kanslist.ask(Incoming(text, NOBODY, f"web:{name}", private=True)), name

    async def empty(_request: web.Request) -> web.Response:
        return views.page("chat.html", {"exchange": None, **_furniture(kanslist)})

    async def posted(request: web.Request) -> web.Response:
        text = await _field(request)
        answer, name = await ask(request, text)
        page = views.page("chat.html", {"exchange": views.exchange(answer), **_furniture(kanslist)})
        session.remember(page, name, secure=secure)
        return page

    async def fraga(request: web.Request) -> web.Response:
        answer, name = await ask(request, await _text(request))
        html = views.text("answer.html", {"exchange": views.exchange(answer)})
        response = web.json_response({"html": html, "answer": answer.model_dump(mode="json")})
        session.remember(response, name, secure=secure)
        return response

    app.router.add_get("/", empty)
    app.router.add_post("/", posted)
    app.router.add_post("/api/fraga", fraga)
    app.router.add_static("/static", STATIC)
    source.add_routes(app, kanslist, settings, views)
    exports.add_routes(app, kanslist, settings)
    feeds.add_routes(app, kanslist, settings)


async def _field(request: web.Request) -> str:
    try:
        text = (await request.post()).get("text")
    except _BROKEN as broken:
        raise web.HTTPBadRequest from broken
    if not isinstance(text, str):
        raise web.HTTPBadRequest
    return text


async def _text(request: web.Request) -> str:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        body = await request.json()
    except _BROKEN as broken:
        raise web.HTTPBadRequest from broken
    text = body.get("text") if isinstance(body, dict) else None
    if not isinstance(text, str):
        raise web.HTTPBadRequest
    return text


def _furniture(kanslist: Kanslist) -> dict[str, object]:
    """What stands round the conversation: examples to click, the commands, and what the record covers."""
    holdings = kanslist.store.holdings(PUBLIC)
    years = [year for holding in holdings for year in (holding.first_year, holding.last_year) if year]
    return {
        "commands": COMMANDS,
        "documents": sum(holding.documents for holding in holdings),
        "bodies": len({holding.body for holding in holdings if holding.body}),
        "years": (min(years), max(years)) if years else None,
    }
