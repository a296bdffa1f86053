"""What stands round every request: headers, the same-origin check, and errors as clear Swedish pages."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from adapters.logs import logger, place
from adapters.metrics import Metrics
from adapters.web.view import Views
from knowledge.errors import StoreBusy

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Server": "Kanslist",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_OWN_POSTS = frozenset({"/", "/api/fraga"})
_PROBES = ("/health/", "/metrics", "/static")
_PLATFORMS = frozenset({"/slack/events", "/api/messages"})
_log = logger("http")


def guard(views: Views, metrics: Metrics, base_url: str) -> Middleware:
    """The outermost middleware. base_url: how readers reach us, where a proxy stands before us."""
    public = urlsplit(base_url).netloc

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await _checked(request, handler, public)
        except web.HTTPException as refusal:
            response = refusal if refusal.status < HTTPStatus.BAD_REQUEST else problem(views, request, refusal)
        except StoreBusy:
            response = problem(views, request, web.HTTPServiceUnavailable())
        except Exception as error:  # noqa: BLE001  the last line of defence: one broken request must not show its insides
            _log.error("request failed", error=type(error).__name__, where=place(error), route=_route(request))
            response = problem(views, request, web.HTTPInternalServerError())
        metrics.requested(_route(request), _method(request), response.status)
        write = _log.debug if _tells_nothing(_route(request), response.status) else _log.info
        write("request", route=_route(request), method=_method(request), status=response.status)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def problem(views: Views, request: web.Request, refusal: web.HTTPException) -> web.Response:
    """An error as the one who asked can read it: a page, or JSON below /api; never what went wrong inside."""
    headers = {
        name: refusal.headers[name] for name in ("Allow", "Retry-After", "WWW-Authenticate") if name in refusal.headers
    }
    if request.path.startswith("/api/"):
        body = {"error": views.problem(refusal.status)}
        return web.json_response(body, status=refusal.status, headers=headers)
    values = {"code": refusal.status, "sentence": views.problem(refusal.status)}
    page = views.page("problem.html", values, refusal.status)
    page.headers.update(headers)
    return page


def from_our_own_page(request: web.Request, public: str) -> bool:
    """Whether a browser says that the request comes from our own page; what is no browser says nothing and is let in.

    The session cookie is SameSite=Lax already; this also holds for browsers that do not know that.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc in (request.host, public)


async def _checked(request: web.Request, handler: Handler, public: str) -> web.StreamResponse:
    if request.method == "POST" and request.path in _OWN_POSTS and not from_our_own_page(request, public):
        raise web.HTTPForbidden
    return await handler(request)


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "(okänd)"


def _tells_nothing(route: str, status: int) -> bool:
    """Whether a line would say what is said already: a probe's, and a platform's message that has its own line."""
    return route.startswith(_PROBES) or (route in _PLATFORMS and status < HTTPStatus.BAD_REQUEST)


def _method(request: web.Request) -> str:
    return request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE") else "(annan)"
