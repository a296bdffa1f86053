"""Case numbers (diarienummer): found in text, and brought to the one form in which they are looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The normal form for look-up. unit: the registry's letters in lower case, or None where the number has none."""

    year: int
    serial: int
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number in a text: where it stands, how it is printed and its key."""

    start: int
    end: int
    printed: str
    key: CaseKey


_UNIT_YEAR_SERIAL = re.compile(
    r"(?<![\w-])(?:(?P<unit>[A-Za-zÅÄÖåäö]{2,6})[ \t/–-]?[ \t]*)?(?P<year>(?:19|20)\d\d)[-–/:.](?P<serial>\d{1,6})(?P<rest>(?:[-–.]\d{1,3})*)(?![\d])"
)


def find(text: str) -> list[CaseNumber]:
    """Every case number in the text, in order; false friends (law numbers, SOU, property names) left out."""
    found = []
    for match in _UNIT_YEAR_SERIAL.finditer(text):
        unit = match["unit"]
        key = CaseKey(int(match["year"]), int(match["serial"]), unit.casefold() if unit else None)
        found.append(CaseNumber(match.start(), match.end(), match.group().strip(), key))
    return found


def parse(text: str) -> CaseKey | None:
    """The first case number in what a person typed ("amn2020/276", "2020-0276-1.6"), or None."""
    found = find(text)
    return found[0].key if found else None
