"""The title of a document, as its front prints it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge import case_numbers
from knowledge.extraction import bodies, dates, municipality, signatories
from knowledge.extraction.flow import Flow, plain
from knowledge.extraction.front import Piece
from knowledge.vocabulary import load

_FRONT = load("front")
_LABELLED = re.compile(rf"(?:{'|'.join(_FRONT['title_labels'])})\s*:\s*(?P<title>\S.*)", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{'|'.join(_FRONT['labels'])})\b", re.IGNORECASE)
_HEADING = re.compile(rf"(?:\d[\d.]*\s+)?(?:{'|'.join(_FRONT['headings'])})\b", re.IGNORECASE)
_FORM = re.compile(rf"(?:{'|'.join(_FRONT['forms'])})\W*", re.IGNORECASE)
_LONGEST = 4
_WORDS = 2
_NAME_AND_MORE = 3
_LETTERS = re.compile(r"[a-zåäö]{3}", re.IGNORECASE)


def find(flow: Flow, front: Sequence[Piece]) -> tuple[str, int, int] | None:
    """(title, start, end), or None where the front prints nothing but labels and headings.

    A title runs over the following lines until a blank line, a heading of the genre or the start of a sentence.
    """
    for piece in front:
        match = _LABELLED.match(piece.text)
        if match and piece.start is not None:
            return _grow(flow, piece, piece.start + match.start("title"))
    labelled = {piece.line for piece in front if _LABEL.match(piece.text)}
    for piece in _from_section(front):
        if piece.start is None or piece.line in labelled:
            continue
        if _HEADING.match(piece.text) and not _FORM.fullmatch(piece.text):
            return None
        if _is_title(piece.text):
            return _grow(flow, piece, piece.start)
    return None


def _from_section(front: Sequence[Piece]) -> Sequence[Piece]:
    """An extract's title is the heading of its §: what stands before the first § is the roster."""
    at = next((index for index, piece in enumerate(front) if piece.text.startswith("§")), None)
    return front if at is None else front[at:]


def _is_title(text: str) -> bool:
    if _LABEL.match(text) or _FORM.fullmatch(text) or not _LETTERS.search(text) or len(text.split()) < _WORDS:
        return False
    if signatories.is_name(" ".join(text.split()[:2])) and len(text.split()) <= _NAME_AND_MORE:
        return False
    if text.startswith("§") or bodies.whole(text.split(",")[0]) or case_numbers.find(text):
        return False
    found = dates.first(text)
    if found and len((text[: found.start] + text[found.end :]).split()) < _WORDS:
        return False
    named = municipality.find_all(text)
    return not (named and len(text) <= named[0].end - named[0].start + 2)


def _grow(flow: Flow, piece: Piece, start: int) -> tuple[str, int, int]:
    end = piece.end or start
    for line in flow.lines[piece.line + 1 : piece.line + _LONGEST]:
        last = flow.text[start:end].rstrip()
        goes_on = line.stripped[:1].islower() or last[-1:] in "-–," or last.split()[-1].casefold() in _FRONT["joining"]
        ended = (
            not line.stripped
            or _is_body_and_day(line.stripped)
            or _HEADING.match(line.stripped)
            or _LABEL.match(line.stripped)
        )
        if ended or not (goes_on or _is_short(flow, line.index)):
            break
        end = line.start + len(line.text.rstrip())
    return plain(flow.text[start:end]), start, end


def _is_body_and_day(text: str) -> bool:
    """ "Kulturnämnden 2024-03-12" below a title is whose and of which day, not more of the title."""
    named, found = bodies.find_all(text), dates.first(text)
    return bool(named) and found is not None and named[0].start == 0


def _is_short(flow: Flow, index: int) -> bool:
    """Whether the line ends a block that is set off below: a further line of a title, not a paragraph's first."""
    following = flow.lines[index + 1] if index + 1 < len(flow.lines) else None
    line = flow.lines[index].stripped
    ends = following is None or not following.stripped or bool(_HEADING.match(following.stripped))
    return ends and not line.endswith((".", ":")) and bool(flow.lines[index - 1].stripped)
