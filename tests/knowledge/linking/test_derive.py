"""Links follow the record: after a crash, and when two write at once."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.alone import alone
from knowledge.ingest import ingest
from knowledge.linking import derive as deriving
from knowledge.linking.answers import replies
from knowledge.linking.derive import ROUNDS, derive
from knowledge.search.passages import Search
from knowledge.store.reader import OPEN
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore.open(f"sqlite:///{tmp_path / 'kanslist.db'}")
    yield opened
    opened.close()


def test_links_lost_by_a_crash_are_made_by_the_next_ingest(store: SqliteStore, tmp_path: Path) -> None:
    """The process ended between the last document and the links: the next run makes them though no file is new."""
    path = tmp_path / "a.txt"
    path.write_text(alvkulla.MINUTES, "utf-8")
    ingest([path], OPEN, store, Search.open(store, tmp_path), jobs=1)
    store.put(*alvkulla.audit(), OPEN)
    assert store.derived() != store.change()
    assert ingest([path], OPEN, store, Search.open(store, tmp_path), jobs=1).unchanged == ["a.txt"]
    assert store.derived() == store.change()
    assert not derive(store)


def test_links_of_a_record_that_has_changed_are_not_stored(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process's document landed while ours were compared: they are compared once more, with it."""
    made = iter((alvkulla.minutes, alvkulla.audit))
    seen = []

    def meanwhile(of: SqliteStore) -> Any:
        seen.append(of.change())
        found = list(replies(of))
        for make in made:
            of.put(*make(), OPEN)
            break
        return found

    store.put(*alvkulla.extract(), OPEN)
    monkeypatch.setattr(deriving, "replies", meanwhile)
    assert derive(store)
    assert seen == [1, 2, 3]
    assert store.derived() == store.change()


def test_who_never_stops_writing_is_not_waited_for(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rounds are bounded; that the links lag is remembered for the next ingest."""
    rounds = []

    def meanwhile(of: SqliteStore) -> Any:
        rounds.append(of.put(*alvkulla.audit(f"{len(rounds)}.txt"), OPEN))
        return []

    monkeypatch.setattr(deriving, "replies", meanwhile)
    derive(store)
    assert len(rounds) == ROUNDS
    assert store.derived() != store.change()


def test_a_store_from_before_has_its_links_made(store: SqliteStore) -> None:
    """Nobody knows of what record they were made."""
    store.put(*alvkulla.audit(), OPEN)
    derive(store)
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE state SET value = '' WHERE key = 'derived'")
    db.close()
    assert derive(store)


def _hold(path: Path, held: Any, go: Any) -> None:
    with alone(path):
        held.set()
        go.wait(60)
        os._exit(9)


def test_the_second_ingest_waits_and_a_crash_frees_the_way(tmp_path: Path) -> None:
    """Two at once would each call the other's documents changed; the lock goes with the process that held it."""
    path = tmp_path / "kanslist.db"
    context = multiprocessing.get_context("spawn")
    held, go = context.Event(), context.Event()
    first = context.Process(target=_hold, args=(path, held, go))
    first.start()
    assert held.wait(60)
    told = []

    def waiting() -> None:
        told.append("waits")
        go.set()

    with alone(path, waiting):
        pass
    first.join(60)
    assert told == ["waits"]
    with alone(path, lambda: pytest.fail("nobody holds it")):
        pass
