"""One of our own links, pasted by somebody: what it shows, as everyone who sees the message may read it."""

from __future__ import annotations

from bot.answers.answer import Citation
from bot.links import permalink, read
from bot.settings import Settings
from knowledge.facts import Source
from knowledge.store.api import Readable
from knowledge.store.reader import PUBLIC

LONGEST = 1_000
"""Characters of a quote that is shown below a link."""


def cited(settings: Settings, store: Readable, url: str) -> Citation | None:
    """The citation that a link of ours leads to: its document, page and quote; None for any other address, and for a
    document outside the open collection, whatever key the link holds: others than the key's owner see the message."""
    place = read(settings, url)
    document = store.document(PUBLIC, place.document) if place else None
    if place is None or document is None:
        return None
    page = next((one for one in store.pages(PUBLIC, document.id) if one.number == place.page), None)
    start, end = place.start, place.end
    if page is None or start is None or end is None or not start < end <= len(page.text):
        return Citation(document=document.file, title=document.title, quote="", url=url.split("#")[0])
    quote = Source.cut([(page, start, min(end, start + LONGEST))])
    return Citation(
        document=document.file,
        title=document.title,
        page=page.number,
        quote=quote.quote,
        url=permalink(settings, document, quote),
    )
