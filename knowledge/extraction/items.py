"""The text of a report cut into items: paragraphs, bullets, numbered points and att-satser, each with its span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.extraction import bodies, headings
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Flow, Line
from knowledge.extraction.gates import Gate, folded
from knowledge.vocabulary import load

_BULLET = re.compile(
    r"[ \t]*(?:[•●▪‣◦∙·*➢➤►▶➔→✓✔■□\uf0b7\uf0a7\uf02d\uf0d8\uf0fc]"
    r"|[-–−—](?=[ \t\u200b]|[Aa]tt\b|[A-ZÅÄÖ][a-zåäö]))[ \t\u200b]*"
)
_NUMBER = re.compile(r"[ \t]*(?:\d{1,2}[.)]|[a-h]\))[ \t]+(?=\D)")
_ATT = re.compile(r"[ \t]*att\b", re.IGNORECASE)
_SET_ATT = re.compile(r"[ \t]*att(?:[ ]{2,}|\t)", re.IGNORECASE)
_LEADS = re.compile(
    r"(?:[,.;:]|\b(?:och|samt|att|därför|besluta|beslutar|föreslår|yrkar|följande|rekommenderas|rekommenderar)"
    r"|\b(?:föreslår|yrkar|hemställer)(?: (?:vi|jag|därför|härmed|också))+|\bbeslutar? för egen del)$",
    re.IGNORECASE,
)
_CLAIMS = load("claims")
_NEW_LEAD = re.compile(r"[A-ZÅÄÖ][^.]{0,100}\b(?:rekommendera[rs]\b|att:$)")
_NEW_CLAIM = re.compile(
    rf"(?-i:[A-ZÅÄÖ])[\w ]{{2,60}}\b(?:yrkar|kräver|{'|'.join(_CLAIMS['supports'])})\b"
    rf"|(?:{'|'.join(_CLAIMS['answers'])})\s*:",
    re.IGNORECASE,
)
_ANEW = Gate(_NEW_LEAD, _NEW_CLAIM)
_HEADING = re.compile(r"[ \t]*\d{1,2}(?:\.\d{1,2})*\.?[ \t]+[A-ZÅÄÖ](?!.*[.:;,]$).{0,78}$")
_SENTENCE_END = (".", "!", "?", ":", ";", "”", '"', ")")
_LOW_ATT = re.compile(r"[ \t]*att ")
_BEFORE_ATT = frozenset(load("proposing")["before_att"])
_DIGITS = re.compile(r"\d+|[a-h](?=\))")
_A = ("a", "A")
_DOUBLE = 0.7
_MIDDLE = 0.1
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
    return list(_split(context, start, end))


@lru_cache(maxsize=8)  # six stages ask for the items of the same whole text
def _split(context: Context, start: int, end: int | None) -> tuple[Item, ...]:
    lines = context.lines(start, len(context.flow.text) if end is None else end)
    double = _is_double_spaced(lines)
    groups: list[list[Line]] = []
    marks: list[str] = []
    blank = True
    lone = frozenset(
        line.index for line in lines if line.stripped and not line.stripped[0].isalnum() and _is_lone(line)
    )
    opened = (_after_lone_bullets(lines, lone) if lone else lone) | _after_bare_lead(context.flow, lines)
    union = context.document.kind == "samverkansprotokoll"
    cuts = frozenset(context.cuts_within(start - 1, len(context.flow.text))) if union else frozenset()
    for line in lines:
        if line.index in opened:
            groups.append([line])
            marks.append("•")
            blank = False
            continue
        if not line.stripped or line.index in lone:
            blank = True
            continue
        last = groups[-1][-1].stripped if groups else ""
        mark, cut = _mark(line.text, "" if blank and (marks[-1:] == ["att"] or not double) else last)
        if not mark and marks[-1:] == ["att"] and _opens_att(line.text, last):
            mark = "att"
        if (
            not groups
            or mark
            or line.start in cuts
            or _speaks_anew(marks[-1], last, line.stripped)
            or _breaks(context, groups[-1], line, blank=blank, double=double)
        ):
            groups.append([Line(line.index, line.start + cut, line.end, line.text[cut:])])
            marks.append(mark)
        else:
            groups[-1].append(line)
        blank = False
    return tuple(_item(context, mark, group) for mark, group in zip(marks, groups, strict=True))


def _after_lone_bullets(lines: Sequence[Line], lone: frozenset[int]) -> frozenset[int]:
    """The lines on which points begin where a text prints all bullets first and then the points without them.

    There are as many points as bullets; where more lines follow, some of the points wrap.
    """
    opened: set[int] = set()
    place = 0
    while place < len(lines):
        count = 0
        while place + count < len(lines) and lines[place + count].index in lone:
            count += 1
        if count > 1:
            block = _block(lines[place + count :])
            if len(block) >= count:
                ends = _likeliest_ends(block)[: count - 1]
                opened |= {block[0].index, *(block[at + 1].index for at in ends)}
        place += max(count, 1)
    return frozenset(opened)


def _after_bare_lead(flow: Flow, lines: Sequence[Line]) -> frozenset[int]:
    """The lines on which points begin where a lead-in lost its bullets: two or more that begin and end as sentences."""
    opened: set[int] = set()
    likely = flow.lines_that_may_hold(_RECOMMENDS)
    for place, line in enumerate(lines):
        if line.index not in likely or not _BARE_LEAD.search(line.text):
            continue
        block = _block(lines[place + 1 :])
        starts = [
            one
            for one, above in zip(block, [line, *block], strict=False)
            if one.stripped[:1].isupper() and (above is line or above.stripped.endswith((".", ";")))
        ]
        if len(starts) > 1 and block[0] is starts[0] and block[-1].stripped.endswith((".", ";")):
            opened |= {one.index for one in starts}
    return frozenset(opened)


_BARE_LEAD = re.compile(r"\brekommendera[rs]\b[^.]*\batt\s*:?\s*$|\brekommendera[rs]\b[^.]*:\s*$")
_RECOMMENDS = Gate(_BARE_LEAD)


def _likeliest_ends(block: Sequence[Line]) -> list[int]:
    """Where a point may end, likeliest first: above a line that begins in the case of the first, and short."""
    capital = block[0].stripped[:1].isupper()
    return sorted(
        range(len(block) - 1),
        key=lambda at: (block[at + 1].stripped[:1].isupper() != capital, len(block[at].stripped)),
    )


def _is_lone(line: Line) -> bool:
    """Whether the line is a bullet and nothing else."""
    bullet = _BULLET.match(line.text)
    return bullet is not None and bool(line.stripped) and not line.text[bullet.end() :].strip()


def _block(lines: Sequence[Line]) -> list[Line]:
    block: list[Line] = []
    for line in lines:
        if not line.stripped and not block:
            continue
        heading = _HEADING.match(line.text) or headings.recognise(line.stripped) or line.stripped.isupper()
        if not line.stripped or _mark(line.text, "")[0] in ("•", "1") or (heading and block and len(line.stripped) > 5):
            break
        block.append(line)
    return block


def _item(context: Context, mark: str, group: Sequence[Line]) -> Item:
    start, end = group[0].start, group[-1].end
    number = _DIGITS.search(context.flow.lines[group[0].index].text) if mark == "1" else None
    return Item(mark, context.text(start, end), start, end, group[0].index, number.group() if number else "")


def _mark(text: str, last: str) -> tuple[str, int]:
    first = text.lstrip()[:2]
    bullet = None if first[:1].isalnum() else _BULLET.match(text)
    if bullet:
        return "•", bullet.end()
    number = None if first.isalpha() else _NUMBER.match(text)
    if number:
        return "1", number.end()
    if first[:1] in _A and _ATT.match(text) and (not last or _LEADS.search(last)):
        return "att", 0
    return "", 0


def _speaks_anew(mark: str, last: str, text: str) -> bool:
    """Whether below a point a line leads in to others, or below a point or sentence someone asks or answers."""
    if not (mark or last.endswith(".")) or not _ANEW.admits(folded(text)):
        return False
    return bool(mark and _NEW_LEAD.match(text)) or bool(_NEW_CLAIM.match(text))


def _opens_att(text: str, last: str) -> bool:
    """Whether below an att-sats without a comma another begins: its "att" is set off or goes on with nothing."""
    word = last.split()[-1].casefold() if last else ""
    return bool(_SET_ATT.match(text)) or (bool(_LOW_ATT.match(text)) and word.isalnum() and word not in _BEFORE_ATT)


def _breaks(context: Context, group: Sequence[Line], line: Line, *, blank: bool, double: bool) -> bool:
    """Whether a line begins an item of its own, being neither a point nor the first."""
    before = group[-1]
    last, text = before.stripped, line.stripped
    ended = last.endswith(_SENTENCE_END)
    if last.endswith(("-", "\u00ad", "\ufffe")) and text[:1].islower():
        return False
    if (ended or blank) and text[:1].isdigit() and _HEADING.match(line.text):
        return True
    if text[:1].isupper() and headings.recognise(text):
        return True
    if len(group) == 1 and (headings.recognise(last) or (last[:1].isdigit() and _HEADING.match(before.text))):
        return True
    if blank:
        return ended or not (double or text[:1].islower())
    if len(group) == 1 and _is_heading(last, text):
        return True
    if ended and _same_body(group[0].stripped, text):
        return True
    if not ended or not text[:1].isupper():
        return False
    set_off = line.text[:1] == " " and before.text[:1] != " "
    return set_off or context.flow.page_at(before.start) is not context.flow.page_at(line.start)


def _same_body(first: str, text: str) -> bool:
    """Whether a line says anew who decides, as the paragraph's first did ("Nämnden godkänner … Nämnden uppdrar …")."""
    named, again = bodies.find_all(first), bodies.find_all(text)
    return bool(named and again) and named[0].start == again[0].start == 0 and named[0].name == again[0].name


def _is_heading(first: str, second: str) -> bool:
    """Whether the only line so far is a heading: much shorter than the line of text below it, and no sentence."""
    short = len(first) <= _SHORT and len(first) < _MUCH * len(second)
    return short and second[:1].isupper() and first[:1].isupper() and first[-1:].isalpha() and second[1:2].islower()


def _is_double_spaced(lines: Sequence[Line]) -> bool:
    """Whether nearly every printed line is followed by an empty one, so that an empty line ends nothing."""
    printed = [place for place, line in enumerate(lines[:-1]) if line.stripped]
    if len(printed) < 10:
        return False
    if sum(not lines[place + 1].stripped for place in printed) < _DOUBLE * len(printed):
        return False
    # in a text of whole paragraphs, an empty line between two, hardly any begins in the middle of a sentence
    middle = sum(lines[place].stripped[0].islower() and not _ATT.match(lines[place].text) for place in printed)
    return middle >= _MIDDLE * len(printed)
