"""The words that carry a text's matter, as stems; and how much of one text another one holds."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

from knowledge.vocabulary import load

_WORD = re.compile(r"[a-zåäöé]{3,}")
_LINE_END_HYPHEN = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=[a-zåäö])")


def stems(text: str) -> frozenset[str]:
    """The stems of the words that say what the text is about."""
    words = _WORD.findall(_LINE_END_HYPHEN.sub("", text).casefold())
    return frozenset(_stem(word) for word in words if len(word) > 2) - _common()


def held(part: frozenset[str], whole: frozenset[str]) -> float:
    """0 to 1: the share of `part` that `whole` holds, a stem also found where it begins or ends a longer one."""
    if not part:
        return 0.0
    return sum(stem in whole or any(_akin(stem, other) for other in whole) for stem in part) / len(part)


def _akin(stem: str, other: str) -> bool:
    """A compound and its part, or two forms that the stemmer keeps apart (skriftlig, skriftligen)."""
    short, long = sorted((stem, other), key=len)
    return len(short) >= 5 and (long.startswith(short) or long.endswith(short))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("swedish")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_stem(word) for word in load("answers")["common"])
