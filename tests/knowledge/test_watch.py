"""A watched folder, look by look, with a clock of our own: nothing half-written, nothing twice, nothing forgotten."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.remove import find, remove
from knowledge.search.passages import Search
from knowledge.store.reader import OPEN, OPERATOR
from knowledge.store.sqlite import SqliteStore
from knowledge.watch import BATCH, SETTLED, Watcher

MINUTES = """Kulturnämnden
Protokoll 2024-03-14

§ 7 Dnr KUN 2024-0031
{matter}

Beslut
Kulturnämnden beslutar att bifalla {matter}.
"""


class Watched:
    """A folder, its watcher and a clock."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "in"
        self.folder.mkdir()
        self.store = SqliteStore.open(f"sqlite:///{root / 'kanslist.db'}")
        self.search = Search.open(self.store, root)
        self.now = 0.0
        self._written = 0
        self.start()

    def start(self) -> None:
        """A new process: nothing in memory, everything in the store."""
        self.watcher = Watcher(self.folder, OPEN, self.store, self.search)

    def write(self, name: str, text: str | None = None) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MINUTES.format(matter=name) if text is None else text, "utf-8")
        self._written += 1
        os.utime(path, ns=(self._written, self._written))  # another time of change, however fast the test

    def look(self, seconds: float = SETTLED) -> list[tuple[str, str]]:
        """What a look so many seconds later tells."""
        self.now += seconds
        return [(event.kind, event.file) for event in self.watcher.look(self.now)]

    def settled(self) -> list[tuple[str, str]]:
        return [*self.look(), *self.look()]

    def files(self) -> set[str]:
        return {document.file for document in self.store.documents(OPERATOR)}


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path)
    yield made
    made.store.close()


def test_a_file_that_still_grows_is_waited_for(watched: Watched) -> None:
    """A scanner or a copy over the network takes its time; half a document must not become a version."""
    watched.write("a.txt", "Kulturnämnden\n")
    assert watched.look() == []
    assert watched.watcher.waits
    watched.write("a.txt")
    assert watched.look() == []
    assert watched.look(SETTLED / 2) == []
    assert watched.look() == [("new", "a.txt")]
    assert not watched.watcher.waits
    assert watched.look() == []


def test_changed_files_and_folders_below_come_in(watched: Watched) -> None:
    """The name is the path below the folder, as ingest names it; other kinds of files are left alone."""
    watched.write("april/a.txt")
    watched.write("bild.xyz", "x")
    watched.write(".dold.txt")
    assert watched.settled() == [("new", "april/a.txt")]
    watched.write("april/a.txt", MINUTES.format(matter="annat"))
    assert watched.settled() == [("changed", "april/a.txt")]


def test_a_removed_file_is_told_once_and_its_document_stays(watched: Watched) -> None:
    """Tidying up in a folder must not take away what the record says; putting it back is no news."""
    watched.write("a.txt")
    watched.write("b.txt")
    watched.settled()
    (watched.folder / "a.txt").rename(watched.root / "a.txt")
    assert watched.settled() == [("gone", "a.txt")]
    watched.start()
    assert watched.settled() == []
    assert watched.files() == {"a.txt", "b.txt"}
    (watched.root / "a.txt").rename(watched.folder / "a.txt")
    assert watched.settled() == [("unchanged", "a.txt")]


def test_a_broken_file_is_told_once_until_it_changes(watched: Watched) -> None:
    """The reason is not repeated at each look or start; a mended file goes in, and the failure is forgotten."""
    watched.write("a.pdf", "x")
    assert watched.settled() == [("failed", "a.pdf")]
    watched.start()
    assert watched.settled() == []
    (failure,) = watched.store.failures(OPERATOR)
    assert failure.reason.startswith("Filens innehåll")
    watched.write("a.pdf", "y")
    assert watched.settled() == [("failed", "a.pdf")]
    (watched.folder / "a.pdf").unlink()
    watched.write("b.txt")
    assert watched.settled() == [("new", "b.txt")]
    assert watched.store.failures(OPERATOR) == []


def test_what_changed_while_the_watcher_was_down_is_taken_in(watched: Watched) -> None:
    """New, changed and gone since last time, and nothing else."""
    for name in ("a.txt", "b.txt", "c.txt"):
        watched.write(name)
    watched.settled()
    watched.write("b.txt", MINUTES.format(matter="nytt"))
    watched.write("d.txt")
    (watched.folder / "c.txt").unlink()
    watched.start()
    assert watched.settled() == [("gone", "c.txt"), ("new", "d.txt"), ("changed", "b.txt")]


def test_a_share_that_is_not_mounted_is_no_tidying_up(watched: Watched) -> None:
    """A missing folder, or an empty mount point where there were documents: told once, and told when it is back."""
    watched.write("a.txt")
    watched.write("b.txt")
    watched.settled()
    away = watched.root / "borta"
    watched.folder.rename(away)
    assert watched.settled() == [("unreachable", "")]
    watched.folder.mkdir()
    assert watched.settled() == []
    assert [watch.reachable for watch in watched.store.watches(OPERATOR)] == [False]
    watched.folder.rmdir()
    away.rename(watched.folder)
    assert watched.settled() == [("reachable", "")]


def test_a_removed_document_does_not_come_back_by_its_folder(watched: Watched) -> None:
    """Its file still lies there: told once with the reason, and left out."""
    watched.write("a.txt")
    watched.write("b.txt")
    watched.settled()
    remove(watched.store, watched.search, find(watched.store, "a.txt"), "låg fel")
    watched.look()
    watched.now += SETTLED
    (event,) = watched.watcher.look(watched.now)
    assert (event.kind, event.file) == ("blocked", "a.txt")
    assert "låg fel" in (event.reason or "")
    assert watched.settled() == []
    (watched.folder / "a.txt").unlink()
    assert watched.settled() == []
    assert watched.files() == {"b.txt"}


def test_a_first_start_with_many_can_be_broken_off(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look takes in a limited number; the next one goes on where it was."""
    assert BATCH > 1
    monkeypatch.setattr("knowledge.watch.BATCH", 2)
    for number in range(5):
        watched.write(f"{number}.txt")
    assert watched.look() == []
    assert [len(watched.look(0.1 if n else SETTLED)) for n in range(4)] == [2, 2, 1, 0]


def test_a_look_leaves_its_state_in_the_store(watched: Watched) -> None:
    """What health tells: when it looked, and how many files are held, failed, gone."""
    watched.write("a.txt")
    watched.write("b.pdf", "x")
    watched.settled()
    shutil.copy(watched.folder / "a.txt", watched.root / "a.txt")
    (watched.folder / "a.txt").unlink()
    watched.look()
    (watch,) = watched.store.watches(OPERATOR)
    assert watch.files == {"failed": 1, "gone": 1}
    assert watch.looked_at >= watch.started_at
