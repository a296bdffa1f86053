"""`/flöde`: one's own links to the calendar and the feed; `flöde ny` makes new ones, `flöde av` ends them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answers.answer import Answer, Choice, Link
from bot.follow_up.feeds import links
from bot.incoming import Incoming
from bot.messages import of_feeds
from bot.office import Done, Office

_TYPED = re.compile(
    r"/?(?:flöden|flöde|floden|flode)(?:\s+(?P<what>nytt|nya|ny|av|avsluta|bort))?\s*[?.!]?", re.IGNORECASE
)


def is_typed(text: str) -> bool:
    """Whether it asks for one's links."""
    return _TYPED.fullmatch(text.strip()) is not None


def handle(office: Office, message: Incoming, text: str) -> Done | None:
    """The links of whoever asks, in private alone. Raises StoreError."""
    typed = _TYPED.fullmatch(text.strip())
    return None if typed is None else Done(_answer(office, message, text, (typed["what"] or "").casefold()))


def _answer(office: Office, message: Incoming, text: str, what: str) -> Answer:
    if not message.private:
        return _said(text, of_feeds.only_private())
    asker = message.asker
    if what.startswith(("av", "bort")):
        had = links.ended(office.settings, office.store, asker)
        return _said(text, of_feeds.ended() if had else of_feeds.had_none())
    held = None if what else links.own(office.settings, office.store, asker)
    told = held or links.renewed(office.settings, office.store, asker)
    if told is None:
        return _said(text, of_feeds.no_links())
    choices = [Choice(label=of_feeds.renew(), text="flöde ny"), Choice(label=of_feeds.end(), text="flöde av")]
    return _said(text, of_feeds.given(renewed=bool(what)), told, choices)


def _said(text: str, lead: str, told: Mapping[links.Kind, str] | None = None, choices: Sequence[Choice] = ()) -> Answer:
    made = tuple(Link(title=of_feeds.link(kind), url=url) for kind, url in (told or {}).items())
    return Answer(question=text, intent="feeds", outcome="answered", lead=lead, links=made, choices=tuple(choices))
