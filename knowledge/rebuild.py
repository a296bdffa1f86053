"""Facts made anew from the stored pages, links and the search projection with them. Ids, and so links, stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.errors import KanslistError
from knowledge.linking.derive import derive
from knowledge.reading.masking import mask
from knowledge.rules import fingerprint
from knowledge.search.passages import Search
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from knowledge.verify import VerifyReport, verify

_ALL = 1_000_000


@dataclass(slots=True)
class Rebuilt:
    """What a rebuild did: names of documents whose facts changed, how many stayed, and (name, reason) of failures."""

    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    verified: VerifyReport = field(default_factory=VerifyReport)


def renew(store: SqliteStore, document: int) -> bool:
    """Make a document's facts anew from its stored pages; whether they changed. Raises QuoteError, StoreError."""
    from knowledge.extraction.extract import extract  # the patterns take a while to compile

    reading = store.reading(OPERATOR, document)
    return reading is not None and store.put_facts(document, extract(reading), fingerprint())


def rebuild(
    store: SqliteStore,
    search: Search,
    progress: Callable[[int, int, str], None] | None = None,
) -> Rebuilt:
    """Everything that is derived, made anew: facts, links, projection. The store is verified at the end.

    First pages and names are masked once more, by the rules of today.

    progress: told after each document: how many are done, of how many, and which it was.
    Raises StoreError, also RemovalUnfinished where the file could not be rid of what was deleted.
    """
    done = Rebuilt()
    store.mask_anew(mask)
    documents = store.documents(OPERATOR, limit=_ALL)
    for number, document in enumerate(documents, 1):
        try:
            if renew(store, document.id):
                done.updated.append(document.file)
            else:
                done.unchanged += 1
        except KanslistError as error:
            done.failed.append((document.file, str(error)))
        if progress is not None:
            progress(number, len(documents), document.file)
    derive(store, anew=True)
    search.rebuild()
    store.wipe()
    done.verified = verify(store)
    return done
