"""A page's text as sentences with their places, and the few of them that answer a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.questions.normalise import Bag

_BREAK = re.compile(
    r"(?<=[.!?:”\"])\s+(?=[A-ZÅÄÖ”\"•–(\d])"  # a mark, then a capital
    r"|\n[ \t]*\n\s*(?![a-zåäöé\s])"  # an empty line, unless the sentence goes on below it
    r"|\n\s*(?=[•▪●\-–]\s|§\s?\d)"  # a bullet or a §
)
_ABBREVIATION = re.compile(
    r"\b(?:bl\.\s?a|t\.\s?ex|d\.?v\.?s|m\.\s?fl|m\.\s?m|s\.?k|p\.?g\.?a|kl|nr|ca|resp|st|f\.?d|ev|inkl|exkl|jfr|fr\.\s?o\.\s?m|t\.\s?o\.\s?m)\.$",
    re.I,
)
_NUMBER = re.compile(r"\s*\d{1,2}[.)]")
"""The number of a point, which belongs to what follows it."""
_LONGEST = 900


@dataclass(frozen=True, slots=True)
class Sentence:
    """`page[start:end]`, and its roots."""

    start: int
    end: int
    text: str
    bag: Bag


def cut(page: str, start: int, end: int) -> list[Sentence]:
    """The sentences of `page[start:end]`, in order."""
    found: list[Sentence] = []
    at = start
    for match in _BREAK.finditer(page, start, end):
        if _ABBREVIATION.search(page[at : match.start()]) or _NUMBER.fullmatch(page, at, match.start()):
            continue
        _append(found, page, at, match.start())
        at = match.end()
    _append(found, page, at, end)
    return found


def _append(found: list[Sentence], page: str, start: int, end: int) -> None:
    text = page[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    if start < end:
        found.append(Sentence(start, end, page[start:end], Bag.of(page[start:end])))


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences: `met` of the wanted roots are met in them, `close` pairs of them side by side."""

    first: int
    last: int
    met: int
    length: int
    close: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        """More roots before fewer sentences."""
        return self.met, self.first - self.last


def best(
    sentences: Sequence[Sentence],
    met: Callable[[Bag], frozenset[str]],
    fits: Callable[[str], bool] = bool,
    close: Callable[[str], int] = len,
    most: int = 3,
) -> Window | None:
    """The shortest run of at most `most` sentences that fits and meets the most roots; the closest, then the first.

    met: which roots a bag meets; close: how many of them a text has side by side.
    """
    chosen: Window | None = None
    held = [met(one.bag) for one in sentences]
    for first in range(len(sentences)):
        for last in range(first, min(first + most, len(sentences))):
            window = _window(sentences, first, last, held)
            if not window.met or window.length > _LONGEST or (chosen and window.rank < chosen.rank):
                continue
            text = " ".join(one.text for one in sentences[first : last + 1])
            if not fits(text):
                continue
            window = replace(window, close=close(text))
            if chosen is None or (window.rank, window.close) > (chosen.rank, chosen.close):
                chosen = window
    return chosen


def _window(sentences: Sequence[Sentence], first: int, last: int, held: Sequence[frozenset[str]]) -> Window:
    met = frozenset().union(*held[first : last + 1])
    return Window(first, last, len(met), sentences[last].end - sentences[first].start)
