"""Which words of the record meet a word of a question: what the index is asked for, by the rules of `Bag`.

The index holds plain words; which of them meet a question's root is settled here, over all the words there are.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from bot.questions.normalise import ALIKE, ALIKE_FROM, TAIL, meets, parts_of, plain, root
from knowledge.search.passages import Search
from knowledge.search.sought import Group, Way

_KEPT = 10_000
"""Roots of questions whose words are remembered until the record changes."""


class Wording:
    """The words of the record by their roots. Threads may share one."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._made_at = -1
        self._roots: dict[str, str] = {}
        self._words = _Words({})
        self._lock = threading.Lock()

    def groups(self, wanted: Iterable[str]) -> tuple[Group, ...]:
        """For each root of a question the ways in which words of the record meet it; no way where none does."""
        words = self._held()
        return tuple(words.group(one) for one in wanted)

    def _held(self) -> _Words:
        if self._made_at == self._search.made_at():
            return self._words
        with self._lock:
            made_at = self._search.made_at()
            if made_at != self._made_at:
                self._roots = {word: self._roots.get(word) or root(plain(word)) for word in self._search.vocabulary()}
                self._words = _Words(self._roots)
                self._made_at = made_at
            return self._words


class _Words:
    """Words and their roots, of one state of the record."""

    def __init__(self, roots: dict[str, str]) -> None:
        self._by_root: defaultdict[str, list[str]] = defaultdict(list)
        for word, its_root in roots.items():
            self._by_root[its_root].append(word)
        self._text = "\n".join(["", *self._by_root, ""])
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for one in self._by_root:
            self._by_length[len(one)].append(one)
        self._known: dict[str, Group] = {}

    def group(self, wanted: str) -> Group:
        found = self._known.get(wanted)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[wanted] = tuple(self._ways(wanted))
        return found

    def _ways(self, wanted: str) -> Iterator[Way]:
        """Words that are met by themselves or as a part; then pairs of words that make the two parts of a compound."""
        if met := self._spelt(one for one in self._candidates(wanted) if meets(wanted, one)):
            yield (met,)
        if wanted.isdigit():
            return
        for heads, tail in parts_of(wanted):
            first = self._spelt(head for head in heads if head in self._by_root)
            if first and (second := self._spelt(self._beginning(tail))):
                yield (first, second)

    def _spelt(self, roots: Iterable[str]) -> frozenset[str]:
        return frozenset(word for one in roots for word in self._by_root[one])

    def _candidates(self, wanted: str) -> Iterator[str]:
        """Roots that hold it, and those that are it but for a typing error."""
        if wanted.isdigit():
            yield from (wanted,) if wanted in self._by_root else ()
            return
        at = self._text.find(wanted)
        while at >= 0:
            start, end = self._text.rfind("\n", 0, at) + 1, self._text.find("\n", at)
            yield self._text[start:end]
            at = self._text.find(wanted, end)
        if len(wanted) >= ALIKE_FROM:
            for length in (len(wanted) - 1, len(wanted), len(wanted) + 1):
                alike = process.extract(
                    wanted, self._by_length.get(length, ()), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
                )
                yield from (one for one, _, _ in alike)

    def _beginning(self, tail: str) -> Iterator[str]:
        """The root itself, and where it is long enough those that begin with it."""
        if len(tail) < TAIL:
            yield from (tail,) if tail in self._by_root else ()
            return
        sought = f"\n{tail}"
        at = self._text.find(sought)
        while at >= 0:
            end = self._text.find("\n", at + 1)
            yield self._text[at + 1 : end]
            at = self._text.find(sought, end)
