"""Which file is which document: known by where it lies, never doubled by a copy, never lost by a name."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.ingest import Report, ingest
from knowledge.search.passages import Search
from knowledge.store.reader import OPEN, OPERATOR, PUBLIC
from knowledge.store.sqlite import SqliteStore

MINUTES = """Kulturnämnden
Protokoll 2024-03-14

§ 7 Dnr KUN 2024-0031
Biblioteksplan

Beslut
Kulturnämnden beslutar att {decision}.
"""


class Archive:
    """A folder of documents and a store."""

    def __init__(self, root: Path) -> None:
        self.root = root / "arkiv"
        self.store = SqliteStore.open(f"sqlite:///{root / 'data' / 'kanslist.db'}")
        self.search = Search.open(self.store, root / "data")

    def write(self, file: str, decision: str) -> Path:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MINUTES.format(decision=decision), "utf-8")
        return path

    def ingest(self, *below: str, again: bool = False) -> Report:
        paths = [self.root / name for name in below] or [self.root]
        return ingest(paths, OPEN, self.store, self.search, again=again, jobs=1)

    def held(self) -> dict[str, str]:
        """File → the last words of its text."""
        return {
            one.file: self.store.pages(PUBLIC, one.id)[0].text.split("beslutar att ")[1].strip(".\n")
            for one in self.store.documents(PUBLIC)
        }

    def forget_origins(self) -> None:
        with sqlite3.connect(self.store.path) as db:
            db.execute("UPDATE documents SET origin = NULL")
        db.close()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path)
    yield made
    made.store.close()


def test_equal_names_in_two_given_folders_are_two_documents(archive: Archive) -> None:
    """Every body's folder holds its protokoll.txt; the second must not replace the first, nor grow by a rerun."""
    archive.write("a/protokoll.txt", "anta planen")
    archive.write("b/protokoll.txt", "avslå planen")
    assert archive.ingest("a", "b").new == ["protokoll.txt", "b/protokoll.txt"]
    assert archive.held() == {"protokoll.txt": "anta planen", "b/protokoll.txt": "avslå planen"}
    assert (archive.ingest("a", "b").changed, archive.ingest("b", "a").changed) == ([], [])
    archive.write("b/protokoll.txt", "återremittera planen")
    assert archive.ingest("b").changed == ["b/protokoll.txt"]
    assert archive.held() == {"protokoll.txt": "anta planen", "b/protokoll.txt": "återremittera planen"}


def test_a_changed_file_is_itself_whichever_folder_is_given(archive: Archive) -> None:
    """Two newest versions of one file would both answer."""
    path = archive.write("2020/p.txt", "anta planen")
    archive.ingest()
    archive.write("2020/p.txt", "avslå planen")
    assert archive.ingest("2020").changed == ["2020/p.txt"]
    link = archive.root / "genväg.txt"
    link.symlink_to(path)
    archive.write("2020/p.txt", "återremittera planen")
    assert archive.ingest("genväg.txt").changed == ["2020/p.txt"]
    assert archive.held() == {"2020/p.txt": "återremittera planen"}


def test_a_copy_becomes_a_document_when_its_original_changes(archive: Archive) -> None:
    """Both texts lie in the folder, so both must be held after the same run, in either order of names."""
    for copy, original in (("b.txt", "a.txt"), ("c.txt", "d.txt")):
        path = archive.write(original, f"anta planen i {original}")
        archive.ingest()
        shutil.copy(path, archive.root / copy)
        archive.write(original, f"avslå planen i {original}")
        archive.ingest()
        assert archive.held()[copy] == f"anta planen i {original}"
        assert archive.held()[original] == f"avslå planen i {original}"


def test_files_that_change_places_are_both_held(archive: Archive) -> None:
    """A renamed pair is nothing new; what each says next is still that file's."""
    archive.write("a.txt", "anta planen")
    archive.write("b.txt", "avslå planen")
    archive.ingest()
    archive.write("a.txt", "avslå planen")
    archive.write("b.txt", "anta planen")
    assert archive.ingest().changed == []
    archive.write("a.txt", "bordlägga planen")
    archive.ingest()
    assert set(archive.held().values()) >= {"anta planen", "bordlägga planen"}


def test_a_moved_archive_is_the_same_documents(archive: Archive) -> None:
    """The same content where its old place is empty has moved; what changes there later is its next version."""
    archive.write("a/p.txt", "anta planen")
    archive.ingest()
    (archive.root / "a").rename(archive.root / "ny")
    assert archive.ingest().unchanged == ["ny/p.txt"]
    archive.write("ny/p.txt", "avslå planen")
    assert archive.ingest().changed == ["a/p.txt"]
    assert archive.held() == {"a/p.txt": "avslå planen"}


def test_documents_from_before_origins_are_known_by_name_and_content(archive: Archive) -> None:
    """An upgrade makes no second document: not of a changed file, a moved one, or the original of a copy."""
    archive.write("b/p.txt", "anta planen")
    archive.write("q.txt", "avslå planen")
    archive.ingest()
    archive.forget_origins()
    shutil.copy(archive.root / "b/p.txt", archive.root / "a-kopia.txt")
    archive.write("q.txt", "bordlägga planen")
    assert archive.ingest().changed == ["q.txt"]
    archive.write("b/p.txt", "återremittera planen")
    report = archive.ingest()
    assert (report.changed, report.new) == (["b/p.txt"], ["a-kopia.txt"])
    assert len(archive.store.documents(OPERATOR)) == 3


def test_where_a_file_lies_is_shown_to_nobody(archive: Archive, tmp_path: Path) -> None:
    """The operator's folders are no part of the record."""
    archive.write("a/protokoll.txt", "anta planen")
    archive.write("b/protokoll.txt", "avslå planen")
    archive.ingest("a", "b")
    for one in archive.store.documents(OPERATOR):
        assert str(tmp_path) not in repr(
            (one, archive.store.info(OPERATOR, one.id), archive.store.reading(OPERATOR, one.id))
        )


def test_two_files_of_one_name_that_fail_are_both_told(archive: Archive) -> None:
    """Coverage names each, and the one that is mended leaves the list alone."""
    for folder in "ab":
        archive.write(f"{folder}/p.txt", "x").write_bytes(b"\0\1")
    archive.ingest("a", "b")
    assert [one.file for one in archive.store.failures(OPERATOR)] == ["b/p.txt", "p.txt"]
    archive.write("a/p.txt", "anta planen")
    archive.ingest("a", "b")
    assert [one.file for one in archive.store.failures(OPERATOR)] == ["b/p.txt"]
