"""The record of the scenarios: the demo documents and an internal one, read once; each entrance is opened once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from tests.scenarios.core import Core
from tests.scenarios.speakers import REGISTRARS, Speaker, Voice, entrance

HERE = Path(__file__).parent
DEMO = HERE.parent.parent / "deploy" / "demo"
INTERNAL = HERE / "internal"

Opened = Callable[[str], Awaitable[Speaker]]
"""An entrance's name → somebody who holds a conversation there."""


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(_env_file=None, data=tmp_path_factory.mktemp("record"), registrars=REGISTRARS)


@pytest.fixture(scope="session")
def record(settings: Settings) -> Path:
    """The demo documents for everyone, the internal one for registratorer."""
    kanslist = Kanslist.open(settings)
    reports = [
        ingest([folder], collection, kanslist.store, kanslist.search)
        for folder, collection in ((DEMO, "öppen"), (INTERNAL, "intern"))
    ]
    kanslist.ask_now(Incoming("/rekommendationer", Asker("terminal"), "first", private=True))  # gives them 1 to 6
    kanslist.close()
    assert [failed for report in reports for failed in report.failed] == []
    return settings.data


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def core(record: Path, settings: Settings) -> AsyncIterator[Core]:
    kanslist = Kanslist.open(settings)
    yield Core(kanslist)
    kanslist.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def speaking(record: Path, settings: Settings) -> AsyncIterator[Opened]:
    """Opens an entrance the first time that it is spoken through; each conversation has a place of its own in it."""
    voices: dict[str, Voice] = {}
    numbers = count(1)
    async with AsyncExitStack() as opened:

        async def speak(name: str) -> Speaker:
            if name not in voices:
                kanslist = Kanslist.open(settings)
                opened.callback(kanslist.close)
                voices[name] = await opened.enter_async_context(entrance(name, kanslist, settings))
            return voices[name](next(numbers))

        yield speak
