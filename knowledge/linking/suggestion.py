"""One thing that a document suggests of a fact, before it is a link."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.linking.paragraphs import Slice
from knowledge.store.api import Document, Found


@dataclass(frozen=True, slots=True)
class Suggestion:
    """axis, value, confidence: as of knowledge/linking/suggested.py. source: the fact of the document that says it;
    adopted: the decision by which a body has made the document's words its own."""

    target: Found
    document: Document
    quote: Slice
    axis: str
    value: str
    rule: str
    confidence: float
    source: int | None = None
    adopted: int | None = None
