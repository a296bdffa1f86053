"""Passage search: ranked, inside the reader's collections, always a verbatim slice, never older than the store."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.search.passages import Passage, Search
from knowledge.store.reader import OPEN, OPERATOR, PUBLIC, Reader
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla

ROOT = Path(__file__).parents[3]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """Älvkulla's record; the extract is in a closed collection."""
    opened = SqliteStore.open(f"sqlite:///{tmp_path}/kanslist.db")
    opened.put(*alvkulla.minutes(), OPEN)
    opened.put(*alvkulla.extract(), "intern")
    opened.put(*alvkulla.audit(), OPEN)
    yield opened
    opened.close()


@pytest.fixture
def search(store: SqliteStore, tmp_path: Path) -> Search:
    """The projection of that record."""
    return Search.open(store, tmp_path)


def files(found: list[Passage]) -> list[str]:
    """The documents of the passages, best first."""
    return [passage.document.file for passage in found]


@pytest.mark.parametrize(
    ("asked", "file"),
    [
        ("skolskjutsar till Norrby?", "protokoll.txt"),  # another form of the word
        ("Vad sades om frånvaro?", "revision.txt"),  # a part of sjukfrånvaron
        ("bn 2024-31", "protokoll.txt"),  # a case number typed in another way
        ("kompetensförsörjningsgranskningen", "revision.txt"),  # a compound that the record does not hold as a whole
    ],
)
def test_the_best_passage_comes_first(search: Search, asked: str, file: str) -> None:
    """The reason stands with each question."""
    assert files(search.passages(PUBLIC, asked))[:1] == [file]


def test_a_passage_is_a_slice_of_its_page(search: Search, store: SqliteStore) -> None:
    """What search shows can be cited: page.text[start:end] is its text, with the § above it."""
    (best, *_) = search.passages(PUBLIC, "skolskjuts Norrby", limit=3)
    (page,) = store.pages(PUBLIC, best.document.id)
    assert page.number == best.page
    assert page.text[best.start : best.end] == best.text
    assert best.section == "§ 12"


def test_filters_must_hold(search: Search) -> None:
    """Body, days and document exclude, they do not only rank."""
    asked = "nämnden kommunstyrelsen sjukfrånvaron skolskjuts biblioteksplanen"
    everyone = Reader(frozenset({OPEN, "intern"}))
    assert set(files(search.passages(everyone, asked))) == {"protokoll.txt", "utdrag.txt", "revision.txt"}
    assert set(files(search.passages(everyone, asked, body="kommunstyrelsen"))) == {"utdrag.txt"}
    assert set(files(search.passages(everyone, asked, since="2024-04-02"))) == {"utdrag.txt", "revision.txt"}
    assert set(files(search.passages(everyone, asked, until="2024-03-14"))) == {"protokoll.txt"}
    assert set(files(search.passages(everyone, asked, since="2024-04-02", until="2024-04-02"))) == {"utdrag.txt"}
    assert set(files(search.passages(everyone, asked, document=3))) == {"revision.txt"}
    assert len(search.passages(everyone, asked, limit=1)) == 1


@pytest.mark.parametrize(
    "filters",
    [
        {"since": "2024"},  # no day
        {"until": "i går"},
        {"document": -1},
        {"document": 2**70},  # more than an id can be
        {"body": "!"},  # folds to nothing, which is not "no body"
        {"body": ""},
    ],
)
def test_a_filter_that_nothing_fulfils_finds_nothing(
    search: Search, tmp_path: Path, filters: dict[str, object]
) -> None:
    """It is not left out, and not taken for a broken projection, which would be made anew at each such question."""
    made = {file.name for file in folder_of(tmp_path).iterdir()}
    assert search.passages(PUBLIC, "sjukfrånvaron", **filters) == []
    assert {file.name for file in folder_of(tmp_path).iterdir()} == made


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "collection:intern biblioteksplanen",
                "'; DROP",
                "-",
                '"x',
                "(",
                "*",
                "biblioteksplanen OR intern",
                "\x00",
                "🦉" * 4000,
            ]
        ),
    )
)
def test_nobody_reaches_a_closed_collection_by_typing(search: Search, text: str) -> None:
    """No text is a query language: it neither fails nor leads outside the reader's collections."""
    assert "utdrag.txt" not in files(search.passages(PUBLIC, f"{text} biblioteksplanen"))
    assert search.passages(Reader(frozenset()), f"{text} biblioteksplanen") == []


