"""Which names may be two spellings of one, judged by their letters alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache, lru_cache
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from knowledge.vocabulary import load

MOST_EDITS = 2
"""No part of a name is taken for another that is further away than so many letters."""
_LEAST = 4
"""Shorter parts ("Ek", "Ask") are other names as soon as a letter differs."""


class Likeness(IntEnum):
    """How two spellings differ at most in one part: they sound alike, one has a letter more, or a letter is another."""

    LETTER = 1
    EXTRA = 2
    SOUND = 3


def likeness(one: str, other: str) -> Likeness | None:
    """How two folded names may be one; None where they are two names, or the same.

    A first name is the same only where it sounds alike: Karin and Karina are two people. Symmetric.
    """
    parts = list(zip(one.split(), other.split(), strict=False))
    if one == other or len(one.split()) != len(other.split()) or len(parts) < 2:
        return None
    if any(Levenshtein.distance(a, b) > MOST_EDITS for a, b in parts):
        return None
    different = [(at, a, b) for at, (a, b) in enumerate(parts) if sound(a) != sound(b)]
    if not different:
        return Likeness.SOUND
    at, a, b = different[0]
    if len(different) > 1 or at == 0 or min(len(a), len(b)) < _LEAST or {a, b} <= _common():
        return None
    if Levenshtein.distance(sound(a), sound(b)) > 1:
        return None
    return Likeness.LETTER if len(sound(a)) == len(sound(b)) else Likeness.EXTRA


def pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of folded names that may be one, each once, the lesser name first; in time linear in the names."""
    buckets: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name in names:
        for key in _keys(name):
            buckets[key].add(name)
    found = {pair for bucket in buckets.values() for pair in combinations(sorted(bucket), 2)}
    return (pair for pair in sorted(found) if likeness(*pair) is not None)


def is_common(name: str) -> bool:
    """Whether the folded name ends in one of the country's most borne surnames."""
    return name.split()[-1] in _common() if name else False


@lru_cache(maxsize=65_536)
def sound(part: str) -> str:
    """A folded name's part as it sounds: "wrannvik" and "vranvik" are one."""
    for letters, heard in load("names")["sounds"]:
        part = part.replace(letters, heard)
    return re.sub(r"(.)\1+", r"\1", part)


def _keys(name: str) -> Iterator[tuple[str, ...]]:
    """Names that are alike share one of these: the sounds, with one letter of one part left out or none."""
    parts = [sound(part) for part in name.split()]
    yield tuple(parts)
    for at, part in enumerate(parts[1:], start=1):
        for cut in range(len(part)):
            yield (*parts[:at], f"{at}:{part[:cut]}{part[cut + 1 :]}", *parts[at + 1 :])
        yield (*parts[:at], f"{at}:{part}", *parts[at + 1 :])


@cache
def _common() -> frozenset[str]:
    return frozenset(load("names")["common"])
