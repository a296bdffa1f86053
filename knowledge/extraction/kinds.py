"""Which kind of document this is, by the words and the form of its genre (vocabulary/kinds.toml holds the rules)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from knowledge.extraction.flow import Flow
from knowledge.extraction.front import Piece
from knowledge.extraction.gates import Gate
from knowledge.facts import Kind
from knowledge.vocabulary import load

_SECTION = re.compile(r"[ \t]*(?:[A-ZÅÄÖ]{2,5}[ \t]+)?§+[ \t]*(\d+)(?P<rest>.*)")
_KINDS = load("kinds")


@dataclass(frozen=True, slots=True)
class FoundKind:
    """The kind, the rule that said so, and the piece of the front that says it (None where the form does)."""

    kind: Kind
    rule: str
    piece: Piece | None = None


_OfLine = tuple[re.Pattern[str], Gate]


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    kind: Kind
    front: re.Pattern[str] | None
    not_front: re.Pattern[str] | None
    lines: tuple[_OfLine, ...]
    any_line: _OfLine | None
    not_lines: _OfLine | None
    sections: str | None


def _any(patterns: Sequence[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE) if patterns else None


def _gated(patterns: Sequence[str] | None) -> _OfLine | None:
    found = _any(patterns)
    return (found, Gate(found)) if found else None


def _rule(table: Mapping[str, Any]) -> _Rule:
    return _Rule(
        id=table["id"],
        kind=cast(Kind, table["kind"]),
        front=_any(table.get("front")),
        not_front=_any(table.get("not_front")),
        lines=tuple(filter(None, (_gated([pattern]) for pattern in table.get("lines", ())))),
        any_line=_gated(table.get("any_line")),
        not_lines=_gated(table.get("not_lines")),
        sections=table.get("sections"),
    )


_RULES = tuple(_rule(table) for table in _KINDS["rule"])


def find(flow: Flow, front: Sequence[Piece]) -> FoundKind:
    """The kind of the document. front: its first pieces, the margin's included."""
    said = [piece for piece in front if len(piece.text) <= _KINDS["longest"]]
    lines = [line.stripped for line in flow.lines if line.stripped]
    sections = count_sections(flow)
    for rule in _RULES:
        if not _form_holds(rule, said, lines, flow.folded, sections):
            continue
        piece = next((one for one in said if rule.front and rule.front.match(one.text)), None)
        if piece or not rule.front:
            return FoundKind(rule.kind, rule.id, piece)
    return FoundKind("övrigt", "kind.none")


def _form_holds(rule: _Rule, said: Sequence[Piece], lines: Sequence[str], folded: str, sections: str) -> bool:
    if rule.sections and rule.sections != sections and (rule.sections, sections) != ("some", "one"):
        return False
    if rule.not_front and any(rule.not_front.match(piece.text) for piece in said):
        return False
    if rule.not_lines and _begins_one(rule.not_lines, lines, folded):
        return False
    if rule.any_line and not _begins_one(rule.any_line, lines, folded):
        return False
    return all(_begins_one(one, lines, folded) for one in rule.lines)


def _begins_one(one: _OfLine, lines: Sequence[str], folded: str) -> bool:
    """Whether a line begins so; not even looked at where the text lacks the words for it."""
    pattern, gate = one
    return gate.admits(folded) and any(pattern.match(line) for line in lines)


def count_sections(flow: Flow) -> str:
    """How many different § headings the document has: "none", "one" or "some".

    A line that begins with a § in the middle of a sentence ("§ 204 lämnat en motion") is no heading.
    """
    numbers = set()
    for line in flow.lines:
        match = _SECTION.match(line.text)
        if match and not re.match(r"[ \t]*(?:,|och\b|\(|[a-zåäö])", match["rest"]):
            numbers.add(match[1])
    return ("none", "one")[len(numbers)] if len(numbers) < 2 else "some"
