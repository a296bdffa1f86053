"""Which of the material falls under what was subscribed to: settled once a fact, for all subscriptions together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Set
from dataclasses import replace
from typing import Protocol

from bot.follow_up.digest.material import Material
from knowledge.store.api import Found


class Choosing(Protocol):
    """Who wants what. Ids are those of subscriptions."""

    def of(self, found: Found, *, overdue: bool = False) -> Collection[int]:
        """Those that want a fact. overdue: its last day has passed."""

    def of_body(self, body: str) -> Collection[int]:
        """Those that want to know of a body's meetings."""


class Selection:
    """The material with who wants what of it."""

    def __init__(self, material: Material, choosing: Choosing) -> None:
        self.material = material
        self._facts: defaultdict[int, set[int]] = defaultdict(set)
        self._bodies: dict[str, frozenset[int]] = {}
        late = {one.found.id for one in material.late}
        for found in _facts(material):
            if found.id not in self._facts:
                self._facts[found.id] |= set(choosing.of(found, overdue=found.id in late))
        for one in material.decisions:
            for beside in material.beside_of(one):
                self._facts[one.id] |= set(choosing.of(beside))
        bodies = {one.body for one in material.absent} | {one.document.body or "" for one in material.corrected}
        self._bodies = {body: frozenset(choosing.of_body(body)) for body in bodies}

    def of(self, ids: Set[int]) -> Material:
        """What any of these subscriptions wants."""
        whole = self.material

        def wanted(found: Found) -> bool:
            return not ids.isdisjoint(self._facts[found.id])

        def of_body(body: str | None) -> bool:
            return not ids.isdisjoint(self._bodies[body or ""])

        decisions = [one for one in whole.decisions if wanted(one)]
        opened = [one for one in whole.opened if wanted(one)]
        told = {one.document.id for one in [*decisions, *opened]}
        return replace(
            whole,
            documents=[one for one in whole.documents if one.id in told],
            decisions=decisions,
            opened=opened,
            moved=[one for one in whole.moved if wanted(one.found)],
            soon=[one for one in whole.soon if wanted(one.found)],
            late=[one for one in whole.late if wanted(one.found)],
            corrected=[
                one
                for one in whole.corrected
                if any(wanted(found) for found in (one.now, one.before) if found)
                or (one.now is one.before is None and of_body(one.document.body))
            ],
            absent=[one for one in whole.absent if of_body(one.body)],
        )


def _facts(material: Material) -> Iterable[Found]:
    yield from material.decisions
    yield from material.opened
    yield from (one.found for one in material.moved)
    yield from (one.found for one in (*material.soon, *material.late))
    yield from (found for one in material.corrected for found in (one.now, one.before) if found)
