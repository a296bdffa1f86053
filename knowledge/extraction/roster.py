"""One row of a list of those present: who, for which party or union, in what role, on whose behalf, for which §§."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.extraction import people, unions
from knowledge.extraction.flow import Line, plain
from knowledge.vocabulary import words

_NAME = re.compile(people.NAME)
_BULLET = re.compile(r"^[•\uf0b7▪*–−-]\s*")
_BRACKETS = re.compile(r"\({1,2}(?P<inside>[^()]*)\)?")
_REPLACES = re.compile(
    r"(?:(?:ersätter|(?:(?:tjänstgörande|tjg\.?|tj\.) )?(?:ersättare|ers\.?) för|tjänstgör(?:ande)? för|tjg?\.? för"
    r"|i ?stället för"
    rf"|\bers\b\.?:?)\s*(?P<who>{people.NAME})?|(?<=\)),? ?för (?P<for>(?-i:{people.NAME})))",
    re.IGNORECASE,
)
_ITEMS = re.compile(
    r"(?P<not>\b(?:ej|fr\.? ?o\.? ?m\.?|t\.? ?o\.? ?m\.?|från och med|till och med) )?§+\s*(?P<span>(?:del av\s*)?\d+"
    r"(?:\s*(?:[-–,&]|och|t\.?o\.?m\.?|del av|\s)\s*(?:§+\s*)?(?:del av\s*)?\d+)*"
    r"(?:\s*[-–]\s*(?=$|,))?)"
)
_REMOTE = re.compile(rf"(?:via |på |genom )?(?P<how>{'|'.join(words('unions', 'remote'))})\b", re.IGNORECASE)
_UNION = re.compile("|".join(words("unions", "patterns")))
_UNIONS = frozenset(name.casefold() for name in words("unions", "names"))
_SENT_BY = re.compile(
    rf"\s*(?:[•▪*–−-]\s*)?(?:(?:för|från|närvarande för)\s+)?(?P<union>(?-i:{unions.NAMES}))"
    r"\s*(?::|\s[–-]\s|\s{2,}|\t)\s*(?=\S)",
    re.IGNORECASE,
)
_PEOPLE_CUT = re.compile(rf"\s*(?:,|;|\boch\b|&)\s*(?={people.NAME})")
_POINT = re.compile(
    r"^(?:punkt(?:erna)? .*|p\.? ?\d+.*|(?-i:[A-ZÅÄÖ](?:(?:, ?| och | & |[-–]| )[A-ZÅÄÖ])*)|§.*|"
    r"[\d\s,–-]+|del av.*|kl\.? .*|"
    rf"(?:{'|'.join(words('capacities', 'coming'))})\b.*)$",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"[a-zåäö]-$")  # "Bengt-" / "Göran Ek (S)"
_COLUMN = re.compile(r"[ \u00a0]{3,}")
_HOURS = re.compile(r"(?:kl\.? ?)?\d{1,2}[:.]\d\d(?:\s*[-–]\s*\d{1,2}[:.]\d\d)?")
_OFFICE = re.compile(r"(?:förvaltningen|kontoret|kommun|stad|AB|nämnden)$")
_ENDINGS = "|".join(words("capacities", "office_endings"))
_OFFICE_BEFORE = re.compile(
    rf"(?:tf\.? |vik\.? |bitr\.? |biträdande )?[\wåäö-]*(?:{_ENDINGS}):? (?=(?-i:{people.NAME}))", re.IGNORECASE
)
_OFFICIAL = re.compile(rf"[^,]*(?:{_ENDINGS})\b(?<!gruppledare)", re.IGNORECASE)
_DUTY = re.compile(r"(?:ordförande|sekreterare|protokollförare|justerare)", re.IGNORECASE)
_LONGEST_ROLE = 60
_LONGEST_GROUP = 900
_LAST_WORD = rf"{people.WORD}$"
# "…, tjänstgör för Elise" / "Benjamin (M)": a name of which only the first part stands on the line
_BEGUN_NAME = re.compile(rf"(?:ersätter|\bför) {_LAST_WORD}|\)[^()]*, {_LAST_WORD}")
_SURNAME_AND_PARTY = re.compile(rf"{people.WORD} ?\({{1,2}}[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{0,4}}\)")
# "Siv Ek, kommundirektör, Bo" / "Alm, sekreterare"
_BEGUN_AFTER_OFFICE = re.compile(rf", [a-zåäö][^,()]*, {_LAST_WORD}")
_SURNAME_AND_OFFICE = re.compile(rf"{people.WORD}, [a-zåäö]")
_REPLACED_NEXT = re.compile(r"(?:ersätter|\bför|\bers\.?:?)\s*$", re.IGNORECASE)
_PARTED = re.compile(r"\)[^()]{0,40}(?:,|\boch|\s{2})\s*(?:och )?[A-ZÅÄÖ]")
# "S Urban Ek", "KD Elise Alm": the letters before the name; not "AB Ek", "H R Alm"
_LETTERS_FIRST = re.compile(rf"(?P<party>{'|'.join(sorted(people.LETTERS, key=len, reverse=True))}) (?={people.NAME})")
# "ekonom Rut Alm § 164", "mark- och exploateringsingenjör Bo Dal"; not "Rut Alm ekonom"
_OFFICE_AND_NAME = re.compile(
    r"(?:och )?(?P<office>[A-ZÅÄÖ]?[a-zåäö][\wåäö.-]*(?: [a-zåäö][\wåäö-]*)*) "
    rf"(?P<name>{people.NAME})(?P<span> ?\(?§.*)?"
)
# "Ordförande i AB Bostäder Rolf Ek": of the capitalised words the last two are the name
_OFFICE_IN = re.compile(
    r"[a-zåäö0-9: ]*(?:ordförande|vd|direktör|representant) (?:i|för|vid|på|från) .*?"
    rf"(?=(?-i:{people.WORD} {people.WORD})(?: ?\(?§|$))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Row:
    """What one row says. start, end: where it stands in the flow."""

    name: str
    start: int
    end: int
    party: str | None = None
    organisation: str | None = None
    roles: list[str] = field(default_factory=list)
    remote: str | None = None
    replaces: str | None = None
    items: str | None = None


def read(lines: Sequence[Line]) -> Iterator[Row]:
    """The rows in the lines of a field, broken rows joined; what is no person is left out."""
    for group in _joined(lines):
        yield from _rows(group)


def _joined(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if not line.stripped:
            continue
        if group and not _goes_on(group, line.stripped):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: Sequence[Line], text: str) -> bool:
    """Whether a printed line goes on with the row above: an open bracket, a lower-case or bracketed beginning."""
    above = " ".join(line.stripped for line in group)
    if len(above) > _LONGEST_GROUP:
        return False
    if above.count("(") > above.count(")") and len(above) < 250 and not re.search(r"\([A-ZÅÄÖ]{1,4},?$", above):
        return True
    if ";" in above and above.rsplit(";", 1)[1].strip() and "," not in above.rsplit(";", 1)[1]:
        return True  # between semicolons a name is followed by its title
    if above.endswith((",", ";", " ersätter", " för", " och")):
        return True
    if (text[0].isdigit() and above.endswith(("§", "-", "–"))) or (text[0].isupper() and _HYPHEN.search(above)):
        return True
    if _BEGUN_AFTER_OFFICE.search(above) and _SURNAME_AND_OFFICE.match(text):
        return True
    if text[0].isupper() and (_BEGUN_NAME.search(above) or _SURNAME_AND_PARTY.match(text)):
        return not above.endswith(")") and not people.is_title(above.split()[-1]) and "   " not in group[-1].stripped
    return text[0] in "(§" or (text[0].islower() and not text.startswith(("o ", "af ", "von ")))


def _rows(group: Sequence[Line]) -> Iterator[Row]:
    """The rows of lines that belong together; each tells where it stands in the flow, whatever is set in between."""
    flat = ""
    begins: list[int] = []
    for line in group:
        hyphened = _HYPHEN.search(flat) is not None and line.stripped[0].isupper()
        flat += " " if flat and not hyphened else ""
        begins.append(len(flat))
        flat += line.stripped
    first = [line.start + len(line.text) - len(line.text.lstrip()) for line in group]
    for row in _rows_in(flat):
        begun, ended = bisect_right(begins, row.start) - 1, bisect_right(begins, max(row.end - 1, 0)) - 1
        row.start += first[begun] - begins[begun]
        row.end += first[ended] - begins[ended]
        yield row


def _rows_in(flat: str) -> Iterator[Row]:
    lead = _SENT_BY.match(flat)
    if lead or ";" in flat:
        yield from _sent(flat, 0, lead)
        return
    bounds = _bounds(flat) or _several(flat)
    if len(bounds) < 2:
        yield from _row(flat, 0)
        return
    for begin, until in pairwise([*bounds, len(flat)]):
        yield from _row(re.sub(r"(?:[ ,]+|\boch\s*)+$", "", flat[begin:until]), begin)


def _bounds(flat: str) -> list[int]:
    """Where each person begins in lines that hold several: "Siv Ek (S), Bo Alm (M) och Ida Sten (C)"."""
    persons = [match for match in people.WITH_PARTY.finditer(flat) if people.party(match["party"]) or match["party"]]
    if len(persons) > 1 and _PARTED.search(flat):
        return _own_rows(flat, [one.start() for one in persons if not _REPLACED_NEXT.search(flat[: one.start()])])
    bracketed = [one.start() for one in re.finditer(rf"{people.NAME} ?\(", flat)]
    if not persons and len(bracketed) > 1 and re.search(r"\)\s*(?:,|och)\s*[A-ZÅÄÖ]", flat):
        return bracketed
    pieces = [(one.start(), one.group().strip()) for one in re.finditer(r"(?:[^,(]|\([^)]*\)|,(?=\s*[§\d]))+", flat)]
    pieces = [(start + len(flat[start:]) - len(flat[start:].lstrip()), piece) for start, piece in pieces if piece]
    if not persons and len(pieces) > 1 and all(_OFFICE_AND_NAME.fullmatch(piece) for _, piece in pieces):
        return [start for start, _ in pieces]
    return []


def _own_rows(flat: str, bounds: list[int]) -> list[int]:
    """Without further ones that somebody stood in for: "ersätter Bo Alm (S) § 12, Ida Sten (S) § 13"."""
    kept: list[int] = []
    above = ""
    for begin, until in pairwise([*bounds, len(flat)]):
        row = flat[begin:until]
        further = _REPLACES.search(above) and not _REPLACES.search(row) and "§" in above and "§" in row
        if not further:
            kept.append(begin)
        above = row
    return kept


def _several(flat: str) -> list[int]:
    """Where each of several people begins whom commas part from their titles and from one another, without parties:
    "F E, HR-chef, F E, Vision". Empty where there is one alone.
    """
    if "(" in flat:
        return []
    begins = [
        match.start()
        for match in _TOKEN.finditer(flat)
        if _NAME.fullmatch(match.group().strip()) and match.group().strip().casefold() not in _UNIONS
    ]
    first = len(flat) - len(flat.lstrip())
    said = len(_TOKEN.findall(flat)) - len(begins)
    return begins if len(begins) > 1 and begins[0] == first and said >= len(begins) - 1 else []


_TOKEN = re.compile(r"[^\s,][^,]*")


def _sent(flat: str, start: int, lead: re.Match[str] | None) -> Iterator[Row]:
    """Those whom a union has sent ("Kommunal: F E, F E"), or people between semicolons."""
    at = lead.end() if lead else 0
    for part in _PEOPLE_CUT.split(flat[at:]) if lead else flat.split(";"):
        begin = flat.index(part, at)
        for row in _row(part, start + begin) if part.strip() else ():
            row.organisation = row.organisation or (lead["union"] if lead else None)
            row.end = start + begin + len(part.rstrip())
            yield row
        at = begin + len(part)


def _row(flat: str, start: int) -> Iterator[Row]:
    """flat: the row with each line break as one space, so that offsets stay."""
    bullet = _BULLET.match(flat.lstrip())
    lead = len(flat) - len(flat.lstrip()) + (bullet.end() if bullet else 0)
    rest = flat[lead:]
    first = _LETTERS_FIRST.match(rest)
    letters = first.end() if first else 0
    lead, rest = lead + letters, rest[letters:]
    _, cut = people.untitled(rest)
    cut = cut if _NAME.match(rest[cut:]) else 0
    cut = cut or _office_before(rest)
    name = rest[cut:]
    role = re.sub(r"^och ", "", rest[:cut].strip(" ,")) if cut else None
    match = _NAME.match(name)
    if not match or match.group().casefold() in _UNIONS:
        return
    row = Row(plain(match.group()), start + lead + cut + match.start() - letters, start + len(flat.rstrip()))
    row.party = first["party"] if first else None
    after = _COLUMN.sub(", ", name[match.end() :])
    if after and not after[0].isspace() and after[0] not in ",(;:§":
        return
    if role:
        row.roles.append(role)
    fill(row, plain(after))
    yield row


def _office_before(text: str) -> int:
    """How far an office reaches that stands before the name: "Tf socialchef Siv Ek" gives 14."""
    match = _OFFICE_BEFORE.match(text) or _OFFICE_IN.match(text)
    if match:
        return match.end()
    whole = _OFFICE_AND_NAME.fullmatch(text.strip(" ,")) if "(" not in text.split("§")[0] else None
    return whole.start("name") if whole and _OFFICIAL.search(whole["office"]) else 0


def replaced(text: str) -> str | None:
    """Whom somebody stands in for by these words ("tjg för F E"), or None."""
    match = _REPLACES.search(text)
    return (match["who"] or match["for"]) if match else None


def is_office(role: str) -> bool:
    """Whether a role is an official's: "kommundirektör", "tf socialchef". Chairs of bodies hold none."""
    return _OFFICIAL.match(role) is not None