@pytest.mark.parametrize(
    ("asked", "spelt"),
    [
        ("skolskjusten", "skolskjutsen"),  # two letters swapped
        ("sjukfrånvron", "sjukfrånvaron"),  # one left out
        ("sjukfrånvaro", None),  # held, in another form
        ("simhallen", None),  # a word of the language, though the record lacks it
        ("akolskjutsen", None),  # another first letter is another word
        ("norby", "norrby"),  # a name
        ("bn", None),  # too short to be told from other words
    ],
)
def test_a_typing_error_is_spelt_as_the_record_spells_it(search: Search, asked: str, spelt: str | None) -> None:
    """The reason stands with each word."""
    assert search.spelling(PUBLIC, asked) == spelt


def test_a_closed_collection_spells_nothing_for_others(search: Search) -> None:
    """A correction would tell that the word is held."""
    assert search.spelling(OPERATOR, "bibloteksplanen") == "biblioteksplanen"
    assert search.spelling(PUBLIC, "bibloteksplanen") is None


def test_another_word_for_the_same_thing_is_searched_too(search: Search) -> None:
    """Sjukskrivningar are told as sjukfrånvaro."""
    assert files(search.passages(PUBLIC, "sjukskrivningar"))[:1] == ["revision.txt"]


def test_the_store_decides_what_is_seen(search: Search, store: SqliteStore) -> None:
    """A document that is not the newest any more is gone at once, and its successor is found."""
    assert search.passages(PUBLIC, "Petra")
    store.put(*alvkulla.minutes(alvkulla.MINUTES.replace("Petra Löv", "Gunvor Ask")), OPEN)
    assert search.passages(PUBLIC, "Petra") == []
    assert [passage.document.version for passage in search.passages(PUBLIC, "Gunvor")][:1] == [2]


