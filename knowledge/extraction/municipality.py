"""The municipality that a document is of, where the document itself names it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction import anchors
from knowledge.extraction.front import Piece
from knowledge.vocabulary import load

_NAMES = {name.casefold(): name for name in load("municipalities")["names"]}
_MENTION = re.compile(
    r"(?<![\w-])(?P<names>(?:[A-ZÅÄÖ][\w-]+\s+)?[A-ZÅÄÖ][\w-]+)\s+(?:kommun|stad|kommunfullmäktige)s?(?!\w)"
    r"|(?<![\w-])(?P<capitals>(?:[A-ZÅÄÖ-]+\s+)?[A-ZÅÄÖ-]+)\s+(?:KOMMUN|STAD)S?(?!\w)"
    r"|(?<![\w-])(?P<names2>(?:[A-ZÅÄÖ][\w-]+\s+)?[A-ZÅÄÖ][\w-]+)\s+(?:Kommun|Stad)s?(?!\w)"
)
_WORD = re.compile(r"\s(?:[Kk]ommun|[Ss]tad|kommunfullmäktige)s?(?!\w)|\s(?:KOMMUN|STAD)S?(?!\w)")
"""The word on which every mention ends, after a name of at most so many words:"""
_WORDS = 2
_PASSING = re.compile(
    r"(?:liknande|exempelvis|exempel|t\.?\s?ex\.?|jämförelse|såsom|även|bland annat)\W+(?:\w+\W+){0,2}\Z", re.IGNORECASE
)
_NO_NAMES = frozenset(load("municipalities")["no_names"])
_COMMON = re.compile(r"\b(?:kommuns?|KOMMUNS?)$")
_CITY = re.compile(r"[A-ZÅÄÖ][\w-]+ (?:stad|Stad)|[A-ZÅÄÖ-]+ STAD")
_OWN_S = re.compile(r"(?:[åä]s|fors|[ou]s)$", re.IGNORECASE)
"""How the name of a place ends whose s is no genitive: Älvnäs, Ekfors, Storhus."""
_OFTEN = 2
_MOST = 0.6
_CAPITALISED = re.compile(r"(?<![\w-])[A-ZÅÄÖ][\w-]+")
_HEADING = 60
_FIRM = re.compile(rf"\b(?:{'|'.join(load('audit')['firms'])})\b")
_PLACE_AND_DAY = re.compile(
    r"^[ \t]*(?P<place>[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?),? (?:den )?(?:\d{1,2} [a-z]+ \d{4}|\d{4}-\d\d-\d\d)[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class FoundMunicipality:
    """A municipality named in a text: its name in the base form and the span of the mention ("Älvkulla kommun").

    known: whether it is one of Sweden's; another capitalised name before "kommun" is kept as it is printed.
    """

    name: str
    start: int
    end: int
    known: bool = True


def find_all(text: str) -> list[FoundMunicipality]:
    """Every municipality that the text names as one ("Göteborgs Stad", "Upplands Väsby kommun"), in order."""
    words = (match.span() for match in _WORD.finditer(text))
    return [found for match in anchors.matches(_MENTION, text, words, _WORDS) if (found := _mention(match))]


def _mention(match: re.Match[str]) -> FoundMunicipality | None:
    group = next(name for name in ("names", "capitals", "names2") if match[name])
    words = match[group].split()
    for count in (2, 1):
        name = _base(" ".join(words[-count:]))
        if name:
            start = match.start() if count >= len(words) else match.end(group) - len(words[-1])
            return FoundMunicipality(name, start, match.end())
    if group != "names2" and words[-1].casefold() not in _NO_NAMES and _COMMON.search(match.group()):
        start = match.end(group) - len(words[-1])
        return FoundMunicipality(_in_title_case(words[-1]), start, match.end(), known=False)
    return None


def _in_title_case(printed: str) -> str:
    """ "ÄLVKULLA" → "Älvkulla"; what is not in capitals stays as printed."""
    return printed.title() if printed.isupper() else printed


def _base(printed: str) -> str | None:
    folded = printed.casefold()
    return _NAMES.get(folded) or _NAMES.get(folded.removesuffix("s"))


def find(text: str, front: Sequence[Piece]) -> tuple[str, int | None, int | None] | None:
    """(name, start, end) of the document's municipality, the span None in a margin; None where the document names none.

    One named in a heading or header is the document's own. Otherwise the one that most mentions speak of is; one that
    stands only as an example is passing.
    """
    for piece in front:
        for found in find_all(piece.text) or _city(piece.text, text, first=piece is front[0]):
            if len(piece.text) <= _HEADING and not piece.text.endswith("."):
                at = piece.start
                return _shown(found, text), *((None, None) if at is None else (at + found.start, at + found.end))
    mentions = [one for one in find_all(text) if not _PASSING.search(text[max(0, one.start - 40) : one.start])]
    known = [one for one in mentions if one.known]
    mentions = known or (mentions if len(mentions) >= _OFTEN else [])
    if not mentions:
        return _signed_at(text) or _of_body(text) or _in_address(text) or _of_house(front)
    spoken = Counter(name for word in _CAPITALISED.findall(text) if (name := _base(word)))
    name = Counter(one.name for one in mentions).most_common(1)[0][0]
    if known and " " not in name and spoken[name] < _MOST * max(spoken.values(), default=0):
        return None  # the text speaks more of another place, whose municipality it does not name
    first = next(one for one in mentions if one.name == name)
    return _shown(first, text), first.start, first.end


def _city(cell: str, text: str, *, first: bool) -> list[FoundMunicipality]:
    """A cell that is a city's name and nothing else, where a document begins or its text says the name alone too."""
    if not _CITY.fullmatch(cell):
        return []
    name = _in_title_case(cell.rsplit(" ", 1)[0])
    if name.casefold() in _NO_NAMES or not (first or _base_of(name) in _spoken(text, cell)):
        return []
    return [FoundMunicipality(name, 0, len(cell), known=False)]


