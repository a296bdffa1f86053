"""A fresh store for each test, and Älvkulla's record in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.store.reader import OPEN
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store in a folder that does not exist beforehand."""
    opened = SqliteStore.open(f"sqlite:///{tmp_path}/data/kanslist.db")
    yield opened
    opened.close()


@pytest.fixture
def record(store: SqliteStore) -> SqliteStore:
    """The store with the minutes, the extract and the audit report, all open."""
    for made in (alvkulla.minutes, alvkulla.extract, alvkulla.audit):
        store.put(*made(), OPEN)
    return store
