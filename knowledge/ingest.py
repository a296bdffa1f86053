"""The pipeline: read → extract → store → link → project. Again and again without harm.

1. A document of a collection is known by where its file lies (the resolved path), whichever folder was given.
2. Content that the collection holds is no second document, wherever it lies. Where its file has gone from the old
   place, it has moved here; so has content whose place nobody knows.
3. What was a copy while its original stood there is a document of its own when the original changes, in the same run.
4. Where other rules than today's made the facts of an unchanged file, they are made anew from its stored pages.
5. What was removed stays out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge import files
from knowledge.alone import alone
from knowledge.errors import FileMissing, KanslistError
from knowledge.facts import DocumentFacts
from knowledge.files import File, Problem, Skipped
from knowledge.linking.derive import derive
from knowledge.paths import gone, shown
from knowledge.reading.crew import work_off
from knowledge.reading.pages import Reading
from knowledge.rebuild import renew
from knowledge.rules import fingerprint
from knowledge.search.passages import Search
from knowledge.store.api import Place, Removal
from knowledge.store.reader import OPEN, OPERATOR
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
    open_too: list[str] = field(default_factory=list)
    """What went into another collection while the open one holds the same content, by its name there."""


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
    waiting: Callable[[], None] = lambda: None,
) -> Report:
    """Read files and folders into the store. A file that cannot be read is in the report; the others go in.

    below: files are named by their path below this folder. again: removed content goes in again, and unchanged files
    are read again. jobs: how many files are read at once, each in a process of its own. waiting: called where another
    ingest is under way, for which this one waits. Raises StoreError when the store itself fails.
    """
    given = list(paths)
    into = _Into(collection, store, Report(), again)
    with alone(store.path, waiting):
        todo = into.found(given, below)
        tell = _Teller(progress, len(todo))
        while todo:
            fresh = into.fresh(todo)
            tell.done(len(todo) - len(fresh))
            for index, outcome in work_off([file.path for file, _ in fresh], extracted, jobs):
                into.put(*fresh[index], outcome)
                tell(fresh[index][0].name)
            todo = into.no_copies_any_more()
            tell.done(-len(todo))
        into.settle_copies()
        store.drop_failures(into.read, collection, into.folders)
        if derive(store) or into.report.updated:
            search.refresh()
    return into.report


class _Teller:
    """Counts the files that are done."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def done(self, count: int) -> None:
        self._done += count

    def __call__(self, name: str) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total, name)


