"""The text of a report cut into items: paragraphs, bullets, numbered points and att-satser, each with its span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction import headings
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Line

_BULLET = re.compile(
    r"[ \t]*(?:[•●▪‣◦∙·*➢➤►▶➔→✓✔■□\uf0b7\uf0a7\uf02d\uf0d8\uf0fc]|[-–−—](?=[ \t\u200b]|[Aa]tt\b))[ \t\u200b]*"
)
_NUMBER = re.compile(r"[ \t]*(?:\d{1,2}[.)]|[a-h]\))[ \t]+(?=\D)")
_ATT = re.compile(r"[ \t]*att\b", re.IGNORECASE)
_SET_ATT = re.compile(r"[ \t]*att(?:[ ]{2,}|\t)", re.IGNORECASE)
_LEADS = re.compile(
    r"(?:[,.;:]|\b(?:och|samt|att|därför|besluta|beslutar|föreslår|yrkar|följande|rekommenderas|rekommenderar)"
    r"|\b(?:föreslår|yrkar|hemställer)(?: (?:vi|jag|därför|härmed|också))+|\bbeslutar? för egen del)$",
    re.IGNORECASE,
)
_NEW_LEAD = re.compile(r"[A-ZÅÄÖ][^.]{0,100}\b(?:rekommendera[rs]\b|att:$)")
_HEADING = re.compile(r"[ \t]*\d{1,2}(?:\.\d{1,2})*\.?[ \t]+[A-ZÅÄÖ](?!.*[.:;,]$).{0,78}$")
_SENTENCE_END = (".", "!", "?", ":", ";", "”", '"', ")")
_DIGITS = re.compile(r"\d+|[a-h](?=\))")
_DOUBLE = 0.7
_SHORT = 45
_MUCH = 0.65


@dataclass(frozen=True, slots=True)
class Item:
    """One item. mark: "•", "1" or "att" for a point, "" for a paragraph or heading. start, end: its text in the flow.

    text: that text on one line, without bullet or number. line: the index of its first line. number: as printed.
    """

    mark: str
    text: str
    start: int
    end: int
    line: int
    number: str = ""


def split(context: Context, start: int = 0, end: int | None = None) -> list[Item]:
    """The items between two offsets of the flow, in order; furniture left out."""
    lines = context.lines(start, len(context.flow.text) if end is None else end)
    double = _is_double_spaced(lines)
    groups: list[list[Line]] = []
    marks: list[str] = []
    blank = True
    for line in lines:
        if not line.stripped or (_BULLET.match(line.text) and not _BULLET.sub("", line.text, count=1).strip()):
            blank = True
            continue
        last = groups[-1][-1].stripped if groups else ""
        mark, cut = _mark(line.text, "" if blank and (marks[-1:] == ["att"] or not double) else last)
        if not mark and marks[-1:] == ["att"] and _SET_ATT.match(line.text):
            mark = "att"
        if (
            not groups
            or mark
            or (marks[-1] and _NEW_LEAD.match(line.stripped))
            or _breaks(context, groups[-1], line, blank=blank, double=double)
        ):
            groups.append([Line(line.index, line.start + cut, line.end, line.text[cut:])])
            marks.append(mark)
        else:
            groups[-1].append(line)
        blank = False
    return [_item(context, mark, group) for mark, group in zip(marks, groups, strict=True)]


def _item(context: Context, mark: str, group: Sequence[Line]) -> Item:
    start, end = group[0].start, group[-1].end
    number = _DIGITS.search(context.flow.lines[group[0].index].text) if mark == "1" else None
    return Item(mark, context.text(start, end), start, end, group[0].index, number.group() if number else "")


def _mark(text: str, last: str) -> tuple[str, int]:
    for mark, pattern in (("•", _BULLET), ("1", _NUMBER)):
        match = pattern.match(text)
        if match:
            return mark, match.end()
    if _ATT.match(text) and (not last or _LEADS.search(last)):
        return "att", 0
    return "", 0


def _breaks(context: Context, group: Sequence[Line], line: Line, *, blank: bool, double: bool) -> bool:
    """Whether a line begins an item of its own, being neither a point nor the first."""
    before = group[-1]
    last, text = before.stripped, line.stripped
    ended = last.endswith(_SENTENCE_END)
    if last.endswith(("-", "\u00ad", "\ufffe")) and text[:1].islower():
        return False
    if (_HEADING.match(line.text) and (ended or blank)) or (headings.recognise(text) and text[:1].isupper()):
        return True
    if len(group) == 1 and (headings.recognise(last) or _HEADING.match(before.text)):
        return True
    if blank:
        return ended or not (double or text[:1].islower())
    if len(group) == 1 and _is_heading(last, text):
        return True
    new_page = context.flow.page_at(before.start) is not context.flow.page_at(line.start)
    set_off = line.text[:1] == " " and before.text[:1] != " "
    return ended and text[:1].isupper() and (new_page or set_off)


def _is_heading(first: str, second: str) -> bool:
    """Whether the only line so far is a heading: much shorter than the line of text below it, and no sentence."""
    short = len(first) <= _SHORT and len(first) < _MUCH * len(second)
    return short and second[:1].isupper() and first[:1].isupper() and first[-1:].isalpha() and second[1:2].islower()


def _is_double_spaced(lines: Sequence[Line]) -> bool:
    """Whether nearly every printed line is followed by an empty one, so that an empty line ends nothing."""
    printed = [place for place, line in enumerate(lines[:-1]) if line.stripped]
    if len(printed) < 10:
        return False
    return sum(not lines[place + 1].stripped for place in printed) >= _DOUBLE * len(printed)
