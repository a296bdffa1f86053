"""The thin lines that a PDF page draws: the rules of its tables."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

_THIN = 2.5
"""Points. What is broader both ways is a box or a picture."""

_SHORT = 6.0
_MOST = 3000
"""A page of more objects than this is a drawing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line. at: its height (lying) or its place from the left (standing). first, last: its ends.

    Heights are those of words: they grow downwards.
    """

    lying: bool
    at: float
    first: float
    last: float


def rules(page: Any) -> list[Rule]:
    """The lying and standing rules of a page; none where the page is a drawing."""
    count = raw.FPDFPage_CountObjects(page)
    if count > _MOST:
        return []
    found = []
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(count):
        drawn = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(drawn, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if top - bottom <= _THIN and right - left >= _SHORT:
            found.append(Rule(True, -(top + bottom) / 2, left, right))
        elif right - left <= _THIN and top - bottom >= _SHORT:
            found.append(Rule(False, (left + right) / 2, -top, -bottom))
    return found
