"""The same recommendation given to several bodies, or again in another year.

Two recommendations are tied when their wordings, less what leads in to them, are the same (`recommendations.same`) or
say the same of the same matter (`recommendations.alike`: most of the content words of both, and the letters too). What
one report says twice, or a report and its summary, is no recurrence: the bodies differ, or half a year lies between.
The table of pairs in tests/knowledge/linking/test_recurring.py is what the thresholds were set by.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from rapidfuzz import fuzz

from knowledge.facts import Recommendation
from knowledge.linking.words import held, stems
from knowledge.names import fold
from knowledge.store.api import FactQuery, Found
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import load

KIND = "recurs"
_ALL = 1_000_000_000
_SAME = 0.9
"""Likeness from which two wordings are the same one."""
_LETTERS = 60
"""rapidfuzz's token_set_ratio that two wordings of one recommendation have at least."""
_SHARED = 0.7
"""Content words that each holds of the other, on average; and the least on either side."""
_LEAST = 0.5
_FEWEST = 2
"""Content words that they share."""
_APART = 180
"""Days after which the same wording to the same body is given again, and not a summary of the first report."""
_TIES = 3
"""Earlier ones of the same wording that one is tied to: who may see one of them sees the recurrence."""
_COMMON = 200
"""Wordings that hold a word; one that more hold leads to no candidates."""


@dataclass(slots=True)
class _Wording:
    """One wording and all who said it, oldest first."""

    text: str
    stems: frozenset[str]
    given: list[Found] = field(default_factory=list)


def recurring(store: SqliteStore) -> Iterator[LinkRow]:
    """The ties over all collections, each from a later recommendation to an earlier one."""
    wordings: dict[str, _Wording] = {}
    for one in sorted(store.facts(OPERATOR, FactQuery("recommendations", limit=_ALL)), key=_order):
        text = normalised(_text(one))
        wordings.setdefault(text, _Wording(text, content(text))).given.append(one)
    every = list(wordings.values())
    for wording in every:
        yield from _again(wording.given, wording.given, 1.0)
    for first, second in _candidates(every):
        score = likeness(every[first].text, every[second].text)
        if score:
            yield from _again(every[first].given, every[second].given, score)
            yield from _again(every[second].given, every[first].given, score)


def normalised(text: str) -> str:
    """The wording in lower case on one line, without what leads in to it and its last mark."""
    said = " ".join(re.sub(r"(?<=\w)[-\u00ad][ \t]*\n\s*(?=[a-zåäö])", "", text).split())
    for pattern in load("recurring")["lead_ins"]:
        said = re.sub(pattern, "", said, count=1, flags=re.IGNORECASE)
    return said.casefold().strip(" .;,")


def content(text: str) -> frozenset[str]:
    """The stems that say what a recommendation is about."""
    return stems(text) - _weak()


def likeness(first: str, second: str) -> float:
    """0 where two normalised wordings are two recommendations; else how like they are, up to 1."""
    ours, theirs = content(first), content(second)
    letters = max(fuzz.token_sort_ratio(first, second), fuzz.ratio(first, second)) / 100
    if letters >= _SAME and held(ours, theirs) == held(theirs, ours) == 1.0:
        return letters
    shares = (held(ours, theirs), held(theirs, ours))
    shared = min(shares[0] * len(ours), shares[1] * len(theirs))
    if shared < _FEWEST or min(shares) < _LEAST or sum(shares) / 2 < _SHARED:
        return 0.0
    return min(0.89, sum(shares) / 2) if fuzz.token_set_ratio(first, second) >= _LETTERS else 0.0


def _candidates(every: Sequence[_Wording]) -> Iterator[tuple[int, int]]:
    """Pairs of wordings that share two content words, by their places."""
    by_stem: dict[str, list[int]] = defaultdict(list)
    for place, wording in enumerate(every):
        near: Counter[int] = Counter()
        for stem in wording.stems:
            if len(by_stem[stem]) < _COMMON:
                near.update(by_stem[stem])
                by_stem[stem].append(place)
        yield from ((other, place) for other, shared in sorted(near.items()) if shared >= _FEWEST)


def _again(earlier: Sequence[Found], later: Sequence[Found], score: float) -> Iterator[LinkRow]:
    """Each later one tied to the nearest earlier ones that it gives again."""
    for one in later:
        before = [other for other in earlier if _order(other) < _order(one) and _is_again(other, one)]
        for other in before[-_TIES:]:
            source = one.fact.source
            rule = "recommendations.same" if score >= _SAME else "recommendations.alike"
            yield LinkRow(
                KIND, other.id, one.document.id, source.page, source.start, source.end, one.id, rule, round(score, 2)
            )  # fmt: skip


def _is_again(first: Found, second: Found) -> bool:
    """Whether they are given to different bodies, or to the same one in another year."""
    places = {one.document.municipality for one in (first, second) if one.document.municipality}
    if len(places) > 1:
        return False
    ours, theirs = bodies(first), bodies(second)
    if ours and theirs and not ours & theirs:
        return True
    days = (first.document.date, second.document.date)
    if first.document.id == second.document.id or not (days[0] and days[1]):
        return False
    return abs((date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days) >= _APART


def bodies(found: Found) -> frozenset[str]:
    """Folded: to whom a recommendation is given."""
    fact = found.fact
    if not isinstance(fact, Recommendation):
        return frozenset()
    named = fact.addressees or ((fact.addressee,) if fact.addressee else ())
    return frozenset(fold(name) for name in named)


def _order(found: Found) -> tuple[str, int, int]:
    return found.document.date or "", found.document.id, found.id


def _text(found: Found) -> str:
    return found.fact.text if isinstance(found.fact, Recommendation) else ""


@cache
def _weak() -> frozenset[str]:
    return frozenset(stem for word in load("recurring")["weak"] for stem in stems(word))
