"""The record put into a store through the store's own write path, and its projection by a process beside it."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import dataclass
from itertools import islice
from multiprocessing.synchronize import Event
from pathlib import Path

from knowledge.search.passages import Search
from knowledge.store.reader import OPEN
from knowledge.store.sqlite import SqliteStore
from tests.load.record import documents

TOGETHER = 250
"""Documents of one transaction."""
CLOSED = "internt"
"""The collection of every twentieth document."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was put in, and the seconds that it took."""

    documents: int
    facts: int
    stored: float
    projected: float


def make(folder: Path, facts: int) -> Made:
    """Fill the folder's store (`kanslist.db`) with at least so many facts, about as many passages, and project it."""
    began = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    store = SqliteStore.open(f"sqlite:///{folder / 'kanslist.db'}")
    context = multiprocessing.get_context("spawn")
    written = context.Event()
    projecting = context.Process(target=_project, args=(folder, written))
    projecting.start()
    try:
        put, held = _fill(store, facts)
        store.put_derived([], [], store.change())
        stored = time.perf_counter() - began
    finally:
        written.set()
        projecting.join()
        store.close()
    return Made(put, held, stored, time.perf_counter() - began)


def _fill(store: SqliteStore, facts: int) -> tuple[int, int]:
    put = held = 0
    every = documents()
    while held < facts:
        with store.together():
            for reading, found in islice(every, TOGETHER):
                store.put(reading, found, CLOSED if put % 20 == 19 else OPEN, "load", f"load/{reading.file}")
                put += 1
                held += sum(len(elements) for _, elements in found.lists())
                if held >= facts:
                    break
    return put, held


def _project(folder: Path, written: Event) -> None:
    """Follow the store until all is written, then once more."""
    store = SqliteStore.open(f"sqlite:///{folder / 'kanslist.db'}")
    search = Search(store, folder)
    while not written.wait(timeout=1):
        search.refresh()
    search.refresh()
    store.close()
