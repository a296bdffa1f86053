"""The outline of a protocol: its §§, the matters below them, and the blocks under their headings.

A § is found by the form of its line in any of the shapes in which Swedish minutes print it, and by its place in the
series of numbers: a table of contents and a "§ 147" in running text have no place in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge import case_numbers
from knowledge.extraction import agenda_tables, closing, furniture, headings, matters, nested, numbered, series
from knowledge.extraction.flow import Flow, Line, plain
from knowledge.vocabulary import words


@dataclass(frozen=True, slots=True)
class Block:
    """The text under one heading. kind: the canonical kind, "" before the first heading of the section.

    heading: as printed, "" where there is none. start, end: the text below the heading, in the flow. to: the body
    that the block's proposal is addressed to.
    """

    kind: str
    heading: str
    heading_start: int
    start: int
    end: int
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A § or a matter below it. number: as printed without §. start: of its first line. body, end: of its text.

    heading_spans: where the heading stands, one span a line. depth: 0 for a §, 1 for a matter with its own heading.
    """

    number: str
    heading: str
    heading_spans: tuple[tuple[int, int], ...]
    start: int
    body: int
    end: int
    case_numbers: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    depth: int = 0

    @property
    def label(self) -> str:
        """ "§ 94", as answers cite it."""
        return f"§ {self.number}"

    def of_kind(self, *kinds: str) -> list[Block]:
        """The section's blocks of these kinds, in order."""
        return [block for block in self.blocks if block.kind in kinds]


