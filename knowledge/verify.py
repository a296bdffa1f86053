"""The quote contract, checked over the whole store: every quote of every version against its stored page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.facts import LISTS, STORED, DocumentInfo, Meeting
from knowledge.reading.pages import Page
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore

_MODELS: dict[str, type[BaseModel]] = {**LISTS, "document": DocumentInfo, "meeting": Meeting}
_SHOWN = 100
"""Characters of a row that is no fact which are told."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A quote that does not stand on its page. what: \"decisions 3\", \"meeting chair\", \"link\"."""

    file: str
    what: str
    page: int | None
    quote: str


@dataclass(slots=True)
class VerifyReport:
    """How much was checked (documents in all their versions) and what does not hold."""

    documents: int = 0
    quotes: int = 0
    broken: list[Broken] = field(default_factory=list)


def verify(store: SqliteStore) -> VerifyReport:
    """Check every quote of every version, and of every link. Raises StoreError."""
    report = VerifyReport()
    for id_, file in store.versions():
        report.documents += 1
        pages = {page.number: page for page in store.pages(OPERATOR, id_)}
        for name, which, text in store.cited(id_):
            what = f"{name} {which}".strip()
            try:
                said = json.loads(text)
                _MODELS[name].model_validate_json(text, context=STORED)
            except (ValueError, KeyError, ValidationError):
                report.broken.append(Broken(file, what, None, text[:_SHOWN]))
                continue
            for where, part in _parts(said, what):
                _check(report, Broken(file, where, part["page"], part["quote"]), part["start"], part["end"], pages)
    for id_, file, number, start, end, quote in store.every_link():
        pages = {page.number: page for page in store.pages(OPERATOR, id_)}
        _check(report, Broken(file, "link", number, quote), start, end, pages)
    return report


def _parts(value: Any, what: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every quote in a row, with what it is cited for."""
    if isinstance(value, dict):
        if "quote" in value and "start" in value:
            yield what, value
        for key, one in value.items():
            yield from _parts(one, what if key in ("source", "sources", "more") else f"{what} {key}")
    elif isinstance(value, list):
        for one in value:
            yield from _parts(one, what)


def _check(report: VerifyReport, quoted: Broken, start: int, end: int, pages: Mapping[int | None, Page]) -> None:
    report.quotes += 1
    page = pages.get(quoted.page)
    if page is None or not quoted.quote.strip() or page.text[start:end] != quoted.quote:
        report.broken.append(quoted)
