"""Typing errors in the words by which a question says what it asks for ("rekomendationer")."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.questions import vocabulary
from bot.questions.normalise import words

_SHORT = 9
"""Letters from which two errors are allowed."""
_SHORTEST = 7


def corrected(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with its misspelt words of asking put right, and (as typed, as read) of each."""
    known = vocabulary.asking()
    read: list[tuple[str, str]] = []
    for word in reversed(words(text)):
        if len(word.folded) < _SHORTEST or word.folded in known:
            continue
        errors = 1 if len(word.folded) <= _SHORT else 2
        found = process.extractOne(word.folded, known, scorer=OSA.distance, score_cutoff=errors)
        if found:
            read.insert(0, (text[word.start : word.end], found[0]))
            text = text[: word.start] + found[0] + text[word.end :]
    return text, tuple(read)
