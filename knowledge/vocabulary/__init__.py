"""The words of the field, as data: one TOML file a subject, read once.

`load("headings")` gives the parsed file `knowledge/vocabulary/headings.toml`. Callers compile what they
need once, at import.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(subject: str) -> dict[str, Any]:
    """The vocabulary file of a subject, parsed; not to be changed by the caller."""
    return tomllib.loads(files(__name__).joinpath(f"{subject}.toml").read_text(encoding="utf-8"))


@cache
def words(subject: str, *path: str) -> tuple[str, ...]:
    """A list of words in a vocabulary file: `words("case_numbers", "units", "not")`."""
    found: Any = load(subject)
    for step in path:
        found = found[step]
    return tuple(found)


def longest_first(many: Sequence[str]) -> list[str]:
    """Words in the order in which alternatives of a pattern must stand, so that the longer one wins."""
    return sorted(many, key=lambda word: (-len(word), word))
