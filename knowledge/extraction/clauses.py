"""The clauses of a decision or a proposal: points, bullets, att-satser and sentences on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction.flow import Line, has_words, plain
from knowledge.vocabulary import words

_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s+(?=\S)")
_BARE_NUMBER = re.compile(r"\s*(?P<number>\d{1,2})[ \t]+(?=[A-Za-zÅÄÖåäö])")
_BULLET = re.compile(r"\s*[-–−•\uf0b7▪●*]\s*(?=\S)")
_NESTED = re.compile(r"\s*(?:o|◦|\uf0a7|[a-h]\))\s+(?=\S)")
_ATT = re.compile(r"\s*(?:att|Att|ATT)\s+(?=\S)")
_BEFORE_ATT = frozenset(words("proposing", "before_att"))
_ROOM, _NARROW = 10, 60
"""Characters: how much shorter than the widest a line is that has room left; lines as short as that are not wrapped."""
_LONE_BULLET = re.compile(r"\s*[-–−•\uf0b7▪●*]\s*$")

_LEAD_IN = re.compile(
    r"(?:^|\b)(?:"
    r"(?:beslutar|beslutade|besluta|beslut|föreslår|föreslog|besluta följande|beslutar följande)"
    r"(?: (?:för egen del|därutöver|även|vidare|att))*\s*[:,]?"
    r"|(?:på förslag av|enligt) .*:|.*\bförslag(?: till beslut)?:"
    r"|(?:beslutar|föreslår|beslutade|besluta) .{0,80}\b(?:beslutar?|att)\s*:?"
    r"|fattar följande beslut:?|besluta(?:r|de)?(?: för egen del)?(?:,[^,]{3,120},)? följande(?: beslut)?:?"
    r")$",
    re.IGNORECASE | re.DOTALL,
)
_FOLLOWING = re.compile(
    r"\bbesluta(?:r|de)?(?: för egen del)?(?:,[^,]{3,120},)? följande\.$|\bfattar följande beslut\.$"
)
_PROPOSED_LEAD = re.compile(r"^(?:på förslag av|enligt|med ändring av)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. text: the wording without number or bullet. start, end: where that stands. lead: what led in to it.

    mark: "1" for a number, "•" for a bullet, "att" for an att-sats, else "".
    """

    text: str
    start: int
    end: int
    lead: str = ""
    mark: str = ""


def split(lines: Sequence[Line]) -> list[Clause]:
    """The clauses in the lines, in order; what only leads in to clauses is in their `lead`."""
    clauses: list[Clause] = []
    lead, segments = "", _segments(lines)
    for place, (mark, segment) in enumerate(segments):
        text = plain("\n".join(line.text for line in segment))
        after = segments[place + 1] if place + 1 < len(segments) else None
        if mark in ("", "•", "att") and is_lead_in(text, after):
            lead = text
        elif has_words(text):
            clauses.append(Clause(text, segment[0].start, segment[-1].end, lead, mark))
    return clauses


def is_lead_in(text: str, after: object) -> bool:
    """Whether the text only introduces what follows: "Nämnden beslutar att", "På förslag av F E:"."""
    if after is None or (text.endswith((".", "”")) and not _FOLLOWING.search(text)):
        return False
    if text.endswith(":") and _PROPOSED_LEAD.match(text):
        return True
    return len(text) < 300 and _LEAD_IN.search(text.rstrip(".")) is not None


