"""The document itself: its kind, title, body, municipality, date and case numbers, each with its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge import case_numbers
from knowledge.extraction import audit_titles, bodies, dates, kinds, municipality, titles
from knowledge.extraction.flow import Flow
from knowledge.extraction.front import Piece, margin, pieces
from knowledge.facts import DocumentInfo, Source
from knowledge.vocabulary import load

_FRONT = load("front")
_BODIES = load("bodies")
_DATE_LABEL = re.compile(rf"(?:{'|'.join(_FRONT['date_labels'])})\b", re.IGNORECASE)
_OTHER_DATE = re.compile(rf"(?:{'|'.join(_FRONT['other_dates'])})\b", re.IGNORECASE)
_MINUTES = frozenset({"protokoll", "samverkansprotokoll", "kallelse"})
_RECORDS = frozenset({"protokoll", "protokollsutdrag"})
_ADDRESSED = re.compile(
    r"(?:\b(?:initiativ|motion|skrivelse|yrkande|beslut)\s+(?:till|i|för)|\btill|föreslår(?:\s+(?:att|därför|härmed|också))*|beslut(?:ar)?\s+i)\s+\Z",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"\b(?:antagen|antaget|antagna|fastställd|fastställt|beslutad|beslutat|beslutade)\s+(?:av|i)\s+\Z", re.I
)
_DECIDES = re.compile(r"s?\s+(?:beslut\b|beslutar\b|beslutade\b|beslöt\b|har beslutat\b|tillstyrker\b)")
_GOES_ON = re.compile(r"(?:[-–]\s+(?:och|samt)|s|\boch|\bför)$")
_CLOSE = 25
_HEADER = 60
_TOP = 12
_NEAR = 8
_BELOW = 120
_PROPOSED = re.compile(
    r"^[ \t]*(?:\S+ )?förslag till (?:beslut\b|(?=(?:kommunstyrelse|kommunfullmäktige|\S*nämnden)))",
    re.IGNORECASE | re.MULTILINE,
)
_FEW = 3
_LETTERS = 7
_BY_A_DATE = frozenset({"den", "kl", "klockan", "från", "ur", "i", "till", "kommun", "stad"})
_MEETING_DAY = re.compile(r"(?:sammanträdes|mötes)(?:datum|dag)\b", re.IGNORECASE)
_REPORT_DAY = re.compile(
    r"(?:(?:beslutad|behandlad|fastställd|godkänd|antagen) (?:av|i) [\w ]*revis\w+(?: den)? "
    r"|[\w ]{0,30}revisor\w*(?: i [\w ]+)?, )?"
    r"\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?,? (?:den )?\d{1,4}[ -]\S+[ -]\d{2,4}$")
_GROUP = re.compile(
    rf"(?<![\w-])(?:(?:lokala?|centrala?|fackliga?)\s+)?(?:{'|'.join(_BODIES['union_groups'])})(?:en)?(?=s?(?!\w))",
    re.IGNORECASE,
)
# "Förvaltningens samverkansgrupp (FSG)" on a line of its own: the letters count whose group it is
_WHOSE_GROUP = re.compile(
    rf"^[ \t]*(?P<group>[A-ZÅÄÖ][\wåäö-]*s (?:{'|'.join(_BODIES['union_groups'])})(?:en)?)"
    r"(?: \([A-ZÅÄÖ]{2,6}\))?[ \t]*$",
    re.MULTILINE,
)
_HEAD = 600
_GROUP_LETTERS = re.compile(rf"\b(?:{'|'.join(_BODIES['union_group_letters'])})\b")


@dataclass(slots=True)
class _Finding:
    """The scalars found so far and where each stands."""

    flow: Flow
    values: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    derived: list[str] = field(default_factory=list)

    def set(self, name: str, value: str, start: int | None, end: int | None) -> None:
        """Keep a value; without a span (the margin) it has no source."""
        self.values[name] = value
        if start is not None and end is not None:
            self.sources[name] = self.flow.source((start, end))


def find(flow: Flow, file: str) -> DocumentInfo:
    """What the document says of itself. file: its name, passed through. What it does not say is None."""
    margins, text = margin(flow), pieces(flow)
    front = [*margins, *text]
    kind = kinds.find(flow, front)
    finding = _Finding(flow)
    if kind.piece and kind.piece.start is not None:
        finding.sources["kind"] = flow.source((kind.piece.start, kind.piece.end or kind.piece.start))
    _body(finding, kind.kind, margins, text)
    named = municipality.find(flow.text, front)
    if named:
        finding.set("municipality", *named)
    _date(finding, kind.kind, margins, text)
    if kind.kind in _MINUTES and "date" not in finding.values:
        _date_in_title(finding, text)
    _title(finding, kind.kind, margins, text)
    return DocumentInfo(
        file=file,
        kind=kind.kind,
        title=finding.values.get("title"),
        body=finding.values.get("body"),
        municipality=finding.values.get("municipality"),
        date=finding.values.get("date"),
        case_numbers=_case_numbers(kind.kind, front),
        sources=finding.sources,
        derived=tuple(finding.derived),
    )


def _title(finding: _Finding, kind: str, margins: Sequence[Piece], text: Sequence[Piece]) -> None:
    """A kallelse's or protokoll's front is its roster: its title is put together of kind, body and date."""
    found: tuple[str, int | None, int | None] | None = None
    if kind not in _MINUTES:
        found = titles.find(finding.flow, text)
    if kind == "samverkansprotokoll" and "body" not in finding.values and _negotiation(finding, text):
        return
    if not found and kind == "revisionsrapport":
        found = titles.find_after_missiv(finding.flow, margins) or audit_titles.find(finding.flow)
    if found:
        finding.set("title", *found)
        return
    parts = [kind.capitalize(), finding.values.get("body"), finding.values.get("date")]
    if len(list(filter(None, parts))) > 1:
        finding.values["title"] = " ".join(filter(None, parts))
        finding.derived.append("title")


def _negotiation(finding: _Finding, text: Sequence[Piece]) -> bool:
    """A förhandling, having no body, is called by what it is and its matter: both stand on the front. Whether it is."""
    matter = titles.labelled(finding.flow, text)
    held = next((piece.text for piece in text if _NEGOTIATION.search(piece.text) and len(piece.text) <= _HEADER), None)
    if matter and held:
        finding.set("title", f"{held}: {matter[0]}", *matter[1:])
        finding.derived.append("title")
    elif matter:
        finding.set("title", *matter)
    return matter is not None


_NEGOTIATION = re.compile(r"\b(?:förhandling|förhandlingsprotokoll|överläggning|MBL)", re.IGNORECASE)


# ---- body


def _body(finding: _Finding, kind: str, margins: Sequence[Piece], text: Sequence[Piece]) -> None:
    if kind == "revisionsrapport":
        return  # the auditors are no body of the record; whom they audit stands in the recommendations
    if kind == "samverkansprotokoll":
        _union_group(finding)
        return
    if kind in _RECORDS:
        text = _before_sections(text)
    found = _adopter(finding.flow) if kind == "övrigt" else None
    found = found or _body_alone(text) or _body_alone(margins) or _body_in_margin(margins)
    if not found and kind in _RECORDS:
        found = _body_in_header(finding.flow)
    if found:
        name, start = found
        cited = finding.flow.text.find(name) if start is None else start
        finding.set("body", bodies.display(name), *((cited, cited + len(name)) if cited >= 0 else (None, None)))
    else:
        _body_in_text(finding, kind, text)


def _before_sections(text: Sequence[Piece]) -> Sequence[Piece]:
    """What stands before the first §: below it, a body alone on a line is one to which the decision is sent."""
    return text[: next((index for index, piece in enumerate(text) if piece.text.startswith("§")), len(text))]


def _all_lines(flow: Flow) -> list[Piece]:
    return [Piece(line.stripped, line.index, line.start) for line in flow.lines if line.stripped]


def _adopter(flow: Flow) -> tuple[str, int | None] | None:
    """The body by which a governing document says that it was adopted."""
    top = flow.text[:_FRONT_TEXT]
    named = [one for one in bodies.find_all(top) if _ADOPTED.search(top[max(0, one.start - _CLOSE) : one.start])]
    return (named[0].name, named[0].start) if named else None


_FRONT_TEXT = 2000


def _body_alone(front: Sequence[Piece]) -> tuple[str, int | None] | None:
    """A body that stands alone in a piece, also over two or three ("Bygg- och" / "miljönämnden"), or before a comma."""
    for index, piece in enumerate(front):
        name = bodies.whole(piece.text) or bodies.whole(piece.text.split(",")[0])
        if not name and _GOES_ON.search(piece.text):
            joined = [" ".join(one.text for one in front[index : index + count]) for count in (2, 3)]
            name = next((name for text in joined if (name := bodies.whole(text))), None)
        if name:
            return name, piece.start
    return None


def _body_in_margin(margins: Sequence[Piece]) -> tuple[str, int | None] | None:
    """A header that names the body among other things: "Älvkulla kommun Kommunfullmäktige, protokoll"."""
    found = [one for piece in margins if len(piece.text) <= _HEADER for one in bodies.find_all(piece.text)]
    return (found[0].name, None) if found else None


def _body_in_header(flow: Flow) -> tuple[str, int | None] | None:
    """The body's line above the day of the sammanträde, where only later pages print the header."""
    above = [
        one
        for line in flow.lines
        if _MEETING_DAY.match(line.stripped)
        for one in flow.lines[max(0, line.index - _NEAR) : line.index]
        if bodies.whole(one.stripped)
    ]
    if not above:
        return None
    most = Counter(one.stripped for one in above).most_common(1)[0][0]
    return most, next(one.start for one in above if one.stripped == most)


