"""`exportera rekommendationer [per 2026-01-01]`: links to the tables, for whoever asks in private."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from datetime import date

from bot.access import is_registrar
from bot.answers.answer import Answer, Link
from bot.follow_up.exports.formats import FORMATS
from bot.follow_up.exports.keys import Given, export_link
from bot.follow_up.exports.table import table
from bot.incoming import Incoming
from bot.messages import of_exports
from bot.office import Done, Office
from knowledge.extraction import dates

_TYPED = re.compile(r"/?(?:(?P<sure>exportera)|export)\b\s*(?P<what>.*)", re.IGNORECASE | re.DOTALL)
_WORDS = (
    ("recommendations", r"rekommendation"),
    ("assignments", r"uppdrag"),
    ("promises", r"löfte|lofte|lovat"),
    ("motions", r"motion|initiativ"),
    ("open_points", r"punkt|balanslist"),
)


def is_typed(text: str) -> bool:
    """Whether it asks for an export."""
    return _TYPED.fullmatch(text.strip()) is not None


def handle(office: Office, message: Incoming, text: str) -> Done | None:
    """Links to a list as it stood on a day, today where none is named. Raises StoreError."""
    typed = _TYPED.fullmatch(text.strip())
    if typed is None:
        return None
    what = typed["what"]
    name = next((name for name, words in _WORDS if re.search(words, what, re.IGNORECASE)), None)
    if name is None and not typed["sure"]:
        return None
    return Done(
        _answer(office, message, text, what, name) if message.private else _said(text, of_exports.only_private())
    )


def _answer(office: Office, message: Incoming, text: str, what: str, name: str | None) -> Answer:
    desk = office.desk(message)
    dated = re.search(r"\d", what) is not None
    as_of = _day(what) if dated else desk.today
    if name is None or as_of is None:
        return _said(text, of_exports.which())
    if as_of > desk.today:
        return _said(text, of_exports.other_day(desk.today.isoformat()))
    given = Given(name, as_of, is_registrar(message, office.settings))
    links = {ending: export_link(office.settings, given, ending, time.time()) for ending in FORMATS}
    if None in links.values():
        return _said(text, of_exports.no_links())
    rows = len(table(desk, name, as_of).rows)
    told = [Link(title=of_exports.link(ending), url=str(url)) for ending, url in links.items()]
    return _said(text, of_exports.offered(name, as_of.isoformat(), rows), told)


def _day(text: str) -> date | None:
    """The first whole date of a text."""
    found = next(iter(dates.find_all(text)), None)
    return date.fromisoformat(found.date) if found and not found.derived else None


def _said(text: str, lead: str, links: Sequence[Link] = ()) -> Answer:
    return Answer(question=text, intent="export", outcome="answered", lead=lead, links=tuple(links))
