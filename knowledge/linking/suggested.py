"""What later documents say of a recommendation's life: suggestions, which a person confirms or rejects.

A suggestion is a link of kind `suggests` whose value is `axis=value`:

| axis | value |
|---|---|
| acceptance | godtas, godtas delvis, avvisas |
| implementation | påbörjad, delvis genomförd, genomförd, ej genomförd, ersatt, inaktuell |
| due | the ISO day that is promised |
| owner | who answers for it, as written |
"""

from __future__ import annotations

import hashlib

from knowledge.facts import squeeze
from knowledge.store.api import Link

KIND = "suggests"


def axis(link: Link) -> tuple[str, str]:
    """(axis, value) of a suggestion: ("implementation", "genomförd")."""
    name, _, value = link.value.partition("=")
    return name, value


def key(link: Link) -> str:
    """What a suggestion is known by after a rebuild or a new version of either file: hexadecimal digits.

    Made of words alone: the target's file, what it says and to whom; the document's file, the value and the quote.
    """
    target, document = link.target, link.document
    fact = target.fact
    said = [str(getattr(fact, name, None) or "") for name in (fact.core or "", "addressee")]
    parts = (
        target.document.collection, target.document.file, type(fact).__name__, *map(squeeze, said),
        document.collection, document.file, link.value, squeeze(link.quote),
    )  # fmt: skip
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
