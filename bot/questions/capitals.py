"""Words in capitals: what an organisation is called by is no form of an ordinary word ("SAMLA" is not "samlad")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.questions.normalise import Word, words

_NAME = re.compile(r"([A-ZÅÄÖ]{4,})(?::?s)?")
"""Four capitals or more, with or without a genitive."""
OF_CLUBS = "AB|IF|IK|IS|BK|FK|FF|HK|HF|SK|GK|RF"
"""The letters in which the names of clubs and companies end."""
_CLUB = re.compile(rf"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)? (?:{OF_CLUBS})\b")
"""A club or company called by a place and its letters."""
_AS_WRITTEN, _SAME_WORD = 2, 1


def names(text: str, topic: Iterable[Word]) -> frozenset[str]:
    """The topic words that are typed in capitals; none where all of the text is."""
    if text.upper() == text:
        return frozenset()
    topic = list(topic)
    found = (_NAME.fullmatch(text, word.start, word.end) for word in topic)
    starts = {word.start for word in topic}
    clubs = (match for match in _CLUB.finditer(text) if match.start() in starts)
    return frozenset([match[1] for match in found if match] + [match.group() for match in clubs])


def held(wanted: frozenset[str], *texts: str | None) -> int:
    """How surely the texts hold every name: 2 in capitals, 1 as the same word in small letters, 0 not at all."""
    told = " ".join(text for text in texts if text)
    return min((_held(name, told) for name in wanted), default=_AS_WRITTEN)


def _held(name: str, told: str) -> int:
    if _written(name).search(told):
        return _AS_WRITTEN
    small = name.casefold()
    return _SAME_WORD if any(word.folded == small for word in words(told)) else 0


@lru_cache(maxsize=64)
def _written(name: str) -> re.Pattern[str]:
    spaced = r"\s+".join(name.split())
    return re.compile(rf"(?<!\w){spaced}(?::?s)?(?!\w)")