def fill(row: Row, text: str) -> None:
    """Read everything after the name: first what replaces and spans, then brackets, then what stands between commas."""
    replaced = _REPLACES.search(text)
    behind = ""
    if replaced:
        row.replaces = replaced["who"] or replaced["for"]
        behind = (
            people.WITH_PARTY.sub("", text[replaced.start() :], count=1) if row.replaces else text[replaced.end() :]
        )
        behind = _REPLACES.sub("", behind, count=1)
        text = text[: replaced.start()]
    _items(row, f"{text} {behind}")
    _brackets(row, text)
    for token in _BRACKETS.sub(",", _HOURS.sub(" ", _ITEMS.sub(" ", text))).split(","):
        _token(row, token.strip(" .;:"))


def _spans(text: str) -> list[str]:
    """The spans outside brackets as printed, else those within them: "(§ 9)", "(från punkt B § 9)"."""
    for part in (_BRACKETS.sub(" ", text), text):
        found = [(match["not"] or "") + match["span"] for match in _ITEMS.finditer(part)]
        if found:
            return found
    return []


def _items(row: Row, text: str) -> None:
    """The spans as printed; "ej § 13" is kept as the exception that it is: "ej13"."""
    found = _spans(text)
    if found:
        row.items = ",".join(re.sub(r"[§\s]", "", span).rstrip(",") for span in found)


