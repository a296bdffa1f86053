"""The quote contract, checked over the whole store: every quote against its stored page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.facts import LISTS, Part, Source
from knowledge.reading.pages import Page
from knowledge.store.api import Document, FactQuery
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Broken:
    """A quote that does not stand on its page. what: \"decisions 3\", \"meeting chair\", \"link\"."""

    file: str
    what: str
    page: int | None
    quote: str


@dataclass(slots=True)
class VerifyReport:
    """How much was checked and what does not hold."""

    documents: int = 0
    quotes: int = 0
    broken: list[Broken] = field(default_factory=list)


def verify(store: SqliteStore) -> VerifyReport:
    """Check every quote of every newest version, and of every link. Raises StoreError."""
    report = VerifyReport()
    for document in store.documents(OPERATOR, limit=_ALL):
        report.documents += 1
        pages = {page.number: page for page in store.pages(OPERATOR, document.id)}
        for what, source in _sources(store, document):
            _check(report, document.file, what, [source, *source.more], pages)
    for link in store.links(OPERATOR, kind="answers"):
        pages = {page.number: page for page in store.pages(OPERATOR, link.document.id)}
        report.quotes += 1
        if not _holds(pages, link.page, link.start, link.end, link.quote):
            report.broken.append(Broken(link.document.file, "link", link.page, link.quote))
    return report


def _sources(store: SqliteStore, document: Document) -> Iterator[tuple[str, Source]]:
    """Everything the document cites, with what it is cited for."""
    info = store.info(OPERATOR, document.id)
    for name, source in (info.sources if info else {}).items():
        yield f"document {name}", source
    for found in store.meetings(OPERATOR, document=document.id):
        for name, source in found.meeting.sources.items():
            yield f"meeting {name}", source
    for name in LISTS:
        for number, fact in enumerate(store.facts(OPERATOR, FactQuery(name, document=document.id, limit=_ALL)), 1):
            yield f"{name} {number}", fact.fact.source


def _check(report: VerifyReport, file: str, what: str, parts: Iterable[Part], pages: Mapping[int | None, Page]) -> None:
    for part in parts:
        report.quotes += 1
        if not _holds(pages, part.page, part.start, part.end, part.quote):
            report.broken.append(Broken(file, what, part.page, part.quote))


def _holds(pages: Mapping[int | None, Page], number: int | None, start: int, end: int, quote: str) -> bool:
    page = pages.get(number)
    return page is not None and bool(quote.strip()) and page.text[start:end] == quote
