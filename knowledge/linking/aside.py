"""Links and persons made in a process of its own: over a large record they take minutes, which no answer waits for."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from knowledge.errors import KanslistError
from knowledge.linking.derive import derive
from knowledge.store.sqlite import SqliteStore


def derive_aside(database: str) -> bool:
    """`derive` beside this process; whether it came to its end. Where it did not, the next ingest makes them."""
    try:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
            return process.submit(_derive, database).result()
    except BrokenProcessPool:
        return False


def _derive(database: str) -> bool:
    try:
        store = SqliteStore.open(database)
        try:
            derive(store)
        finally:
            store.close()
    except KanslistError:
        return False
    return True
