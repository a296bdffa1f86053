"""Links and persons, made for the whole record whenever the record is ahead of them."""

from __future__ import annotations

from knowledge.linking.answers import answers, replies
from knowledge.linking.attachments import attachments
from knowledge.linking.outcomes import outcomes
from knowledge.linking.people import people
from knowledge.linking.promised import promised
from knowledge.linking.recurring import recurring
from knowledge.linking.suggested import suggested
from knowledge.linking.traces import traces
from knowledge.store.links import LinkRow
from knowledge.store.sqlite import SqliteStore

ROUNDS = 5
"""How often they are made anew where others write meanwhile; then the next ingest makes them, or that of the other."""


def derive(store: SqliteStore, *, anew: bool = False) -> bool:
    """Make links and persons where they lag; whether they did. anew: also where nothing has changed.

    They are stored only if the record is still the one they were made from. Raises StoreError.
    """
    lagging = anew or store.derived() != store.change()
    for _ in range(ROUNDS if lagging else 0):
        change = store.change()
        if store.put_derived(_links(store), list(people(store)), change):
            break
    return lagging


def _links(store: SqliteStore) -> list[LinkRow]:
    found, ties = list(replies(store)), list(outcomes(store))
    return [
        *answers(found), *ties, *recurring(store), *traces(store), *attachments(store), *promised(store),
        *suggested(store, found, ties),
    ]  # fmt: skip
