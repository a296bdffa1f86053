"""What stands on a page beside its text: headers, footers and signature fields that reading has left in.

Reading sets apart what repeats on many pages. A short extract has no repetition, and a text file has lost its pages, so
the rest is known by its form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.extraction import gates, headings
from knowledge.extraction.flow import Flow, Line
from knowledge.extraction.gates import Gate
from knowledge.vocabulary import load, words

_LINES = words("furniture", "lines")
_ALONE = re.compile("|".join(f"(?:{line})" for line in _LINES))
_NAMED = Gate(*(re.compile(line) for line in _LINES if gates.required(re.compile(line))))
_SIGNS = re.compile("|".join(f"(?:{line})" for line in _LINES if not gates.required(re.compile(line))), re.IGNORECASE)
"""Those of the lines that hold no word."""
_COMPANY = re.compile("|".join(f"(?:{line})" for line in words("furniture", "company")))
_BODY = re.compile(load("furniture")["body"])
_GAP = re.compile(r"\s{2,}|\t")
_RULE = re.compile(r"\W+")
_NEAR = 6
_HEAD = 6


def find(flow: Flow) -> frozenset[int]:
    """The indexes of the lines that are furniture."""
    folded = [text.strip() for text in flow.text.casefold().split("\n")]
    named = flow.lines_that_may_hold(_NAMED)
    signed = _SIGNS.search(flow.text) is not None
    likely = (index for index, text in enumerate(folded) if index in named or (signed and _SIGNS.search(text)))
    sure = {index for index in likely if folded[index] and len(folded[index]) < 120 and _is_sure(folded[index])}
    company = _company({index for index in sure if not _RULE.fullmatch(folded[index])}, folded)
    heads = {index for page in _pages(flow) for index in _head_and_foot(page)}
    return frozenset(sure | company | heads)


def _keeps_company(text: str) -> bool:
    return bool(_COMPANY.fullmatch(text) or _is_body(text)) and not text.isdigit()


def _is_body(text: str) -> bool:
    return _BODY.fullmatch(text) is not None and headings.recognise(text.capitalize()) is None


def _is_sure(text: str) -> bool:
    """Whether the line is furniture by its form: every group of words on it is, and one of them without company."""
    if _ALONE.fullmatch(text):
        return True
    cells = [cell.strip() for cell in _GAP.split(text) if cell.strip()]
    if len(cells) < 2 or not any(_ALONE.fullmatch(cell) for cell in cells):
        return False
    return all(_ALONE.fullmatch(cell) or _COMPANY.fullmatch(cell) or _is_body(cell) for cell in cells)


def _company(sure: set[int], folded: Sequence[str]) -> set[int]:
    """The lines that keep a sure one company: near it, no text of the minutes between."""
    found: set[int] = set()
    for index in sure:
        for step in (-1, 1):
            near = index + step
            while 0 <= near < len(folded) and abs(near - index) <= _NEAR:
                if _keeps_company(folded[near]):
                    found.add(near)
                elif folded[near] and near not in sure:
                    break
                near += step
    return found


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
