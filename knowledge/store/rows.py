"""Rows of the database as what the store gives back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from knowledge.facts import LISTS, STORED, Fact, Meeting
from knowledge.reading.pages import Page
from knowledge.store.api import Document, Found, FoundMeeting
from knowledge.store.reader import Reader

DOCUMENT = (
    "d.id, d.file, d.title, d.kind, d.body, d.municipality, d.date, d.collection, d.version, d.case_numbers, "
    "d.adjusted_on, d.ingested_at"
)
"""The columns of a Document, of a table called `d`."""
_WIDTH = DOCUMENT.count(",") + 1


def visible(reader: Reader, table: str = "d") -> tuple[str, list[object]]:
    """The condition that every read carries: the reader's collections and no others. Nothing is visible by default."""
    if reader.everything:
        return "1", []
    names = sorted(reader.collections)
    return f"{table}.collection IN ({','.join('?' * len(names))})", list(names)


def document(row: Sequence[Any]) -> Document:
    """The first columns of a row (DOCUMENT) as a Document."""
    id_, file, title, kind, body, municipality, date, collection, version, cases, adjusted_on, ingested_at = row[
        :_WIDTH
    ]
    return Document(
        id=id_,
        file=file,
        title=title,
        kind=kind,
        body=body,
        municipality=municipality,
        date=date,
        collection=collection,
        version=version,
        case_numbers=_numbers(cases),
        adjusted_on=adjusted_on,
        ingested_at=ingested_at,
    )


def found(row: Sequence[Any]) -> Found:
    """A row of DOCUMENT, fact id, list, JSON."""
    id_, list_, text = row[_WIDTH : _WIDTH + 3]
    return Found(id_, _fact(list_, text), document(row))


def meeting(row: Sequence[Any]) -> FoundMeeting:
    """A row of DOCUMENT, the meeting's JSON."""
    return FoundMeeting(_meeting(row[_WIDTH]), document(row))


def page(row: Sequence[Any]) -> Page:
    """A row of number, text, furniture, scanned."""
    number, text, furniture, scanned = row
    return Page(number, text, tuple(json.loads(furniture)), scanned)


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


@lru_cache(maxsize=1024)
def _meeting(text: str) -> Meeting:
    return Meeting.model_validate_json(text, context=STORED)


@lru_cache(maxsize=4096)
def _fact(list_: str, text: str) -> Fact:
    """A stored fact; its quote was checked when it was made."""
    return LISTS[list_].model_validate_json(text, context=STORED)
