"""Block Kit's rich text: its text elements are shown as they are, so that no word of a document or question can format,
link or mention anybody, and a quote is copied out of Slack letter for letter.

Elements: docs.slack.dev/reference/block-kit/blocks/rich-text-block.
"""

from __future__ import annotations

import re
from typing import Any

Element = dict[str, Any]

MAX_TEXT = 2_000
"""Characters of what a lead or an item says, and of an answer's notes together."""
MAX_QUOTE = 2_500
MAX_LINE = 300
"""Characters of a label, of a note, of the line with the source."""
MAX_URL = 3_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe]")


def text(said: str, limit: int, **style: bool) -> Element:
    """A text element; empty and over-long texts, which Slack refuses, are made into what it takes."""
    clean = said if said.isprintable() else _CONTROL.sub("", said)
    element: Element = {"type": "text", "text": short(clean, limit) or " "}
    if style and (on := {name: True for name, value in style.items() if value}):
        element["style"] = on
    return element


def link(url: str, said: str) -> Element | None:
    """A link; None for what is no web address, or one that is too long."""
    if not url.startswith(("https://", "http://")) or len(url) > MAX_URL:
        return None
    return {"type": "link", "url": url, "text": short(said, MAX_LINE)}


def short(said: str, limit: int) -> str:
    """At most `limit` characters; what is left out is marked."""
    return said if len(said) <= limit else said[: limit - 2].rstrip() + " …"


def section(*elements: Element) -> Element:
    """A paragraph."""
    return {"type": "rich_text_section", "elements": list(elements)}


def lines(*each: list[Element]) -> Element:
    """A paragraph of lines."""
    broken: list[Element] = []
    for line in each:
        broken += [text("\n", 1), *line] if broken else line
    return section(*broken or [text("", 1)])


def quote(*elements: Element) -> Element:
    """A paragraph with a bar beside it."""
    return {"type": "rich_text_quote", "elements": list(elements)}


def bullets(rows: list[Element]) -> Element:
    """A list of paragraphs."""
    return {"type": "rich_text_list", "style": "bullet", "elements": rows}


def block(*elements: Element) -> Element:
    """Paragraphs, quotes and lists as one block."""
    return {"type": "rich_text", "elements": list(elements)}