def _brackets(row: Row, text: str) -> None:
    for match in _BRACKETS.finditer(text):
        inside = match["inside"].strip(" ,.")
        if row.party is None and _is_party(inside) and not (_REMOTE.fullmatch(inside) or _is_union(inside)):
            row.party = people.party(inside)
            continue
        for token in inside.split(","):
            _token(row, token.strip(), inside=True)


def _is_union(text: str) -> bool:
    return text not in people.LETTERS and (text.casefold() in _UNIONS or _UNION.fullmatch(text) is not None)


def _is_party(inside: str) -> bool:
    folded = inside.casefold()
    if folded in people.NO_PARTY:
        return True
    return inside.upper() in people.LETTERS or re.fullmatch(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö+]{0,4}", inside) is not None


def _token(row: Row, token: str, *, inside: bool = False) -> None:
    """A word group between commas or inside brackets: party, union, way of taking part, or role."""
    if token in people.LETTERS and not inside and row.party is None and row.organisation is None:
        row.party = token
        return
    if not token or len(token) > _LONGEST_ROLE or _POINT.match(token):
        return
    remote = _REMOTE.search(token)
    if remote:
        row.remote = remote["how"]
    elif _is_union(token) or _OFFICE.search(token):
        row.organisation = row.organisation or token
    elif (both := token.split(" och ")) and len(both) == len(("title", "office")) and _DUTY.fullmatch(both[1]):
        row.roles += both
    elif re.search(r"[a-zåäö]{2}", token) and not token.casefold().startswith(("fd ", "se ")):
        row.roles.append(token)
