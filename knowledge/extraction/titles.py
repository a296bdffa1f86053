"""The title of a document, as its front prints it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from knowledge import case_numbers
from knowledge.extraction import bodies, dates, municipality, signatories
from knowledge.extraction.flow import Flow, plain
from knowledge.extraction.front import Piece, pieces_of
from knowledge.vocabulary import load

_FRONT = load("front")
_LABELLED = re.compile(rf"(?:{'|'.join(_FRONT['title_labels'])})\s*:\s*(?P<title>\S.*)", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{'|'.join(_FRONT['labels'])})\b", re.IGNORECASE)
_ALONE = re.compile(rf"(?:{'|'.join(_FRONT['beside'])})\s*:?", re.IGNORECASE)
_HEADING = re.compile(rf"(?:\d[\d.]*\s+)?(?:{'|'.join(_FRONT['headings'])})\b", re.IGNORECASE)
_FORM = re.compile(rf"(?:{'|'.join(_FRONT['forms'])})\W*", re.IGNORECASE)
_ADDRESSED = re.compile(rf"(?:{'|'.join(_FRONT['addressed'])})", re.IGNORECASE)
_OFFICE = re.compile(rf"(?:\S*(?:{'|'.join(_FRONT['offices'])}))$", re.IGNORECASE)
_OFFICE_FOR = re.compile(rf"\S*(?:{'|'.join(_FRONT['office_for'])}) (?:för|[A-ZÅÄÖ]) ?\S.*", re.IGNORECASE)
_ADDRESS = re.compile(r"\bBox \d|\b\d{3} ?\d{2} [A-ZÅÄÖ]|\b0\d{1,3}[- ]?\d\d|www\.|@|\borg\.? ?nr", re.IGNORECASE)
_SECTION = re.compile(r"§\s?\d+(?:/\d+)?(?:\s|$)")
_LONG = 60
_TOP = 6
_LONGEST = 4
_WORDS = 2
_NAME_AND_MORE = 3
_LETTERS = re.compile(r"[a-zåäö]{3}", re.IGNORECASE)


def find(flow: Flow, front: Sequence[Piece]) -> tuple[str, int, int] | None:
    """(title, start, end), or None where the front prints nothing but labels and headings.

    A title runs over the following lines until a blank line, a heading of the genre or the start of a sentence.
    """
    said = labelled(flow, front)
    if said:
        return said
    beside = {piece.line for piece in front if _LABEL.match(piece.text)}
    on_line = Counter(piece.line for piece in front)
    beside |= {piece.line + 1 for piece in front if _ALONE.fullmatch(piece.text) and on_line[piece.line] == 1}
    second: tuple[str, int, int] | None = None
    rows = 0
    for piece in _from_section(front):
        if piece.start is None or piece.line in beside:
            continue
        rows += _is_person(piece.text)
        if rows > 1:  # the roster of minutes: they print no title
            return None
        if _HEADING.match(piece.text) and not _FORM.fullmatch(piece.text):
            break
        if _ADDRESSED.fullmatch(_undated(piece.text)):
            second = second or (_undated(piece.text), piece.start, piece.start + len(_undated(piece.text)))
        elif _is_one_word(piece.text):
            second = second or (piece.text, piece.start, piece.start + len(piece.text))
        elif _is_title(piece.text) and not is_letterhead(piece.text):
            found = _grow(flow, piece, piece.start)
            if not _is_running_text(flow, piece, found[0]):
                return found
            break
    return second


def labelled(flow: Flow, front: Sequence[Piece]) -> tuple[str, int, int] | None:
    """(title, start, end) of what stands after "Ärende:" on the front, or None."""
    for piece in front:
        match = _LABELLED.match(piece.text)
        if match and piece.start is not None:
            return _grow(flow, piece, piece.start + match.start("title"))
    return None


def find_after_missiv(flow: Flow, margins: Sequence[Piece]) -> tuple[str, int | None, int | None] | None:
    """The title that a report prints at the top of its second page where the first is a missiv; else the one in its
    header, after the auditors' name ("Stadsrevisionen, Granskning av inköp"), which cannot be cited.
    """
    if len(flow.pages) > 1:
        first = flow.line_at(len(flow.pages[0].text) + 1).index
        found = find(flow, pieces_of(flow.lines[first : first + _TOP]))
        if found:
            return found
    for piece in margins:
        office, _, title = piece.text.partition(", ")
        if _OFFICE.fullmatch(office) and _is_title(title) and not is_letterhead(title):
            return title, None, None
    return None


def _is_one_word(text: str) -> bool:
    """A title of one long word ("Kompetensförsörjningsplan"), taken where no other is printed."""
    plain_word = text.isalpha() and text[:1].isupper() and not text.isupper() and len(text) > _WORD
    return plain_word and not (_FORM.fullmatch(text) or _LABEL.match(text) or bodies.whole(text) or is_letterhead(text))


_WORD = 9


def _undated(text: str) -> str:
    """The text without a day that ends it."""
    found = dates.first(text)
    return text[: found.start].rstrip(" ,") if found and found.end == len(text) else text


def is_letterhead(text: str) -> bool:
    """Whether the text only tells whose paper it is: office, body, auditors, municipality, persons or an address."""
    if text[:1].islower() or _ADDRESS.search(text) or _OFFICE_FOR.fullmatch(text) or _PAPER.fullmatch(text):
        return True
    rest = re.sub(r",?\s+och$", "", text)
    for named in reversed(municipality.find_all(rest)):
        rest = f"{rest[: named.start].removesuffix('i ')} {rest[named.end :]}"
    parts = [part.strip() for part in re.split(r",|/|\||\s+och\s+(?=[A-ZÅÄÖ])", rest) if part.strip()]
    if all(signatories.is_name(part) or (part != parts[0] and signatories.is_title(part)) for part in parts):
        return True
    for body in reversed(bodies.find_all(rest)):
        rest = rest[: body.start] + rest[body.end :].removeprefix("s")
    words = re.findall(r"[^\s,/|]+", rest.removesuffix(" i"))
    return all(
        _OFFICE.fullmatch(word) or word.endswith(("-", "–")) or word.casefold() in _FRONT["joined"] for word in words
    )


def _is_running_text(flow: Flow, piece: Piece, title: str) -> bool:
    """Whether what was found is a paragraph: a sentence with its full stop, or a first line that the next ones fill."""
    below = flow.lines[piece.line + 1 : piece.line + 3]
    fills = len(piece.text) > _LONG and len(below) > 1 and all(len(line.stripped) > _LONG for line in below)
    return fills or (title.endswith(".") and len(title.split()) > _SENTENCE)


_PAPER = re.compile(r"(?:[A-ZÅÄÖ][\w-]+ ){1,2}(?:[Kk]ommun|[Ss]tad|stadsdelsförvaltning|stadsdelsnämnd)")
_SENTENCE = 6


def _from_section(front: Sequence[Piece]) -> Sequence[Piece]:
    """An extract's title is the heading of its §: what stands before the first § is the roster."""
    at = next((index for index, piece in enumerate(front) if _SECTION.match(piece.text)), None)
    return front if at is None else front[at:]


