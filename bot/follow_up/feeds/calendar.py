"""What is due, as an iCalendar (RFC 5545): one all-day event a thing, on its last day."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from bot.answers.sheet import Desk
from bot.follow_up.due import Due, everything
from bot.links import permalink
from bot.messages import of_feeds, one_line
from knowledge.facts import squeeze
from knowledge.names import fold

MEDIA = "text/calendar; charset=utf-8"
_PAST = timedelta(days=365)
"""What has been overdue for longer is told by the digest and the export alone."""
_MOST = 2_000
_SUMMARY = 120


def calendar(desk: Desk) -> bytes:
    """The calendar as this reader may see it; the same record gives the same bytes. Raises StoreError."""
    since = (desk.today - _PAST).isoformat()
    dues = [one for one in everything(desk) if one.last and one.last >= since][:_MOST]
    made = Calendar()
    made.add("prodid", "-//Kanslist//Uppföljning//SV")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", of_feeds.calendar_name())
    made.add("x-wr-timezone", "Europe/Stockholm")
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for uid, one in identified(dues, urlsplit(desk.settings.base_url).hostname or "kanslist"):
        made.add_component(_event(desk, uid, one))
    return bytes(made.to_ical())


def identified(dues: Iterable[Due], host: str) -> list[tuple[str, Due]]:
    """Each with an id that it keeps when its day is moved, its papers come anew or the record is rebuilt."""
    seen: Counter[str] = Counter()
    told = []
    for one in sorted(dues, key=lambda each: (each.given or "", each.last or "", each.found.id)):
        said = f"{one.kind}\0{fold(one.found.document.municipality or '')}\0{squeeze(one.text)}"
        name = hashlib.sha256(said.encode()).hexdigest()[:32]
        seen[name] += 1
        told.append((f"{name}-{seen[name]}@{host}" if seen[name] > 1 else f"{name}@{host}", one))
    return told


def _event(desk: Desk, uid: str, due: Due) -> Event:
    document, source = due.found.document, due.found.fact.source
    day = date.fromisoformat(due.last or "")
    url = permalink(desk.settings, document, source)
    text = one_line(due.text)
    made = Event()
    made.add("uid", uid)
    made.add("dtstamp", datetime.fromisoformat(document.ingested_at))
    made.add("dtstart", day)
    made.add("dtend", day + timedelta(days=1))
    made.add("summary", of_feeds.summary(due.kind, text, _SUMMARY))
    made.add("description", of_feeds.description(due, document.title, source.page, source.quote, url))
    made.add("url", url)
    made.add("categories", [of_feeds.category(due.kind)])
    made.add("transp", "TRANSPARENT")
    return made
