"""The pipeline: read → extract → store → link → project. Again and again without harm.

A document's identity in a collection is its path below the folder that was given, or its name where the file itself was
given. The same content under another name is the same document and changes nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge.errors import FileMissing, FileUnreachable, FolderEmpty, KanslistError
from knowledge.facts import DocumentFacts
from knowledge.linking.answers import answers
from knowledge.reading.pages import Reading
from knowledge.reading.types import readable
from knowledge.reading.worker import Worker
from knowledge.search.passages import Search
from knowledge.store.sqlite import SqliteStore

WORKERS = max(1, min(4, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not go in, and why, in a Swedish sentence."""

    path: Path
    reason: str


@dataclass(slots=True)
class Report:
    """What an ingest did. Names as the store knows them. skipped: files in folders whose type is not read."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str


Progress = Callable[[int, int, str], None]
"""Told after each file: how many are done, of how many, and which it was."""


def ingest(
    paths: Iterable[Path], collection: str, store: SqliteStore, search: Search, progress: Progress | None = None
) -> Report:
    """Read files and folders into the store. A file that cannot be read is in the report; the others go in.

    Raises StoreError when the store itself fails.
    """
    report = Report()
    files = list(_files(paths, report))
    fresh = list(_fresh(files, collection, store, report))
    done = len(files) - len(fresh)
    for file, outcome in _read_all(fresh):
        _put(file, outcome, collection, store, report)
        done += 1
        if progress is not None:
            progress(done, len(files), file.name)
    if report.new or report.changed:
        store.put_links(answers(store))
        search.refresh()
    return report


def extracted(path: Path) -> tuple[Reading, DocumentFacts]:
    """What the worker does with one file. Raises ReadingError, QuoteError."""
    from knowledge.extraction.extract import extract
    from knowledge.reading.read import read

    reading = read(path)
    return reading, extract(reading)


def _files(paths: Iterable[Path], report: Report) -> Iterator[_File]:
    """The files to look at, each once."""
    seen: set[Path] = set()
    for given in paths:
        found = list(_folder(given, report)) if given.is_dir() else [_File(given, given.name)]
        if not found:
            report.failed.append(Failure(given, str(FolderEmpty())))
        for file in found:
            if (real := file.path.resolve()) not in seen:
                seen.add(real)
                yield file


def _folder(root: Path, report: Report) -> Iterator[_File]:
    for path in sorted(root.rglob("*")):
        below = path.relative_to(root)
        if any(part.startswith(".") for part in below.parts) or not path.is_file():
            continue
        if readable(path):
            yield _File(path, below.as_posix())
        else:
            report.skipped += 1


def _fresh(files: Sequence[_File], collection: str, store: SqliteStore, report: Report) -> Iterator[_File]:
    """The files whose content the collection does not hold; the others are told of in the report."""
    held = store.digests(collection)
    for file in files:
        try:
            digest = _digest(file.path)
        except KanslistError as error:
            report.failed.append(Failure(file.path, str(error)))
            continue
        if digest in held:
            report.unchanged.append(file.name)
            continue
        held.add(digest)
        yield file


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except PermissionError as error:
        raise FileUnreachable from error
    except OSError as error:
        raise FileMissing from error


_Outcome = tuple[Reading, DocumentFacts] | KanslistError


def _read_all(files: Sequence[_File]) -> Iterator[tuple[_File, _Outcome]]:
    """Every file with what reading it gave, in order; a few are read ahead of the one that is stored."""
    workers = [Worker(extracted) for _ in range(min(WORKERS, len(files)))]
    free = list(workers)

    def work(path: Path) -> _Outcome:
        worker = free.pop()
        try:
            return worker(path)
        except KanslistError as error:
            return error
        finally:
            free.append(worker)

    if not workers:
        return
    with ThreadPoolExecutor(len(workers)) as pool:
        try:
            ahead: list[tuple[_File, Future[_Outcome]]] = []
            for file in files:
                ahead.append((file, pool.submit(work, file.path)))
                if len(ahead) > 4 * len(workers):
                    first, future = ahead.pop(0)
                    yield first, future.result()
            for first, future in ahead:
                yield first, future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.close()


def _put(file: _File, outcome: _Outcome, collection: str, store: SqliteStore, report: Report) -> None:
    if isinstance(outcome, KanslistError):
        report.failed.append(Failure(file.path, str(outcome)))
        return
    reading, facts = outcome
    known = store.held(file.name, collection) is not None
    store.put(replace(reading, file=file.name), facts, collection)
    (report.changed if known else report.new).append(file.name)
