"""The rows of a table that answers auditors: a recommendation, and beside it what is said, done, promised, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.extraction import tables
from knowledge.extraction.flow import Flow, plain
from knowledge.linking.paragraphs import Slice
from knowledge.linking.replying import label_axis
from knowledge.reading.pages import Page

_LEAST = 20
"""Characters of a cell that says a recommendation."""


@dataclass(frozen=True, slots=True)
class Row:
    """said: the recommendation's words; number: its own number, None where no column has one; whole: the row as it is
    printed; told: the first cell that answers in words, if it stands apart; labels: (axis, value) of the cells whose
    column has one."""

    said: str
    number: int | None
    whole: Slice
    told: Slice | None
    labels: tuple[tuple[str, str], ...]


def rows(pages: Iterable[Page]) -> Iterator[Row]:
    """The rows of every such table, page by page: a table that goes on without its heads is left out."""
    for page in pages:
        if "ekommendation" in page.text:
            for table in tables.find(Flow([page]).lines, _answers):
                axes = [label_axis(head) for head in table.heads]
                yield from (_row(page, axes, row) for row in table.rows if _is_whole(axes, row))


def _answers(heads: Sequence[str]) -> bool:
    axes = [label_axis(head) for head in heads]
    return axes.count("said") == 1 and any(axis in ("status", "due", "owner", "answer") for axis in axes)


def _is_whole(axes: Sequence[str | None], row: Sequence[tables.Cell]) -> bool:
    return len(row) == len(axes) and len(row[axes.index("said")].text) >= _LEAST


def _row(page: Page, axes: Sequence[str | None], row: Sequence[tables.Cell]) -> Row:
    number: int | None = None
    told: Slice | None = None
    labels: list[tuple[str, str]] = []
    for axis, cell in zip(axes, row, strict=True):
        if axis == "number" and (digits := re.fullmatch(r"(\d{1,2})\.?", cell.text)):
            number = int(digits[1])
        elif axis == "answer" and told is None:
            told = _slice(page, cell.spans)
            told = told if plain(told.text) == plain(cell.text) else None
        if axis in ("status", "due", "owner", "answer"):
            labels.append((axis, cell.text))
    spans = [span for cell in row for span in cell.spans]
    return Row(plain(row[axes.index("said")].text), number, _slice(page, spans), told, tuple(labels))


def _slice(page: Page, spans: Sequence[tuple[int, int]]) -> Slice:
    """From the first of some spans to the end of the last."""
    return Slice(page, min(start for start, _ in spans), max(end for _, end in spans))
