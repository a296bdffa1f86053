"""Pages → passages: paragraphs, a heading with the paragraph below it, as slices of the page's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.reading.pages import Page

SHORT = 200
"""A paragraph shorter than this is joined with the next one, so that a heading stands with its text."""
LONG = 900
"""A passage is not longer than this where there is a sentence end or a line break to cut at."""

_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_NUMBER = r"(?!(?:19|20)\d\d\b)\d{1,4}[a-z]?"  # a year is none
_WHOSE = r"(?!Se\b|Enl|Jfr|Kap)(?:[A-ZÅÄÖ]{2,5}|[A-ZÅÄÖ][a-zåäö]{1,2})[ \t]+"  # "KS § 12", "Kf § 34"
_SECTION = re.compile(
    rf"^[ \t]*(?:(?:{_WHOSE})?§+[ \t]*(?P<after>{_NUMBER})\b|(?P<before>{_NUMBER})[ \t]*§+(?=\s|$))", re.M
)
_SENTENCE_END = re.compile(r"(?<=[.!?:])[ \t]*\s(?=\s*[A-ZÅÄÖ•–\-\d])")
_LINE_END = re.compile(r"\n")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slice:
    """A passage of a document. ordinal: its page's place from 0; start, end: offsets in that page's text.

    section: the § whose label stands nearest above, also on an earlier page ("§ 12"); heading: that label's line.
    """

    ordinal: int
    start: int
    end: int
    section: str | None
    heading: str


def cut(pages: Sequence[Page]) -> Iterator[Slice]:
    """The passages of a document in order."""
    section: str | None = None
    heading = ""
    for ordinal, page in enumerate(pages):
        labels = {label.start(): label for label in _SECTION.finditer(page.text)}
        for start, end in _passages(page.text, sorted(labels)):
            for at in sorted(at for at in labels if at < end):
                label = labels.pop(at)
                section = f"§ {label['after'] or label['before']}"
                heading = _line(page.text, at)
            yield Slice(ordinal, start, end, section, heading)


def _passages(text: str, labels: Sequence[int]) -> Iterator[Span]:
    """Paragraphs, long ones cut, short ones joined; a § label begins a passage of its own."""
    begins = set(labels)
    pending: Span | None = None
    for start, end in _pieces(text, begins):
        if pending and (pending[1] - pending[0] >= SHORT or end - pending[0] > LONG or start in begins):
            yield pending
            pending = None
        pending = (pending[0], end) if pending else (start, end)
    if pending:
        yield pending


def _pieces(text: str, begins: set[int]) -> Iterator[Span]:
    bounds = [(found.start(), found.end()) for found in _PARAGRAPH_END.finditer(text)]
    bounds = sorted([*bounds, *((at, at) for at in begins), (len(text), len(text))])
    start = 0
    for end, following in bounds:
        for piece in _shortened(text, (start, end)):
            if trimmed := _trim(text, piece, begins):
                yield trimmed
        start = max(start, following)


def _shortened(text: str, span: Span) -> Iterable[Span]:
    """A span in pieces of at most LONG characters, cut after a sentence, else after a line, else where it must be."""
    start, end = span
    while end - start > LONG:
        at = _last(_SENTENCE_END, text, start, start + LONG) or _last(_LINE_END, text, start, start + LONG)
        at = at or text.rfind(" ", start + 1, start + LONG)
        at = at if at > start else start + LONG
        yield start, at
        start = at
    yield start, end


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """The end of the last match in the second half of the span, or 0."""
    found = [match.end() for match in pattern.finditer(text, start + (end - start) // 3, end)]
    return found[-1] if found else 0


def _trim(text: str, span: Span, begins: set[int]) -> Span | None:
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace() and start not in begins:
        start += 1
    return (start, end) if start < end else None


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[at : end if end >= 0 else len(text)].strip()
