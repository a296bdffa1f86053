"""A file that waits → the record, in a process of its own: reading and linking slow no answer down."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from knowledge.errors import FileCrashesReader, KanslistError
from knowledge.ingest import Report, ingest
from knowledge.search.passages import Search
from knowledge.store.sqlite import SqliteStore

_Outcome = tuple[Report | None, tuple[type[KanslistError], dict[str, object]] | None]


def lay_in(path: Path, collection: str, database: str, data: Path) -> Report:
    """What `kanslist ingest` does with one file. Raises what ingest raises, FileCrashesReader."""
    try:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
            report, fault = process.submit(_ingest, path, collection, database, data).result()
    except BrokenProcessPool as error:
        raise FileCrashesReader from error
    if report is None:
        kind, values = fault or (KanslistError, {})
        raise kind(**values)
    return report


def _ingest(path: Path, collection: str, database: str, data: Path) -> _Outcome:
    """The report and None, or None and the error's type and values, which a pipe takes."""
    try:
        store = SqliteStore.open(database)
        try:
            return ingest([path], collection, store, Search.open(store, data), jobs=1), None
        finally:
            store.close()
    except KanslistError as error:
        return None, (type(error), error.values)
