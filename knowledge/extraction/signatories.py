"""Who signed the document: names alone on a line, above their titles or at the end of a motion."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from knowledge.extraction.context import MINUTES, Context
from knowledge.extraction.flow import Line
from knowledge.facts import Signatory
from knowledge.names import fold
from knowledge.vocabulary import load, longest_first

_SIGNING = load("signing")
_PARTIES = load("parties")
_CELL = re.compile(r"\S.*?(?=[ \t]{2,}|\t|$)")
_WORD = r"[A-ZÅÄÖÉÜ][\w’'-]*\.?"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{'|'.join(_SIGNING['particles'])}|{_WORD})){{0,3}}\s+{_WORD}")
_PARTY = r"\(\s*(?P<party>[\wÅÄÖåäö-]{1,5})\s*\)"
_PARTY_WORD = "|".join(re.escape(name) for names in _PARTIES["letters"].values() for name in names if " " not in name)
_PARTY_ALONE = re.compile(_PARTY_WORD)
_OFFICE = r"(?i:\w*(?:nämnden|styrelsen|fullmäktige|kommunen|partiet|kontoret|förvaltningen)s\b)"
_PERSON = _NAME.pattern.replace(_WORD, rf"(?!{_OFFICE}){_WORD}")
_SIGNED = re.compile(
    rf"(?P<name>{_PERSON})(?:,?\s+(?P<title>(?:{_OFFICE} )?[a-zåäö][\wåäö ]{{3,40}}?))?"
    rf"(?:\s*{_PARTY}|,?\s+(?:{_PARTY_WORD}))?$"
)
_ENDING = re.compile(rf"(?:{'|'.join(longest_first([*_SIGNING['endings'], *_SIGNING['whole']]))})\b", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:{'|'.join(_SIGNING['whole'])}|\w*sekreterare)", re.IGNORECASE)
_PROPOSERS = frozenset({"motion", "ledamotsinitiativ", "yttrande", "skrivelse"})
_PARTY_WORDS = frozenset(
    fold(word) for names in _PARTIES["letters"].values() for name in names for word in name.split() if len(word) > 2
)
_NOT = frozenset(_SIGNING["not_names"]) | _PARTY_WORDS
_TAIL = 14


def find(context: Context) -> list[Signatory]:
    """Those who signed, each once, in the document's order. Minutes are signed on their front page: see the meeting."""
    if context.document.kind in MINUTES:
        return []
    lines = [line for line in context.lines(0, len(context.flow.text)) if line.stripped]
    found: dict[str, Signatory] = {}
    for name, title in [*_above_titles(lines), *_without_title(context, lines)]:
        made = Signatory(
            name=" ".join(name.text.split()),
            title=" ".join(title.text.split()) if title else None,
            source=context.flow.source(*[(one.start, one.end) for one in (name, title) if one]),
            rule="signatories.name-above-title" if title else "signatories.name-at-end",
        )
        found.setdefault(fold(made.name), made)
    return [one for one in found.values() if not _is_two(fold(one.name), found)]


def _is_two(folded: str, known: Container[str]) -> bool:
    """Whether a line is two of the names put together, with a space alone between them."""
    words = folded.split()
    return any(" ".join(words[:at]) in known and " ".join(words[at:]) in known for at in range(2, len(words) - 1))


def _cells(line: Line) -> list[Line]:
    return [
        Line(line.index, line.start + match.start(), line.start + match.end(), match.group())
        for match in _CELL.finditer(line.text)
    ]


def is_name(text: str) -> bool:
    """Whether the text is a person's name and nothing else: two to five capitalised words, none of them an office's."""
    if not _NAME.fullmatch(text.strip()) or text.isupper():
        return False
    words = [fold(word) for word in text.split()]
    if any(word in _NOT for word in words):
        return False
    return not _ENDING.search(text) and not any(
        word.removesuffix("s").endswith(("namnden", "nämnden", "kommun", "partiet", "styrelsen")) for word in words
    )


def _above_titles(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Names over titles, also several beside one another."""
    for place, (line, below) in enumerate(pairwise(lines)):
        if not _NAME.match(line.stripped) or not _ENDING.search(below.text) or (place and _under_title(lines, place)):
            continue
        names, titles = _cells(line), _cells(below)
        if len(names) == len(titles) == 1 and (both := _two_in_one(names[0], titles[0])):
            yield from both
            continue
        named = len(names) == len(titles) and all(is_name(name.text) for name in names)
        if named and any(is_title(title.text) for title in titles):
            yield from zip(names, titles, strict=True)


def _two_in_one(names: Line, titles: Line) -> list[tuple[Line, Line | None]]:
    """Two names of two words over two titles, single spaces between them as some texts lose the gap; else nothing."""
    words = list(re.finditer(r"\S+", names.text))
    said = list(re.finditer(r"\S+", titles.text))
    if len(words) != _TWICE_TWO or len(said) < _TWO:
        return []
    for at in range(1, len(said)):
        left, right = titles.text[: said[at].start()].rstrip(), titles.text[said[at].start() :]
        if right[:1].isupper() and is_title(left) and is_title(right) and _ENDING.search(left.split()[-1]):
            cut, first, second = said[at].start(), words[1].end(), words[2].start()
            people = _part(names, 0, first), _part(names, second, len(names.text))
            if all(is_name(one.text) for one in people):
                return [(people[0], _part(titles, 0, len(left))), (people[1], _part(titles, cut, len(titles.text)))]
    return []


def _part(line: Line, start: int, end: int) -> Line:
    return Line(line.index, line.start + start, line.start + end, line.text[start:end])


_TWO = 2
_TWICE_TWO = 4


def _under_title(lines: Sequence[Line], place: int) -> bool:
    """Whether the name has its title above it ("Ordförande" / NAME), so that the one below is the next one's."""
    above = lines[place - 1].stripped
    if not _WHOLE.fullmatch(above) or not is_name(lines[place].stripped):
        return False
    return place < _TWO or not is_name(lines[place - _TWO].stripped)


def is_title(text: str) -> bool:
    """Whether the text is the title that stands below or beside a name ("Utredare", "Kommunal revisor")."""
    return bool(_ENDING.search(text)) and len(text.split()) <= 8 and not text.endswith(".")


def _without_title(context: Context, lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Names alone: under a motion, and under the place and day of the auditors' letter."""
    if context.document.kind in _PROPOSERS:
        yield from _at_end(lines)
    if context.document.kind == "revisionsrapport":
        for place, line in enumerate(lines):
            if _PLACE_AND_DAY.match(line.stripped):
                yield from _names_alone(lines[place + 1 : place + 1 + _ROWS])


def _names_alone(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        names = _cells(line)
        if not all(is_name(name.text) for name in names) or (below and is_title(below.text)):
            return
        yield from ((name, None) for name in names)


_PLACE_AND_DAY = re.compile(r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?,? (?:den )?(?:\d{1,2} [a-z]+ \d{4}|\d{4}-\d\d-\d\d)$")
_ROWS = 8


def _at_end(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """The names under a motion: "F E (S), F E (S)", "F E gruppledare (KD)", "F E   F E"."""
    for line in lines[-_TAIL:]:
        parts = [part for cell in _cells(line) for part in _listed(cell)]
        signed = [
            _signed(part) for part in parts if part is parts[0] or not _PARTY_ALONE.fullmatch(part.text.strip(" ,"))
        ]
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
    if not match["party"] and not _ENDING.search(title):
        return None  # a heading of which the first two words are capitalised ("Gör Ekholms torg till …")
    at = part.start + part.text.index(title)
    return name, Line(part.index, at, at + len(title), title)