@dataclass(frozen=True, slots=True)
class Outline:
    """sections: the §§ and matters in the order in which they stand. furniture: indexes of lines that are no text.

    cuts: the offsets at which a § or a block's heading begins and ends, rising: no sentence runs over one.
    """

    sections: tuple[Section, ...]
    furniture: frozenset[int]
    cuts: tuple[int, ...] = ()

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds the offset, or None on the front page."""
        index = bisect_right([section.start for section in self.sections], offset) - 1
        for section in reversed(self.sections[: index + 1]):
            if section.start <= offset < section.end:
                return section
        return None

    def label_at(self, offset: int) -> str | None:
        """ "§ 12" where the offset stands in a §, else None."""
        section = self.section_at(offset)
        return section.label if section else None

    @property
    def front_end(self) -> int | None:
        """Where the first § begins: the front page ends there. None where there is no §."""
        return self.sections[0].start if self.sections else None


_FEW = 3


def find(flow: Flow, *, union: bool = False) -> Outline:
    """The outline of the flow. union: minutes of a förvaltningsgrupp, whose §§ hold matters with own headings."""
    without = furniture.find(flow)
    lines = [line for line in flow.lines if line.index not in without]
    starts = series.find(lines)
    if union and len(starts) < _FEW:
        if rows := agenda_tables.find(lines):
            tabled = tuple(_row(row, lines) for row in rows)
            return Outline(tabled, without, _cuts(tabled))
        starts = numbered.find(lines) or starts
    width = matters.width_of(_minutes_alone(lines, starts))
    sections: list[Section] = []
    for place, start in enumerate(starts):
        until = starts[place + 1].index if place + 1 < len(starts) else len(lines)
        own = lines[start.index : until]
        if until == len(lines):
            own = own[: closing.begins(own)]
            own = own[: matters.appendix_at(own)]
        section = _section(own, start, lines[max(0, start.index - 6) : start.index])
        if union:
            last = place + 1 == len(starts)
            sections += _with_matters(_without_sentence(section, own), own, width, last=last)
        else:
            sections += _with_nested(section, own)
    return Outline(tuple(sections), without, _cuts(sections))


def _without_sentence(section: Section, own: Sequence[Line]) -> Section:
    """A § whose number stands before its first sentence has no heading: "§ 3 Förhandlingen avslutas i enighet."."""
    if not section.heading.endswith(".") or len(section.heading.split()) < _SENTENCE_WORDS or not section.heading_spans:
        return section
    body = section.heading_spans[0][0]
    return replace(section, heading="", heading_spans=(), body=body, blocks=_blocks(own[1:], body, section.end))


_SENTENCE_WORDS = 4


def _row(row: agenda_tables.Row, lines: Sequence[Line]) -> Section:
    """A row of minutes that are a table, as the § that it is."""
    line = next(one for one in lines if one.start <= row.heading[0] < one.end)
    heading = plain(line.text[row.heading[0] - line.start : row.heading[1] - line.start])
    numbers = tuple(number.printed for number in case_numbers.find(heading))
    blocks = (Block("", "", row.body, row.body, row.end),) if row.body < row.end else ()
    return Section(row.number, heading, (row.heading,), row.start, row.body, row.end, numbers, blocks)


def _cuts(sections: Sequence[Section]) -> tuple[int, ...]:
    blocks = [block for section in sections for block in section.blocks]
    places = {place for section in sections for place in (section.start, section.body)}
    places |= {place for block in blocks for place in (block.heading_start, block.start)}
    return tuple(sorted(places))


def _minutes_alone(lines: Sequence[Line], starts: Sequence[series.Start]) -> Sequence[Line]:
    """The lines of the §§ without what is bound after the last one, which may be set in another width."""
    if not starts:
        return ()
    return [*lines[starts[0].index : starts[-1].index], *matters.before_appendix(lines[starts[-1].index :])]


# The heading of a §


_NUMBERS_ONLY = re.compile(r"[\s,;.:()/\d-]*(?:(?:och|samt|m\.? ?fl\.?)[\s,]*)?")
_CHAIN = re.compile(
    r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,9} ?§+\s*\d+(?:/\d+)?[\s,]*)+|(?:[A-ZÅÄÖ][a-zåäö]{1,4} \d+[\s,]*){2,}"
)
_LABEL_ONLY = re.compile(r"(?:vårt )?(?:ärendenummer|ärendenr|diarienummer|diarienr|dnr|d\.?nr)[.:]?", re.IGNORECASE)


def numbers_alone(text: str) -> tuple[str, ...]:
    """The case numbers of a line that holds nothing else ("Bun/2022:735   694"), else an empty tuple."""
    found = case_numbers.find(text, bare=True)
    if not found:
        return ()
    rest = text
    for number in reversed(found):
        rest = rest[: number.start] + rest[number.end :]
    rest = _LABEL_ONLY.sub("", rest)
    return tuple(number.printed for number in found) if _NUMBERS_ONLY.fullmatch(rest) else ()


def _section(own: Sequence[Line], start: series.Start, before: Sequence[Line]) -> Section:
    first = own[0]
    numbers = tuple(number.printed for number in start.numbers)
    title: list[tuple[int, int]] = []
    at = 1
    if start.title and not _CHAIN.fullmatch(plain(first.text[slice(*start.title)])):
        title.append((first.start + start.title[0], first.start + start.title[1]))
        wrapped = _continuation(first.text[slice(*start.title)], own[1:7])
        title += [(line.start, line.end) for line in own[1 : 1 + wrapped]]
        at += wrapped
        at, more = _numbers_below(own, at)
        numbers += more
    else:
        at, more = _numbers_below(own, at)
        numbers += more
        at, taken = _title_below(own, at)
        title += [(line.start, line.end) for line in taken]
        at, more = _numbers_below(own, at)
        numbers += tuple(number for number in more if number not in numbers)
    begin = first.start
    if not title:
        above = _title_above(before)
        title = [(line.start, line.end) for line in above]
        begin = above[0].start if above else begin
    heading = plain("\n".join(_slice(first, own, before, span) for span in title))
    heading, numbers = _numbers_in(heading, numbers)
    body = own[at].start if at < len(own) else own[-1].end
    end = own[-1].end
    return Section(start.number, heading, tuple(title), begin, body, end, numbers, _blocks(own[at:], body, end))


def _slice(first: Line, own: Sequence[Line], before: Sequence[Line], span: tuple[int, int]) -> str:
    for line in (first, *own[1:12], *before):
        if line.start <= span[0] and span[1] <= line.end:
            return line.text[span[0] - line.start : span[1] - line.start]
    return ""


def _numbers_in(heading: str, numbers: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A case number within the heading belongs to the numbers and stays in the heading, where it was printed."""
    if numbers:
        return heading, numbers
    return heading, tuple(number.printed for number in case_numbers.find(heading))


def _numbers_below(own: Sequence[Line], at: int) -> tuple[int, tuple[str, ...]]:
    """Past the numbers that the matter had in the bodies before ("Au § 84") and the line of its case numbers."""
    while at < len(own) and own[at].stripped and _CHAIN.fullmatch(own[at].stripped):
        at += 1
    numbers: tuple[str, ...] = ()
    step = at
    while step < len(own) and step < at + 3:
        more = numbers_alone(own[step].stripped) if own[step].stripped else ()
        if own[step].stripped and not more:
            break
        step += 1
        if more:
            numbers, at = (*numbers, *(one for one in more if one not in numbers)), step
    return at, numbers


