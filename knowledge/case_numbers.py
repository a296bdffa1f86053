"""Case numbers (diarienummer): found in text, and brought to the one form in which they are looked up.

Three readings of one number are kept apart: where it stands, how it is printed, and its key. Each municipality's
registry prints in its own way; the forms below are built from the same few parts. What a person types is read more
freely (`parse`) than what stands in a document (`find`), since a document is full of numbers that are no cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.vocabulary import longest_first, words


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


_NOT_UNITS = frozenset(words("case_numbers", "series"))
_SPOKEN = frozenset(words("case_numbers", "spoken"))

_BEFORE = r"(?<![\w§:./–-])"
_AFTER = r"(?![\w])(?![-–:/.]\d)"
_DASH = r"[-–‑]"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>\d\d)"
_SERIAL = r"(?P<serial>\d{1,6})"
_CLASS = rf"(?P<rest>(?:(?:{_DASH}|\.|/|:{_DASH}?)\d{{1,3}})*)"
_CAPITALS = r"(?P<unit>[A-ZÅÄÖ]{2,6}(?:/[A-ZÅÄÖ]{2,4})?)"
_TWO_UNITS = r"(?P<unit>[A-ZÅÄÖ]{2,4} [A-ZÅÄÖ]{2,4})"
_CAPITALISED = r"(?P<unit>[A-ZÅÄÖ][a-zåäö]{1,4})"
_TYPED_UNIT = r"(?P<unit>[A-Za-zÅÄÖåäö]{2,6}(?:/[A-Za-zÅÄÖåäö]{2,4})?)"
_JOIN = rf"(?:\.|[ \t]?(?:[/]|{_DASH})?[ \t]?)"

_LABEL = (
    r"(?:" + "|".join(re.escape(label) for label in longest_first(words("case_numbers", "labels"))) + r")[.:]*[ \t]*"
)

FORMS: dict[str, str] = {
    # KS KF/2026:28, the unit told twice
    "unit unit/year:serial": rf"{_BEFORE}{_TWO_UNITS}/{_YEAR}(?P<cut>:){_SERIAL}{_CLASS}{_AFTER}",
    # AMN 2020-0276-1.6, KFN/2026:1, SLK-2024-01113, KS2026/1005, LOV 2026-000040, SRV–2024–00118; not SOU 2025:72
    "unit-year-serial": rf"{_BEFORE}{_CAPITALS}{_JOIN}{_YEAR}(?P<cut>[:/.]|{_DASH}){_SERIAL}{_CLASS}{_AFTER}",
    # Bun/2022:735; not Budget 2026-2028
    "unit/year:serial": rf"{_BEFORE}{_CAPITALISED}/{_YEAR}(?P<cut>:){_SERIAL}{_CLASS}{_AFTER}",
    # 2026.016 KS; not 2026.01 kronor
    "year.serial unit": rf"{_BEFORE}{_YEAR}\.{_SERIAL}[ \t]+(?P<unit>[A-ZÅÄÖ]{{2,6}})(?!\w)",
    # KS 353/2008, Ks 704/2022; not nr 1/2020
    "unit serial/year": rf"{_BEFORE}(?P<unit>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{1,5}})[ \t-]?{_SERIAL}/{_YEAR}{_AFTER}",
    # N609-4635/23; not E20-300/400
    "numbered unit": rf"{_BEFORE}(?P<unit>[A-ZÅÄÖ]\d{{2,4}})-{_SERIAL}/{_SHORT_YEAR}{_AFTER}",
}
"""Forms that are case numbers wherever they stand in a document. The comments hold examples and counter-examples."""

BARE: dict[str, str] = {
    # 2017/SN 0229 013
    "year/unit serial": rf"{_BEFORE}{_YEAR}/(?P<unit>[A-ZÅÄÖ]{{2,6}})[ \t]?{_SERIAL}(?P<rest>(?: \d{{3}})?)(?!\d)",
    # 00322/2026, 353/2008, 00123/20212.6. (the classification is glued to the year); not 2018/202
    "serial/year": rf"{_BEFORE}{_SERIAL}/{_YEAR}(?P<glued>\d\.[\d.]*)?(?!\d)",
    # 00112-2022, 941-2011; not 2021-2022
    "serial-year": rf"{_BEFORE}(?P<serial>(?!(?:19|20)\d\d-)\d{{3,6}})-{_YEAR}(?![\d-])",
    # 2019-746, 2018/202, 2026.271, 2020-0276-1.6; not 2020-04-16
    "year-serial": rf"{_BEFORE}{_YEAR}(?P<cut>[:/.]|{_DASH}){_SERIAL}{_CLASS}(?!\d)",
    # 1435/22, 008/24
    "serial/short year": rf"{_BEFORE}(?P<serial>\d{{1,5}})/{_SHORT_YEAR}(?!\d)",
}
"""Forms that are case numbers only after a label ("Diarienr:"), in a § heading, or in what a person types."""

AFTER_LABEL: dict[str, str] = {
    # Dnr KS0112/24, dnr KS145-24 020; not § KS12-14
    "unit serial/short year": (
        rf"{_BEFORE}{_CAPITALS}[ \t-]?(?P<serial>\d{{1,5}})[/-]{_SHORT_YEAR}(?P<rest>(?: \d{{3}})?)(?![\d/:-])"
    ),
    # Dnr Son 2025/17 041; not Våren 2025/26
    "named unit year/serial": (
        rf"{_BEFORE}{_CAPITALISED} {_YEAR}(?P<cut>[/:]){_SERIAL}(?P<rest>(?: \d{{3}})?)(?![\d/:-])"
    ),
    # Dnr 25REV14, 24KS120; not 25 KS
    "short year unit serial": rf"{_BEFORE}{_SHORT_YEAR}{_CAPITALS}{_SERIAL}{_AFTER}",
}
"""Forms that are case numbers only straight after a label: elsewhere they look like rooms, routes and codes."""

TYPED: dict[str, str] = {
    # amn2020/276, ks 2026.16; not den 2020-04-16
    "typed unit-year-serial": rf"(?<!\w){_TYPED_UNIT}{_JOIN}{_YEAR}(?P<cut>[:/. \t]|{_DASH}){_SERIAL}{_CLASS}(?!\d)",
    # 2026.016 ks
    "typed year.serial unit": rf"{_BEFORE}{_YEAR}[./:-]{_SERIAL}[ \t]+(?P<unit>[A-Za-zÅÄÖåäö]{{2,4}})(?!\w)",
    # ks 704/2022
    "typed unit serial/year": rf"(?<![\w]){_TYPED_UNIT}[ \t-]?{_SERIAL}/{_YEAR}(?!\d)",
    # n609-4635/23
    "typed numbered unit": rf"(?<![\w])(?P<unit>[A-Za-z]\d{{2,4}})-{_SERIAL}/{_SHORT_YEAR}(?!\d)",
}

_FORMS = tuple(re.compile(form) for form in FORMS.values())
_BARE = tuple(re.compile(form) for form in BARE.values())
_AFTER_LABEL = tuple(re.compile(form) for form in AFTER_LABEL.values())
_TYPED = tuple(re.compile(form) for form in TYPED.values())
_NUMBERED = re.compile(rf"\d(?:[:/.]|{_DASH}|[A-ZÅÄÖ]{{2}})")
"""What every form holds, the bare ones too: a digit with a mark or capitals behind it."""
_LABELLED = re.compile(rf"(?<!\w){_LABEL}(?=\d|(?-i:[A-ZÅÄÖ]{{2,6}}[ -]?\d|[A-ZÅÄÖ][a-zåäö]{{1,4}} \d))", re.IGNORECASE)
_TYPED_LABEL = re.compile(rf"^\s*{_LABEL}", re.IGNORECASE)


def find(text: str, *, bare: bool = False) -> list[CaseNumber]:
    """Every case number in a document's text, in order; false friends (law numbers, SOU, dates) left out.

    bare: also the forms without letters ("1435/22"), for a text that is known to hold a number, as a § heading is.
    """
    if not _NUMBERED.search(text):
        return []
    found = _all(_FORMS, text)
    found += [number for number in _labelled(text) if not _overlaps(number, found)]
    if bare:
        found += [number for number in _all(_BARE, text) if not _overlaps(number, found)]
    return sorted(found, key=lambda number: number.start)


def parse(text: str) -> CaseKey | None:
    """The first case number in what a person typed ("amn2020/276", "dnr 2020-0276-1.6"), or None."""
    found = typed(text)
    return found.key if found else None


@lru_cache(maxsize=256)
def typed(text: str) -> CaseNumber | None:
    """The same with its place in the text, so that a question's other words can be read apart from it."""
    unlabelled = _TYPED_LABEL.sub(lambda label: " " * len(label.group()), text)
    found = find(unlabelled) or _all(_TYPED, unlabelled) or _all(_BARE, unlabelled)
    found = found or (_all(_AFTER_LABEL, unlabelled) if unlabelled != text else [])
    return min(found, key=lambda number: number.start, default=None)


