"""A quote as Slack shows it, and the line below that says where it stands."""

from __future__ import annotations

from adapters.slack.rich_text import MAX_LINE, MAX_QUOTE, Element, block, link, quote, section, text
from bot.answers.answer import Citation
from bot.messages import of_platforms as messages


def cited(citation: Citation) -> Element:
    """A quote and where it is from, as one block."""
    return block(quoted(citation, linked=False), section(*source(citation, linked=True)))


def quoted(citation: Citation, *, linked: bool) -> Element:
    """A quote. linked: its page opens its own place, for the line with the source stands for its neighbours too."""
    opened = link(citation.url, messages.page(citation)) if linked else None
    return quote(text(messages.quote(citation.quote), MAX_QUOTE), *_after(opened))


def source(citation: Citation, *, linked: bool) -> list[Element]:
    """The line that says where quotes stand. linked: with a link to it."""
    opened = link(citation.url, messages.show_source()) if linked else None
    return [text(messages.source(citation), MAX_LINE - 30, italic=True), *_after(opened)]


def _after(opened: Element | None) -> list[Element]:
    return [text(" · ", 3), opened] if opened else []
