"""The people whom the record names, as a question can meet them: by name, by surname, by a name with typing errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Protocol

from rapidfuzz import fuzz, process

from knowledge.search.passages import Search
from knowledge.store.api import Readable
from knowledge.store.reader import Reader

Scorer = Callable[..., float]
MOST = 50
"""Names with one surname that are told apart."""
NAME_ERRORS = 86
"""How alike two whole names are that are one but for a typing error,"""
_PART_ERRORS = 75
"""and each of their parts."""


SPELT_OTHERWISE = 94
"""The same of two names that the record writes both."""


def same_person(one: str, other: str, cutoff: float = NAME_ERRORS) -> bool:
    """Whether two folded names are one but for spelling: each part is nearly that of the other.

    So Magdalena is not Magnus, though the surname is the same.
    """
    parts, others = one.split(), other.split()
    return (
        len(parts) == len(others)
        and fuzz.ratio(one, other) >= cutoff
        and all(fuzz.ratio(mine, theirs) >= _PART_ERRORS for mine, theirs in zip(parts, others, strict=True))
    )


class Names(Protocol):
    """Names are asked for folded (knowledge.names.fold) and given as the record writes them."""

    def written(self, folded: str) -> str | None:
        """How the record writes the name; None where nobody has it."""

    def of_surname(self, surname: str) -> tuple[str, ...]:
        """Those of more than one word that end in it, in alphabetical order."""

    def alike(self, folded: str, scorer: Scorer, cutoff: float, most: int) -> list[tuple[str, str]]:
        """(folded, as written) of the names most like it by a scorer of rapidfuzz, the likest first."""


class Listed:
    """Names that are given one by one: (folded, as written)."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        self._names = dict(names)

    @cached_property
    def _by_surname(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for folded in sorted(self._names):
            if " " in folded:
                found[folded.rsplit(" ", 1)[1]].append(self._names[folded])
        return found

    def written(self, folded: str) -> str | None:
        return self._names.get(folded)

    def of_surname(self, surname: str) -> tuple[str, ...]:
        return tuple(self._by_surname.get(surname, ()))

    def alike(self, folded: str, scorer: Scorer, cutoff: float, most: int) -> list[tuple[str, str]]:
        return [(name, self._names[name]) for name in _alike(folded, list(self._names), scorer, cutoff, most)]


class OfRecord:
    """The names that one reader's record holds, looked up when they are asked for: there may be a million."""

    def __init__(self, store: Readable, search: Search, reader: Reader) -> None:
        self._store = store
        self._search = search
        self._reader = reader

    def written(self, folded: str) -> str | None:
        return self._store.name(self._reader, folded) if folded else None

    def of_surname(self, surname: str) -> tuple[str, ...]:
        found = (self.written(name) for name in sorted(self._search.surnamed(self._reader, surname, MOST)))
        return tuple(name for name in found if name)

    def alike(self, folded: str, scorer: Scorer, cutoff: float, most: int) -> list[tuple[str, str]]:
        errors = most_errors(folded, cutoff) if scorer is fuzz.ratio else None
        near = _alike(folded, self._search.names_near(self._reader, folded, errors), scorer, cutoff, None)
        held = ((name, written) for name in near if (written := self.written(name)))
        return [found for found, _ in zip(held, range(most), strict=False)]


def most_errors(folded: str, cutoff: float) -> int:
    """How many letters may be added or left out in a text that is so alike by `fuzz.ratio`: their share of both texts'
    letters is what is left of 100, and the other text is longer by no more than they are."""
    return int(2 * len(folded) * (100 - cutoff) / cutoff)


def _alike(folded: str, names: Sequence[str], scorer: Scorer, cutoff: float, most: int | None) -> list[str]:
    found = process.extract(folded, names, scorer=scorer, score_cutoff=cutoff, limit=most)
    return [name for name, _, _ in found]
