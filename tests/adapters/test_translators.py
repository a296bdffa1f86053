"""Whatever turns an answer into a platform's payload is a small file that is read from top to bottom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ADAPTERS = Path(__file__).parent.parent.parent / "adapters"
LINES = 80
TRANSLATORS = {
    "slack": ("blocks", "buttons", "confirmation", "facts", "home", "message", "modals", "quotes", "rich_text", "room",
              "forms", "views", "windows"),
    "teams": ("buttons", "cards", "elements", "facts", "layout", "previews", "room"),
    "terminal": ("render", "row", "rows"),
    "web": ("exchange", "view"),
}  # fmt: skip
PARTS = re.compile(r"^ *from bot\.answers\.(?:answer import .*\b(?:Item|Words|Button)\b|told import)", re.MULTILINE)
"""What a file imports that takes an answer apart."""


@pytest.mark.parametrize(
    ("platform", "name"), [(where, name) for where, names in TRANSLATORS.items() for name in names]
)
def test_a_translator_is_small(platform: str, name: str) -> None:
    """Adapters decide nothing: what needs more lines than these decides something, or is two things."""
    assert len((ADAPTERS / platform / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= LINES


def test_no_other_file_takes_answers_apart() -> None:
    """A translator beside the table would be held to nothing."""
    parting = [path for path in ADAPTERS.rglob("*.py") if PARTS.search(path.read_text(encoding="utf-8"))]
    assert [path for path in parting if path.stem not in TRANSLATORS.get(path.parent.name, ())] == []