def _official(text: str) -> bool:
    """Whether the text is an official's title and name: "Socialchef F E"."""
    title, _, name = text.partition(" ")
    return signatories.is_title(title) and signatories.is_name(name)


_IN_BRACKETS = re.compile(r"\s*\([^()]{1,40}\)")


def _is_person(text: str) -> bool:
    """Whether the text is a row of a roster: a name with its party and office in brackets, and whom it replaces."""
    row = re.split(r"\s+ersätter\b|\s+§", text, maxsplit=1)[0]
    return _IN_BRACKETS.search(row) is not None and signatories.is_name(_IN_BRACKETS.sub("", row))


_MONTH = re.compile(rf"(?:{'|'.join(load('calendar')['months'])}) \d{{4}}", re.IGNORECASE)
_POINT = re.compile(r"[•▪–-]\s")
_LEADS_IN = re.compile(r"\b(?:yrkar|föreslår|hemställer)(?: (?:vi|därför|följande|att))*\s*:?$", re.IGNORECASE)


def _is_title(text: str) -> bool:
    if _LEADS_IN.search(text) or _POINT.match(text) or _MONTH.fullmatch(text) or _official(text) or _is_person(text):
        return False
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
    following = flow.lines[piece.line + 1 : piece.line + _LONGEST]
    for place, line in enumerate(following):
        last = flow.text[start:end].rstrip()
        below = following[place + 1].stripped if place + 1 < len(following) else ""
        if not line.stripped and below[:1].islower() and last.split()[-1].casefold() in _FRONT["joining"]:
            continue  # a large heading's lines stand apart
        goes_on = line.stripped[:1].islower() or last[-1:] in "-–," or last.split()[-1].casefold() in _FRONT["joining"]
        ended = (
            not line.stripped
            or _is_day(line.stripped)
            or _is_body_and_day(line.stripped)
            or (_HEADING.match(line.stripped) and line.stripped[:1].isupper())
            or (_LABEL.match(line.stripped) and line.stripped[:1].isupper())
            or (not goes_on and (_FORM.fullmatch(_undated(line.stripped)) or is_letterhead(line.stripped)))
        )
        if ended or not (goes_on or _is_short(flow, line.index)):
            break
        end = line.start + len(line.text.rstrip())
    return plain(flow.text[start:end]), start, end


def _is_body_and_day(text: str) -> bool:
    """ "Kulturnämnden 2024-03-12" below a title is whose and of which day, not more of the title."""
    named, found = bodies.find_all(text), dates.first(text)
    return bool(named) and found is not None and named[0].start == 0


def _is_day(text: str) -> bool:
    found = dates.first(text)
    return found is not None and not _LETTERS.search(text[: found.start] + text[found.end :])


def _is_short(flow: Flow, index: int) -> bool:
    """Whether the line ends a block that is set off below: a further line of a title, not a paragraph's first."""
    following = flow.lines[index + 1] if index + 1 < len(flow.lines) else None
    line = flow.lines[index].stripped
    ends = following is None or not following.stripped or bool(_HEADING.match(following.stripped))
    return ends and not line.endswith((".", ":")) and bool(flow.lines[index - 1].stripped)
