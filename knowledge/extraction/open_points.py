"""What is left to do: the entries of a balanslista or another list of open matters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction import items, tables
from knowledge.extraction.context import Context
from knowledge.extraction.flow import has_words
from knowledge.extraction.gates import Gate
from knowledge.facts import OpenPoint
from knowledge.vocabulary import load

_WORDS = load("open_points")
_HEADING = re.compile(
    rf"(?:(?:§+|punkt|ärende)?\s*\d+[.:\s]*(?:[–-]\s*)?)?(?:{'|'.join(_WORDS['headings'])})\s*:?", re.IGNORECASE
)
_LEAD = re.compile(rf".*\b(?:{'|'.join(_WORDS['names'])})\b.*:$", re.IGNORECASE)
_ANY = Gate(_HEADING, _LEAD)
_NONE = re.compile(rf"(?:{'|'.join(_WORDS['none'])})\b.*", re.IGNORECASE)


_POINT_HEADS = frozenset(_WORDS["point_heads"])
_HEADS = _POINT_HEADS | frozenset(_WORDS["other_heads"])
_NEAR = 6


def find(context: Context) -> list[OpenPoint]:
    """The entries, one a bullet, number or line, until the next heading; of a table one a row."""
    points: list[OpenPoint] = []
    begins: list[int] = []
    inside = False
    for item in items.split(context) if context.may_hold(_ANY, 0, len(context.flow.text)) else ():
        if item.mark in ("", "1") and (_HEADING.fullmatch(item.text) or _LEAD.fullmatch(item.text)):
            inside = True
            begins.append(item.line)
        elif inside and item.mark:
            if not _NONE.fullmatch(item.text):
                points.append(_made(context, item.text, (item.start, item.end)))
        elif inside:
            inside = False
    return points or list(_in_tables(context, begins))


def _in_tables(context: Context, begins: Sequence[int]) -> Iterator[OpenPoint]:
    """The rows of the tables that stand right below the heading of a list."""
    for table in tables.find(context.lines(0, len(context.flow.text)), _is_head) if begins else ():
        if not any(0 < table.line - line <= _NEAR for line in begins):
            continue
        column = next(at for at, head in enumerate(table.heads) if head.casefold() in _POINT_HEADS)
        for row in table.rows:
            if column < len(row) and has_words(row[column].text) and not _NONE.fullmatch(row[column].text):
                yield _made(context, row[column].text, *row[column].spans)


def _is_head(heads: Sequence[str]) -> bool:
    folded = [head.casefold() for head in heads]
    return all(head in _HEADS for head in folded) and any(head in _POINT_HEADS for head in folded)


def _made(context: Context, text: str, *spans: tuple[int, int]) -> OpenPoint:
    return OpenPoint(
        text=text,
        source=context.cite(*spans, section=context.outline.label_at(spans[0][0])),
        rule="open_points.list",
    )
