"""Matches found by what they end with: a law by its number, a municipality by the word "kommun".

A pattern that begins with words of any kind is tried at every word of a text. What it ends with is rare: it is looked
for first, and the pattern is tried from a few words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Span = tuple[int, int]

_SPACE = re.compile(r"\s|\Z")
_FAR = 600


def matches(pattern: re.Pattern[str], text: str, anchors: Iterable[Span], words: int) -> Iterator[re.Match[str]]:
    """What the pattern finds in the text, in order, as finditer gives it.

    anchors: rising spans of which every match holds one, within its last word or words. words: how many a match may
    have before its anchor.
    """
    at = 0
    for start, end in anchors:
        if start < at:
            continue
        last = _SPACE.search(text, end)
        match = pattern.search(text, max(at, _words_before(text, start, words)), last.start() if last else end)
        if match:
            yield match
            at = match.end()


def _words_before(text: str, offset: int, words: int) -> int:
    """An offset at least so many words before this one."""
    begin = max(0, offset - _FAR)
    parts = text[begin:offset].rsplit(None, words + 1)
    return begin + len(parts[0]) if len(parts) > words + 1 else 0