def _spoken(text: str, cell: str) -> set[str]:
    """The capitalised words of the text, genitives without their s, where the cell itself is left out."""
    return {_base_of(word) for word in _CAPITALISED.findall(text.replace(cell, " "))}


def _base_of(name: str) -> str:
    return name if _OWN_S.search(name) else name.removesuffix("s")


def _shown(found: FoundMunicipality, text: str) -> str:
    """The name; of one that is not among the known without its genitive, which the text shows ("i Älvkulla") or its
    ending: no place is called Ekholms."""
    base = found.name.removesuffix("s")
    genitive = not found.known and (base in _CAPITALISED.findall(text) or not _OWN_S.search(found.name))
    return base if genitive else found.name


def _signed_at(text: str) -> tuple[str, int, int] | None:
    """The place beside the date under a letter: "Älvkulla den 3 mars 2024"; a firm of auditors signs where it sits."""
    if _FIRM.search(text):
        return None
    for match in _PLACE_AND_DAY.finditer(text):
        name = _NAMES.get(match["place"].casefold())
        if name:
            return name, match.start(), match.end()
    return None


def _of_body(text: str) -> tuple[str, int, int] | None:
    """The place of the fullmäktige or the auditors that the document is to or from: "kommunfullmäktige i Älvkulla"."""
    for match in _BODY_IN.finditer(text):
        words = match["place"].split()
        name = _NAMES.get(" ".join(words).casefold()) or _NAMES.get(words[0].casefold())
        if name:
            return name, match.start(), match.start("place") + len(name)
    return None


def _in_address(text: str) -> tuple[str, int, int] | None:
    """The municipality whose own web or mail addresses the document prints, where they are of one alone."""
    found = {name: match for match in _DOMAIN.finditer(text) if (name := _DOMAINS.get(match["name"].casefold()))}
    if len(found) != 1:
        return None
    [(name, match)] = found.items()
    return name, match.start("name"), match.end()


def _of_house(front: Sequence[Piece]) -> tuple[str, int | None, int | None] | None:
    """The place of the house where it met: "Rådhuset, sessionssalen, Älvkulla", "Kommunhuset i Älvkulla"."""
    for piece in front:
        match = _HOUSE.search(piece.text) or _OWN_HOUSE.search(piece.text)
        name = match and _NAMES.get(match["place"].casefold())
        if match and name:
            at = piece.start
            return name, *((None, None) if at is None else (at + match.start(), at + match.end("place")))
    return None


_HOUSE = re.compile(
    rf"\b(?:{'|'.join(load('municipalities')['houses'])})(?:,[^,;]{{2,40}})?(?:, | i )"
    r"(?P<place>[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?)(?=\s*(?:$|[,;.]))"
)
# "Älvkulla stadshus, sal Ek"
_OWN_HOUSE = re.compile(r"(?<![\w-])(?P<place>[A-ZÅÄÖ][\w-]+) (?:stadshus|kommunhus|kommunalhus|rådhus)\b")
_BODY_IN = re.compile(
    r"(?:[Kk]ommunfullmäktige|[Rr]evisorerna|[Kk]ommunrevisionen|[Ss]tadsrevisionen) i "
    r"(?P<place>[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?)"
)
_DOMAIN = re.compile(r"(?:@|www\.|\.)(?P<name>[a-z][a-z-]+)\.se\b", re.IGNORECASE)
_LATIN = str.maketrans("åäö", "aao")
_DOMAINS = {
    f"{stem.replace(' ', joint)}{ending}": name
    for folded, name in _NAMES.items()
    for stem in [folded.translate(_LATIN)]
    for joint in ("", "-")
    for ending in ("", "kommun", "stad", "skommun")
}
