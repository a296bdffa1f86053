"""One paragraph of what a terminal shows, and its looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["lead", "label", "text", "quote", "source", "note", "choice", "gap"]

STYLES: dict[Kind, str] = {
    "lead": "bold",
    "label": "cyan",
    "text": "",
    "quote": "italic",
    "source": "dim",
    "note": "yellow",
    "choice": "green",
    "gap": "",
}

CHANGES = {"same": "", "deleted": "red strike", "added": "bold green"}
"""What becomes of the words of a förslag, as a screen shows it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of an answer as the terminal shows it. indent in characters; mark stands in the indent.

    runs: the text in pieces with the style of each, for a screen that can strike and embolden.
    """

    kind: Kind
    text: str
    indent: int = 0
    mark: str = ""
    runs: tuple[tuple[str, str], ...] = ()
