"""What is removed is gone: from answers, from the files on disk, and from what ingest would bring back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import DocumentAmbiguous, DocumentUnknown
from knowledge.facts import LISTS
from knowledge.ingest import Report, ingest
from knowledge.remove import Removed, find, remove
from knowledge.search.passages import Search
from knowledge.store.api import FactQuery
from knowledge.store.reader import OPEN, OPERATOR, PUBLIC
from knowledge.store.reports import Cited
from knowledge.store.sqlite import SqliteStore

MINUTES = """Kulturnämnden
Protokoll 2024-03-14

Närvarande
Ledamöter
{name} (S), ordförande

§ 7 Dnr KUN 2024-0031
{matter}

Beslut
Kulturnämnden beslutar att bifalla {matter}.
"""
WORDS = ("kvastskaftsfabriken", "Zebulon Kvickrot", "hemlig-handling")


class House:
    """A store, its search and a folder of documents."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "handlingar"
        self.folder.mkdir()
        self.store = SqliteStore.open(f"sqlite:///{root / 'data' / 'kanslist.db'}")
        self.search = Search.open(self.store, root / "data")

    def write(self, file: str, matter: str, name: str = "Maj Ekdahl", more: str = "") -> Path:
        path = self.folder / file
        path.write_text(MINUTES.format(matter=matter, name=name) + more, "utf-8")
        return path

    def ingest(self, collection: str = OPEN, *, again: bool = False) -> Report:
        return ingest([self.folder], collection, self.store, self.search, again=again)

    def remove(self, name: str, reason: str = "fel handling", collection: str | None = None) -> Removed:
        return remove(self.store, self.search, find(self.store, name, collection), reason)

    def on_disk(self, word: str) -> list[str]:
        """The files of the data folder that hold the word, whole or folded."""
        sought = {form.encode() for form in (word, word.casefold(), word.casefold()[:-2])}
        files = [path for path in (self.root / "data").rglob("*") if path.is_file()]
        return [path.name for path in files if any(form in path.read_bytes() for form in sought)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def filled(house: House) -> House:
    """Three documents; the one to be removed has two versions, so that an old one lies in the store too."""
    house.write("vanlig.txt", "biblioteksplanen")
    house.write("hemlig-handling.txt", "kvastskaftsfabriken", "Zebulon Kvickrot")
    house.write("till.txt", "musikskolan", "Olle Brandt")
    house.ingest()
    house.write("hemlig-handling.txt", "kvastskaftsfabriken", "Zebulon Kvickrot", "\nMötet avslutas.\n")
    assert house.ingest().changed == ["hemlig-handling.txt"]
    return house


def test_its_bytes_are_gone_from_every_file(filled: House) -> None:
    """The words, the name and the file's name stand in no file of the data folder: store, log and search.

    Nor does what a reported answer cited of it."""
    quote = "Kulturnämnden beslutar att bifalla kvastskaftsfabriken."
    cited = Cited("hemlig-handling.txt", "Zebulon Kvickrot", None, "§ 1", quote, "https://kanslist.example/dokument/1")
    filled.store.put_report(
        answer="a", platform="slack", question="q", lead=quote, citations=[cited], open_to_all=True, comment=""
    )
    filled.store.put_report(
        answer="a",
        platform="slack",
        question="q",
        lead="",
        citations=[],
        open_to_all=True,
        comment="",
        given_at="2024-05-01T08:00:00+00:00",
        seen=quote,
    )
    assert all(filled.on_disk(word) for word in WORDS), "the search for bytes must be able to find them"
    filled.remove("hemlig-handling.txt")
    assert {word: filled.on_disk(word) for word in WORDS} == {word: [] for word in WORDS}
    assert filled.on_disk("biblioteksplanen"), "the others stay"


def test_bytes_that_moved_between_pages_are_gone_too(house: House) -> None:
    """SQLite leaves copies of rows where they lay before a page was divided; after many of them nothing may remain."""
    for number in range(40):
        house.write(f"h{number:02}.txt", f"sak{number:02}hemligheten", more=f"utfyllnad {number} " * 400)
    house.ingest()
    removed = range(0, 40, 8)
    for number in removed:
        house.remove(f"h{number:02}.txt")
    assert [name for number in removed for name in house.on_disk(f"sak{number:02}hemligheten")] == []
    assert house.on_disk("sak01hemligheten")


def test_no_read_gives_it(filled: House) -> None:
    """Facts, names, cases, counts, pages by either version's id, and search: as if it had never been there."""
    document = find(filled.store, "hemlig-handling.txt")
    ids = [
        document.id,
        next(i for i in range(1, document.id) if filled.store.document(PUBLIC, i).file == document.file),
    ]
    assert filled.search.passages(PUBLIC, "kvastskaftsfabriken")
    filled.remove("hemlig-handling.txt")
    store = filled.store
    assert [(store.document(OPERATOR, i), store.info(OPERATOR, i), list(store.pages(OPERATOR, i))) for i in ids] == [
        (None, None, [])
    ] * 2
    files = {found.document.file for name in LISTS for found in store.facts(OPERATOR, FactQuery(name))}
    assert files == {"vanlig.txt", "till.txt"}
    assert not any("kvickrot" in name for name, _ in store.names(OPERATOR))
    assert sum(holding.documents for holding in store.holdings(OPERATOR)) == 2
    assert filled.search.passages(OPERATOR, "kvastskaftsfabriken") == []


def test_another_process_with_an_open_index_forgets_it(filled: House) -> None:
    """The server has the search open while the command removes: its next search finds nothing, and goes on working."""
    server = SqliteStore.open(f"sqlite:///{filled.store.path}")
    search = Search.open(server, filled.root / "data")
    assert search.passages(PUBLIC, "kvastskaftsfabriken")
    filled.remove("hemlig-handling.txt")
    assert search.passages(PUBLIC, "kvastskaftsfabriken") == []
    assert search.passages(PUBLIC, "biblioteksplanen")
    server.close()


def test_a_projection_elsewhere_is_made_anew(filled: House, tmp_path: Path) -> None:
    """A replica with a folder of its own throws its words away too, when it catches up."""
    replica = Search.open(filled.store, tmp_path / "replik")
    filled.remove("hemlig-handling.txt")
    replica.refresh()
    files = [path for path in (tmp_path / "replik").rglob("*") if path.is_file()]
    assert files
    assert not any(b"kvastskafts" in path.read_bytes() for path in files)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda path: None, "the same bytes"),
        (lambda path: path.rename(path.with_name("nytt namn.txt")), "the same bytes under another name"),
        (lambda path: path.write_text(path.read_text("utf-8").replace("\n", " \r\n"), "utf-8"), "saved anew"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_does_not_come_back_by_ingest(filled: House, change, why: str) -> None:
    """Its content is known by the file's bytes and by its words, and the reason is told with its day."""
    filled.remove("hemlig-handling.txt", "sekretess enligt 26 kap.")
    change(filled.folder / "hemlig-handling.txt")
    report = filled.ingest()
    assert (report.new, report.changed, report.failed) == ([], [], []), why
    (blocked,) = report.blocked
    assert blocked.removal.reason == "sekretess enligt 26 kap."
    assert blocked.removal.removed_on


def test_it_goes_in_again_only_where_that_is_asked_for(filled: House) -> None:
    """--again lifts the block in the collection that it names, and in no other; a removal afterwards blocks anew."""
    filled.remove("hemlig-handling.txt")
    assert filled.ingest("intern", again=True).new == ["hemlig-handling.txt", "till.txt", "vanlig.txt"]
    assert [blocked.name for blocked in filled.ingest().blocked] == ["hemlig-handling.txt"]
    assert filled.ingest(again=True).new == ["hemlig-handling.txt"]
    assert filled.ingest().blocked == []
    assert filled.remove("hemlig-handling.txt", collection=OPEN).elsewhere == ("intern",)
    assert len(filled.ingest().blocked) == 1


def test_which_document_is_meant_is_never_guessed(filled: House) -> None:
    """A name in two collections asks back with ids; an unknown one is said to be unknown."""
    filled.ingest("intern")
    with pytest.raises(DocumentAmbiguous, match=r"intern: till\.txt"):
        find(filled.store, "till.txt")
    assert find(filled.store, "till.txt", "intern").collection == "intern"
    assert find(filled.store, str(find(filled.store, "till.txt", OPEN).id)).file == "till.txt"
    for unknown in ("saknas.txt", "9999", "%", "_ill.txt", ""):
        with pytest.raises(DocumentUnknown):
            find(filled.store, unknown)


def test_what_was_removed_is_listed_without_its_name(filled: House) -> None:
    """The list holds the id, the day and the reason; a file's name may be a person's."""
    filled.remove("hemlig-handling.txt", "låg fel")
    (removal,) = filled.store.removals(PUBLIC)
    assert (removal.reason, removal.versions, removal.collection) == ("låg fel", 2, OPEN)
