"""Pages as one flow of lines, so that a rule may look across a page break and still cite each page rightly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from knowledge.extraction import gates
from knowledge.extraction.gates import Gate
from knowledge.facts import Source
from knowledge.reading.pages import Page
from knowledge.vocabulary import words

LINE_END_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\ufffe][ \t]*\n\s*(?=(?!och\b|eller\b|samt\b|respektive\b)[a-zåäöé])")

# "HR-⏎service", "e-⏎tjänst", "1990-⏎talet", "i Lviv-⏎regionen": hyphens that the word has wherever it stands
_OWN_HYPHEN = re.compile(
    r"(?:(?<![\w-])(?:[A-ZÅÄÖ\d][A-ZÅÄÖ\d&/]*|[a-zåäö])"
    rf"|(?<=[a-zåäö,][ \n])[A-ZÅÄÖÉ][\wåäöé]+(?=-[ \t]*\n\s*(?:{'|'.join(words('hyphens', 'after_names'))})))"
    r"-(?P<gap>[ \t]*\n\s*)(?=[a-zåäöé])"
)
_BROKEN = re.compile(r"[-\u00ad\ufffe][ \t]*\n")
"""What both of them need to find anything: a hyphen before a line break."""


class Line:
    """One printed line, or a part of it. start, end: offsets in the flow's text, the line break left out.

    stripped: its text without white space around it. Lines are made by the hundred thousand: a class by hand is made
    in a third of a frozen dataclass's time.
    """

    __slots__ = ("end", "index", "start", "stripped", "text")

    def __init__(self, index: int, start: int, end: int, text: str) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.text = text
        self.stripped = text.strip()


class Flow:
    """All pages' texts joined with a line break, with the way back from an offset to its page."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)
        self._starts: list[int] = []
        offset = 0
        for page in self.pages:
            self._starts.append(offset)
            offset += len(page.text) + 1
        self.text = "\n".join(page.text for page in self.pages)
        self.lines = tuple(self._split())
        self._line_starts = [line.start for line in self.lines]

    @cached_property
    def folded(self) -> str:
        """The whole text, furniture included, as gates look at it."""
        return "".join(self.folded_lines)

    @cached_property
    def folded_lines(self) -> list[str]:
        """The same line by line."""
        return gates.folded_lines(self.text)

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        """The lines as gates look at them with their breaks, and where each begins."""
        return "\n".join(self.folded_lines), [0, *accumulate(len(line) + 1 for line in self.folded_lines)]

    def lines_that_may_hold(self, gate: Gate) -> set[int]:
        """The indexes of the lines in which a pattern of the gate may match: its words are looked for once in all."""
        text, starts = self._squeezed
        found: set[int] = set()
        for word in gate.words:
            at = text.find(word)
            while at >= 0:
                index = bisect_right(starts, at) - 1
                found.add(index)
                at = text.find(word, starts[index + 1])
        return found

    def _split(self) -> list[Line]:
        lines, start = [], 0
        for index, text in enumerate(self.text.split("\n")):
            lines.append(Line(index, start, start + len(text), text))
            start += len(text) + 1
        return lines

    def line_at(self, offset: int) -> Line:
        """The line that holds the offset."""
        return self.lines[max(0, bisect_right(self._line_starts, offset) - 1)]

    def page_at(self, offset: int) -> Page:
        """The page that holds the offset."""
        return self.pages[bisect_right(self._starts, offset) - 1]

    def source(self, *spans: tuple[int, int], section: str | None = None) -> Source:
        """Cite spans of the flow (start, end); a span over a page break becomes one slice a page. Raises QuoteEmpty."""
        slices = []
        for start, end in spans:
            begin = max(0, bisect_right(self._starts, start) - 1)
            until = bisect_right(self._starts, end)
            for page, page_start in zip(self.pages[begin:until], self._starts[begin:until], strict=True):
                first, last = max(start, page_start), min(end, page_start + len(page.text))
                if first < last and page.text[first - page_start : last - page_start].strip():
                    slices.append((page, first - page_start, last - page_start))
        return Source.cut(slices, section)


def has_words(text: str) -> bool:
    """Whether the text holds a letter or a digit: less is no fact."""
    return any(character.isalnum() for character in text)


def plain(text: str) -> str:
    """A quote as a reader wants it: line-end hyphens joined, white space single. The quote itself stays verbatim."""
    if "\n" in text and ("-" in text or "\u00ad" in text or "\ufffe" in text) and _BROKEN.search(text):
        text = LINE_END_HYPHEN.sub("", _OWN_HYPHEN.sub(lambda match: match.group().rstrip(), text))
    return " ".join(text.replace("\u00ad", "").split())