def test_only_what_changed_is_projected(search: Search, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refresh reads the pages of new versions alone, and a change without documents (links) reads none."""
    read: list[int] = []
    pages = store.pages
    monkeypatch.setattr(store, "pages", lambda reader, document: read.append(document) or pages(reader, document))
    new = store.put(*alvkulla.audit("ny.txt"), OPEN)
    search.refresh()
    search.refresh()
    assert read == [new]
    store.put_links([])
    search.refresh()
    assert read == [new]


def test_opening_an_unchanged_projection_opens_nothing(store: SqliteStore, search: Search, tmp_path: Path) -> None:
    """A command that asks for a case must not pay for search: neither tantivy nor a dictionary is imported."""
    script = (
        "import sys; from pathlib import Path; from knowledge.store.sqlite import SqliteStore;"
        "from knowledge.search.passages import Search; store = SqliteStore.open(sys.argv[1]);"
        "Search.open(store, Path(sys.argv[2])); store.close();"
        "assert not {'tantivy', 'simplemma', 'Stemmer'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, f"sqlite:///{store.path}", str(tmp_path)], check=True, cwd=ROOT)


def folder_of(tmp_path: Path) -> Path:
    """The projection's folder."""
    (folder,) = (path for path in (tmp_path / "search").iterdir() if path.is_dir())
    return folder


@pytest.mark.parametrize("damage", ["missing", "truncated", "emptied", "meta", "note", "not a folder", "ahead"])
def test_a_broken_projection_is_made_anew(store: SqliteStore, tmp_path: Path, damage: str) -> None:
    """It can be thrown away: whatever has become of it, the user gets an answer and no error."""
    Search.open(store, tmp_path)
    folder = folder_of(tmp_path)
    if damage in ("missing", "not a folder"):
        shutil.rmtree(folder)
    if damage == "not a folder":
        folder.write_text("x")
    if damage == "note":
        folder.with_suffix(".change").write_text("nonsens")
    if damage == "meta":
        (folder / "passages" / "meta.json").unlink()
    if damage in ("truncated", "emptied"):
        for file in folder.rglob("*.*"):
            content = file.read_bytes()
            file.unlink()
            file.write_bytes(content[: len(content) // 2] if damage == "truncated" else b"")
    if damage == "ahead":
        store._db._writer.execute("UPDATE state SET value = 1 WHERE key = 'change'")
    assert files(Search.open(store, tmp_path).passages(PUBLIC, "Norrby")) == ["protokoll.txt"]
    assert files(Search.open(store, tmp_path).passages(PUBLIC, "Norrby")) == ["protokoll.txt"]


def test_a_projection_that_breaks_while_open_is_made_anew(store: SqliteStore, search: Search, tmp_path: Path) -> None:
    """Somebody deletes the folder under a running server: the next change of the record brings it back."""
    assert search.passages(PUBLIC, "Norrby")
    shutil.rmtree(folder_of(tmp_path))
    store.put(*alvkulla.audit("ny.txt"), OPEN)
    assert files(search.passages(PUBLIC, "Norrby")) == ["protokoll.txt"]
    assert "ny.txt" in files(search.passages(PUBLIC, "sjukfrånvaron"))


def test_searching_does_not_wait_for_another_process(store: SqliteStore, search: Search, tmp_path: Path) -> None:
    """While a command projects a large folder, the server answers with what is committed; afterwards it catches up."""
    assert search.passages(PUBLIC, "Norrby")
    with folder_of(tmp_path).with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        store.put(*alvkulla.audit("ny.txt"), OPEN)
        assert files(search.passages(PUBLIC, "sjukfrånvaron")) == ["revision.txt"]
    assert set(files(search.passages(PUBLIC, "sjukfrånvaron"))) == {"revision.txt", "ny.txt"}


def test_without_a_folder_to_write_in_it_is_kept_in_memory(store: SqliteStore, tmp_path: Path) -> None:
    """A data folder that cannot be written costs the time of a rebuild, not the answer."""
    blocked = tmp_path / "fil"
    blocked.write_text("x")
    search = Search.open(store, blocked)
    assert files(search.passages(PUBLIC, "Norrby")) == ["protokoll.txt"]
    store.put(*alvkulla.audit("ny.txt"), OPEN)
    assert "ny.txt" in files(search.passages(PUBLIC, "sjukfrånvaron"))


def test_an_older_preparation_is_thrown_away(store: SqliteStore, tmp_path: Path) -> None:
    """A new way of preparing tokens has its own folder; the old one of the same store goes, another store's stays."""
    old, other = tmp_path / "search" / f"v0-{store.identity()}", tmp_path / "search" / "v0-annan"
    old.mkdir(parents=True)
    other.mkdir()
    Search.open(store, tmp_path)
    assert not old.exists()
    assert other.exists()


PROJECTING = """
import sys
from pathlib import Path
from knowledge.search.passages import Search
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla
store = SqliteStore.open(sys.argv[1])
search = Search.open(store, Path(sys.argv[2]))
for number in range(2):
    store.put(*alvkulla.audit(f"{sys.argv[3]}-{number}.txt"), "öppen")
    search.refresh()
store.close()
"""


def test_two_projecting_processes_beside_searching_threads(store: SqliteStore, tmp_path: Path) -> None:
    """Writers wait for each other; searching goes on, and in the end every document is found by all."""
    search = Search.open(store, tmp_path)
    writers = [
        subprocess.Popen([sys.executable, "-c", PROJECTING, f"sqlite:///{store.path}", str(tmp_path), name], cwd=ROOT)
        for name in "ab"
    ]

    def searching(writer: subprocess.Popen[bytes]) -> int:
        rounds = 0
        while writer.poll() is None:
            assert "revision.txt" in files(search.passages(PUBLIC, "sjukfrånvaron", limit=50))
            rounds += 1
            with contextlib.suppress(subprocess.TimeoutExpired):
                writer.wait(0.05)
        return rounds

    with ThreadPoolExecutor(2) as pool:
        assert all(rounds > 0 for rounds in pool.map(searching, writers))
    assert [writer.wait(60) for writer in writers] == [os.EX_OK, os.EX_OK]
    found = files(search.passages(PUBLIC, "sjukfrånvaron", limit=50))
    assert len(found) == len(set(found)) == 5
    assert len(store.documents(OPERATOR)) == 7