def _body_in_text(finding: _Finding, kind: str, text: Sequence[Piece]) -> None:
    """The body that decides, is proposed to or is addressed; else the one that the document speaks of most."""
    flow = finding.flow
    found = bodies.find_all(flow.text)
    if not found:
        return
    ends = {piece.end for piece in text[:_TOP]}
    proposed = [match.end() for match in _PROPOSED.finditer(flow.text)]
    ways: list[list[bodies.FoundBody]] = [
        [one for one in found if one.name.casefold().endswith("fullmäktige")] if _asks_the_chair(text) else [],
        _most([one for one in found if _DECIDES.match(flow.text, one.end)]) if kind in _RECORDS else [],
        [one for one in found if {one.end, one.end + 1} & ends and one.name[:1].isupper()],
        [one for one in found if any(0 <= one.start - end < _BELOW for end in proposed)],
        [one for one in found if _ADDRESSED.search(flow.text[max(0, one.start - _CLOSE) : one.start])],
        _most(found),
    ]
    chosen = next(way[0] for way in ways if way)
    finding.set("body", bodies.display(chosen.name), chosen.start, chosen.end)


def _asks_the_chair(text: Sequence[Piece]) -> bool:
    """An interpellation goes to someone's chair, but is put in fullmäktige."""
    return any(re.match(r"interpellation|enkel fråga", piece.text, re.IGNORECASE) for piece in text[:_TOP])


