"""The signatures below the last §: where they begin, and which name stands to which label, also in two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction import unions
from knowledge.extraction.flow import Line
from knowledge.extraction.people import NAME, WITH_PARTY
from knowledge.vocabulary import load, words

_CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_RULE = re.compile(r"[._…‒–—-]{3,}")
_DAY = re.compile(r"(?:den )?\d{1,4}[ -]\S+[ -]\d{2,4}")
_PARTS = rf"{unions.NAMES}|(?:för )?(?:arbetsgivaren|förvaltningen|arbetstagarna)|ordförande|sekreterare|justerare"
_FOR = re.compile(rf",? (?:\((?:{_PARTS})\)|(?<=, )(?:för )?(?:{_PARTS}))")
"""For whom one signs minutes with unions: "Siv Ek, Vision", "Bo Alm, för arbetsgivaren"."""
_NAME = re.compile(rf"(?P<signer>{NAME})(?:{_FOR.pattern})?|{WITH_PARTY.pattern}")
_LABEL_AND_NAME = re.compile(rf"(?P<label>[A-ZÅÄÖ][\wåäö ]+?): (?:{_NAME.pattern})")
_LABEL_AND_DAY = re.compile(rf"(?P<label>[A-ZÅÄÖ][\wåäö ]+?):? (?P<day>{_DAY.pattern})")
_ROLES = {
    field["name"]: re.compile(rf"(?:{'|'.join(field['labels'])}):?", re.IGNORECASE)
    for field in load("fields")["field"]
    if field["name"] in words("signing", "closing_fields")
}
_OPENING = re.compile(rf"(?:{'|'.join(words('signing', 'closing_openings'))}):?", re.IGNORECASE)
_FEWEST = 2
_MOST = 40

Cells = list[Line]


def begins(lines: Sequence[Line]) -> int | None:
    """The index of the line on which the signatures begin that end the lines, or None where there are none.

    Two labels, or one that only signatures have ("Vid protokollet"), with names and nothing else to the end.
    """
    first = len(lines)
    while first > max(0, len(lines) - _MOST) and _signs(cells(lines[first - 1])):
        first -= 1
    labelled = [at for at in range(first, len(lines)) if _is_labels(cells(lines[at]))]
    labels = [cell.text for at in labelled for cell in cells(lines[at])]
    if not labels or (len(labels) < _FEWEST and not _OPENING.fullmatch(labels[0])):
        return None
    if not any(_are_names(cells(line)) for line in lines[first:]):
        return None
    start = labelled[0]
    while start > first and cells(lines[start - 1]):
        start -= 1  # the names stand above their labels
    return start


def pairs(lines: Sequence[Line]) -> Iterator[tuple[str, Line, Line]]:
    """(field, label, name) of every signature: its label stands right below the name, or else above it."""
    rows = [(line.index, row) for line in lines if (row := cells(line)) and not _is_rule(row)]
    below = bool(rows) and _is_labels(rows[-1][1])
    for place, (index, row) in enumerate(rows):
        if not _are_names(row):
            continue
        above_one = next((one for _, one in reversed(rows[:place]) if _is_labels(one)), [])
        after = rows[place + 1] if place + 1 < len(rows) else None
        under = after[1] if below and after and after[0] == index + 1 and _is_labels(after[1]) else []
        labels = under or above_one
        for number, name in enumerate(row):
            label = labels[min(number, len(labels) - 1)] if labels else None
            role = _role(label.text) if label else None
            if label and role:
                yield role, label, _signer(name)


def _signer(cell: Line) -> Line:
    """The name alone, without for whom it signs."""
    match = _NAME.fullmatch(cell.text)
    end = match.end("signer") if match and match["signer"] else len(cell.text)
    return Line(cell.index, cell.start, cell.start + end, cell.text[:end])


def cells(line: Line) -> Cells:
    """The groups of words of a line that stand apart by more than a space."""
    return [
        Line(line.index, line.start + one.start(), line.start + one.end(), one.group())
        for one in _CELL.finditer(line.text)
    ]


def _role(text: str) -> str | None:
    dated = _LABEL_AND_DAY.fullmatch(text)  # "Justeras 2024-10-09"
    label = dated["label"] if dated else text
    return next((name for name, pattern in _ROLES.items() if label[:1].isupper() and pattern.fullmatch(label)), None)


def _is_labels(row: Cells) -> bool:
    return bool(row) and all(_role(cell.text) for cell in row)


def _are_names(row: Cells) -> bool:
    return bool(row) and all(_NAME.fullmatch(cell.text) and not _role(cell.text) for cell in row)


def _is_rule(row: Cells) -> bool:
    return all(_RULE.fullmatch(cell.text) or _DAY.fullmatch(cell.text) for cell in row)


def _signs(row: Cells) -> bool:
    """Whether a line may stand among signatures: empty, labels, names, rules to sign on, days."""
    return all(
        _role(cell.text)
        or _NAME.fullmatch(cell.text)
        or _RULE.fullmatch(cell.text)
        or _DAY.fullmatch(cell.text)
        or ((both := _LABEL_AND_NAME.fullmatch(cell.text)) and _role(both["label"]))
        for cell in row
    )
