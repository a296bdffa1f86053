"""Teams' light, dark and high contrast looks, for the client's own theme is light alone.

Each is a host configuration of Microsoft's card renderer with the colours, type sizes and spacings that Teams uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours: of the card, of the box round a quote, of text, of what is subtle, of links, of lines."""

    card: str
    box: str
    text: str
    subtle: str
    link: str
    line: str

    def host(self) -> dict[str, Any]:
        """The host configuration."""
        colours = {"default": {"default": self.text, "subtle": self.subtle}}
        colours |= {"accent": {"default": self.link, "subtle": self.link}}
        letters = {
            "fontFamily": "'Segoe UI', Tahoma, Geneva, Verdana, sans-serif",
            "fontSizes": {"small": 12, "default": 14, "medium": 14, "large": 18, "extraLarge": 24},
            "fontWeights": {"lighter": 200, "default": 400, "bolder": 600},
        }
        return {
            "supportsInteractivity": True,
            "spacing": {"small": 8, "default": 12, "medium": 16, "large": 20, "extraLarge": 24, "padding": 16},
            "separator": {"lineThickness": 1, "lineColor": self.line},
            "fontTypes": {"default": letters, "monospace": letters},
            "containerStyles": {
                "default": {"backgroundColor": self.card, "foregroundColors": colours},
                "emphasis": {"backgroundColor": self.box, "foregroundColors": colours},
            },
            "actions": {
                "maxActions": 6,
                "buttonSpacing": 8,
                "actionsOrientation": "Horizontal",
                "actionAlignment": "Left",
            },
        }


LIGHT = Theme(card="#ffffff", box="#f9f8f7", text="#252424", subtle="#605e5c", link="#4f52b2", line="#eeeeee")
DARK = Theme(card="#2d2c2c", box="#1f1f1f", text="#ffffff", subtle="#c8c6c4", link="#a6a7dc", line="#4a4949")
CONTRAST = Theme(card="#000000", box="#000000", text="#ffffff", subtle="#ffffff", link="#ffff01", line="#ffffff")
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

WIDTHS = {"wide": 640, "narrow": 320}
"""A desktop's channel, and a phone."""