_MOST_TITLE_LINES = 6
_ALSO_TITLES = frozenset(("lista", "övrigt", "jäv"))
# What stands below a title and is no part of it: "Fastighet: BERGA 2:9", "Följande motioner har inkommit:", "Motion den
# 13 november 2023 av F E"
_NO_TITLE = re.compile(
    r"[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+)?:\s|[A-ZÅÄÖ].*:$"
    r"|(?:Motion|Interpellation|Skrivelse|Medborgarförslag|Initiativ)(?:en|et)? (?:den \d|inkom|väckt|daterad)"
)
_ENDS_OPEN = re.compile(rf"(?:[,–-]|\b(?:{'|'.join(words('reporting', 'open_endings'))}))\s*$")


def _title_below(own: Sequence[Line], at: int) -> tuple[int, list[Line]]:
    """The lines of a title that stands below its number: to the next heading, an empty line or the first sentence."""
    while at < len(own) and not own[at].stripped:
        at += 1
    first = at
    taken: list[Line] = []
    while at < len(own) and len(taken) < _MOST_TITLE_LINES:
        line = own[at]
        heading = headings.recognise(line.text)
        if not line.stripped or (heading and (taken or _opens_block(heading))):
            break
        if (taken and (_NO_TITLE.match(line.stripped) or _lead(line.stripped))) or (
            numbers_alone(line.stripped) and not _bracket_open(taken)
        ):
            break
        taken.append(line)
        at += 1
    kept = _wrapped(taken)
    return first + kept, taken[:kept]


def _bracket_open(taken: Sequence[Line]) -> bool:
    """Whether a bracket goes on below: "… kommunal beredskap (SOU" / "2024:65)"."""
    text = taken[-1].text if taken else ""
    return text.count("(") > text.count(")")


def _opens_block(heading: headings.Heading) -> bool:
    """Whether the words are a block's heading also where a title is due: "Beslut", not "Information"."""
    return heading.exact and heading.kind not in _ALSO_TITLES


_POINT = re.compile(r"[•▪-] +[A-ZÅÄÖ]")
_SHORTEST_WRAPPED = 40
_WIDER = 15


def _wrapped(taken: Sequence[Line]) -> int:
    """How many of the lines are one title: each goes on in lower case, ends open, or was full and wide as the rest."""
    longest = 0
    for place, (line, following) in enumerate(pairwise(taken)):
        text, after = line.stripped, following.stripped
        longest = max(longest, len(text))
        if text.endswith((".", "?", "!", ":")):
            return place + 1
        if _POINT.match(after) and len(text) < _SHORTEST_WRAPPED:
            return place + 1
        if after[0].islower() or after[0] in "(–-" or _ENDS_OPEN.search(text):
            continue
        if len(text) < _SHORTEST_WRAPPED or len(after) > longest + _WIDER:
            return place + 1
    return len(taken)


def _continuation(text: str, following: Sequence[Line]) -> int:
    """How many of the following lines go on with a title that may be wrapped: those that begin in lower case."""
    count = 0
    for line in following:
        stripped = line.stripped
        if not stripped or headings.recognise(stripped) or numbers_alone(stripped):
            break
        goes_on = stripped[0].islower() or stripped[0] in "(–-" or _ENDS_OPEN.search(text)
        if text.rstrip().endswith((".", "?", "!")) or not goes_on:
            break
        text = line.text
        count += 1
    return count


def _title_above(before: Sequence[Line]) -> list[Line]:
    """A title that stands above its number: the last short paragraph before it, where it is no sentence."""
    taken: list[Line] = []
    for line in reversed(before):
        if not line.stripped:
            if taken:
                break
            continue
        if line.stripped.endswith((".", ":", ",")) or headings.recognise(line.text) or len(taken) == 3:
            return []
        taken.insert(0, line)
    else:
        return []
    return taken if taken and taken[0].stripped[0].isupper() else []


# The blocks of a §


