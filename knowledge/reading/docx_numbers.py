"""The numbers and bullets that Word puts before paragraphs: they stand in no text, only in the file's numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from knowledge.reading.numerals import written

BULLET = "•"

_PLACE = re.compile(r"%([1-9])")
_DASHES = "-–—"


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    style: str | None


@dataclass(slots=True)
class _List:
    """An abstract numbering: its levels, and what its counters say now."""

    levels: dict[int, _Level]
    counters: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The markers of a document's lists, asked for paragraph by paragraph in the document's order."""

    def __init__(self, numbering: Any | None, styles: dict[str, Any]) -> None:
        """numbering: the root of the numbering part, None where there is none. styles: style elements by their id."""
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, tuple[str, dict[int, int]]] = {}
        self._begun: set[str] = set()
        if numbering is not None:
            for element in numbering.findall(qn("w:abstractNum")):
                self._lists[element.get(qn("w:abstractNumId"))] = _List(dict(_levels(element)))
            for element in numbering.findall(qn("w:num")):
                self._nums[element.get(qn("w:numId"))] = (_value(element, "w:abstractNumId") or "", _restarts(element))

    def marker(self, paragraph: Any) -> str:
        """What Word shows before the paragraph ("3.", "b)", "§ 12", "•"); empty where it is in no list."""
        num, level = self._place(paragraph)
        abstract, restarts = self._nums.get(num or "", ("", {}))
        found = self._lists.get(abstract)
        if num is None or found is None or level not in found.levels:
            return ""
        if num not in self._begun:
            self._begun.add(num)
            for restarted, start in restarts.items():
                found.counters[restarted] = start - 1
        shown = found.levels[level]
        found.counters[level] = found.counters.get(level, shown.start - 1) + 1
        for deeper in [other for other in found.counters if other > level]:
            del found.counters[deeper]
        if shown.format == "bullet":
            return shown.text if shown.text and shown.text in _DASHES else BULLET
        return _PLACE.sub(lambda match: _counted(found, int(match[1]) - 1), shown.text).strip()

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """(numId, level) of a paragraph: its own, else its style's."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            num = _value(own, "w:numId")
            return (None if num == "0" else num), int(_value(own, "w:ilvl") or 0)
        for style in styles_of(paragraph, self._styles):
            numbered = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbered is not None and (num := _value(numbered, "w:numId")) not in (None, "0"):
                return num, self._level_of(num or "", style, int(_value(numbered, "w:ilvl") or 0))
        return None, 0

    def _level_of(self, num: str, style: Any, otherwise: int) -> int:
        found = self._lists.get(self._nums.get(num, ("", {}))[0])
        levels = found.levels.items() if found else ()
        return next((level for level, of in levels if of.style == style.get(qn("w:styleId"))), otherwise)


def styles_of(paragraph: Any, styles: dict[str, Any]) -> Iterator[Any]:
    """The paragraph's style and those it is based on, nearest first."""
    id_ = _value(paragraph.find(qn("w:pPr")), "w:pStyle")
    seen: set[str] = set()
    while id_ in styles and id_ not in seen:
        seen.add(id_)
        yield styles[id_]
        id_ = _value(styles[id_], "w:basedOn")


def _value(element: Any | None, child: str) -> str | None:
    found = element.find(qn(child)) if element is not None else None
    value: str | None = found.get(qn("w:val")) if found is not None else None
    return value


def _levels(abstract: Any) -> Iterator[tuple[int, _Level]]:
    for element in abstract.findall(qn("w:lvl")):
        start = _value(element, "w:start") or "1"
        text = _value(element, "w:lvlText") or ""
        shown = _Level(_value(element, "w:numFmt") or "decimal", text, int(start), _value(element, "w:pStyle"))
        yield int(element.get(qn("w:ilvl"))), shown


def _restarts(num: Any) -> dict[int, int]:
    overrides = num.findall(qn("w:lvlOverride"))
    starts = ((element.get(qn("w:ilvl")), _value(element, "w:startOverride")) for element in overrides)
    return {int(level): int(start) for level, start in starts if start is not None}


def _counted(found: _List, level: int) -> str:
    of = found.levels.get(level)
    if of is None:
        return ""
    return written(found.counters.get(level, of.start), of.format)
