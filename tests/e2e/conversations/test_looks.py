"""Cards as people see them: light, dark and high contrast, at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e import gallery
from tests.e2e.screen import PERSONAL, Screen
from tests.e2e.themes import THEMES, WIDTHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUESTIONS = {
    "beslut": "/beslut AMN 2020-0276",
    "tidslinje": "/tidslinje AMN 2020-0276",
    "jamfor": "/jamfor AMN 2020-0276",
    "narvaro": "/narvaro 28 april 2020",
    "mote": "/mote 28 april 2020",
    "person": "/person Yvonne Rask",
    "rekommendationer": "vilka rekommendationer är öppna?",
    "alla-beslut": "alla beslut 2020",
    "sok": "/sok språkombud",
    "menade-du": "/beslut AMN 2020-0275",
    "hjalp": "/hjalp",
}
"""One of each family of answers."""


@pytest.fixture
def easel(browser: Browser) -> Iterator[Page]:
    """A page to draw cards on."""
    context = browser.new_context(viewport={"width": 700, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("family", QUESTIONS)
def test_a_card_is_whole_in_every_look(screen: Screen, easel: Page, artefacts: Path, family: str) -> None:
    """Microsoft's renderer finds no fault in it, and nothing is cut off at the side of a phone. Pictures are kept."""
    screen.chat(PERSONAL).ask(QUESTIONS[family])
    for theme, colours in THEMES.items():
        for name, width in WIDTHS.items():
            drawn, faults = gallery.draw(easel, screen.cards[-1], colours, width)
            drawn.screenshot(path=artefacts / f"card-{family}-{theme}-{name}.png")
            assert faults == []
            assert gallery.cut_off(drawn) == []
