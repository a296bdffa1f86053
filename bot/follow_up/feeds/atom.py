"""New decisions, as an Atom feed (RFC 4287): one entry a clause, newest first."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.answers import scope, stands
from bot.answers.sheet import Desk
from bot.follow_up import moments
from bot.follow_up.news import is_news
from bot.links import permalink
from bot.messages import of_feeds, one_line
from knowledge.facts import Decision, squeeze
from knowledge.names import fold
from knowledge.store.api import FactQuery, Found

MEDIA = "application/atom+xml; charset=utf-8"
_SPACE = "http://www.w3.org/2005/Atom"
_NEW = timedelta(days=60)
_MOST = 200
_STARTED = "2020-01-01"
"""A day on which whoever names the entries had that name (RFC 4151): tag URIs need one."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def atom(desk: Desk, address: str) -> bytes:
    """The feed as this reader may see it; the same record gives the same bytes. address: its own. Raises StoreError."""
    host = urlsplit(desk.settings.base_url).hostname or "kanslist"
    found = _decided(desk)
    feed = Element("feed", {"xmlns": _SPACE, "xml:lang": "sv"})
    _add(feed, "id", f"tag:{host},{_STARTED}:beslut")
    _add(feed, "title", of_feeds.feed_title())
    _add(feed, "updated", max((one.document.ingested_at for one in found), default=f"{_STARTED}T00:00:00+00:00"))
    SubElement(feed, "link", {"rel": "self", "href": address})
    SubElement(feed, "link", {"rel": "alternate", "href": f"{desk.settings.base_url}/"})
    _add(SubElement(feed, "author"), "name", "Kanslist")
    for one in found:
        feed.append(_entry(desk, one, host))
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode").encode()


def _decided(desk: Desk) -> list[Found]:
    """What was decided in what came in lately: no proposals to others, nothing that meetings decide of themselves."""
    since = moments.begins(desk.today - _NEW)
    found: list[Found] = []
    documents = desk.store.arrived(desk.reader, since, moments.ends(desk.today))
    for document in sorted(documents, key=lambda one: (one.ingested_at, one.date or "", one.id), reverse=True):
        told = desk.store.facts(desk.reader, FactQuery("decisions", document=document.id, limit=scope.MOST))
        found += [up for one in told if isinstance((up := scope.upward(one)).fact, Decision) and is_news(up.fact)]
        if len(found) > 2 * _MOST:
            break
    return [one for one in scope.once(found) if not getattr(one.fact, "proposed_to", None)][:_MOST]


def _entry(desk: Desk, found: Found, host: str) -> Element:
    fact, document = found.fact, found.document
    made = Element("entry")
    body = getattr(fact, "body", None) or document.body or document.title
    heading, text = one_line(scope.heading(desk, found)), one_line(getattr(fact, "text", ""))
    said = (body, document.municipality or "", document.date or "", getattr(fact, "item", "") or "", squeeze(text))
    name = hashlib.sha256("\0".join(map(fold, said)).encode()).hexdigest()[:32]
    _add(made, "id", f"tag:{host},{_STARTED}:beslut:{name}")
    _add(made, "title", of_feeds.entry_title(body, heading, text))
    _add(made, "updated", document.ingested_at)
    if document.date:
        _add(made, "published", moments.begins(datetime.fromisoformat(document.date).date()))
    SubElement(made, "link", {"rel": "alternate", "href": permalink(desk.settings, document, fact.source)})
    SubElement(made, "category", {"term": body})
    lines = of_feeds.entry(
        text, document.title, document.date, getattr(fact, "item", None), fact.source, stands.adjusted_notes([found])
    )
    content = _add(made, "content", lines)
    content.set("type", "text")
    return made


def _add(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name)
    made.text = _ILLEGAL.sub(" ", text)
    return made
