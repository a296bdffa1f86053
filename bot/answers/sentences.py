"""A page's text as sentences with their places, and the few of them that answer a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answers.lines import ended
from bot.questions.normalise import Bag

_BREAK = re.compile(
    r"(?<=[.!?:”\"])\s+(?=[A-ZÅÄÖ”\"•–(\d])"  # a mark, then a capital
    r"|\n[ \t]*\n\s*(?![a-zåäöé\s])"  # an empty line, unless the sentence goes on below it
    r"|\n\s*(?=[•▪●\-–]\s|§\s?\d)"  # a bullet or a §
    r"|(?P<line>\n)[ \t]*(?=[A-ZÅÄÖ”\"])"  # a line that was ended on purpose
)
_ABBREVIATION = re.compile(
    r"\b(?:bl\.\s?a|t\.\s?ex|d\.?v\.?s|m\.\s?fl|m\.\s?m|s\.?k|p\.?g\.?a|kl|nr|ca|resp|st|f\.?d|ev|inkl|exkl|jfr|fr\.\s?o\.\s?m|t\.\s?o\.\s?m)\.$",
    re.I,
)
_NUMBER = re.compile(r"\s*\d{1,2}[.)]")
"""The number of a point, which belongs to what follows it."""
_HYPHEN = re.compile(r"(?<=[a-zåäö])-[ \t]*\n\s*(?=[a-zåäö])(?!och\b|eller\b|samt\b)")
_LONGEST = 900
_HEADING = 110
"""Characters of the longest heading."""
_SENTENCE = 40
"""Characters of a sentence that may stand below a heading."""
_MARKS = (".", "!", "?", ":", ";", ",", "”", '"', ")")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`page[start:end]`, and its roots. heading: whether it is a line above what it is the heading of."""

    start: int
    end: int
    text: str
    bag: Bag
    heading: bool = False


def cut(page: str, start: int, end: int) -> list[Sentence]:
    """The sentences of `page[start:end]`, in order."""
    found: list[Sentence] = []
    at = start
    for match in _BREAK.finditer(page, start, end):
        if match["line"] and match.start() not in ended(page):
            continue
        if _ABBREVIATION.search(page[at : match.start()]) or _NUMBER.fullmatch(page, at, match.start()):
            continue
        _append(found, page, at, match.start())
        at = match.end()
    _append(found, page, at, end)
    return _marked(found)


def _marked(found: list[Sentence]) -> list[Sentence]:
    """The sentences, with those marked that are headings of a sentence or of another heading below them."""
    below: Sentence | None = None
    for at in range(len(found) - 1, -1, -1):
        one = found[at]
        asked = at > 0 and found[at - 1].text.endswith("?")  # what follows a question is its verdict
        if below and not asked and _may_head(one.text) and _is_headed(below):
            found[at] = replace(one, heading=True)
        below = found[at]
    return found


def _may_head(text: str) -> bool:
    return len(text) <= _HEADING and not text.endswith(_MARKS)


def _is_headed(below: Sentence) -> bool:
    return below.heading or (
        len(below.text) >= _SENTENCE and below.text[0].isupper() and below.text.endswith((".", ":"))
    )


def unwrapped(text: str) -> str:
    """The text on one line: what is said goes on over the ends of lines ("på\ngrund av")."""
    return " ".join(_HYPHEN.sub("", text).split())


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
    own: int = 0
    """Those of them that the matter's heading does not tell already."""

    @property
    def rank(self) -> tuple[int, int, int]:
        """More roots that no heading tells before fewer sentences, and these before words of the heading."""
        return self.own, self.first - self.last, self.met


def best(
    sentences: Sequence[Sentence],
    met: Callable[[Bag], frozenset[str]],
    fits: Callable[[str], bool] = bool,
    close: Callable[[str], int] = len,
    most: int = 3,
    *,
    headings: bool = False,
    told: frozenset[str] = frozenset(),
) -> Window | None:
    """The shortest run of at most `most` sentences that fits and meets the most roots; the closest, then the first.

    met: which roots a bag meets; close: how many of them a text has side by side; headings: whether a heading may be
    the first of them; told: roots that the matter's heading tells. Nothing goes on past the next heading.
    """
    chosen: Window | None = None
    held = [met(one.bag) for one in sentences]
    for first in range(len(sentences)):
        if sentences[first].heading and not headings:
            continue
        for last in range(first, min(first + most, len(sentences))):
            if last > first and sentences[last].heading:
                break
            window = _window(sentences, first, last, held, told)
            if not window.met or window.length > _LONGEST or (chosen and window.rank < chosen.rank):
                continue
            text = unwrapped(" ".join(one.text for one in sentences[first : last + 1]))
            if not fits(text):
                continue
            window = replace(window, close=close(text))
            if chosen is None or (window.rank, window.close) > (chosen.rank, chosen.close):
                chosen = window
    return chosen


def _window(
    sentences: Sequence[Sentence], first: int, last: int, held: Sequence[frozenset[str]], told: frozenset[str]
) -> Window:
    met = frozenset().union(*held[first : last + 1])
    return Window(first, last, len(met), sentences[last].end - sentences[first].start, own=len(met - told))
