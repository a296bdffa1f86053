"""`make e2e`: one bot and one client for the run, a fresh page for each conversation, pictures of what was seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.kanslist import LIBRARY, ROOT, Kanslist
from tests.e2e.playground import Playground

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from tests.e2e.screen import Screen

ASKED_FOR = "KANSLIST_E2E"
"""Set by `make e2e`. Without it only what needs no browser is collected: `make test` stays as fast as it is."""

if not os.environ.get(ASKED_FOR):
    collect_ignore_glob = ["conversations/*"]

ARTEFACTS = ROOT / ".ci" / "artefacts" / "-".join(["e2e", *filter(None, [os.environ.get(LIBRARY)])])
"""e2e, or e2e-agents: a run on the other library wipes nothing of the first."""
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
FLAGS = [
    "--no-sandbox",  # CI is root in a container, where Chromium's own sandbox cannot be had; only our pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
MARGIN = 400
"""Of the client's own bars above and below a conversation."""


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """An empty folder for this run's pictures and logs; CI keeps it."""
    shutil.rmtree(ARTEFACTS, ignore_errors=True)
    ARTEFACTS.mkdir(parents=True)
    return ARTEFACTS


@pytest.fixture(scope="session")
def kanslist(artefacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """The running bot."""
    with Kanslist(tmp_path_factory.mktemp("kanslist"), artefacts / "kanslist.log") as running:
        yield running


@pytest.fixture(scope="session")
def playground(kanslist: Kanslist, artefacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    """Microsoft's client, speaking to that bot."""
    folder = tmp_path_factory.mktemp("playground")
    with Playground(kanslist.address, folder, artefacts / "playground.log") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One for the run: the client's nine megabytes are read once. It keeps nothing of a conversation in the browser."""
    running = browser.new_context(viewport=WIDE, locale="sv-SE", timezone_id="Europe/Stockholm")
    yield running
    running.close()


@pytest.fixture
def page(context: BrowserContext, artefacts: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page; where the test fails, a picture of what it then showed."""
    failed = request.session.testsfailed
    opened = context.new_page()
    yield opened
    if request.session.testsfailed > failed:
        opened.screenshot(path=artefacts / f"failed-{request.node.name}.png")
    opened.close()


@pytest.fixture
def screen(page: Page, playground: Playground) -> Screen:
    """The client, opened by Åsa Öberg of Älvkulla."""
    from tests.e2e.screen import Screen

    return Screen(page, playground.address)


@pytest.fixture
def keep(artefacts: Path) -> Callable[[str, Locator], None]:
    """Keep a picture of a part of the page among the artefacts."""

    def kept(name: str, seen: Locator) -> None:
        # a window as high as what is kept: what the client scrolls out of sight it does not draw
        box = seen.bounding_box()
        height = int(box["height"]) + MARGIN if box else 0
        seen.page.set_viewport_size({**WIDE, "height": max(height, WIDE["height"])})
        seen.screenshot(path=artefacts / f"{name}.png")
        seen.page.set_viewport_size(WIDE)

    return kept