_BODY = (
    r"(?:[A-ZÅÄÖ][\wåäöé]*(?:(?:,|-)? ?(?:och )?[a-zåäö]+-?){0,4}?"
    r"(?:nämnden|styrelsen|fullmäktige|utskott|utskottet|beredningen|rådet|kommittén|direktionen|förbundet))"
)
_DECIDES = ("beslutar", "beslutade")
_OPENS = re.compile(
    rf"(?!.*\b(?:föreslå\w*|att|finner|om|enligt)\b.*\bbeslut){_BODY}"
    rf" (?:{'|'.join(_DECIDES)})(?: för egen del)?(?: att)?[:,]?"
)
_OPENS_ENDS = tuple(
    f"{verb}{att}{mark}" for verb in (*_DECIDES, "egen del") for att in ("", " att") for mark in ("", ":", ",")
)
_ASKED = ("nämnden", "styrelsen", "fullmäktige")
_PROPOSES = re.compile(
    rf"{_BODY} (?:beslutar )?föreslår?(?: att)? (?P<to>[a-zåäö][a-zåäö, -]*?(?:{'|'.join(_ASKED)}))"
    r"(?: att)?(?: beslutar?)?(?: att)?[:,]?",
    re.IGNORECASE,
)
_PROPOSES_ENDS = tuple(f"{end}{mark}" for end in (*_ASKED, " att", " besluta", " beslutar") for mark in ("", ":", ","))
_LONGEST_END = max(map(len, _PROPOSES_ENDS))
_INLINE = re.compile(r"(?P<label>[^:]{3,50}):[ \t]+(?=\S)")
# Headings with their text on the same line: "Beslut: Taxan antas."
_BESIDE = frozenset(
    ("beslut", "yrkande", "beslutsgång", "reservation", "jäv", "protokollsanteckning", "särskilt yttrande", "ärendet")
)
_OWN_PART = frozenset(("beslut", "förslag till annat organ"))
_NOT_A_DECISION_YET = frozenset(
    ("förslag till beslut", "förslag till annat organ", "beslut", "beredning", "yrkande", "expediering")
)


def _blocks(own: Sequence[Line], body: int, end: int) -> tuple[Block, ...]:
    blocks = [Block("", "", body, body, end)]
    for line in own:
        heading = _heading(line, blocks[-1])
        if heading is None:
            continue
        blocks[-1] = replace(blocks[-1], end=line.start)
        begin = min(line.end + 1, end) if heading.text is None else line.start + heading.text
        blocks.append(Block(heading.kind, line.stripped, line.start, begin, end, heading.to))
    return tuple(block for block in blocks if block.kind or block.start < block.end)


def _heading(line: Line, current: Block) -> headings.Heading | None:
    if not line.stripped:
        return None
    heading = headings.recognise(line.text)
    if heading:
        return heading
    inline = _INLINE.match(line.text) if ":" in line.text else None
    labelled = headings.recognise(inline["label"]) if inline else None
    if inline and labelled and (labelled.kind == "expediering" or (labelled.exact and labelled.kind in _BESIDE)):
        return replace(labelled, text=inline.end())
    if current.kind in _NOT_A_DECISION_YET and not (current.kind in _OWN_PART and "för egen del" in line.text):
        return None
    return _lead(line.stripped)


def _lead(line: str) -> headings.Heading | None:
    """A line that says who decides or proposes. How it must end is looked at first: the patterns are slow."""
    line = line.capitalize() if line.isupper() else line
    asks = line[-_LONGEST_END:].casefold().endswith(_PROPOSES_ENDS) and "föreslå" in line.casefold()
    if asks and (proposes := _PROPOSES.fullmatch(line)):
        return headings.Heading("förslag till annat organ", proposes["to"].casefold())
    if line.endswith(_OPENS_ENDS) and _OPENS.fullmatch(line):
        return headings.Heading("beslut")
    return None


# The matters below a § that have a case number and a decision each


def _with_nested(section: Section, own: Sequence[Line]) -> list[Section]:
    body = [line for line in own if line.start >= section.body]
    found = nested.find(body)
    return _split(section, body, found) if found else [section]


# The matters below a § of union minutes


def _with_matters(section: Section, own: Sequence[Line], width: int, *, last: bool) -> list[Section]:
    body = [line for line in own if line.start >= section.body]
    if last:
        body = matters.before_appendix(body)
        section = replace(section, end=body[-1].end if body else section.body)
    return _split(section, body, matters.find(body, width, numbers_alone))


def _split(section: Section, body: Sequence[Line], found: Sequence[matters.Matter]) -> list[Section]:
    """The § with what stands above its first matter, and each matter as a section of its own."""
    sections = []
    for place, matter in enumerate(found):
        end = found[place + 1].start if place + 1 < len(found) else section.end
        rest = [line for line in body if matter.body <= line.start < end]
        blocks = _blocks(rest, matter.body, end)
        number, heading, spans = section.number, matter.heading, matter.spans
        sections.append(
            Section(number, heading, spans, matter.start, matter.body, end, matter.numbers, blocks, depth=1)
        )
    own_end = found[0].start if found else section.end
    rest = [line for line in body if line.start < own_end]
    return [replace(section, blocks=_blocks(rest, section.body, own_end)), *sections]
