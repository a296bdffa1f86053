"""What a document goes on to say below a recommendation that it repeats: the passage that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from knowledge.linking.paragraphs import Slice
from knowledge.vocabulary import load

ENTRY = re.compile(r"(?m)^[ \t]*\d{1,2}[.)][ \t]+(?=[A-ZÅÄÖ])")
"""How an entry of a numbered list begins."""
_FAR = 5
"""Paragraphs below the recommendation that an answer runs to."""
_LABEL = 5
"""Words of a line that may be a heading or a label."""


def passage(parts: Sequence[Slice], index: int, until: int) -> list[Slice]:
    """The paragraphs below the one at `index` that still answer it, labels left out.

    until: where the next recommendation is said. Ends at a heading that opens something else and at what speaks of all.
    """
    found: list[Slice] = []
    for part in parts[index + 1 : min(until, index + 2 + _FAR)]:
        if is_label(part):
            continue
        if _ends(part):
            break
        found.append(part)
        if _heading_within(part):
            break
    return found[:_FAR]


def is_label(part: Slice) -> bool:
    """Whether a paragraph only says that an answer follows: "Nämndens svar"."""
    return _line(part.text) in load("suggestions")["labels"]["answer"]


def labelled(part: Slice) -> list[tuple[str, str, Slice]]:
    """(axis of the label, its value, the line) of each line such as "Status: Pågående"."""
    found = []
    for line in own_lines(part):
        name, colon, value = line.text.partition(":")
        axis = label_axis(name) if colon else None
        if axis and value.strip():
            found.append((axis, value.strip(), line))
    return found


def label_axis(text: str) -> str | None:
    """ "status", "due", "owner", "answer", "said" or "number" of a label or a column's head; None of any other."""
    name = _line(text.lstrip(" •-–"))
    return next((axis for axis, words in load("suggestions")["labels"].items() if name in words), None)


def own_lines(part: Slice) -> Iterator[Slice]:
    """The printed lines of a paragraph, each a slice without the white space around it."""
    for match in re.finditer(r"[^\n]*\S", part.text):
        lead = len(match.group()) - len(match.group().lstrip())
        yield Slice(part.page, part.start + match.start() + lead, part.start + match.end())


def before_heading(part: Slice) -> Slice:
    """A paragraph as far as the heading that opens something else within it."""
    at = _heading_within(part)
    return part if at is None else Slice(part.page, part.start, at)


def _heading_within(part: Slice) -> int | None:
    """Where a line of the paragraph, its first aside, is a heading that ends the answer."""
    lines = list(own_lines(part))[1:]
    return next((line.start for line in lines if _line(line.text) in load("suggestions")["ends"]["headings"]), None)


def _ends(part: Slice) -> bool:
    text = part.text.strip()
    first = text.split("\n", 1)[0]
    if _line(first) in load("suggestions")["ends"]["headings"] or _closing().match(text):
        return True
    alone = "\n" not in text and len(text.split()) <= _LABEL and not text.endswith((".", "!", "?", ":"))
    return alone and not re.search(r"\d|:", text)


def _line(text: str) -> str:
    return re.sub(r"^[\d.]+\s+", "", " ".join(text.split()).casefold()).rstrip(" :.")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(load("suggestions")["ends"]["paragraphs"], re.IGNORECASE)
