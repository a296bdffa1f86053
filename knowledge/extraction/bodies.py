"""Names of decision-making bodies (nämnd, styrelse, fullmäktige, utskott) in running text and alone on a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.extraction.gates import Gate
from knowledge.vocabulary import load

_WORDS = load("bodies")
_ENDING = "|".join(_WORDS["endings"])
_BARE = "|".join(_WORDS["bare"])
_NOT = frozenset(_WORDS["not_bodies"])
_WORD = "[A-Za-zÅÄÖåäöÉé]"

# "kultur- och fritidsnämnden", "arbetsmarknads-, näringslivs- och vuxenutbildningsnämnden", "tekniska nämnden"
_COMPOUND = (
    rf"(?:(?:{_WORD}{{2,}}[-–](?:,\s+{_WORD}{{2,}}[-–])*\s+(?:och|samt|&)\s+)|(?:(?:{'|'.join(_WORDS['adjectives'])})\s+))?"
    rf"{_WORD}*(?:{_ENDING})"
)
# "Socialnämnden Norr", "Rinkeby-Älvsjö stadsdelsnämnd"
_AREA = rf"{_COMPOUND}\s+(?-i:{'|'.join(_WORDS['areas'])})"
_DISTRICT = r"(?-i:[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?)\s+(?:stads|kommun)delsnämnd(?:en)?"
# "nämnden för arbetsmarknad och vuxenutbildning", "styrelsen för Älvkulla Energi AB" is no body of this kind
_FOR = rf"nämnden\s+för\s+{_WORD}+(?:(?:,\s+{_WORD}+)*\s+(?:och|samt)\s+{_WORD}+)?"
# "kommunstyrelsens arbetsutskott", "socialnämndens individ- och familjeutskott"
_BELOW = rf"(?:{_COMPOUND})s\s+(?:{_WORD}+[-–]\s+(?:och|samt)\s+)?{_WORD}*(?:{_BARE})"
_NAME = re.compile(
    rf"(?<![\w-])(?P<name>{_BELOW}|{_FOR}|{_AREA}|{_DISTRICT}|{_COMPOUND})(?P<genitive>s)?(?!\w)", re.IGNORECASE
)
_LINE_FOR = re.compile(
    rf"(?:{_WORD}+\s+)?nämnden\s+för(?:\s+[\w,–-]+){{1,7}}"
    rf"|utskottet\s+(?:för\s+)?(?:{'|'.join(_WORDS['committee_fields'])})\w*(?:(?:,|\s+och|\s+samt)\s+\w+){{0,3}}",
    re.IGNORECASE,
)
_GATE = Gate(re.compile(f"{_ENDING}|{_BARE}|nämnd"))
"""Words of which every name holds one: a text without them is not searched."""
_TRAILING = " \t:,;|"


@dataclass(frozen=True, slots=True)
class FoundBody:
    """A body named in a text. start, end: its span without a genitive s; name: as printed, spaces single."""

    start: int
    end: int
    name: str


def find_all(text: str) -> list[FoundBody]:
    """Every body that the text names, in order; the bare words "nämnden" and "styrelsen" are left out."""
    return list(_found(text)) if _GATE.admits(text.casefold()) else []


@lru_cache(maxsize=8192)
def _found(text: str) -> tuple[FoundBody, ...]:
    return tuple(
        FoundBody(match.start("name"), match.end("name"), " ".join(match["name"].split()))
        for match in _NAME.finditer(text)
        if _is_body(match["name"])
    )


def whole(text: str) -> str | None:
    """The body's name where the text (a line, a cell) is that and nothing else, else None."""
    text = text.strip(_TRAILING)
    match = _NAME.fullmatch(text)
    if (match and not match["genitive"]) or (not match and _LINE_FOR.fullmatch(text)):
        name = " ".join(text.split())
        return name if _is_body(name) and name[:1].isupper() else None
    return None


def _is_body(name: str) -> bool:
    folded = " ".join(name.casefold().split())
    return folded not in _NOT and folded not in _WORDS["endings"][:2] and folded.split()[-1] not in _NOT


def display(name: str) -> str:
    """A body's name as a heading has it: "kommunfullmäktige" → "Kommunfullmäktige"."""
    return name[:1].upper() + name[1:]
