"""The projection's folder: opened, brought up to the store, and made anew where it is missing or broken."""

from __future__ import annotations

import fcntl
import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.search.words import PREPARATION
from knowledge.store.api import Change, Projected
from knowledge.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from knowledge.search.index import Index

log = logging.getLogger(__name__)

BATCH = 1_000
"""Documents of one commit, so that a long rebuild keeps little in memory and survives being broken off."""


class Projection:
    """One store's projection. The folder's name carries the way tokens are prepared and the store's identity."""

    def __init__(self, store: SqliteStore, data: Path) -> None:
        self._store = store
        self.folder = data.absolute() / "search" / f"v{PREPARATION}-{store.identity()}"
        self._noted = self.folder.with_suffix(".change")
        self._index: Index | None = None
        self._memory = False
        self._at = -1

    def current(self) -> bool:
        """Whether the note beside the folder says that it is up to the store. Opens nothing."""
        try:
            return self.folder.is_dir() and int(self._noted.read_text("utf-8")) == self._store.change()
        except (OSError, ValueError):
            return False

    @property
    def opened(self) -> bool:
        """Whether there is an index to search already."""
        return self._index is not None

    def lags(self) -> bool:
        """Whether the store has changed since the index was last brought up, or it is not opened yet."""
        return self._index is None or self._at != self._store.change()

    def index(self) -> Index:
        """The index, opened at the first call, up to date or made anew."""
        return self._index or self.refresh()

    def refresh(self, *, wait: bool = True, anew: bool = False) -> Index:
        """Bring the index up to the store. Where another process is at it: wait, or take what it has committed.

        anew: throw away what there is first."""
        if self._memory and self._index:
            return self._bring_up(self._index)
        try:
            with self._lock(wait=wait or self._index is None) as locked:
                if not locked and self._index:
                    self._index.reload()
                    return self._index
                if anew:
                    self._throw_away()
                return self._sound()
        except OSError as fault:
            log.warning("search projection kept in memory, its folder cannot be written: %s", fault)
            self._memory, self._index = True, _open(None)
            return self._bring_up(self._index)

    def rebuild(self) -> Index:
        """Throw the index away and make it anew; nobody else projects meanwhile."""
        if self._memory:
            self._index = None
        return self.refresh(anew=True)

    def _sound(self) -> Index:
        """The index of the folder, up to date; one that cannot be opened or written is thrown away first."""
        try:
            if self._index is None:
                self._index = _open(self.folder)
            self._index.reload()
            if self._keeps_removed_words(self._index):
                self._throw_away()
                self._index = _open(self.folder)
            self._bring_up(self._index)
        except ValueError as fault:
            log.warning("search projection broken, made anew: %s", fault)
            self._throw_away()
            self._index = self._bring_up(_open(self.folder))
        self._noted.write_text(str(self._at), "utf-8")
        self._drop_older_preparations()
        return self._index

    def _keeps_removed_words(self, index: Index) -> bool:
        """Whether a document was removed since: a deleted passage's words stay in the index's files."""
        at = index.change()
        return at > 0 and any(change.removed for change in self._store.changes(at))

    def _throw_away(self) -> None:
        self._index = None
        shutil.rmtree(self.folder, ignore_errors=True)
        self._noted.unlink(missing_ok=True)

    def _bring_up(self, index: Index) -> Index:
        """Project every document that changed since the index's number. Raises ValueError where it is unsound."""
        at, target = index.change(), self._store.change()
        if at > target:
            raise ValueError("the projection is ahead of the store")
        for batch in _batches(self._store.changes(at)):
            at = batch[-1].number
            index.project([change.document for change in batch], self._newest(batch), at)
        self._at = max(at, target)
        return index

    def _newest(self, batch: Sequence[Change]) -> Iterator[Projected]:
        for change in batch:
            one = self._store.projected(change.document) if change.newest else None
            if one:
                yield one

    def _drop_older_preparations(self) -> None:
        for folder in self.folder.parent.glob(f"v*-{self._store.identity()}"):
            if folder.is_dir() and folder != self.folder:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _lock(self, *, wait: bool) -> Iterator[bool]:
        """The lock between processes; False where it is taken and we do not wait."""
        self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.folder.with_suffix(".lock").open("w") as file:
            locked = True
            try:
                fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                locked = False
            yield locked


def _open(folder: Path | None) -> Index:
    from knowledge.search.index import Index  # imported late: tantivy takes 30 ms, and most questions need no passages

    return Index(folder)


def _batches(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """Changes in batches that do not divide one change number."""
    start = 0
    while start < len(changes):
        end = min(start + BATCH, len(changes))
        while end < len(changes) and changes[end].number == changes[end - 1].number:
            end += 1
        yield changes[start:end]
        start = end
