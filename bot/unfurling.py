"""One of our own links, pasted by somebody: what it shows, as everyone who sees the message may read it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from bot.answers.answer import Citation
from bot.links import permalink
from bot.settings import Settings
from knowledge.facts import Source
from knowledge.store.api import Readable
from knowledge.store.reader import PUBLIC

LONGEST = 1_000
"""Characters of a quote that is shown below a link."""
_DIGITS = 12


def cited(settings: Settings, store: Readable, url: str) -> Citation | None:
    """The citation that a link of ours leads to: its document, page and quote; None for any other address, and for a
    document outside the open collection, whatever key the link holds: others than the key's owner see the message."""
    base = urlsplit(settings.base_url)
    try:
        parts = urlsplit(url)
    except ValueError:  # an address that is none ("http://[")
        return None
    if (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
        return None
    folder, _, name = parts.path.removeprefix(base.path).rpartition("/")
    number = _number(name)
    if folder != "/dokument" or number is None:
        return None
    document = store.document(PUBLIC, number)
    if document is None:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    page = next((one for one in store.pages(PUBLIC, number) if one.number == _number(query.get("sida", ""))), None)
    start, end = _number(query.get("fran", "")), _number(query.get("till", ""))
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


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None
