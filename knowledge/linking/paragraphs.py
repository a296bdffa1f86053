"""A document's paragraphs and sentences with their places on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.reading.pages import Page

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_SENTENCE = re.compile(r"\S.*?(?:[.!?:](?=\s+[A-ZÅÄÖ•\-–\d]|\s*$)|\Z)", re.DOTALL)
_HEADING = 4
"""Words of a line that may be a heading."""
_BULLET = re.compile(r"\s*[•\-–−]\s")


@dataclass(frozen=True, slots=True)
class Slice:
    """Words of a page: `page.text[start:end]`."""

    page: Page
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.page.text[self.start : self.end]

    @property
    def bulleted(self) -> bool:
        """Whether it is an entry of a list."""
        return bool(_BULLET.match(self.text))

    @property
    def unheaded(self) -> Slice:
        """Without a short line above it that is no sentence: a heading that ran into the paragraph."""
        first, _, rest = self.text.partition("\n")
        if not rest.strip() or len(first.split()) > _HEADING or first.rstrip().endswith((".", "!", "?", "-")):
            return self
        start = self.start + len(first) + 1 + len(rest) - len(rest.lstrip())
        return Slice(self.page, start, self.end) if self.page.text[start].isupper() else self

    def sentences(self) -> list[Slice]:
        """Its sentences in order."""
        return [
            Slice(self.page, self.start + match.start(), self.start + match.end())
            for match in _SENTENCE.finditer(self.text)
        ]


def paragraphs(pages: Iterable[Page]) -> Iterator[Slice]:
    """What stands between empty lines; a list's entries one by one."""
    for page in pages:
        for match in _PARAGRAPH.finditer(page.text):
            yield from _entries(Slice(page, match.start(), match.end()))


def _entries(whole: Slice) -> Iterator[Slice]:
    starts = [match.start() for match in re.finditer(r"(?m)^\s*[•\-–−]\s", whole.text) if match.start()]
    edges = [0, *starts, len(whole.text)]
    for start, end in pairwise(edges):
        if whole.text[start:end].strip():
            yield Slice(whole.page, whole.start + start, whole.start + end)
