"""Whoever tries an example of the guides on the demo gets an answer: one that finds nothing teaches distrust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from knowledge.search.passages import Search
from knowledge.store.sqlite import SqliteStore

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "docs/anvandarguide.md").read_text("utf-8")

_COMMAND = re.compile(r"`(/[a-zåäö]+ [^`]+)`")
_ASKED = re.compile(r'kanslist ask "([^"]+)"')
_ITALIC = re.compile(r"(?<!\*)\*([^*\n]+\?)\*(?!\*)")  # what is bold is a button
_LISTED = re.compile(r"^- (.+\?)$", re.MULTILINE)


def _examples() -> list[str]:
    """Every command with its words and every question that the README, the user guide and the registry show."""
    found = [command.example for command in COMMANDS]
    for text in (README, GUIDE):
        for form in (_COMMAND, _ASKED, _ITALIC, _LISTED):
            found += form.findall(text)
    # what a registrator types about a report needs a report, which the demo documents are not
    return [one for one in dict.fromkeys(found) if not one.startswith("/anmalan")]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk over the demo documents."""
    folder = tmp_path_factory.mktemp("demo")
    settings = Settings(_env_file=None, data=folder)
    store = SqliteStore.open(settings.database_url)
    report = ingest([ROOT / "deploy/demo"], "öppen", store, Search.open(store, folder))
    assert not report.failed
    made = Kanslist(store, Search.open(store, folder), settings)
    _asked(made, "/rekommendationer", "before")  # gives them the numbers that examples name
    yield made
    made.close()


def _asked(clerk: Kanslist, text: str, conversation: str) -> str:
    return clerk.ask_now(Incoming(text, Asker("terminal", None), conversation, private=True)).outcome


@pytest.mark.parametrize("example", _examples())
def test_every_example_is_answered_on_the_demo_documents(demo: Kanslist, example: str) -> None:
    """Each stands alone, as the reader will type it; a follow-up comes after the question shown before it."""
    alone = [each for each in _ITALIC.findall(GUIDE) if not each.startswith("och ")]
    before = [each for each in alone if GUIDE.index(f"*{each}*") < GUIDE.find(f"*{example}*")]
    if example.startswith("och ") and before:
        assert _asked(demo, before[-1], "guide") == "answered"
    assert _asked(demo, example, "guide" if example.startswith("och ") else example) == "answered"


def test_the_guides_do_show_examples() -> None:
    """The patterns above find what they are there for."""
    assert {"vad yrkade Vision?", "/narvaro 28 april 2020", "och vem justerade?"} <= set(_examples())
    assert len(_examples()) >= 14
