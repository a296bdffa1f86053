"""What is left to do: the entries of a balanslista or another list of open matters."""

from __future__ import annotations

import re

from knowledge.extraction import items
from knowledge.extraction.context import Context
from knowledge.facts import OpenPoint
from knowledge.vocabulary import load

_WORDS = load("open_points")
_HEADING = re.compile(rf"(?:§*\s*\d+[.\s]*)?(?:{'|'.join(_WORDS['headings'])})\s*:?", re.IGNORECASE)
_LEAD = re.compile(rf".*\b(?:{'|'.join(_WORDS['names'])})\b.*:$", re.IGNORECASE)
_NONE = re.compile(rf"(?:{'|'.join(_WORDS['none'])})\b.*", re.IGNORECASE)


def find(context: Context) -> list[OpenPoint]:
    """The entries, one a bullet, number or line, until the next heading."""
    points: list[OpenPoint] = []
    inside = False
    for item in items.split(context):
        if not item.mark and (_HEADING.fullmatch(item.text) or _LEAD.fullmatch(item.text)):
            inside = True
        elif inside and item.mark:
            if not _NONE.fullmatch(item.text):
                points.append(_made(context, item))
        elif inside:
            inside = False
    return points


def _made(context: Context, item: items.Item) -> OpenPoint:
    return OpenPoint(
        text=item.text,
        source=context.cite((item.start, item.end), section=context.outline.label_at(item.start)),
        rule="open_points.list",
    )