def _most(found: Sequence[bodies.FoundBody]) -> list[bodies.FoundBody]:
    """The mentions of the body that is named most often."""
    if not found:
        return []
    most = Counter(one.name.casefold() for one in found).most_common(1)[0][0]
    return [one for one in found if one.name.casefold() == most]


def _union_group(finding: _Finding) -> None:
    """The samverkansgrupp as the document names it most often; its letters ("FSG") where it has no other name there."""
    text = finding.flow.text
    named = list(_GROUP.finditer(text)) or list(_GROUP_LETTERS.finditer(text))
    if named:
        most = Counter(" ".join(match.group().casefold().split()) for match in named).most_common(1)[0][0]
        match = next(one for one in named if " ".join(one.group().casefold().split()) == most)
        whose = _WHOSE_GROUP.search(text, 0, _HEAD)
        start, end = whose.span("group") if whose else match.span()
        name = " ".join(text[start:end].split())
        shouted = name.isupper() and len(name) > _LETTERS
        finding.set("body", name.capitalize() if shouted else bodies.display(name), start, end)


# ---- date


def _date(finding: _Finding, kind: str, margins: Sequence[Piece], text: Sequence[Piece]) -> None:
    """A labelled date, else one that stands alone in the front or in a header.

    Minutes may print it in the header of a later page alone; auditors date their letter at its end, with the place.
    A label in lower case is the second line of another: "Justeringens" / "plats och tid".
    """
    labelled = [b for a, b in pairwise(text) if a.text[0].isupper() and _DATE_LABEL.fullmatch(a.text.strip(" :"))]
    labelled += [piece for piece in [*margins, *text] if piece.text[0].isupper() and _DATE_LABEL.match(piece.text)]
    if kind in _RECORDS:
        labelled = [*(one for one in labelled if _MEETING_DAY.match(one.text)), *labelled]
    alone = [piece for piece in [*margins, *text] if _is_date_alone(piece.text)]
    found = _first_date([*labelled, *alone])
    if not found and (kind in _RECORDS or kind == "revisionsrapport"):
        label = _MEETING_DAY if kind in _RECORDS else _PLACE_AND_DAY
        found = _first_date([piece for piece in _all_lines(finding.flow) if label.match(piece.text)])
    if not found and kind == "revisionsrapport":
        found = _first_date([piece for piece in _all_lines(finding.flow) if _REPORT_DAY.fullmatch(piece.text)])
    if found:
        day, piece = found
        start = None if piece.start is None else finding.flow.text.index(day.printed, piece.start)
        finding.set("date", day.date, start, None if start is None else start + len(day.printed))


