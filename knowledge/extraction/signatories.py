"""Who signed the document: names alone on a line, above their titles or at the end of a motion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.extraction.context import MINUTES, Context
from knowledge.extraction.flow import Line
from knowledge.facts import Signatory
from knowledge.names import fold
from knowledge.vocabulary import load

_SIGNING = load("signing")
_PARTIES = load("parties")
_CELL = re.compile(r"\S.*?(?=[ \t]{2,}|\t|$)")
_WORD = r"[A-ZÅÄÖÉÜ][\w’'-]*\.?"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{'|'.join(_SIGNING['particles'])}|{_WORD})){{0,3}}\s+{_WORD}")
_PARTY = r"\(\s*(?P<party>[\wÅÄÖåäö-]{1,5})\s*\)"
_SIGNED = re.compile(rf"(?P<name>{_NAME.pattern})(?:,?\s+(?P<title>[a-zåäö][\wåäö ]{{3,40}}?))?(?:\s*{_PARTY})?$")
_ENDING = re.compile(rf"(?:\w*(?:{'|'.join(_SIGNING['endings'])})|{'|'.join(_SIGNING['whole'])})\b", re.IGNORECASE)
_PROPOSERS = frozenset({"motion", "ledamotsinitiativ", "yttrande", "skrivelse"})
_PARTY_WORDS = frozenset(
    fold(word) for names in _PARTIES["letters"].values() for name in names for word in name.split() if len(word) > 2
)
_NOT = frozenset(_SIGNING["not_names"]) | _PARTY_WORDS
_TAIL = 14
_OFFICES = ("nämnden", "nämndens", "kommun", "partiet", "styrelsen", "styrelsens", "kontoret", "fullmäktiges")


def find(context: Context) -> list[Signatory]:
    """Those who signed, each once, in the document's order. Minutes are signed on their front page: see the meeting."""
    if context.document.kind in MINUTES:
        return []
    lines = [line for line in context.lines(0, len(context.flow.text)) if line.stripped]
    found: dict[str, Signatory] = {}
    for name, title in [*_above_titles(lines), *(_at_end(lines) if context.document.kind in _PROPOSERS else ())]:
        made = Signatory(
            name=" ".join(name.text.split()),
            title=" ".join(title.text.split()) if title else None,
            source=context.flow.source(*[(one.start, one.end) for one in (name, title) if one]),
            rule="signatories.name-above-title" if title else "signatories.name-at-end",
        )
        found.setdefault(fold(made.name), made)
    return list(found.values())


def _cells(line: Line) -> list[Line]:
    return [
        Line(line.index, line.start + match.start(), line.start + match.end(), match.group())
        for match in _CELL.finditer(line.text)
    ]


def is_name(text: str) -> bool:
    """Whether the text is a person's name and nothing else: two to five capitalised words, none of them an office's."""
    words = [fold(word) for word in text.split()]
    if not _NAME.fullmatch(text.strip()) or any(word in _NOT for word in words) or text.isupper():
        return False
    return not _ENDING.search(text) and not any(
        word.endswith(("namnden", "nämnden", "kommun", "partiet", "styrelsen")) for word in words
    )


def _above_titles(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Names over titles, also several beside one another."""
    for line, below in pairwise(lines):
        names, titles = _cells(line), _cells(below)
        named = len(names) == len(titles) and all(is_name(name.text) for name in names)
        if named and any(is_title(title.text) for title in titles):
            yield from zip(names, titles, strict=True)


def is_title(text: str) -> bool:
    """Whether the text is the title that stands below or beside a name ("Utredare", "Kommunal revisor")."""
    return bool(_ENDING.search(text)) and len(text.split()) <= 8 and not text.endswith(".")


def _at_end(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """The names under a motion: "F E (S), F E (S)", "F E gruppledare (KD)", "F E   F E"."""
    for line in lines[-_TAIL:]:
        signed = [_signed(part) for cell in _cells(line) for part in _listed(cell)]
        if signed and all(signed):
            yield from (one for one in signed if one)


def _listed(cell: Line) -> Iterator[Line]:
    at = 0
    for match in [*re.finditer(r"(?<=\)),?\s+(?:och\s+)?|,\s+(?=[A-ZÅÄÖ])|\s+och\s+(?=[A-ZÅÄÖ])", cell.text), None]:
        end = match.start() if match else len(cell.text)
        text = cell.text[at:end]
        if text.strip(" ,"):
            yield Line(cell.index, cell.start + at, cell.start + end, text)
        at = match.end() if match else end


def _signed(part: Line) -> tuple[Line, Line | None] | None:
    match = _SIGNED.match(part.text.strip(" ,"))
    if not match or not is_name(match["name"]):
        return None
    offset = part.start + part.text.index(match["name"])
    name = Line(part.index, offset, offset + len(match["name"]), match["name"])
    title = match["title"]
    if not title:
        return name, None
    at = part.start + part.text.index(title)
    return name, Line(part.index, at, at + len(title), title)
