"""The persons of the whole record, from its names: for the store, which finds facts under every spelling."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.linking.persons import persons
from knowledge.linking.spellings import pairs
from knowledge.store.persons import PersonRow
from knowledge.store.sqlite import SqliteStore


def people(store: SqliteStore) -> Iterator[PersonRow]:
    """Everyone who is written in more than one way, over all collections: reading decides who may see it."""
    names = {name for pair in pairs(store.every_name()) for name in pair}
    documents: dict[str, int] = {}
    said = []
    for document, mention in store.mentions(sorted(names)):
        documents[mention.document] = document
        said.append(mention)
    for person in persons(said):
        yield person.confidence, person.evidence, tuple((name, documents[key]) for name, key in person.mentions)
