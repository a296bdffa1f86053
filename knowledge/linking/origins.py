"""What a case began with: the motion or initiative that a §'s heading, or a paper's title, names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.facts import AgendaItem, Source
from knowledge.linking.matters import Matter
from knowledge.linking.motions import KINDS, motions_named
from knowledge.names import fold
from knowledge.store.api import FactQuery
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore

KIND = "origin"
_CONFIDENCE = 0.9


def origins(store: SqliteStore, matters: Sequence[Matter]) -> Iterator[LinkRow]:
    """A tie from every matter that names a motion to each of the motion's clauses; its words are the heading's."""
    named = motions_named(matters)
    for matter in matters:
        if matter.document.kind in KINDS:
            continue
        for motion in named(matter):
            place, item = _heading(store, matter)
            if place is None:
                continue
            where = (matter.document.id, place.page, place.start, place.end, item)
            yield from (LinkRow(KIND, one.id, *where, "origin.heading", _CONFIDENCE) for one in motion.proposals)


def _heading(store: SqliteStore, matter: Matter) -> tuple[Source | None, int | None]:
    """Where the heading stands: the § with its fact, else the document's title."""
    if matter.item is None:
        info = store.info(OPERATOR, matter.document.id)
        return (info.sources.get("title") if info else None), None
    query = FactQuery("agenda_items", document=matter.document.id, item=matter.item)
    for one in store.facts(OPERATOR, query):
        if isinstance(one.fact, AgendaItem) and fold(one.fact.heading) == fold(matter.heading):
            return one.fact.source, one.id
    return None, None
