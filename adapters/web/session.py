"""The conversation of a browser: a random cookie, which says nothing of who sits there."""

from __future__ import annotations

import re
import secrets

from aiohttp import web

COOKIE = "kanslist_samtal"
_LASTS = 12 * 60 * 60
_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def conversation(request: web.Request) -> str:
    """The browser's conversation, or a new one where it has none (or one that we did not make)."""
    held = request.cookies.get(COOKIE, "")
    return held if _FORM.fullmatch(held) else secrets.token_urlsafe(32)


def remember(response: web.Response, name: str, *, secure: bool) -> None:
    """Give the browser its conversation. secure: the page is reached over https only."""
    response.set_cookie(COOKIE, name, max_age=_LASTS, httponly=True, samesite="Lax", secure=secure, path="/")
