"""The pipeline from files to the store: again and again without harm, and one bad file costs itself alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.ingest import Report, ingest
from knowledge.search.passages import Search
from knowledge.store.api import FactQuery
from knowledge.store.reader import OPEN, OPERATOR, PUBLIC
from knowledge.store.sqlite import SqliteStore

MINUTES = """Arbetsmarknadsnämnden
Protokoll 2020-04-28

§ 33 AMN 2020-0276
Språkombud

Beslut
Arbetsmarknadsnämnden beslutar att {decision}.
"""


class House:
    """A store, its search and a folder of documents."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "handlingar"
        self.folder.mkdir()
        self.store = SqliteStore.open(f"sqlite:///{root / 'kanslist.db'}")
        self.search = Search.open(self.store, root)

    def write(self, name: str, decision: str = "bifalla motionen") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MINUTES.format(decision=decision), "utf-8")
        return path

    def ingest(self, *paths: Path, collection: str = OPEN) -> Report:
        return ingest(paths or (self.folder,), collection, self.store, self.search)

    def files(self) -> list[str]:
        return sorted(document.file for document in self.store.documents(OPERATOR))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.store.close()


def test_a_document_goes_all_the_way(house: House) -> None:
    """After ingest its facts are in the store and its words in the search."""
    house.write("protokoll.txt")
    assert house.ingest().new == ["protokoll.txt"]
    decisions = house.store.facts(PUBLIC, FactQuery("decisions"))
    assert any("bifalla motionen" in found.fact.source.quote for found in decisions)
    assert house.search.passages(PUBLIC, "bifalla motionen")


def test_a_second_run_changes_nothing(house: House) -> None:
    """Ingest may run every night: what is held is left as it is, and no version is made."""
    house.write("a.txt", "avslå motionen")
    house.write("mapp/b.txt")
    house.ingest()
    change = house.store.change()
    report = house.ingest()
    assert (report.new, report.changed, report.unchanged) == ([], [], ["a.txt", "mapp/b.txt"])
    assert house.store.change() == change


def test_a_changed_file_becomes_a_new_version_and_the_old_one_is_kept(house: House) -> None:
    """The permalink of the old version must go on working."""
    house.write("a.txt")
    house.ingest()
    old = house.store.documents(PUBLIC)[0]
    house.write("a.txt", "återremittera ärendet")
    assert house.ingest().changed == ["a.txt"]
    assert house.store.documents(PUBLIC)[0].version == 2
    assert "bifalla" in house.store.pages(PUBLIC, old.id)[0].text


def test_files_of_one_name_in_two_folders_are_two_documents(house: House) -> None:
    """Every meeting's folder may hold its own protokoll.txt."""
    house.write("april/protokoll.txt")
    house.write("maj/protokoll.txt", "avslå motionen")
    assert house.ingest().new == ["april/protokoll.txt", "maj/protokoll.txt"]


def test_the_same_content_by_another_route_is_no_second_document(house: House) -> None:
    """A file given alone after its folder, and a copy under another name, are what is held already."""
    path = house.write("april/protokoll.txt")
    house.ingest()
    shutil.copy(path, house.folder / "kopia.txt")
    assert house.ingest(path).unchanged == ["protokoll.txt"]
    assert sorted(house.ingest().unchanged) == ["april/protokoll.txt", "kopia.txt"]
    assert house.files() == ["april/protokoll.txt"]


def test_collections_do_not_share_documents(house: House) -> None:
    """What is held in an inner collection is not thereby open to everyone."""
    house.write("a.txt")
    house.ingest(collection="intern")
    assert house.store.documents(PUBLIC) == []
    assert house.ingest().new == ["a.txt"]


def test_broken_files_are_named_and_the_others_go_in(house: House) -> None:
    """Each failure has its path and a reason; nothing else is lost."""
    house.write("bra.txt")
    (house.folder / "tom.txt").write_bytes(b"")
    (house.folder / "falsk.pdf").write_text("<html>404</html>", "utf-8")
    (house.folder / "bild.tiff").write_bytes(b"II")
    (house.folder / ".dold.txt").write_text("dold", "utf-8")
    missing = house.folder / "finns-inte.pdf"
    report = house.ingest(house.folder, missing, house.folder / "bild.tiff")
    assert report.new == ["bra.txt"]
    assert {failure.path.name for failure in report.failed} == {"tom.txt", "falsk.pdf", "finns-inte.pdf", "bild.tiff"}
    assert all(failure.reason.endswith(".") for failure in report.failed)
    assert report.skipped == 1


def test_a_failed_file_goes_in_when_it_is_mended(house: House) -> None:
    """A file set aside is not remembered as held."""
    (house.folder / "a.txt").write_bytes(b"\0\1\2")
    assert house.ingest().failed
    house.write("a.txt")
    assert house.ingest().new == ["a.txt"]


def test_an_empty_folder_says_so(house: House) -> None:
    """A mistyped folder must not look like success."""
    assert "inga dokument" in house.ingest().failed[0].reason


def test_progress_is_told_after_each_file(house: House) -> None:
    """The bar reaches its end."""
    for name in "abc":
        house.write(f"{name}.txt", f"godkänna rapport {name}")
    told: list[tuple[int, int, str]] = []
    ingest([house.folder], OPEN, house.store, house.search, lambda *step: told.append(step))
    assert told == [(1, 3, "a.txt"), (2, 3, "b.txt"), (3, 3, "c.txt")]
