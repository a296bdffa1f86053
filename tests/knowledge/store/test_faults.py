"""A store that cannot be used says why in one Swedish sentence; nothing is overwritten, nothing half written."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from knowledge.errors import (
    QuoteBroken,
    StoreBusy,
    StoreDamaged,
    StoreFileExists,
    StoreKindUnknown,
    StoreUnreachable,
)
from knowledge.store import connections
from knowledge.store.api import FactQuery
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPEN, PUBLIC
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla


@pytest.mark.parametrize("url", ["postgresql://host/db", "kanslist.db", "", "sqlite:kanslist.db"])
def test_other_kinds_are_named(url: str) -> None:
    """A URL of another kind is told apart from a file that is missing."""
    with pytest.raises(StoreKindUnknown):
        SqliteStore.open(url)


def test_unreachable(tmp_path: Path) -> None:
    """A folder in place of the file, a file in place of the folder, a folder that may not be written."""
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "file" / "k.db", Path("/proc/kanslist/k.db")):
        with pytest.raises(StoreUnreachable, match=str(path)):
            SqliteStore.open(f"sqlite:///{path}")
    with pytest.raises(StoreUnreachable):
        SqliteStore.open("sqlite:///")


def test_damaged(tmp_path: Path) -> None:
    """A file that is no database, and one whose pages were overwritten, are damaged and left as they are."""
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"inget register " * 1000)
    with pytest.raises(StoreDamaged):
        SqliteStore.open(f"sqlite:///{junk}")
    assert junk.read_bytes() == b"inget register " * 1000
    path = tmp_path / "k.db"
    store = SqliteStore.open(f"sqlite:///{path}")
    store.put(*alvkulla.minutes(), OPEN)
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))

    def use() -> None:
        again = SqliteStore.open(f"sqlite:///{path}")
        try:
            again.facts(PUBLIC, FactQuery("decisions"))
        finally:
            again.close()

    with pytest.raises(StoreDamaged):
        use()


def test_a_write_waits_no_longer_than_it_must(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process that holds the write lock gives StoreBusy, and reading goes on meanwhile."""
    monkeypatch.setattr(connections, "WRITE_WAIT", 0.01)
    store = SqliteStore.open(f"sqlite:///{tmp_path}/k.db")
    store.put(*alvkulla.minutes(), OPEN)
    other = sqlite3.connect(tmp_path / "k.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        store.put(*alvkulla.extract(), OPEN)
    assert len(store.documents(PUBLIC)) == 1
    other.execute("ROLLBACK")
    assert store.put(*alvkulla.extract(), OPEN) == 2
    other.close()
    store.close()


async def test_a_locked_read_in_the_event_loop_fails_at_once_and_waits_on_a_thread(
    record: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loop must never stand still for a lock; a thread may, and gets its answer when the lock is gone."""
    record.close()
    store = SqliteStore.open(f"sqlite:///{record.path}")
    holder = sqlite3.connect(record.path, isolation_level=None, check_same_thread=False)
    store._db._writer.execute("PRAGMA journal_mode = DELETE").fetchall()
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreBusy):
        store.documents(PUBLIC)
    waiting = asyncio.create_task(asyncio.to_thread(store.documents, PUBLIC))
    await asyncio.sleep(0)
    holder.execute("ROLLBACK")
    assert len(await waiting) == 3
    holder.close()
    store.close()


def test_a_put_that_fails_leaves_nothing(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Document, pages and facts go in together or not at all, and the store goes on working."""

    def broken(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr("knowledge.store.writes._put_facts", broken)
        with pytest.raises(Exception, match="Registret"):
            store.put(*alvkulla.minutes(), OPEN)
    assert store.documents(PUBLIC) == []
    assert store.change() == 0
    assert store.put(*alvkulla.minutes(), OPEN)


def test_links_cite_what_stands_there(record: SqliteStore) -> None:
    """A link's quote is cut from its page; one beyond the page is refused and the earlier links stay."""
    (fact,) = record.facts(PUBLIC, FactQuery("recommendations"))
    record.put_links([LinkRow("answers", fact.id, 1, 1, 0, 16)])
    change = record.change()
    record.put_links([LinkRow("answers", fact.id, 1, 1, 0, 16)])
    assert record.change() == change
    with pytest.raises(QuoteBroken):
        record.put_links([LinkRow("answers", fact.id, 1, 1, 90_000, 90_010)])
    assert [link.quote for link in record.links(PUBLIC, kind="answers")] == ["Bildningsnämnden"]


def test_backup(record: SqliteStore, tmp_path: Path) -> None:
    """The copy opens as a store with the same record and another identity; nothing is ever overwritten."""
    copy = tmp_path / "kopia.db"
    record.backup(str(copy))
    restored = SqliteStore.open(f"sqlite:///{copy}")
    assert restored.documents(PUBLIC) == record.documents(PUBLIC)
    assert restored.identity() != record.identity()
    restored.close()
    with pytest.raises(StoreFileExists, match=r"kopia\.db"):
        record.backup(str(copy))
    with pytest.raises(StoreUnreachable):
        record.backup(str(tmp_path / "saknas" / "kopia.db"))


def test_closing_closes_every_thread(tmp_path: Path) -> None:
    """After close a read or a write says that the store cannot be reached, in whichever thread."""
    store = SqliteStore.open(f"sqlite:///{tmp_path}/k.db")
    thread = threading.Thread(target=store.documents, args=(PUBLIC,))
    thread.start()
    thread.join()
    store.documents(PUBLIC)
    store.close()
    with pytest.raises(StoreUnreachable):
        store.documents(PUBLIC)
    with pytest.raises(StoreUnreachable):
        store.claim_event("a")
