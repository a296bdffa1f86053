"""The clerk over the record of Älvkulla, made once a session: no test writes into it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.kanslist import Kanslist
from tests.bot.record import clerk
from tests.reading_here import work_off_here


@pytest.fixture(scope="session")
def kanslist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk whose store holds four open documents and an internal one."""
    made = clerk(tmp_path_factory.mktemp("alvkulla"))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers that a test of the conversation writes are read without workers."""
    monkeypatch.setattr("knowledge.ingest.work_off", work_off_here)
