"""Slack's messages, windows and home as people see them: light and dark, at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e import gallery, slack_gallery, slack_sent
from tests.fakes.slack import parts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIRST_LOOKED_AT = ("beslut", "hem", "fel")
"""A message, the home and a window: what CI draws of each run's twenty-nine."""
KINDS = [pytest.param(name, marks=pytest.mark.smoke if name in FIRST_LOOKED_AT else ()) for name in slack_sent.NAMES]


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What was sent, by name."""
    return slack_sent.sent(tmp_path_factory.mktemp("slack"))


@pytest.fixture(scope="session")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The renderer."""
    return slack_gallery.bundle(tmp_path_factory.mktemp("renderer"))


@pytest.fixture
def easel(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page to draw on, and the errors of its script."""
    context = browser.new_context(viewport={"width": 800, "height": 900})
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page, errors
    context.close()


@pytest.mark.parametrize("name", KINDS)
def test_what_slack_is_sent_is_whole_in_every_look(
    sent: dict[str, dict[str, Any]], script: Path, easel: tuple[Page, list[str]], artefacts: Path, name: str
) -> None:
    """The renderer shows every word of it, and nothing is cut off at the side of a phone. Pictures are kept."""
    page, errors = easel
    payload = sent[name]
    for theme in slack_gallery.THEMES:
        for look, width in slack_gallery.WIDTHS[slack_gallery.kind_of(payload)].items():
            drawn = slack_gallery.draw(page, script, payload, theme, width)
            drawn.screenshot(path=artefacts / f"slack-{name}-{theme}-{look}.png")
            shown = " ".join(drawn.inner_text().split())
            assert [text for text in _texts(payload) if text not in shown] == []
            assert gallery.cut_off(drawn) == []
    assert errors == []


def _texts(payload: dict[str, Any]) -> list[str]:
    """The words of each text in it, as one line; of a field its label alone, for what it may hold is no text, and of a
    button that asks first its title alone."""
    shown = [one["label"] if one["type"] == "input" else one for one in payload["blocks"]]
    asked = [id(part) for one in parts(shown) for part in parts(one.get("confirm", []))]
    written = [part for part in parts(shown) if part.get("type") in ("text", "plain_text", "link")]
    return [" ".join(one["text"].split()) for one in written if id(one) not in asked]
