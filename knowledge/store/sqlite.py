"""The store in SQLite (WAL): one file, readers beside one writer, in as many threads and processes as you like."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import StoreDamaged, StoreFileExists, StoreKindUnknown, StoreUnreachable
from knowledge.store.approvals import Approvals
from knowledge.store.connections import WRITE_WAIT, Connections, faults
from knowledge.store.deliveries import Deliveries
from knowledge.store.feeds import Feeds
from knowledge.store.followed import Followed
from knowledge.store.hidden import Hidden
from knowledge.store.history import History
from knowledge.store.holdings import Holdings
from knowledge.store.installations import Installations
from knowledge.store.intake import Intake
from knowledge.store.links import Links
from knowledge.store.migrations import known
from knowledge.store.outbox import Outbox
from knowledge.store.past import Past
from knowledge.store.persons import Persons
from knowledge.store.reads import Reads
from knowledge.store.removal import Removals
from knowledge.store.reports import Reports
from knowledge.store.stored import Stored
from knowledge.store.subscriptions import Subscriptions
from knowledge.store.watching import Watching
from knowledge.store.writes import Writes

PREFIX = "sqlite:///"


def file_of(url: str) -> Path:
    """The file that a store's URL names. Raises StoreKindUnknown, StoreUnreachable."""
    if not url.startswith(PREFIX):
        raise StoreKindUnknown
    path = url.removeprefix(PREFIX)
    if not path:
        raise StoreUnreachable(database=url)
    return Path(path).absolute()


class SqliteStore(
    Reads,
    Writes,
    Links,
    Persons,
    Holdings,
    Removals,
    Watching,
    Outbox,
    Deliveries,
    Reports,
    Hidden,
    Followed,
    History,
    Installations,
    Intake,
    Subscriptions,
    Past,
    Feeds,
    Approvals,
    Stored,
):
    """Readable and Writable of knowledge/store/api.py."""

    def __init__(self, path: Path) -> None:
        """Open the store in this file, creating and migrating it. Raises StoreError."""
        self._db = Connections(path)
        self._overviews = {}

    @classmethod
    def open(cls, url: str) -> SqliteStore:
        """Open `sqlite:///PATH` (a fourth slash begins an absolute path), creating and migrating it.

        Raises StoreKindUnknown, StoreUnreachable, StoreDamaged, StoreTooNew or StoreBusy.
        """
        return cls(file_of(url))

    @property
    def path(self) -> Path:
        """The store's file."""
        return self._db.path

    @contextmanager
    def together(self, *, durable: bool = True) -> Iterator[None]:
        """The writes within are one transaction: all of them or none, and many are far quicker so. durable: on the disk
        when it ends, also after a power cut."""
        with self._db.write(durable=durable):
            yield

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """What is looked up within, in this thread, is looked up once: for one answer, whose parts ask the same."""
        with self._db.remembering():
            yield

    def schema_is_known(self) -> bool:
        """Whether the file still has the schema that this version writes; a newer one may have migrated it."""
        return bool(self._db.read("PRAGMA user_version")[0][0] == known()[-1].number)

    def backup(self, path: str) -> None:
        """An online copy to a file that does not exist yet; the copy is a store of its own, with its own identity.

        Raises StoreFileExists, StoreUnreachable, and StoreDamaged where the copy is not sound: no such copy is kept.
        """
        target = Path(path)
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError as fault:
            raise StoreFileExists(file=target) from fault
        except OSError as fault:
            raise StoreUnreachable(database=target) from fault
        finished = False
        try:
            with faults(target):
                self._copy_to(target)
            finished = True
        finally:
            if not finished:
                target.unlink(missing_ok=True)

    def _copy_to(self, target: Path) -> None:
        source, copy = self._db.connect(WRITE_WAIT), sqlite3.connect(target, isolation_level=None)
        try:
            source.backup(copy)
            copy.execute("UPDATE state SET value = lower(hex(randomblob(8))) WHERE key = 'identity'")
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            if copy.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise StoreDamaged
        finally:
            copy.close()
            source.close()

    def close(self) -> None:
        """Close every connection of this process to the store."""
        self._db.close()
