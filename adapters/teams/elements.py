"""The pieces that cards are built of. Text of the record stands in text runs, which no client reads as markdown or
HTML: a quote is shown as it is written ("1." stays "1.", a name with stars keeps them), nothing in it is a command."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

Element = dict[str, Any]

CUT = " […]"
"""What stands where a text was cut."""

LINES_LIMIT = 20
"""So many lines of one text are paragraphs of their own: each costs a hundred bytes of the card."""


def run(text: str, **look: object) -> Element:
    """One run of literal text. look: Adaptive Card properties (weight, size, color, isSubtle, italic)."""
    return {"type": "TextRun", "text": text, **look}


def lines(text: str, *, spacing: str = "Small", **look: object) -> list[Element]:
    """Literal text, one block a line; empty lines are left out."""
    kept = [line.strip() for line in text.splitlines() if line.strip()]
    return [block([run(line, **look)], spacing=spacing if number == 0 else "None") for number, line in enumerate(kept)]


def block(inlines: Iterable[Element], *, spacing: str = "Small", **more: object) -> Element:
    """A paragraph of text runs."""
    return {"type": "RichTextBlock", "spacing": spacing, "inlines": list(inlines), **more}


def container(items: list[Element], **more: object) -> Element:
    """A group. more: style, spacing, separator."""
    return {"type": "Container", "items": items, **more}


def open_url(title: str, url: str) -> Element | None:
    """What opens a page; None for an address that is not http(s) (a card with such a one is refused whole)."""
    return {"type": "Action.OpenUrl", "title": title, "url": url} if _is_web(url) else None


def opens(url: str, tooltip: str) -> Element | None:
    """What opens a page where the words themselves are pressed; None as for open_url."""
    return {"type": "Action.OpenUrl", "tooltip": tooltip, "url": url} if _is_web(url) else None


def submit(title: str, text: str, form: str | None = None) -> Element:
    """A button that asks `text`; one with a form opens it as a dialog, and asks where a client has none."""
    opens = {"form": form, "msteams": {"type": "task/fetch"}} if form is not None else {}
    return {"type": "Action.Submit", "title": title, "data": {"text": text, **opens}}


def action_set(actions: list[Element]) -> Element:
    """A row of buttons in the card's body."""
    return {"type": "ActionSet", "spacing": "Small", "actions": actions}


def short(text: str, limit: int) -> str:
    """At most `limit` characters on one line; what is left out is marked."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= limit else one_line[: limit - len(CUT)].rstrip() + CUT


def short_lines(text: str, limit: int) -> str:
    """At most LINES_LIMIT lines of together `limit` characters; the lines beyond stand on in the last one."""
    kept = [line.strip() for line in text.splitlines() if line.strip()]
    whole = "\n".join([*kept[: LINES_LIMIT - 1], " ".join(kept[LINES_LIMIT - 1 :])]).strip()
    return whole if len(whole) <= limit else whole[: limit - len(CUT)].rstrip() + CUT


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
