"""The pipeline: read → extract → store → link → project. Again and again without harm.

A document's identity in a collection is its path below the folder that was given, or its name where the file itself was
given. The same content under another name is the same document and changes nothing. Where other rules than today's made
the facts of an unchanged file, they are made anew from its stored pages. What was removed stays out.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge.errors import FileMissing, FileUnreachable, FolderEmpty, KanslistError
from knowledge.facts import DocumentFacts
from knowledge.linking.answers import answers
from knowledge.linking.people import people
from knowledge.reading.crew import work_off
from knowledge.reading.pages import Reading
from knowledge.reading.types import readable
from knowledge.rebuild import renew
from knowledge.rules import fingerprint
from knowledge.search.passages import Search
from knowledge.store.api import Removal
from knowledge.store.sqlite import SqliteStore

WORKERS = max(1, min(4, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not go in, and why: a Swedish sentence, or the reason for which its document was removed."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """A file whose content was removed from the record, and stays out."""

    path: Path
    name: str
    removal: Removal


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that went in without some of its pages: pictures that nobody could read."""

    path: Path
    unread: int
    pages: int


@dataclass(slots=True)
class Report:
    """What an ingest did. Names as the store knows them. skipped: files in folders whose type is not read.

    updated: unchanged files in which newer rules found other facts; blocked: content that was removed from the record.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str


Progress = Callable[[int, int, str], None]
"""Told after each file: how many are done, of how many, and which it was."""


def ingest(
    paths: Iterable[Path],
    collection: str,
    store: SqliteStore,
    search: Search,
    progress: Progress | None = None,
    *,
    below: Path | None = None,
    again: bool = False,
    jobs: int = WORKERS,
) -> Report:
    """Read files and folders into the store. A file that cannot be read is in the report; the others go in.

    below: files are named by their path below this folder. again: removed content goes in again.
    jobs: how many files are read at once, each in a process of its own.
    Raises StoreError when the store itself fails.
    """
    report = Report()
    given = list(paths)
    files = list(_files(given, report, below))
    fresh = list(_fresh(files, _Into(collection, store, report, again)))
    done = len(files) - len(fresh)
    for index, outcome in work_off([file.path for file in fresh], extracted, jobs):
        file = fresh[index]
        _put(file, outcome, _Into(collection, store, report, again))
        done += 1
        if progress is not None:
            progress(done, len(files), file.name)
    store.drop_failures(
        [*report.new, *report.changed, *report.unchanged, *report.updated, *(one.name for one in report.blocked)],
        collection,
        [path for path in given if path.is_dir()],
    )
    if report.new or report.changed or report.updated:
        store.put_links(answers(store))
        store.put_persons(people(store))
        search.refresh()
    return report


@dataclass(frozen=True, slots=True)
class _Into:
    """Where files go."""

    collection: str
    store: SqliteStore
    report: Report
    again: bool

    def failed(self, file: _File, error: KanslistError) -> None:
        """Tell that a file did not go in, and remember it unless there is no such file."""
        self.report.failed.append(Failure(file.path, str(error)))
        if not isinstance(error, FileMissing):
            self.store.put_failure(file.name, self.collection, str(error), file.path)

    def blocked(self, file: _File, content: Reading | str) -> bool:
        """Whether this content was removed; told in the report. Lets it in again where that was asked for."""
        removal = self.store.removed(content, self.collection)
        if removal is None:
            return False
        if self.again:
            self.store.readmit(content, self.collection)
            return False
        self.report.blocked.append(Blocked(file.path, file.name, removal))
        return True


def extracted(path: Path) -> tuple[Reading, DocumentFacts]:
    """What the worker does with one file. Raises ReadingError, QuoteError."""
    from knowledge.extraction.extract import extract
    from knowledge.reading.read import read

    reading = read(path)
    return reading, extract(reading)


def _files(paths: Iterable[Path], report: Report, below: Path | None) -> Iterator[_File]:
    """The files to look at, each once."""
    seen: set[Path] = set()
    for given in paths:
        found = list(_folder(given, report)) if given.is_dir() else [_File(given, _name(given, below))]
        if not found:
            report.failed.append(Failure(given, str(FolderEmpty())))
        for file in found:
            if (real := file.path.resolve()) not in seen:
                seen.add(real)
                yield file


def _name(path: Path, below: Path | None) -> str:
    return path.name if below is None else path.relative_to(below).as_posix()


def _folder(root: Path, report: Report) -> Iterator[_File]:
    for path in sorted(root.rglob("*")):
        below = path.relative_to(root)
        if any(part.startswith(".") for part in below.parts) or not path.is_file():
            continue
        if readable(path):
            yield _File(path, below.as_posix())
        else:
            report.skipped += 1


def _fresh(files: Sequence[_File], into: _Into) -> Iterator[_File]:
    """The files whose content the collection does not hold; the others are told of in the report."""
    held = into.store.digests(into.collection)
    outdated = into.store.made_by_other_rules(fingerprint(), into.collection)
    for file in files:
        try:
            digest = _digest(file.path)
            if digest in held:
                anew = digest in outdated and renew(into.store, outdated[digest])
                (into.report.updated if anew else into.report.unchanged).append(file.name)
                continue
        except KanslistError as error:
            into.failed(file, error)
            continue
        held.add(digest)
        if not into.blocked(file, digest):
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


def _put(file: _File, outcome: _Outcome, into: _Into) -> None:
    if isinstance(outcome, KanslistError):
        into.failed(file, outcome)
        return
    reading, facts = outcome
    if into.blocked(file, reading):
        return
    known = into.store.held(file.name, into.collection) is not None
    into.store.put(replace(reading, file=file.name), facts, into.collection, fingerprint())
    (into.report.changed if known else into.report.new).append(file.name)
    if reading.unread:
        into.report.unread.append(Unread(file.path, reading.unread, len(reading.pages)))
