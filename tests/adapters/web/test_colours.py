"""The colours hold WCAG 2.2 AA in light and dark: 4.5 for text, 3 for the edges of fields and for marks of state."""

from __future__ import annotations

import re

import pytest

from adapters.web.view import STATIC

PAIRS = [
    # (foreground, background, least contrast): what is set on what in the style sheet
    ("ink", "paper", 4.5),
    ("ink", "sheet", 4.5),
    ("soft", "paper", 4.5),
    ("soft", "sheet", 4.5),
    ("soft", "tint", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "sheet", 4.5),
    ("accent", "tint", 4.5),
    ("accent-ink", "accent", 4.5),
    ("mark-ink", "mark", 4.5),
    ("ink", "warn", 4.5),
    ("accent", "warn", 4.5),
    ("edge", "paper", 3.0),
    ("edge", "sheet", 3.0),
    ("warn-line", "warn", 3.0),
]


def palettes() -> dict[str, dict[str, str]]:
    css = (STATIC / "kanslist.css").read_text("utf-8")
    light, dark = [
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", css, re.S)
    ]
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(palette: str, front: str, back: str, least: float) -> None:
    """A reader with weak sight reads every text, in both palettes, by WCAG's own formula."""
    colours = palettes()[palette]
    high, low = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least
