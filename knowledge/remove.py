"""A document taken out of the record: out of the store, the links, the projection, and their files on disk."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.errors import DocumentAmbiguous, DocumentUnknown
from knowledge.linking.derive import derive
from knowledge.search.passages import Search
from knowledge.store.api import Document, Removal
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed, and the collections that hold the same file under any name."""

    removal: Removal
    elsewhere: tuple[str, ...]


def find(store: SqliteStore, name: str, collection: str | None = None) -> Document:
    """The document that an operator means: its id, its file name in the store, or the last part of that.

    Raises DocumentUnknown, DocumentAmbiguous naming the choices.
    """
    found = store.find_document(OPERATOR, name, collection)
    if not found and name.isascii() and name.isdigit():
        by_id = store.document(OPERATOR, int(name))
        found = [by_id] if by_id and collection in (None, by_id.collection) else []
    if not found:
        raise DocumentUnknown
    if len(found) > 1:
        choices = ", ".join(f"{one.id} ({one.collection}: {one.file})" for one in found)
        raise DocumentAmbiguous(choices=choices)
    return found[0]


def remove(store: SqliteStore, search: Search, document: Document, reason: str) -> Removed:
    """Take all versions of the document out. When this returns, its words are in none of our files.

    Raises DocumentUnknown, StoreError; RemovalUnfinished where the store's file was busy: it is gone from every answer,
    and its words from the file at the next rebuild.
    """
    reading = store.reading(OPERATOR, document.id)
    if reading is None:
        raise DocumentUnknown
    removal = store.remove(document.id, reason)
    derive(store)
    search.refresh()
    collections = {other.collection for other in store.documents(OPERATOR, limit=_ALL)}
    elsewhere = {name for name in collections if reading.digest in store.digests(name)}
    store.wipe()
    return Removed(removal, tuple(sorted(elsewhere)))
