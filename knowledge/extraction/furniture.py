"""What stands on a page beside its text: headers, footers and signature fields that reading has left in.

Reading sets apart what repeats on many pages. A short extract has no repetition, and a text file has lost its pages, so
the rest is known by its form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.extraction import headings
from knowledge.extraction.flow import Flow, Line
from knowledge.vocabulary import load, words

_ALONE = re.compile("|".join(f"(?:{line})" for line in words("furniture", "lines")))
_COMPANY = re.compile("|".join(f"(?:{line})" for line in words("furniture", "company")))
_BODY = re.compile(load("furniture")["body"])
_NEAR = 6
_HEAD = 6


def find(flow: Flow) -> frozenset[int]:
    """The indexes of the lines that are furniture."""
    folded = [line.stripped.casefold() for line in flow.lines]
    sure = {index for index, text in enumerate(folded) if text and len(text) < 120 and _ALONE.fullmatch(text)}
    company = {index for index in _around(sure, len(folded)) if _keeps_company(folded[index])}
    heads = {index for page in _pages(flow) for index in _head_and_foot(page)}
    return frozenset(sure | company | heads)


def _keeps_company(text: str) -> bool:
    return bool(_COMPANY.fullmatch(text) or _is_body(text)) and not text.isdigit()


def _is_body(text: str) -> bool:
    return _BODY.fullmatch(text) is not None and headings.recognise(text.capitalize()) is None


def _around(sure: set[int], length: int) -> set[int]:
    return {
        near for index in sure for near in range(max(0, index - _NEAR), min(length, index + _NEAR + 1)) if near != index
    }


def _pages(flow: Flow) -> list[list[Line]]:
    if len(flow.pages) < 2:
        return []
    pages: dict[int, list[Line]] = {}
    for line in flow.lines:
        if line.stripped:
            pages.setdefault(id(flow.page_at(line.start)), []).append(line)
    return list(pages.values())


def _head_and_foot(lines: Sequence[Line]) -> list[int]:
    found = []
    for line in lines[:_HEAD]:
        text = line.stripped.casefold()
        if not (_ALONE.fullmatch(text) or _COMPANY.fullmatch(text) or _is_body(text)):
            break
        found.append(line.index)
    if lines and re.fullmatch(r"\d{1,3}", lines[-1].stripped):
        found.append(lines[-1].index)
    return found
