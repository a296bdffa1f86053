"""A small record for tests of linking: documents written here, extracted by the rules, put in a store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from knowledge.extraction.extract import extract
from knowledge.facts import Decision, Proposal
from knowledge.linking.outcomes import outcomes
from knowledge.reading.pages import Page, Reading
from knowledge.store.reader import OPEN, OPERATOR
from knowledge.store.sqlite import SqliteStore


@dataclass(frozen=True)
class Tied:
    """A link as a test reads it."""

    kind: str
    target: str
    decision: str
    rule: str
    confidence: float
    quote: str


def put(store: SqliteStore, file: str, text: str) -> int:
    """Put in a text document with the facts that the rules find in it."""
    pages = (Page(None, text),)
    reading = Reading(file, "text/plain", hashlib.sha256(text.encode()).hexdigest(), pages)
    return store.put(reading, extract(reading), OPEN)


def opened(folder: Path) -> SqliteStore:
    return SqliteStore.open(f"sqlite:///{folder / 'kanslist.db'}")


def ties(store: SqliteStore) -> list[Tied]:
    """Every tie between a decision and what was proposed, as the store gives it back."""
    store.put_links(outcomes(store))
    found = [link for kind in ("decides", "grants", "rejects", "settles") for link in store.links(OPERATOR, kind=kind)]
    sources = store._by_id(OPERATOR, {link.source for link in found if link.source is not None})
    return [
        Tied(
            link.kind,
            _text(link.target.fact),
            _text(sources[link.source or 0].fact),
            link.rule,
            link.confidence,
            link.quote,
        )
        for link in found
    ]


def _text(fact: object) -> str:
    return fact.text if isinstance(fact, Decision | Proposal) else ""


def minutes(sections: str, body: str = "Kulturnämnden", date: str = "2025-03-18") -> str:
    """Minutes of a nämnd in the invented municipality of Sjöbro with these §§."""
    return f"""{body}
Sammanträdesprotokoll
{date}

Plats och tid
Kommunhuset, Sjöbro, tisdagen den 18 mars 2025, kl. 13:00 – 15:00

Beslutande
Alva Stigberg (S), ordförande
Bo Granlid (M)
Cilla Hedvall (V)
Dag Öring (C)

Utses att justera
Bo Granlid (M)

{sections}
"""
