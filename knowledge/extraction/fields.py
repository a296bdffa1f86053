"""The fields of a protocol's front page: labels and what stands under or beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from knowledge.extraction import closing as signatures
from knowledge.extraction import unions
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Line
from knowledge.vocabulary import load, longest_first, words

_FRONT_LINES = 400
_LAST_LINES = 40
_SIGNED = frozenset(("secretary", "chair", "adjusters", "adjusters_signed"))
_CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_OFFICE = re.compile(rf"\w+(?:{'|'.join(words('capacities', 'office_endings'))})", re.IGNORECASE)
_SEPARATOR = re.compile(r"[ \t]*:[ \t]*|[ \t]{2,}|\t|$")


@dataclass(slots=True)
class Field:
    """name: the field, or the capacity of the people in it. people: whether it lists people. lines: its content."""

    name: str
    people: bool
    label: Line
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The content, one printed line a line."""
        return "\n".join(line.text.strip() for line in self.lines)

    @property
    def span(self) -> tuple[int, int] | None:
        """Where the content stands, or None where there is none."""
        return (self.lines[0].start, self.lines[-1].end) if self.lines else None


def _compile() -> list[tuple[str, bool, re.Pattern[str]]]:
    file = load("fields")
    groups = [(entry["capacity"], True, entry["labels"]) for entry in file["people"]]
    sent = rf"(?:närvarande )?(?:för|från) (?=(?:{unions.NAMES.casefold()})\b)"
    groups.append(("arbetstagare", True, [sent]))
    groups += [(entry["name"], False, entry["labels"]) for entry in file["field"]]
    return [
        (name, people, re.compile(rf"(?:{'|'.join(longest_first(labels))})(?:(?<= )|(?![\w-]))"))
        for name, people, labels in groups
    ]


_LABELS = _compile()
_ANY_LABEL = re.compile("|".join(pattern.pattern for _, _, pattern in _LABELS))


def find(context: Context) -> list[Field]:
    """The fields of the front page in order: what stands before the first §, no further than 400 lines.

    Where the front only points at an appendix for who was there, the lists of people that are bound after the last §
    follow.
    """
    end = context.outline.front_end
    stop = len(context.flow.text) if end is None else end
    found = _read(context.lines(0, stop)[:_FRONT_LINES])
    pointed = any(_POINTS.search(line.text) for one in found if one.people for line in one.lines)
    if pointed and context.sections:
        bound = context.lines(context.sections[-1].end, len(context.flow.text))[:_FRONT_LINES]
        found += [one for one in _read(bound) if one.people]
    return found


_POINTS = re.compile(r"\b(?:förteckning|bilaga|närvarolista)\b", re.IGNORECASE)


def _read(lines: Sequence[Line]) -> list[Field]:
    found: list[Field] = []
    skip = False
    for place, line in enumerate(lines):
        if skip:
            skip = False
            continue
        parties = _parties(line)
        if parties:
            found.append(parties)
            continue
        following = lines[place + 1] if place + 1 < len(lines) else None
        wrapped = _over_two_lines(line, following) if following else []
        if wrapped:
            found += wrapped
            skip = True
            continue
        for number, part in enumerate(_parts(line)):
            _take(found, part, beside=number > 0)
    return found


def closing(context: Context) -> list[Field]:
    """The fields of the signatures below the last §: "Vid protokollet", "Justeras", each with its names below it."""
    begins = [section.body for section in context.sections if not section.depth]
    if not begins:
        return []
    found: list[Field] = []
    lines = context.lines(begins[-1], len(context.flow.text))
    first = signatures.begins(lines)
    if first is not None:
        return [Field(role, False, label, [name]) for role, label, name in signatures.pairs(lines[first:])]
    for line in lines[-_LAST_LINES:]:
        label = _label(line.stripped) if line.stripped[:1].isupper() else None
        beside = _open(line, None) if label and ":" in line.text else None
        if beside and beside.lines and beside.name in _SIGNED:
            found.append(beside)
        elif label and label[2] >= len(line.stripped.rstrip(":")):
            found.append(Field(label[0], label[1], line))
        elif found and line.stripped:
            found[-1].lines.append(line)
    return [one for one in found if one.name in _SIGNED]


def last(context: Context) -> list[Field]:
    """The fields on the last lines, each with what stands beside its label alone."""
    lines = context.lines(0, len(context.flow.text))[-_LAST_LINES:]
    return [opened for line in lines if (opened := _open(line, None)) and opened.lines]


def _take(found: list[Field], part: Line, *, beside: bool) -> None:
    """Open the field of a line, or give the line to the field above.

    beside: the field stands to the right of another; what is printed below goes on with that one.
    """
    opened = _open(part, found[-1] if found else None)
    if opened and beside and opened.name == "paragraphs":
        found.insert(len(found) - 1, opened)
    elif opened:
        found.append(opened)
    elif found and part.stripped and not part.stripped.startswith("§ "):
        found[-1].lines += _cells(part) if found[-1].name == PARTIES else [part]