def _labelled(text: str) -> Iterator[CaseNumber]:
    for label in _LABELLED.finditer(text):
        for form in (*_BARE, *_AFTER_LABEL):
            match = form.match(text, label.end())
            if match and (number := _number(match)):
                yield number
                break


def _all(forms: tuple[re.Pattern[str], ...], text: str) -> list[CaseNumber]:
    found: list[CaseNumber] = []
    for form in forms:
        for match in form.finditer(text):
            number = _number(match)
            if number and not _overlaps(number, found):
                found.append(number)
    return found


def _overlaps(number: CaseNumber, others: list[CaseNumber]) -> bool:
    return any(number.start < other.end and other.start < number.end for other in others)


def _number(match: re.Match[str]) -> CaseNumber | None:
    parts = match.groupdict()
    unit = parts.get("unit")
    if unit and unit.upper() in _NOT_UNITS:
        return None
    if unit and unit.upper() in _SPOKEN:
        unit = None
    if _is_date(parts) or _is_span_of_years(parts):
        return None
    end = match.start("glued") if parts.get("glued") else match.end()
    printed = match.string[match.start() : end].strip()
    key = CaseKey(_full_year(parts["year"]), int(parts["serial"]), unit.casefold().replace(" ", "/") if unit else None)
    return CaseNumber(match.start(), match.start() + len(printed), printed, key)


def _full_year(digits: str) -> int:
    """A two-digit year is expanded: diaries of this century, and of the last from 51 on."""
    year = int(digits)
    return year if year > 99 else year + (2000 if year <= 50 else 1900)


def _is_date(parts: dict[str, str | None]) -> bool:
    """2020-04-16, or the month alone, 2020-04."""
    serial, rest = parts["serial"] or "", parts.get("rest") or ""
    if (parts.get("cut") or "") not in tuple("-–‑"):
        return False
    return len(serial) == 2 and 1 <= int(serial) <= 12 and (not rest or re.fullmatch(r"[-–‑]\d\d", rest) is not None)


def _is_span_of_years(parts: dict[str, str | None]) -> bool:
    """2026-2027."""
    serial = parts["serial"] or ""
    return (
        (parts.get("cut") or "") in tuple("-–‑/")
        and len(serial) == 4
        and serial[:2] in ("19", "20")
        and not parts.get("rest")
        and int(parts["year"] or 0) < int(serial) <= int(parts["year"] or 0) + 30
    )
