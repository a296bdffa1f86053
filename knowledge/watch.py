"""A watched folder: documents come in without a shell.

The folder is looked at again and again; a look is cheap and tells what to do by each file's size and time of change:

1. A file goes in when two looks, at least SETTLED seconds apart, saw the same size and time, and it can be opened:
   a half-written one is waited for.
2. A file that failed, or whose document was removed from the record, is told once, until it changes.
3. A file that is gone is told once; its document stays in the record.
4. A folder that is missing, or empty where many files were, is a share that is not mounted: told, and nothing is gone.

How each file was settled is kept in the store, so that a restart takes in what changed meanwhile and repeats nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from watchfiles import watch

from knowledge.errors import WatchedFolderMissing
from knowledge.ingest import ingest
from knowledge.paths import as_text
from knowledge.reading.types import readable
from knowledge.search.passages import Search
from knowledge.store.api import WatchedFile
from knowledge.store.sqlite import SqliteStore

SETTLED = 2.0
"""Seconds for which a file must have kept its size and time of change."""
RESCAN = 600.0
"""Seconds after which the folder is looked at though nothing was told: shares do not tell everything."""
TICK = 2.0
"""Seconds between two looks while a file is waited for."""
BATCH = 100
"""Files of one look at most, so that a first start with many can be broken off; the others follow in the next."""

Kind = Literal["new", "changed", "updated", "unchanged", "failed", "blocked", "gone", "unreachable", "reachable"]


@dataclass(frozen=True, slots=True)
class Event:
    """What a look found. file: its path below the folder, empty for the folder itself; reason: of failed, blocked."""

    kind: Kind
    file: str = ""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file's size and time of change (nanoseconds), and when a look first saw them so."""

    size: int
    mtime: int
    since: float

    def same(self, other: _Seen | WatchedFile) -> bool:
        return (self.size, self.mtime) == (other.size, other.mtime)


class Watcher:
    """One folder, one collection. `look` does everything; when it is called, and by which clock, is not its matter."""

    def __init__(self, folder: Path, collection: str, store: SqliteStore, search: Search) -> None:
        self.folder = folder.absolute()
        self._collection = collection
        self._store = store
        self._search = search
        self._key = str(self.folder)
        self._waiting: dict[str, _Seen] = {}
        self._reachable = True
        self._looked = False
        self._paths: dict[str, Path] = {}
        """Where each file lies, by the text that the store keeps of its path below the folder."""

    @property
    def waits(self) -> bool:
        """Whether a file is waited for, so that another look must follow soon."""
        return bool(self._waiting)

    def look(self, now: float) -> list[Event]:
        """Look once and do what is to be done. now: seconds of a clock that never goes back. Raises StoreError."""
        settled = {one.file: one for one in self._store.watched_files(self._key, self._collection)}
        seen = self._scan(now)
        reachable = seen is not None and (bool(seen) or len(_there(settled)) <= 1)
        self._store.put_watch(self._key, self._collection, started=not self._looked, reachable=reachable)
        self._looked = True
        events = [Event("reachable" if reachable else "unreachable")] if reachable != self._reachable else []
        self._reachable = reachable
        if seen is None or not reachable:
            return events
        events += self._gone(settled, seen)
        fresh = {file: one for file, one in seen.items() if file not in settled or not one.same(settled[file])}
        back = [file for file in seen.keys() - fresh.keys() if settled[file].state == "gone"]
        ready = [file for file, one in fresh.items() if self._is_ready(file, one, now)][:BATCH]
        self._waiting = {file: self._first(file, one) for file, one in fresh.items() if file not in ready}
        return events + self._take_in(sorted([*ready, *back]), seen)

    def _scan(self, now: float) -> dict[str, _Seen] | None:
        """Every file to read, by its path below the folder; None where the folder cannot be read."""
        if not self.folder.is_dir():
            return None
        found = {}
        for path in sorted(self.folder.rglob("*")):
            below = path.relative_to(self.folder)
            if any(part.startswith(".") for part in below.parts) or not readable(path):
                continue
            try:
                stat = path.stat()
            except OSError:  # gone between listing and looking: the next look knows
                continue
            if path.is_file():
                found[as_text(below)] = _Seen(stat.st_size, stat.st_mtime_ns, now)
                self._paths[as_text(below)] = path
        return found

    def _first(self, file: str, one: _Seen) -> _Seen:
        """The file as it was first seen with this size and time."""
        before = self._waiting.get(file)
        return before if before and before.same(one) else one

    def _is_ready(self, file: str, one: _Seen, now: float) -> bool:
        return now - self._first(file, one).since >= SETTLED and _opens(self._paths[file])

    def _gone(self, settled: dict[str, WatchedFile], seen: dict[str, _Seen]) -> list[Event]:
        """Files that are no longer there: told where their document is held, else forgotten."""
        missing = {file: one for file, one in _there(settled).items() if file not in seen}
        held = [file for file, one in missing.items() if one.state == "held"]
        if missing:
            self._store.put_watched_files(
                self._key,
                self._collection,
                [WatchedFile(file, missing[file].size, missing[file].mtime, "gone") for file in held],
                dropped=missing.keys() - held,
            )
            self._store.drop_failures([self.folder / file for file in missing], self._collection)
        return [Event("gone", file) for file in held]

    def _take_in(self, files: list[str], seen: dict[str, _Seen]) -> list[Event]:
        """Ingest files and note how each was settled."""
        if not files:
            return []
        report = ingest(
            [self._paths[file] for file in files], self._collection, self._store, self._search, below=self.folder
        )
        taken: list[tuple[Kind, list[str]]] = [
            ("new", report.new),
            ("changed", report.changed),
            ("updated", report.updated),
            ("unchanged", report.unchanged),
        ]
        events = [Event(kind, name) for kind, names in taken for name in names]
        events += [Event("failed", self._named(failure.path), failure.reason) for failure in report.failed]
        events += [
            Event("blocked", self._named(one.path), _because(one.removal.removed_on, one.removal.reason))
            for one in report.blocked
        ]
        states: dict[str, Literal["failed", "blocked"]] = {
            event.file: event.kind for event in events if event.kind in ("failed", "blocked")
        }
        self._store.put_watched_files(
            self._key,
            self._collection,
            [WatchedFile(file, seen[file].size, seen[file].mtime, states.get(file, "held")) for file in files],
        )
        return events

    def _named(self, path: Path) -> str:
        return as_text(path.relative_to(self.folder))


