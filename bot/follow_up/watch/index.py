"""Which of very many subscriptions a fact falls under, without asking each: they are found by one term that it must
meet, and only those are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from bot.follow_up.watch.covering import Seen, case_key, covers, wanted_words
from bot.follow_up.watch.model import Subscription, Wanted
from knowledge.names import fold

Sort = Literal["case", "person", "root", "party", "body", "any"]
Key = tuple[Sort, object]


class Index:
    """Subscriptions by the rarest sort of term that each must meet; of several terms of one sort any will do."""

    def __init__(self, subscriptions: Iterable[Subscription]) -> None:
        self._held: defaultdict[Key, list[Subscription]] = defaultdict(list)
        for one in subscriptions:
            if one.wanted is not None:
                for key in _keys(one.wanted):
                    self._held[key].append(one)

    def of(self, seen: Seen) -> list[Subscription]:
        """Those that want the fact, each once, in the order in which they were made."""
        found = {one.id: one for key in _met_by(seen) for one in self._held.get(key, ())}
        return [one for _, one in sorted(found.items()) if one.wanted is not None and covers(one.wanted, seen)]


def _keys(wanted: Wanted) -> set[Key]:
    if wanted.cases:
        keys = (case_key(printed) for printed in wanted.cases)
        return {("case", (key.year, key.serial)) for key in keys if key is not None}
    if wanted.people:
        return {("person", fold(name).rsplit(" ", 1)[-1]) for name in wanted.people}
    if wanted.words and "*" not in "".join(wanted.words):
        # of a run that must be met whole, its longest word: the longer, the rarer
        return {("root", max((root for root, _, _ in wanted_words(run)), key=len, default="")) for run in wanted.words}
    if wanted.parties:
        return {("party", letters) for letters in wanted.parties}
    if wanted.bodies:
        return {("body", fold(body)) for body in wanted.bodies}
    return {("any", None)}


def _met_by(seen: Seen) -> Iterator[Key]:
    yield "any", None
    for case in seen.cases:
        yield "case", (case.year, case.serial)
    for word in seen.plain | {part for name in seen.names for part in name.split()}:
        yield "person", word
    for root in seen.roots:
        yield "root", root
    for letters in seen.parties:
        yield "party", letters
    for body in seen.bodies:
        yield "body", body