def _segments(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    segments: list[tuple[str, list[Line]]] = []
    holding = fresh = False
    width = max((len(line.stripped) for line in lines), default=0)
    announcing: str | None = None
    for place, line in enumerate(lines):
        text = line.text
        if not text.strip() or _LONE_BULLET.match(text):
            fresh = True
            continue
        mark, cut = _bare_number(text, segments) or _mark(text)
        fresh = fresh or (announcing is not None and mark == "att") or _leads_in_anew(lines, place, segments)
        fresh = fresh or (mark == "att" and bool(segments) and _is_short(segments[-1], width))
        holding = holding and mark != "1"
        part = mark == "o" or (mark == "•" and announcing not in (None, _glyph(text)) and not _ATT.match(text[cut:]))
        if segments and (part or holding or not _begins(segments[-1], mark, text, fresh=fresh)):
            segments[-1][1].append(line)
        else:
            segments.append((mark, [Line(line.index, line.start + cut, line.end, text[cut:])]))
            announcing = None
        fresh = False
        holding = holding or _holds_wording(segments[-1])
        if announcing is None and _announces(segments[-1]):
            announcing = _glyph(text) if mark == "•" else ""
    return segments


def _is_short(segment: tuple[str, list[Line]], width: int) -> bool:
    """Whether an att-sats has ended without a stop: its last line has room left, and no word that asks for an "att"."""
    last = segment[1][-1].stripped
    room = len(last) < width - _ROOM or width < _NARROW or last[-1].isdigit()
    return segment[0] == "att" and room and last.split()[-1] not in _BEFORE_ATT


def _glyph(text: str) -> str:
    return text.lstrip()[:1]


def _announces(segment: tuple[str, list[Line]]) -> bool:
    """A clause with a colon that is no lead-in announces parts of itself: bullets, of another sort than its own."""
    text = plain("\n".join(line.text for line in segment[1][-6:]))
    return text.endswith(":") and not text.endswith("att:") and not is_lead_in(text, segment)


def _leads_in_anew(lines: Sequence[Line], place: int, segments: Sequence[tuple[str, list[Line]]]) -> bool:
    """Whether after a finished point these lines lead in to others ("Nämnden föreslår att fullmäktige beslutar:")."""
    if not segments or not segments[-1][1][-1].text.rstrip().endswith(".") or not lines[place].stripped[:1].isupper():
        return False
    text = ""
    for line in lines[place : place + 4]:
        text = f"{text} {line.stripped}".strip()
        if text.endswith((":", ".")):
            return is_lead_in(text, line)
        if not line.stripped:
            return False
    return False


def _bare_number(text: str, segments: Sequence[tuple[str, list[Line]]]) -> tuple[str, int] | None:
    """A number without a point that is the next of its series: "1 godkänna rapporten," and "2 uppdra åt …" below it."""
    match = _BARE_NUMBER.match(text)
    if match is None:
        return None
    numbered = sum(mark == "1" for mark, _ in segments)
    ended = segments and segments[-1][1][-1].text.rstrip().endswith((",", ".", ";", " samt", " och"))
    led_in = segments and is_lead_in(plain("\n".join(line.text for line in segments[-1][1])), match)
    first = int(match["number"]) == 1 and numbered == 0 and (not segments or led_in)
    return ("1", match.end()) if first or (ended and int(match["number"]) == numbered + 1 > 1) else None


def _mark(text: str) -> tuple[str, int]:
    for mark, pattern in (("1", _NUMBERED), ("•", _BULLET), ("o", _NESTED)):
        match = pattern.match(text)
        if match:
            return mark, match.end()
    match = _ATT.match(text)
    return ("att", match.start() + len(text) - len(text.lstrip())) if match else ("", len(text) - len(text.lstrip()))


def _begins(previous: tuple[str, list[Line]], mark: str, text: str, *, fresh: bool) -> bool:
    """Whether a line begins a clause of its own."""
    last = previous[1][-1].text.rstrip()
    if mark in ("1", "•"):
        return True
    if mark == "att":
        return last.endswith((",", ".", ":", ";", "och", "samt", "att", "beslutar", "besluta", "beslutade")) or fresh
    if previous[0] == "1" and not fresh:
        return False
    capital = text.lstrip()[0].isupper()
    return (fresh and (capital or last.endswith((".", ":")))) or (capital and last.endswith((".", ":")))


def _holds_wording(segment: tuple[str, list[Line]]) -> bool:
    """A clause that announces wording to be put into a text keeps what follows, until the next number."""
    text = plain("\n".join(line.text for line in segment[1][-6:]))
    return (
        text.endswith(":")
        and re.search(r"(?:ändring(?:ar)?|lydelse|tillägg|skrivning(?:ar)?|läggs till|följande text)\b[^.]*:$", text)
        is not None
    )
