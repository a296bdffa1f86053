"""Gates: words of which a text must hold one before it is worth searching, read off the patterns themselves.

Most of a document says nothing of most kinds of facts. A pattern tells what it cannot do without: "reserverar sig"
or "reservation lämnas". Looking for those words costs a hundredth of the search, and since they are taken from the
compiled pattern, a word that is added to the vocabulary opens the gate by itself.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

_parser = importlib.import_module("re._parser")

_ENOUGH = 7

Needs = tuple[tuple[str, ...], ...]
"""Folded words: a match holds one of each of these."""


def folded(text: str) -> str:
    """The text as gates look at it: lower case, without white space and hyphens, which line breaks put into words."""
    text = (
        "".join(text.replace(" ", "").replace("\n", "").split())
        .replace("-", "")
        .replace("\u00ad", "")
        .replace("\ufffe", "")
    )
    return text.casefold().replace("ı", "i")


def folded_lines(text: str) -> list[str]:
    """The same line by line, for a text that is asked often: all of it is folded at once."""
    text = text.casefold().replace(" ", "").replace("-", "").replace("\u00ad", "").replace("\ufffe", "")
    lines = text.replace("ı", "i").split("\n")
    if len("".join(text.split())) == len(text) - len(lines) + 1:
        return lines
    return ["".join(line.split()) for line in lines]


class Gate:
    """What a text must hold for one of the patterns to find anything in it."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self.patterns = patterns

    @cached_property
    def needs(self) -> tuple[Needs, ...]:
        """What each of the patterns needs; those that need the same are told once."""
        return tuple(dict.fromkeys(required(pattern) for pattern in self.patterns))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The rarest words of all patterns: a text without any of them is done with."""
        return _shortest(word for needs in self.needs for word in (needs[0] if needs else ("",)))

    def admits(self, text: str) -> bool:
        """Whether a folded text may hold a match."""
        for word in self.words:
            if word in text:
                return any(_holds(text, needs) for needs in self.needs)
        return False


def _holds(text: str, needs: Needs) -> bool:
    for words in needs:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def required(pattern: re.Pattern[str]) -> Needs:
    """What every match of the pattern holds, the rarest first; nothing where it can do without any word."""
    needs = _of_sequence(_parser.parse(pattern.pattern, pattern.flags))
    return tuple(sorted(dict.fromkeys(needs), key=_weight, reverse=True))


def _weight(words: tuple[str, ...]) -> tuple[int, int]:
    """How much a need says: long words before short ones, few before many."""
    return min(_ENOUGH, *map(len, words)), -len(words)


def _of_sequence(parts: Sequence[tuple[Any, Any]]) -> list[tuple[str, ...]]:
    """What parts that stand one after the other need, each of them."""
    found: list[tuple[str, ...]] = []
    run = ""
    for kind, value in [*parts, (None, None)]:
        name = str(kind)
        if name == "LITERAL":
            run += chr(value)
        elif name not in ("AT", "ASSERT", "ASSERT_NOT"):
            found += [(word,) for word in [folded(run)] if word]
            found += _of_part(name, value)
            run = ""
    return found


def _of_part(name: str, value: Any) -> list[tuple[str, ...]]:
    if name == "SUBPATTERN":
        return _of_sequence(value[-1])
    if name == "ATOMIC_GROUP":
        return _of_sequence(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0]:
        return _of_sequence(value[-1])
    if name == "BRANCH":
        ways = [sorted(_of_sequence(way), key=_weight, reverse=True) for way in value[1]]
        return [_shortest(word for need in needs for word in need) for needs in zip(*ways, strict=False)]
    return []


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words without those that hold another of them."""
    kept: list[str] = []
    for word in sorted(set(words), key=lambda one: (len(one), one)):
        if not any(shorter in word for shorter in kept):
            kept.append(word)
    return tuple(kept)