class _Into:
    """Where files go, and what has become of them."""

    def __init__(self, collection: str, store: SqliteStore, report: Report, again: bool) -> None:
        self.collection, self.store, self.report, self.again = collection, store, report, again
        self.read: list[Path] = []
        """Files that did not fail."""
        self._copies: list[tuple[File, str]] = []
        """Files with the digest of content that the collection holds from another place."""
        self.folders: list[Path] = []
        """The folders that were given."""

    def found(self, given: Sequence[Path], below: Path | None) -> list[File]:
        """The files to look at; what is none of them is in the report."""
        todo = []
        self.folders = [path for path in given if files.is_folder(path)]
        for one in files.find(given, below):
            if isinstance(one, File):
                todo.append(one)
            elif isinstance(one, Skipped):
                self.report.skipped += 1
            else:
                self.failed(one)
        return todo

    def failed(self, problem: Problem) -> None:
        """Tell that a file did not go in, and remember it unless there is no such file."""
        self.report.failed.append(Failure(problem.path, str(problem.error)))
        if not isinstance(problem.error, FileMissing):
            self.store.put_failure(problem.name, self.collection, str(problem.error), problem.path)

    def blocked(self, file: File, content: Reading | str) -> bool:
        """Whether this content was removed; told in the report. Lets it in again where that was asked for."""
        removal = self.store.removed(content, self.collection)
        if removal is None:
            return False
        if self.again:
            self.store.readmit(content, self.collection)
            return False
        self.read.append(file.path)
        self.report.blocked.append(Blocked(file.path, file.name, removal))
        return True

    def fresh(self, todo: Iterable[File]) -> list[tuple[File, Place | None]]:
        """The files to read; with the version they are that of, where that is to be read again."""
        places = self.store.places(self.collection)
        by_digest = {place.digest: place for place in places}
        by_origin = {place.origin: place for place in places if place.origin}
        outdated = self.store.made_by_other_rules(fingerprint(), self.collection)
        chosen: list[tuple[File, Place | None]] = []
        coming: set[str] = set()
        for file in todo:
            try:
                digest = files.digest(file.path)
                place = by_origin.get(file.origin)
                if place is None or place.digest != digest:
                    place = by_digest.get(digest)
                    if digest in coming or (place and not self._adopted(place, file)):
                        self._copies.append((file, digest))
                        continue
                if place is None or self.again:
                    coming.add(digest)
                    if not self.blocked(file, digest):
                        chosen.append((file, place))
                    continue
                anew = digest in outdated and renew(self.store, outdated[digest])
            except KanslistError as error:
                self.failed(Problem(file.path, file.name, error))
                continue
            self.read.append(file.path)
            (self.report.updated if anew else self.report.unchanged).append(file.name)
        return chosen

    def _adopted(self, place: Place, file: File) -> bool:
        """Whether the file is the document's, which was stored before origins were: it has its name."""
        if place.origin is not None or place.file != file.name:
            return False
        self.store.adopt(place.id, file.origin)
        return True

    def no_copies_any_more(self) -> list[File]:
        """The copies whose content the collection does not hold any more, since its file has changed in this run."""
        held = {place.digest for place in self.store.places(self.collection)}
        todo = [file for file, digest in self._copies if digest not in held]
        self._copies = [(file, digest) for file, digest in self._copies if digest in held]
        return todo

    def settle_copies(self) -> None:
        """Copies are unchanged; one whose original has gone from its place takes over the document."""
        by_digest = {place.digest: place for place in self.store.places(self.collection)}
        outdated = self.store.made_by_other_rules(fingerprint(), self.collection)
        for file, digest in sorted(self._copies, key=lambda copy: by_digest[copy[1]].file != copy[0].name):
            place = by_digest[digest]
            if place.origin is None or gone(place.origin):
                self.store.adopt(place.id, file.origin)
                by_digest[digest] = replace(place, origin=file.origin)
            try:
                anew = digest in outdated and renew(self.store, outdated.pop(digest))
            except KanslistError as error:
                self.failed(Problem(file.path, file.name, error))
                continue
            self.read.append(file.path)
            (self.report.updated if anew else self.report.unchanged).append(file.name)

    def put(self, file: File, place: Place | None, outcome: _Outcome) -> None:
        """Store what the worker made of a file. place: the version whose content it is, read again."""
        if isinstance(outcome, KanslistError):
            self.failed(Problem(file.path, file.name, outcome))
            return
        reading, facts = outcome
        if self.blocked(file, reading):
            return
        self.read.append(file.path)
        if place is not None and place.digest == reading.digest:
            self.store.put_again(place.id, reading, facts, fingerprint())
            self.report.updated.append(place.file)
        else:
            reading = replace(reading, file=file.name)
            id_ = self.store.put(reading, facts, self.collection, fingerprint(), file.origin)
            document = self.store.document(OPERATOR, id_)
            if document is None:
                raise AssertionError("what was put is held")
            (self.report.changed if document.version > 1 else self.report.new).append(document.file)
        if self.collection != OPEN:
            self.report.open_too += [one.file for one in self.store.places(OPEN) if one.digest == reading.digest]
        if reading.unread:
            self.report.unread.append(Unread(file.path, reading.unread, len(reading.pages)))


_Outcome = tuple[Reading, DocumentFacts] | KanslistError


def extracted(path: Path) -> tuple[Reading, DocumentFacts]:
    """What the worker does with one file. Raises ReadingError, QuoteError."""
    from knowledge.extraction.extract import extract
    from knowledge.reading.read import read

    reading = read(path)
    reading = replace(reading, file=shown(Path(path.name)))
    return reading, extract(reading)
