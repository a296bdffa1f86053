"""A backup put in the store's place. The old store is kept beside it, whole."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from knowledge.errors import BackupDamaged, FileMissing, StoreDamaged, StoreInUse, StoreTooNew, StoreUnreachable
from knowledge.store.connections import faults
from knowledge.store.migrations import known

_LOCK_BYTES = (0x40000000, 512)
"""Where SQLite's own locks lie in a database file (sqlite.org/fileformat.html, "the lock-byte page").

A connection in WAL mode holds a shared lock there for as long as it is open, whatever state the rest is in."""


def restore(path: Path, backup: Path) -> Path | None:
    """Put a copy of the backup in the store's place; gives where the old store lies now, None where there was none.

    The old store's log goes with it: a log left beside another database would be read into it. Raises FileMissing,
    BackupDamaged or StoreTooNew for a backup that will not do, StoreInUse while anything has the store open,
    StoreUnreachable.
    """
    if not backup.is_file():
        raise FileMissing
    _check(backup)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(path):
            fresh = _copied(backup, path)
            _doubt(fresh)
            kept = _set_aside(path)
            fresh.replace(path)
    except OSError as fault:
        raise StoreUnreachable(database=path) from fault
    return kept


def _check(backup: Path) -> None:
    try:
        with faults(backup), closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            sound = copy.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            schema = int(copy.execute("PRAGMA user_version").fetchall()[0][0])
            ours = copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchall()
    except StoreDamaged as fault:
        raise BackupDamaged from fault
    if schema > known()[-1].number:
        raise StoreTooNew(found=schema, known=known()[-1].number)
    if not sound or not ours or schema < 1:
        raise BackupDamaged


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """While nobody else has the store open. Raises StoreInUse."""
    if not path.exists():
        yield
        return
    start, length = _LOCK_BYTES
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
        except BlockingIOError as taken:
            raise StoreInUse from taken
        yield


def _copied(backup: Path, path: Path) -> Path:
    """The backup, whole and on the disk, beside the store."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with (
        backup.open("rb") as source,
        os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as copy,
    ):
        shutil.copyfileobj(source, copy)
        copy.flush()
        os.fsync(copy.fileno())
    return fresh


def _doubt(fresh: Path) -> None:
    """What waited in the outbox when the backup was made may have been sent since: it is looked for first."""
    with faults(fresh), closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
        if copy.execute("PRAGMA table_info(deliveries)").fetchall()[0][1] == "id":  # else older than the outbox
            copy.execute("UPDATE deliveries SET unclear = 1 WHERE state IN ('waiting', 'leased')")


def _set_aside(path: Path) -> Path | None:
    """Keep the store under a free name ending in .old, its log with it; what is left in its place has no log."""
    log = path.with_name(f"{path.name}-wal")
    kept = None
    if path.exists():
        kept = next(name for name in _old_names(path) if not name.exists())
        path.rename(kept)
        if log.exists():
            log.rename(kept.with_name(f"{kept.name}-wal"))
    log.unlink(missing_ok=True)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    return kept


def _old_names(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.name}.old")
    yield from (path.with_name(f"{path.name}.old{number}") for number in count(2))
