"""Words for one thing: what a sentence may say instead of the question's own word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.questions.normalise import Bag, root
from knowledge.vocabulary import words

_LONG_ENOUGH = 5
"""Letters of a root that may also be a part of a compound."""


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    """Root → the roots of the other words of its groups in synonyms.toml."""
    found: dict[str, frozenset[str]] = {}
    for group in words("synonyms", "groups"):
        roots = frozenset(root(word) for word in group.split())
        for one in roots:
            found[one] = found.get(one, frozenset()) | (roots - {one})
    return found


def instead(bag: Bag, wanted: str) -> str | None:
    """The root of another word for the same thing that the bag holds."""
    held = (one for one in sorted(_groups().get(wanted, ())) if one in bag.roots or _in_compound(bag, one))
    return next(held, None)


def met(bag: Bag, wanted: str) -> bool:
    """Whether the bag holds the root, or another word for the same thing."""
    return bag.holds(wanted) or instead(bag, wanted) is not None


def _in_compound(bag: Bag, one: str) -> bool:
    return len(one) >= _LONG_ENOUGH and bag.holds(one)
