"""Connections to one SQLite file: one for reading in each thread, one for writing; SQLite's faults as store errors."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge.errors import StoreBusy, StoreDamaged, StoreError, StoreOutdated, StoreUnreachable
from knowledge.store.migrations import known, migrate

WRITE_WAIT = 10.0
"""Seconds that a write waits for another process's write before StoreBusy."""
READ_WAIT = 5.0
"""Seconds that a read waits on a thread without an event loop; in the event loop it does not wait at all."""

REMEMBERED = 200
"""Queries of one answer whose rows are kept until it is made."""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNREACHABLE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
}


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """SQLite's errors as the store's own: StoreBusy, StoreDamaged, StoreUnreachable, else StoreError."""
    try:
        yield
    except sqlite3.Error as fault:
        raise _ours(fault, path) from fault


def _ours(fault: sqlite3.Error, path: Path) -> StoreError:
    code = getattr(fault, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in _BUSY:
        return StoreBusy()
    if primary in _DAMAGED:
        return StoreDamaged()
    if primary in _UNREACHABLE:
        return StoreUnreachable(database=path)
    return StoreError()


class _Handle:
    """A thread's reading connection; closed when the thread ends or the store is closed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.close = weakref.finalize(self, connection.close)


class Connections:
    """All connections of one process to the store's file. Opening creates the folder and the file, and migrates it.

    Both are made for their owner alone, whatever the umask. A store that may not be written is opened for reading.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._handles: weakref.WeakSet[_Handle] = weakref.WeakSet()
        self._writing = threading.RLock()
        self._closed = False
        self._address = path.absolute().as_uri()
        try:
            _make(path)
        except OSError as fault:
            raise StoreUnreachable(database=path) from fault
        if not _writable(path):
            self._address += _read_only(path)
        with faults(path):
            self._writer = self.connect(WRITE_WAIT)
            try:
                if not _writable(path):
                    _refuse_outdated(self._writer)
                    return
                _use_wal(self._writer)
                self._writer.execute("PRAGMA foreign_keys = ON")
                self._writer.execute("PRAGMA secure_delete = ON").fetchall()
                migrate(self._writer)
            except BaseException:
                self._writer.close()
                raise

    def connect(self, wait: float) -> sqlite3.Connection:
        """A connection of the caller's own, waiting so many seconds for locks."""
        return sqlite3.connect(self._address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)

    def _reader(self) -> sqlite3.Connection:
        handle: _Handle | None = getattr(self._local, "handle", None)
        if handle is None or not handle.close.alive:
            if self._closed:
                raise StoreUnreachable(database=self.path)
            handle = _Handle(self.connect(0))
            handle.connection.execute("PRAGMA query_only = ON")
            self._local.handle = handle
            self._handles.add(handle)
        return handle.connection

    def read(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Any]:
        """All rows of a query, on this thread's reading connection.

        A value that SQLite cannot hold (an id of thirty digits, half a character) equals nothing: no rows.
        Raises StoreBusy at once where the database is locked and an event loop runs in this thread; elsewhere it waits.
        """
        try:
            return self._read(sql, values)
        except (OverflowError, UnicodeEncodeError):
            return []
        except sqlite3.Error as fault:
            raise _ours(fault, self.path) from fault

    def _read(self, sql: str, values: Sequence[object] | Mapping[str, object]) -> list[Any]:
        connection = self._reader()
        try:
            return connection.execute(sql, values).fetchall()
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF not in _BUSY or _in_event_loop():
                raise
        connection.execute(f"PRAGMA busy_timeout = {int(READ_WAIT * 1000)}")
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.execute("PRAGMA busy_timeout = 0")

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Within, `read_once` of this thread gives the rows of a query that was read already, as they were then."""
        if getattr(self._local, "told", None) is not None:
            yield
            return
        self._local.told = {}
        try:
            yield
        finally:
            self._local.told = None

    def read_once(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """As `read`; not read again within `remembering`. The rows are shared: nobody changes them."""
        told: dict[tuple[object, ...], list[Any]] | None = getattr(self._local, "told", None)
        if told is None or len(told) >= REMEMBERED:
            return self.read(sql, values)
        key = (sql, *values)
        rows = told.get(key)
        if rows is None:
            rows = told[key] = self.read(sql, values)
        return rows

    @contextmanager
    def write(self, *, durable: bool = True, patient: bool = True) -> Iterator[sqlite3.Connection]:
        """The writing connection inside a transaction; committed at the end, rolled back on any error.

        durable: on the disk when it ends. Without, a power cut (no mere crash) may undo it; it is far quicker.
        patient: wait for another's writing; without, StoreBusy at once. One within another is part of it.
        """
        with self._turn(patient), faults(self.path):
            if self._closed:
                raise StoreUnreachable(database=self.path)
            if self._writes():
                yield self._writer
                return
            self._writer.execute("PRAGMA synchronous = FULL" if durable else "PRAGMA synchronous = NORMAL")
            self._writer.execute(f"PRAGMA busy_timeout = {int(WRITE_WAIT * 1000) if patient else 0}")
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            finally:
                if self._writes():
                    self._writer.execute("ROLLBACK")

    @contextmanager
    def _turn(self, patient: bool) -> Iterator[None]:
        """This process's turn to write."""
        if not self._writing.acquire(blocking=patient):
            raise StoreBusy
        try:
            yield
        finally:
            self._writing.release()

    def _writes(self) -> bool:
        """Whether a transaction is under way."""
        return self._writer.in_transaction

    def wipe(self) -> None:
        """Write the file anew from what it holds, and empty its log: nothing that was deleted stays in either.

        Deleted rows are overwritten where they lay, but SQLite leaves copies of rows that it has moved between pages.
        Raises StoreBusy where another process reads or writes for longer than WRITE_WAIT; StoreError.
        """
        with self._writing, faults(self.path):
            if self._closed:
                raise StoreUnreachable(database=self.path)
            self._writer.execute("VACUUM")
            if self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0]:
                raise StoreBusy

    def close(self) -> None:
        """Close every connection, also those of other threads, which must have no read under way."""
        with self._writing:
            self._closed = True
            for handle in list(self._handles):
                handle.close()
            self._writer.close()


def _make(path: Path) -> None:
    """The folder and an empty file, where there are none."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _writable(path: Path) -> bool:
    """Whether the file may be written, and the folder, in which SQLite keeps its log."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _read_only(path: Path) -> str:
    """How SQLite opens what it may not write. Where there is no log the file is all there is; SQLite would want to
    make one, unless it is told that the file does not change."""
    log = path.with_name(f"{path.name}-wal")
    return "?mode=ro" if log.exists() and log.stat().st_size else "?mode=ro&immutable=1"


def _refuse_outdated(connection: sqlite3.Connection) -> None:
    """A store that may not be written cannot be migrated either."""
    if int(connection.execute("PRAGMA user_version").fetchall()[0][0]) < known()[-1].number:
        raise StoreOutdated
    migrate(connection)  # which refuses a newer one


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL. SQLite does not wait for a lock while switching, so we do."""
    until = time.monotonic() + WRITE_WAIT
    while connection.execute("PRAGMA journal_mode").fetchall() != [("wal",)]:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _in_event_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
