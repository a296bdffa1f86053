"""Sentences of running text, and the passages that begin with one that names its author."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from knowledge.extraction.context import Context

Span = tuple[int, int]

_BOUNDARY = re.compile(
    r"(?<=[.!?])(?<!\bm\.fl\.)(?<!\bbl\.a\.)(?<!\bt\.ex\.)(?<!\bkl\.)(?<!\bnr\.)"
    r"(?!(?<= [A-ZÅÄÖ]\.)\s+[A-ZÅÄÖ][\w-]+\s\()\s+(?=[A-ZÅÄÖÉ”\"“0-9•*–-])"
    r"|(?<=[.!?][”\"])[ \t]*\n\s*(?=[A-ZÅÄÖÉ])"
    r"|(?<=:)\s*\n\s*"
    r"|(?<=\S)[ \t]*+\n[ \t]*+\n\s*+(?=[^a-zåäö(])"
    r"|\n[ \t]*[•\uf0b7▪*–−-][ \t]+"
    r"|(?<!\S)https?://\S+\s*"
    r"|\Z"
)


def spans(context: Context, start: int, end: int) -> tuple[Span, ...]:
    """The sentences between two offsets, and paragraphs without a full stop. Furniture may stand inside one.

    A sentence never runs over the heading of a § or of a block, however close the lines stand.
    """
    found = context.sentences.get((start, end))
    if found is None:
        parts = pairwise([start, *context.cuts_within(start, end), end])
        found = tuple(span for begin, until in parts for span in _spans(context, begin, until))
        context.sentences[start, end] = found
    return found


def _spans(context: Context, start: int, end: int) -> Iterator[Span]:
    text = context.flow.text[start:end]
    at = 0
    for match in _BOUNDARY.finditer(text):
        until = match.start()
        said = text[at:until].lstrip()
        if said:
            yield start + until - len(said), start + until
        at = match.end()


def passages(context: Context, start: int, end: int, opens: Callable[[str], bool]) -> Iterator[tuple[Span, Span]]:
    """(opening sentence, the text after it up to the next opening) for every sentence that `opens`."""
    sentences = spans(context, start, end)
    openings = [place for place, span in enumerate(sentences) if opens(context.text(*span))]
    for number, place in enumerate(openings):
        until = openings[number + 1] if number + 1 < len(openings) else len(sentences)
        last = sentences[until - 1][1]
        yield sentences[place], (sentences[place][1], last)