def _open(line: Line, current: Field | None) -> Field | None:
    """The field that the line opens, or None."""
    text = line.stripped
    if not text or not text[0].isupper():
        return None
    found = _label(text)
    if found is None:
        return None
    name, people, end = found
    rest = text[end:]
    separator = _SEPARATOR.match(rest)
    content = rest[separator.end() :] if separator else rest.lstrip()
    if content and not separator and not _may_follow(name, text[:end], content, current):
        return None
    opened = Field(name, people, line)
    if content.strip():
        at = line.start + line.text.rindex(content)
        opened.lines.append(Line(line.index, at, at + len(content), content))
    nested = _open(Line(line.index, 0, 0, content), None) if content and people else None
    if nested and nested.people:
        return Field(nested.name, True, line, [])
    return opened


# Labels beside one another, and labels over two lines


@lru_cache(maxsize=8)  # a line is asked for its cells as itself, as the one below, and for its labels
def _cells(line: Line) -> tuple[Line, ...]:
    """The groups of words of a line that stand apart by more than a space."""
    cells = _CELL.finditer(line.text)
    return tuple(Line(line.index, line.start + one.start(), line.start + one.end(), one.group()) for one in cells)


def _parts(line: Line) -> list[Line]:
    """The line, cut before each further cell that is a label with its value: "F E    Paragrafer 12-20"."""
    cells = _cells(line)
    cuts = [cell.start for place, cell in enumerate(cells) if place and _is_labelled(cell, cells[place + 1 :])]
    bounds = [line.start, *cuts, line.end]
    return [
        Line(line.index, begin, until, line.text[begin - line.start : until - line.start])
        for begin, until in pairwise(bounds)
    ] or [line]


PARTIES = "parterna"
"""The field of a list of both parties side by side: of whom each is, the row tells."""


def _parties(line: Line) -> Field | None:
    """The field that two labels open which stand beside one another: the employer's people and the unions'."""
    cells = _cells(line)
    labels = [label for cell in cells if (label := _label(cell.stripped)) and label[1]]
    both = {label[0] for label in labels} == {"arbetsgivare", "arbetstagare"}
    return Field(PARTIES, True, line) if both and len(labels) == len(cells) else None


def _is_labelled(cell: Line, after: Sequence[Line]) -> bool:
    """Whether a cell is a label whose value stands in it or in the next one. Lists of people are never side by side."""
    found = _label(cell.text) if cell.text[0].isupper() else None
    if found is None or found[1]:
        return False
    rest = cell.text[found[2] :].lstrip()
    return bool(after) if not rest else rest[0].isdigit() or rest[0] in ":§"


def _over_two_lines(line: Line, following: Line) -> list[Field]:
    """The fields whose labels begin in cells of this line and end, in lower case, straight below them.

    Their values stand beside, on either line: "Justeringens" / "plats och tid    Rådhuset, 2026-05-06".
    """
    above, below = _cells(line), _cells(following)
    labels: list[tuple[Line, Line, str, bool]] = []
    for cell in above:
        under = next((one for one in below if abs(_column(one, following) - _column(cell, line)) <= 1), None)
        if under is None or not under.text[0].islower() or not cell.text[0].isupper():
            continue
        joined = _label(f"{cell.text} {under.text}".rstrip(":"))
        if joined and joined[2] >= len(f"{cell.text} {under.text}".rstrip(":")):
            labels.append((cell, under, joined[0], joined[1]))
    taken = {part.start for cell, under, _, _ in labels for part in (cell, under)}
    values = [(_column(one, line), one) for one in above if one.start not in taken]
    values += [(_column(one, following), one) for one in below if one.start not in taken]
    fields = []
    for place, (cell, _, name, people) in enumerate(labels):
        begin = _column(cell, line)
        until = _column(labels[place + 1][0], line) if place + 1 < len(labels) else len(line.text) + len(following.text)
        fields.append(Field(name, people, cell, [value for column, value in values if begin < column < until]))
    return fields


def _column(cell: Line, line: Line) -> int:
    return cell.start - line.start


def _label(text: str) -> tuple[str, bool, int] | None:
    """(field, lists people, where the label ends) of the longest label with which the text begins."""
    best: tuple[str, bool, int] | None = None
    folded = text.casefold()
    if not _ANY_LABEL.match(folded):
        return None
    for name, people, pattern in _LABELS:
        match = pattern.match(folded)
        if match and (best is None or match.end() > best[2]):
            best = (name, people, match.end())
    return best


def _may_follow(name: str, label: str, content: str, current: Field | None) -> bool:
    """Whether a label without a colon is one: what follows begins like a value, and is not the rest of a sentence.

    "Ordförande F E (M)" as the first row of a list of people is a row, not the field Ordförande; nor is
    "Nämndsekreterare F E" among others present.
    """
    if current and current.people and (_OFFICE.fullmatch(label) or (name == "chair" and not current.lines)):
        return False
    return content[0].isupper() or content[0].isdigit() or content[0] in "§(-–"
