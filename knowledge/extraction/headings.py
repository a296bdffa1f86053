"""Headings below a §: which of the kinds of vocabulary/headings.toml a line is, if any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.extraction.gates import Gate
from knowledge.vocabulary import load

_LONGEST = 110
_WIDEST = 2 * _LONGEST
"""Longer still than a heading with its colons: such a line is not even brought to lower case."""


@dataclass(frozen=True, slots=True)
class Heading:
    """kind: the name in the vocabulary. to: the body that a proposal is addressed to, lower case, or None.

    exact: whether the vocabulary holds the very words; else they have the form of a heading. text: where in the line
    the text below the heading begins, None where the heading has its line for itself.
    """

    kind: str
    to: str | None = None
    exact: bool = True
    text: int | None = None


def _compile() -> tuple[dict[str, str], list[tuple[str, re.Pattern[str]]]]:
    file = load("headings")
    exact: dict[str, str] = {}
    patterns: list[tuple[str, re.Pattern[str]]] = []
    for kind in file["kind"]:
        for text in kind["exact"]:
            exact.setdefault(text.rstrip(":"), kind["name"])
        for pattern in kind["patterns"]:
            filled = pattern.replace("{body}", file["body"]).replace("{office}", file["office"])
            patterns.append((kind["name"], re.compile(filled)))
    return exact, patterns


_EXACT, _PATTERNS = _compile()
_LONGEST_EXACT = max(map(len, _EXACT))
_GATE = Gate(*(pattern for _, pattern in _PATTERNS))


@lru_cache(maxsize=4096)
def recognise(line: str) -> Heading | None:
    """The heading that the whole line is, or None. A closing colon and the case of letters say nothing."""
    text = " ".join(line.split())
    if not text or len(text) > _WIDEST or text[0].islower():
        return None
    if len(text) > _LONGEST_EXACT and text.endswith("."):
        return None
    text = text.casefold().rstrip(":").rstrip()
    if not text or len(text) > _LONGEST:
        return None
    if text in _EXACT:
        return Heading(_EXACT[text])
    if text.endswith(".") or not _GATE.admits(text.replace(" ", "").replace("-", "")):
        return None
    for kind, pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            return Heading(kind, match.groupdict().get("to"), exact=False)
    return None
