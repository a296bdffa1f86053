"""Words for one thing: what a sentence may say instead of the question's own word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.questions.normalise import Bag, root
from bot.questions.normalise import words as words_of
from knowledge.vocabulary import words

_LONG_ENOUGH = 5
"""Letters of a root that may also be a part of a compound."""

_HEAD = 3
"""Letters of the first part of a compound."""
_PARTICIPLE = 6
"""Letters of a root that may be a participle's."""


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
    others = _groups().get(wanted)
    held = (one for one in sorted(others) if one in bag.roots or _in_compound(bag, one)) if others else iter(())
    return next(held, None)


def met(bag: Bag, wanted: str) -> bool:
    """Whether the bag holds the root, the verb of a participle ("anslutna"), or another word for the same thing."""
    if bag.holds(wanted) or instead(bag, wanted) is not None:
        return True
    verb = wanted[:-1] if len(wanted) >= _PARTICIPLE and wanted[-1] in "nt" else None
    return verb is not None and not bag.roots.isdisjoint((verb, f"{verb}i"))  # "ansluter", "anslutit"


def ends_in(bag: Bag, wanted: str) -> bool:
    """Whether the bag holds what a compound ends in: of "cykelgaraget" a text about it says "garaget"."""
    return any(wanted.endswith(one) for one in bag.roots if _LONG_ENOUGH <= len(one) <= len(wanted) - _HEAD)


def same(one: str, other: str) -> bool:
    """Whether two roots are of words for the same thing."""
    return one == other or one in _groups().get(other, ())


def said_instead(asked: Mapping[str, str], bag: Bag, text: str) -> dict[str, str]:
    """Word that was asked with → the other word for the same thing that the text says. asked: root → word."""
    found = {word: instead(bag, root) for root, word in asked.items() if not bag.holds(root)}
    said = {one.root: text[one.start : one.end] for one in words_of(text)}
    return {word: said[one] for word, one in found.items() if one in said}


def _in_compound(bag: Bag, one: str) -> bool:
    """Whether a compound ends in it: a "badhusgata" is no badhus."""
    return len(one) >= _LONG_ENOUGH and any(held.endswith(one) for held in bag.roots)