def _date_in_title(finding: _Finding, text: Sequence[Piece]) -> None:
    """The day that only the line tells which calls the document minutes: "LSG-protokoll 23 november 2022"."""
    called = [piece for piece in text[:_TOP] if _CALLED.search(piece.text) and piece.start is not None]
    found = _first_date(called)
    if found:
        start = finding.flow.text.index(found[0].printed, found[1].start)
        finding.set("date", found[0].date, start, start + len(found[0].printed))


_CALLED = re.compile(r"protokoll|anteckningar|samverkan", re.IGNORECASE)


def _first_date(candidates: Sequence[Piece]) -> tuple[dates.FoundDate, Piece] | None:
    for piece in candidates:
        found = None if _OTHER_DATE.match(piece.text) else dates.first(piece.text)
        if found:
            return found, piece
    return None


def _is_date_alone(text: str) -> bool:
    """Whether the piece is a date and at most a place or a label ("Älvkulla den 3 mars 2024"), no end of a sentence."""
    found = dates.first(text)
    if not found or text.endswith(".") or _OTHER_DATE.match(text):
        return False
    rest = _GROUP.sub("", text[: found.start] + text[found.end :])
    for body in reversed(bodies.find_all(rest)):
        rest = rest[: body.start] + rest[body.end :]
    words = [word for word in re.findall(r"\w+", rest) if not word.isdigit()]
    return len(words) <= _FEW and all(word[:1].isupper() or word in _BY_A_DATE for word in words)


# ---- case numbers


def _case_numbers(kind: str, front: Sequence[Piece]) -> tuple[str, ...]:
    """The document's own case numbers: labelled, or alone in a piece of the front, or in an extract's § heading."""
    if kind in _MINUTES:
        return ()
    found: dict[str, None] = {}
    for before, piece in zip([None, *front], front, strict=False):
        labelled = bool(_CASE_LABEL.match(piece.text)) or bool(
            before and _CASE_LABEL.fullmatch(before.text.strip(" :"))
        )
        for number in case_numbers.find(piece.text):
            rest = len(piece.text) - (number.end - number.start)
            beside = rest <= _HEADER and _LABEL_BEFORE.search(piece.text[: number.start])
            if labelled or beside or rest <= 4 or (piece.text.startswith("§") and rest <= 30):
                found.setdefault(number.printed)
    return tuple(found)


_LABEL_BEFORE = re.compile(
    rf"^(?!.*\b(?:er|ert|era)\b).*\b(?:{'|'.join(load('case_numbers')['labels'])})[.:]*\s*$", re.IGNORECASE
)
_CASE_LABEL = re.compile(rf"(?:{'|'.join(load('case_numbers')['labels'])})\b", re.IGNORECASE)
