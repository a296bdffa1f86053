"""A page's text as sentences with their places, and the few of them that answer a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
        if _ABBREVIATION.search(page[at : match.start()]):
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
    """Neighbouring sentences: `met` of the wanted roots are met in them."""

    first: int
    last: int
    met: int
    length: int


def best(
    sentences: Sequence[Sentence], wanted: Sequence[str], fits: Callable[[str], bool] = bool, most: int = 3
) -> Window | None:
    """The shortest run of at most `most` sentences that fits and meets the most roots; the first of equals."""
    chosen: Window | None = None
    for first in range(len(sentences)):
        for last in range(first, min(first + most, len(sentences))):
            window = _window(sentences, first, last, wanted)
            if window.length > _LONGEST or (chosen is not None and not _better(window, chosen)):
                continue
            if fits(" ".join(one.text for one in sentences[first : last + 1])):
                chosen = window
    return chosen if chosen and chosen.met else None


def _window(sentences: Sequence[Sentence], first: int, last: int, wanted: Sequence[str]) -> Window:
    roots = Bag(frozenset().union(*(sentence.bag.roots for sentence in sentences[first : last + 1])))
    met = sum(1 for root in wanted if roots.holds(root))
    return Window(first, last, met, sentences[last].end - sentences[first].start)


def _better(one: Window, other: Window) -> bool:
    return (one.met, -(one.last - one.first)) > (other.met, -(other.last - other.first))
