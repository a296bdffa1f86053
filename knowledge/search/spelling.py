"""Which word of the record a misspelt one was meant to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST = 5
"""Letters of the shortest word that is looked for under another spelling."""
_FARTHEST = 0.25
"""Share of a word's letters that may be wrong; swapping two letters is one error."""


def nearest(word: str, held: Iterable[str]) -> str | None:
    """The held word with fewest errors, of equals the most frequent one; None where all are too far.

    Words that begin with another letter are other words ("ishallen", "simhallen").
    """
    counted = Counter(one for one in held if one[:1] == word[:1] and one.isalpha() and one != word)
    most = int(len(word) * _FARTHEST)
    distances = {one: OSA.distance(word, one, score_cutoff=most) for one in counted}
    near = [one for one, distance in distances.items() if distance <= most]
    return min(near, key=lambda one: (distances[one], -counted[one], one), default=None)
