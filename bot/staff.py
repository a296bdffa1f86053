"""What registratorer type about answers that were reported as wrong: see them, hide a fact, answer the reader.

`/anmalan`, `/anmalan 12`, `/anmalan 12 dolj FAKTUM`, `/anmalan 12 svara TEXT`, `/anmalan 12 angra`; in private alone.
To anyone else these are words like others.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

from bot.answers.answer import Answer, Choice
from bot.answers.sheet import Desk
from bot.buttons import reporting
from bot.incoming import Incoming
from bot.links import read
from bot.messages import of_reports, one_line
from bot.office import Done, Office
from bot.settings import Settings
from knowledge.case_numbers import parse
from knowledge.errors import FactUnknown, ReportUnknown
from knowledge.facts import LISTS, squeeze
from knowledge.linking.aside import derive_aside
from knowledge.rebuild import renew
from knowledge.store.api import FactQuery, Found
from knowledge.store.reader import PUBLIC
from knowledge.store.reports import Report
from knowledge.store.sqlite import SqliteStore

log = logging.getLogger(__name__)

_TYPED = re.compile(
    r"/?(?:anmälan|anmalan|felanmälan|felanmalan|anmälningar|anmalningar)\b\s*(?P<number>\d{1,9})?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_HIDE = re.compile(r"(?:dölj|dolj)\s+(\d{1,15})", re.IGNORECASE)
_REPLY = re.compile(r"(?:svara|avsluta)[:,]?\s+(.+)", re.IGNORECASE | re.DOTALL)
_UNDO = re.compile(r"(?:ångra|angra)", re.IGNORECASE)
_MOST = 8
"""Facts that can be chosen among; a citation rarely holds more than two."""


def is_typed(text: str) -> bool:
    """Whether it may be such a command: asked of every question, so that the others are answered at once."""
    return _TYPED.match(text.strip()) is not None


def handle(office: Office, message: Incoming, text: str) -> Done | None:
    """The answer to a registrator's command; None for another text, or another reader. Raises StoreError."""
    typed, desk = _TYPED.fullmatch(text.strip()), office.desk(message)
    if typed is None or desk.reader == PUBLIC:
        return None
    try:
        return _handled(office.store, desk, text, typed)
    except (ReportUnknown, FactUnknown) as error:
        return Done(said(message.text, str(error)))


def _handled(store: SqliteStore, desk: Desk, text: str, typed: re.Match[str]) -> Done:
    number, rest = typed["number"], typed["rest"].strip()
    if number is None:
        return Done(_waiting(store, text) if not rest else said(text, of_reports.misread()))
    report = store.report(int(number))
    if not rest:
        return Done(_opened(desk, text, report))
    if _UNDO.fullmatch(rest):
        return Done(said(text, of_reports.shown_again(_show_again(store, desk.settings, report))))
    if report.settlement is not None:
        return Done(said(text, of_reports.already(report.id, report.settlement)))
    if found := _HIDE.fullmatch(rest):
        return _hide(store, desk, text, report, int(found[1]))
    if found := _REPLY.fullmatch(rest):
        return _settle(store, text, report, found[1].strip().rstrip("."))
    return Done(said(text, of_reports.misread()))


def _waiting(store: SqliteStore, text: str) -> Answer:
    held = store.reports()
    choices = [Choice(label=of_reports.row(one.id, one.question), text=of_reports.command(one.id)) for one in held]
    return said(text, of_reports.waiting(len(held)), choices)


def _opened(desk: Desk, text: str, report: Report) -> Answer:
    """The whole report, with what can be done about it."""
    told = reporting.as_answer(report, closed=False)
    facts = list(_facts(desk, report))
    choices = [
        Choice(
            label=of_reports.hide(_kind(one), f"”{_words(one)}”"), text=of_reports.command(report.id, f"dolj {one.id}")
        )
        for one in facts
    ]
    end = Choice(label=of_reports.nothing_wrong(), text=of_reports.command(report.id, "svara Inget fel i svaret"))
    if report.settlement is not None:
        notes, choices = [*told.notes, of_reports.already(report.id, report.settlement)], []
    else:
        notes, choices = [*told.notes, of_reports.how_to_answer(report.id)], [*choices, end]
    if not facts:
        notes.append(of_reports.nothing_to_hide())
    return told.model_copy(update={"question": text, "notes": tuple(notes), "choices": tuple(choices)})


def _hide(store: SqliteStore, desk: Desk, text: str, report: Report, fact: int) -> Done:
    """Hide one of the facts that the report's answer cited; no other can be hidden by it."""
    found = next((one for one in _facts(desk, report) if one.id == fact), None)
    if found is None:
        return Done(_opened(desk, text, report))
    twins = _twins(desk, found)
    for one in twins:
        store.hide_fact(one.id, report.id)
    settled = store.settle_report(report.id, of_reports.hidden_settlement())
    return Done(said(text, of_reports.hidden(report.id, _words(found), len(twins))), settled)


def _settle(store: SqliteStore, text: str, report: Report, settlement: str) -> Done:
    settled = store.settle_report(report.id, settlement)
    return Done(said(text, of_reports.settled(report.id, settlement)), settled)


def _show_again(store: SqliteStore, settings: Settings, report: Report) -> bool:
    """Undo what was hidden for the report, which waits again then; whether there was anything. What ties its facts to
    others is made anew too: a document's ties go when its facts are put in anew."""
    documents = store.show_facts(report.id)
    for document in documents:
        renew(store, document)
    if documents:
        store.reopen_report(report.id)
        if not derive_aside(settings.database_url):
            log.warning("ties wait for the next ingest after the undoing of report %d", report.id)
    return bool(documents)


def _facts(desk: Desk, report: Report) -> Iterator[Found]:
    """The facts that stand where the report's answer cited: those whose words are the quote, else those within it."""
    given = 0
    for cited in report.citations:
        place = read(desk.settings, cited.url)
        if place is None or place.start is None or place.end is None:
            continue
        held = [
            one
            for name in LISTS
            for one in desk.store.facts(desk.reader, FactQuery(name, document=place.document, limit=1_000))
            if one.fact.source.page == place.page
            and one.fact.source.start < place.end
            and one.fact.source.end > place.start
        ]
        same = [one for one in held if squeeze(one.fact.source.quote) == squeeze(cited.quote)]
        for one in same or held:
            if given < _MOST:
                yield one
            given += 1


def _kind(found: Found) -> str:
    """What sort of fact it is, for telling two that say the same apart."""
    return next(of_reports.kind(name) for name, kind in LISTS.items() if isinstance(found.fact, kind))


def _twins(desk: Desk, found: Found) -> list[Found]:
    """The fact, and those of the same case that say the same in other documents: what an extract repeats of its
    minutes is wrong there too."""
    name = next(name for name, kind in LISTS.items() if isinstance(found.fact, kind))
    same = {found.id: found}
    for printed in getattr(found.fact, "case_numbers", ()):
        for one in desk.store.facts(desk.reader, FactQuery(name, case=parse(printed), limit=1_000)):
            if squeeze(_words(one)) == squeeze(_words(found)):
                same[one.id] = one
    return list(same.values())


def _words(found: Found) -> str:
    """What a fact says, for telling it from others."""
    said = next((value for name in ("text", "heading", "name") if (value := getattr(found.fact, name, None))), None)
    return one_line(str(said or found.fact.source.quote))


def said(text: str, lead: str, choices: Sequence[Choice] = ()) -> Answer:
    """An answer to a registrator, about reports."""
    return Answer(question=text, intent="report", outcome="answered", lead=lead, choices=tuple(choices))
