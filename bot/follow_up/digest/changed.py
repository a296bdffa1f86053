"""What was corrected in the record: newer versions of minutes and papers that say otherwise, and facts taken out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.answers.sheet import Desk
from knowledge.facts import LISTS, squeeze
from knowledge.store.api import Document, Found
from knowledge.store.keys import item_of

LISTED = ("decisions", "votes", "reservations", "recommendations", "assignments")
"""Lists whose changes are told; who attended and what a paper points at are looked up, not told."""
_ALIKE = 60
"""How alike two facts of one § are of which the one took the other's place."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """now: the fact as it stands, None where it is gone; before: as it stood, None where it is new or was taken out by
    a registrator; document: in its newest version; taken_out: how many facts a registrator took out."""

    document: Document
    now: Found | None = None
    before: Found | None = None
    taken_out: int = 0


def corrected(
    desk: Desk, replaced: Iterable[tuple[Document, Document]], hidden: Iterable[tuple[Document, int]]
) -> list[Corrected]:
    """What newer versions change, document by document, and what was taken out. Raises StoreError."""
    found = [one for new, old in replaced for one in between(desk, new, old)]
    return [*found, *(Corrected(document, taken_out=count) for document, count in hidden)]


def between(desk: Desk, new: Document, old: Document) -> list[Corrected]:
    """What a version says otherwise than the one before."""
    held = desk.store.facts_of_version(desk.reader, old.id, LISTED)
    stands = desk.store.facts_of_version(desk.reader, new.id, LISTED)
    said, says = {said_by(one) for one in held}, {said_by(one) for one in stands}
    gone = [one for one in held if said_by(one) not in says]
    found = []
    for one in (each for each in stands if said_by(each) not in said):
        before = nearest(one, gone)
        if before is not None:
            gone.remove(before)
        found.append(Corrected(new, one, before))
    return [*found, *(Corrected(new, None, one) for one in gone)]


def nearest(found: Found, others: Sequence[Found]) -> Found | None:
    """The fact of the same list and § that says nearly the same; None where none does."""
    near = [one for one in others if type(one.fact) is type(found.fact) and item_of(one.fact) == item_of(found.fact)]
    best = max(near, key=lambda one: fuzz.ratio(words_of(one), words_of(found)), default=None)
    return best if best is not None and fuzz.ratio(words_of(best), words_of(found)) >= _ALIKE else None


def words_of(found: Found) -> str:
    """What a fact says, for comparing."""
    return squeeze(str(getattr(found.fact, "text", None) or found.fact.source.quote))


def list_of(found: Found) -> str:
    """The list that a fact belongs to."""
    return next(name for name, kind in LISTS.items() if type(found.fact) is kind)


def said_by(found: Found) -> str:
    """What a fact says, letters and digits alone; neither where it stands, how it was found nor to whom it is sent."""
    told = found.fact.model_dump(mode="json", exclude={"source", "rule", "basis", "dispatched_to"})
    return f"{type(found.fact).__name__} {squeeze(json.dumps(told, sort_keys=True, ensure_ascii=False))}"
