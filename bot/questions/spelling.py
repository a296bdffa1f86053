"""Typing errors in the words by which a question says what it asks for ("rekomendationer")."""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.questions import vocabulary
from bot.questions.normalise import Word, root, words

_SHORT = 9
"""Letters from which two errors are allowed."""
_SHORTEST = 7


def _inflects(word: Word, known: tuple[str, ...]) -> bool:
    """Whether it is another form of one of the words ("deltagarnas"), which is no typing error."""
    return any(word.folded.startswith(one[:-1]) and word.root == root(one) for one in known)


def kinds(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with the misspelt kinds of bodies put right ("kulturnämden"), and (as typed, as read) of each."""
    wrong = vocabulary.misspelt_kinds()
    pattern = re.compile(rf"(?:{'|'.join(wrong)})(?=(?:en|er|erna|ens|n|ns|et|ets|s)?\b)", re.IGNORECASE)
    read: list[tuple[str, str]] = []
    for word in reversed(words(text)):
        typed = text[word.start : word.end]
        meant = pattern.sub(lambda match: wrong[match.group().casefold()], typed)
        if meant != typed:
            read.insert(0, (typed, meant))
            text = text[: word.start] + meant + text[word.end :]
    return text, tuple(read)


def corrected(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with its misspelt words of asking put right, and (as typed, as read) of each."""
    known = vocabulary.asking()
    read: list[tuple[str, str]] = []
    for word in reversed(words(text)):
        if len(word.folded) < _SHORTEST or _inflects(word, known):
            continue
        errors = 1 if len(word.folded) <= _SHORT else 2
        found = process.extractOne(word.folded, known, scorer=OSA.distance, score_cutoff=errors)
        if found:
            read.insert(0, (text[word.start : word.end], found[0]))
            text = text[: word.start] + found[0] + text[word.end :]
    return text, tuple(read)
