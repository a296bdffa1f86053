"""Two clauses beside each other: whether they say the same, how alike they are, and which words differ.

Compared word by word: case, marks, line breaks and the words that only lead in to a clause ("Nämnden beslutar att")
or join it to the next ("samt") are no difference. Everything else is one: a careful reader must see it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal

from knowledge.linking.words import stems
from knowledge.vocabulary import load

_LINE_END_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\ufffe][ \t]*\n\s*(?!(?:och|eller|samt)\b)(?=[a-zåäöé])")
_MARKS = ".,;:!?()[]\"'”“’–-•"
_NEGATIVE = re.compile(r"[-–]\d")
_SHORTEST = 2
"""Words that a clause keeps when its lead-in is taken off; with fewer the lead-in is the clause."""

Sort = Literal["same", "deleted", "added"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that two clauses share, or that only the first (deleted) or the second (added) has."""

    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class _Clause:
    lead: tuple[str, ...]
    words: tuple[str, ...]
    keys: tuple[str, ...]


def same(before: str, after: str) -> bool:
    """Whether both say the same, word for word."""
    first, second = _read(before), _read(after)
    return first.keys == second.keys and bool(first.keys)


def likeness(before: str, after: str) -> float:
    """0 to 1: how much of both is the same, by words in their order or, where that is more, by stems in any order."""
    first, second = _read(before), _read(after)
    if first.keys == second.keys:
        return 1.0 if first.keys else 0.0
    in_order = SequenceMatcher(None, first.keys, second.keys, autojunk=False).ratio()
    ours, theirs = stems(" ".join(first.words)), stems(" ".join(second.words))
    shared = 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 0.0
    return min(max(in_order, shared), 0.99)


def changes(before: str, after: str) -> tuple[Run, ...]:
    """The second clause as it is written, with what the first one had instead; neighbours of one sort are one run."""
    first, second = _read(before), _read(after)
    runs = [Run("same", " ".join(second.lead))] if second.lead else []
    for tag, start, end, new_start, new_end in SequenceMatcher(
        None, first.keys, second.keys, autojunk=False
    ).get_opcodes():
        if tag in ("delete", "replace"):
            runs.append(Run("deleted", " ".join(first.words[start:end])))
        if tag in ("insert", "replace"):
            runs.append(Run("added", " ".join(second.words[new_start:new_end])))
        if tag == "equal":
            runs.append(Run("same", " ".join(second.words[new_start:new_end])))
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].sort == run.sort:
            run = Run(run.sort, f"{joined.pop().text} {run.text}")
        joined.append(run)
    return tuple(joined)


@lru_cache(maxsize=8_192)
def _read(text: str) -> _Clause:
    written = _LINE_END_HYPHEN.sub("", text).split()
    keyed = [(word, _key(word)) for word in written]
    keyed = [(word, key) for word, key in keyed if key]
    while keyed and keyed[-1][1] in _word_list("joining"):
        keyed.pop()
    cut = _lead_in(" ".join(word for word, _ in keyed))
    if len(keyed) - cut < _SHORTEST:
        cut = 0
    while len(keyed) - cut > _SHORTEST and keyed[cut][1] in _word_list("opening"):
        cut += 1
    words, keys = tuple(word for word, _ in keyed), tuple(key for _, key in keyed)
    return _Clause(words[:cut], words[cut:], keys[cut:])


def _key(word: str) -> str:
    """A word as it is compared; the minus of a number is no mark."""
    key = word.casefold().strip(_MARKS)
    return f"-{key}" if _NEGATIVE.match(word) else key


def _lead_in(text: str) -> int:
    """How many words of the text only lead in to it."""
    end = 0
    for pattern in _leads():
        match = pattern.match(text, end)
        end = match.end() + 1 if match else end
    return len(text[:end].split())


@cache
def _leads() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"{pattern}(?= )", re.IGNORECASE) for pattern in load("wording")["lead_ins"])


@cache
def _word_list(name: str) -> frozenset[str]:
    return frozenset(load("wording")[name])