def follow(
    watcher: Watcher,
    tell: Callable[[Event], None],
    stop: threading.Event,
    *,
    polling: bool = False,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Look at the folder at start, at every change, and now and then, until `stop` is set.

    polling: compare listings instead of waiting for the system to tell, for network shares. ready: called once, after
    the first look. Raises WatchedFolderMissing at start, StoreError.
    """
    if not watcher.folder.is_dir():
        raise WatchedFolderMissing
    last = 0.0
    started = False
    for changed in _ticks(watcher.folder, stop, polling):
        now = time.monotonic()
        if changed or watcher.waits or not started or now - last >= RESCAN:
            last = now
            for event in watcher.look(now):
                tell(event)
        if not started:
            started = True
            ready()


def _ticks(folder: Path, stop: threading.Event, polling: bool) -> Iterator[bool]:
    """At once, then at every change (True) and every TICK (False).

    The first tick after the system has begun to tell is True: what came between the listing and that was not told.
    """
    yield False
    while not stop.is_set():
        if not folder.is_dir():
            yield True
            stop.wait(TICK)
            continue
        untold = True
        for changes in watch(
            folder,
            stop_event=stop,
            rust_timeout=int(TICK * 1000),
            yield_on_timeout=True,
            force_polling=polling or None,
            poll_delay_ms=1000,
            raise_interrupt=True,
        ):
            yield bool(changes) or untold
            untold = False
            if not folder.is_dir():
                break


def _there(settled: dict[str, WatchedFile]) -> dict[str, WatchedFile]:
    return {file: one for file, one in settled.items() if one.state != "gone"}


def _opens(path: Path) -> bool:
    """Whether the file can be opened, or never will be: one without permission fails in ingest, with its reason."""
    try:
        path.open("rb").close()
    except PermissionError:
        return True
    except OSError:
        return False
    return True


def _because(day: str, reason: str) -> str:
    return f"borttagen den {day}: {reason}"
