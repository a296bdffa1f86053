"""One ingest at a time: of two, the second waits for the first."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import StoreUnreachable


@contextmanager
def alone(store: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock beside the store's file. waiting: called where another ingest has it, before we wait for that.

    The system lets go of it when the process ends, however it ends. Raises StoreUnreachable.
    """
    try:
        lock = os.fdopen(os.open(store.with_name(f"{store.name}.ingest.lock"), os.O_CREAT | os.O_WRONLY, 0o600), "w")
    except OSError as error:
        raise StoreUnreachable(database=store) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
