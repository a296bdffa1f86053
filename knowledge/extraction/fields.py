"""The fields of a protocol's front page: labels and what stands under or beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge.extraction.context import Context
from knowledge.extraction.flow import Line
from knowledge.vocabulary import load, longest_first

_FRONT_LINES = 400
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
    groups += [(entry["name"], False, entry["labels"]) for entry in file["field"]]
    return [
        (name, people, re.compile(rf"(?:{'|'.join(longest_first(labels))})(?![\w-])"))
        for name, people, labels in groups
    ]


_LABELS = _compile()


def find(context: Context) -> list[Field]:
    """The fields of the front page in order: what stands before the first §, no further than 400 lines."""
    end = context.outline.front_end
    stop = len(context.flow.text) if end is None else end
    lines = context.lines(0, stop)[:_FRONT_LINES]
    fields: list[Field] = []
    skip = False
    for place, line in enumerate(lines):
        if skip:
            skip = False
            continue
        following = lines[place + 1] if place + 1 < len(lines) else None
        opened, skip = _open(line, following, fields[-1] if fields else None)
        if opened:
            fields.append(opened)
        elif fields and line.stripped and not line.stripped.startswith("§ "):
            fields[-1].lines.append(line)
    return fields


def _open(line: Line, following: Line | None, current: Field | None) -> tuple[Field | None, bool]:
    """The field that the line opens, and whether its label goes on over the next line."""
    text = line.stripped
    if not text or not text[0].isupper():
        return None, False
    if following and following.stripped and following.stripped[0].islower() and len(text) < 40:
        joined = _label(f"{text} {following.stripped}")
        if joined and joined[2] >= len(text) + len(following.stripped):
            return Field(joined[0], joined[1], line), True
    found = _label(text)
    if found is None:
        return None, False
    name, people, end = found
    rest = text[end:]
    separator = _SEPARATOR.match(rest)
    content = rest[separator.end() :] if separator else rest.lstrip()
    if content and not separator and not _may_follow(name, content, current):
        return None, False
    opened = Field(name, people, line)
    if content.strip():
        at = line.start + line.text.rindex(content)
        opened.lines.append(Line(line.index, at, at + len(content), content))
    nested = _open(Line(line.index, 0, 0, content), None, None)[0] if content and people else None
    if nested and nested.people:
        return Field(nested.name, True, line, []), False
    return opened, False


def _label(text: str) -> tuple[str, bool, int] | None:
    """(field, lists people, where the label ends) of the longest label with which the text begins."""
    best: tuple[str, bool, int] | None = None
    folded = text.casefold()
    for name, people, pattern in _LABELS:
        match = pattern.match(folded)
        if match and (best is None or match.end() > best[2]):
            best = (name, people, match.end())
    return best


def _may_follow(name: str, content: str, current: Field | None) -> bool:
    """Whether a label without a colon is one: what follows begins like a value, and is not the rest of a sentence.

    "Ordförande F E (M)" as the first row of a list of people is a row, not the field Ordförande.
    """
    if name == "chair" and current and current.people and not current.lines:
        return False
    return content[0].isupper() or content[0].isdigit() or content[0] in "§(-–"
