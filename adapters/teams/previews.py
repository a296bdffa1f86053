"""What is found for the compose box, as a card and what the list shows of it; and a pasted link of ours."""

from __future__ import annotations

import html

from adapters.teams import cards
from adapters.teams.elements import Element, short
from bot.answers.answer import Answer, Citation, Item
from bot.looking_up import Find
from bot.messages import of_platforms, of_teams

_TITLE_LIMIT = 44
"""Two lines of the list; beyond them Microsoft's client writes over what stands below."""
_QUOTE_LIMIT = 160
_LINK_VERSION = "1.3"
"""What Teams shows below a link at most (learn.microsoft.com: Link unfurling)."""


def attached(one: Find) -> Element:
    """A card, and what the list shows of it. The list's text is read as HTML."""
    where = of_platforms.source(one.citation)
    quoted = of_teams.quoted(short(one.citation.quote, _QUOTE_LIMIT)) if one.citation.quote else ""
    preview = {
        "title": html.escape(_title(one.title), quote=False),
        "text": html.escape(" ".join(part for part in (quoted, where) if part), quote=False),
    }
    return {
        "contentType": cards.CARD,
        "content": cards.fitting(one.answer),
        "preview": {"contentType": "application/vnd.microsoft.card.thumbnail", "content": preview},
    }


def _title(label: str) -> str:
    """As many parts of "Beslut · § 33 · nämnd · dag" as there is room for: the line with the source tells the rest."""
    parts = label.split(" · ")
    while len(parts) > 1 and len(" · ".join(parts)) > _TITLE_LIMIT:
        parts.pop()
    return short(" · ".join(parts), _TITLE_LIMIT)


def linked(url: str, cited: Citation) -> Element:
    """A pasted link of ours: its quote."""
    items = (Item(text=cited.quote, citation=0),) if cited.quote else ()
    made = Answer(question=url, intent="link", outcome="answered", lead=cited.title, items=items, citations=(cited,))
    shown = attached(Find(cited.title, made))
    return shown | {"content": shown["content"] | {"version": _LINK_VERSION}}
