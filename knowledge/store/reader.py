"""Who reads, as the store sees it: a set of collections. A document outside them does not exist for that reader."""

from __future__ import annotations

from dataclasses import dataclass

OPEN = "öppen"
"""The collection that everyone reads, and the default collection of ingest."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The collections a reader may see; `everything` is for the operator's own checks (verify), never for an answer."""

    collections: frozenset[str]
    everything: bool = False


PUBLIC = Reader(frozenset({OPEN}))
"""Everyone whom the settings do not name."""

OPERATOR = Reader(frozenset(), everything=True)
"""`kanslist verify`, the projection's rebuild and the like."""
