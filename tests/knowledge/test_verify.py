"""`verify` reads every quote against its page, and finds the one that somebody has moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.ingest import ingest
from knowledge.search.passages import Search
from knowledge.store.reader import OPEN, OPERATOR, PUBLIC
from knowledge.store.sqlite import SqliteStore
from knowledge.verify import verify

MINUTES = """Älvkulla kommun
Arbetsmarknadsnämnden
Protokoll 2020-04-28

§ 33 AMN 2020-0276
Språkombud

Beslut
Arbetsmarknadsnämnden beslutar att bifalla motionen.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    (tmp_path / "protokoll.txt").write_text(MINUTES, "utf-8")
    opened = SqliteStore.open(f"sqlite:///{tmp_path / 'kanslist.db'}")
    ingest([tmp_path / "protokoll.txt"], OPEN, opened, Search.open(opened, tmp_path))
    yield opened
    opened.close()


def test_a_sound_store_has_no_broken_quote(store: SqliteStore) -> None:
    """It says how much it checked, so that nothing checked is not taken for nothing broken."""
    report = verify(store)
    assert report.broken == []
    assert report.documents == 1
    assert report.quotes > 2


def test_an_empty_store_checks_nothing(tmp_path: Path) -> None:
    """No document, no quote, no fault."""
    empty = SqliteStore.open(f"sqlite:///{tmp_path / 'kanslist.db'}")
    assert (verify(empty).documents, verify(empty).quotes) == (0, 0)
    empty.close()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE pages SET text = ' ' || text", "the page has moved by one character"),
        ("UPDATE pages SET number = 7", "the page is another page"),
        ("DELETE FROM pages", "the page is gone"),
        ("UPDATE facts SET json = replace(json, 'bifalla', 'avslaa') WHERE list = 'decisions'", "a quote was edited"),
        ("UPDATE documents SET info = replace(info, '2020-04-28\"', '2020-04-29\"')", "the document's own source"),
    ],
)
def test_a_quote_that_does_not_hold_is_named(store: SqliteStore, change: str, why: str) -> None:
    """The contract is checked against what is stored, not against what was once made."""
    with sqlite3.connect(store.path) as db:
        db.execute(change)
    db.close()
    report = verify(store)
    assert report.broken, why
    assert {broken.file for broken in report.broken} == {"protokoll.txt"}


def test_a_row_that_is_no_fact_is_named(store: SqliteStore) -> None:
    """A damaged row is a finding, never a traceback."""
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE facts SET json = '{\"text\": ' WHERE list = 'decisions'")
        db.execute("UPDATE meetings SET json = '{}'")
    db.close()
    assert {broken.what for broken in verify(store).broken} >= {"decisions 1"}


def test_older_versions_are_checked_too(store: SqliteStore, tmp_path: Path) -> None:
    """Their permalinks go on working, so their quotes must hold."""
    (tmp_path / "protokoll.txt").write_text(MINUTES.replace("bifalla", "avslå"), "utf-8")
    ingest([tmp_path / "protokoll.txt"], OPEN, store, Search.open(store, tmp_path))
    assert (verify(store).documents, verify(store).broken) == (2, [])
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE pages SET text = ' ' || text WHERE document = 1")
    db.close()
    assert verify(store).broken


def test_what_is_broken_is_mended_by_reading_the_file_again(store: SqliteStore, tmp_path: Path) -> None:
    """The advice that verify gives must work: same document, same id, sound quotes, though the file is unchanged."""
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE pages SET text = ' ' || text")
    db.close()
    search = Search.open(store, tmp_path)
    assert ingest([tmp_path / "protokoll.txt"], OPEN, store, search).unchanged == ["protokoll.txt"]
    assert verify(store).broken
    assert ingest([tmp_path / "protokoll.txt"], OPEN, store, search, again=True).updated == ["protokoll.txt"]
    report = verify(store)
    assert (report.documents, report.broken) == (1, [])
    assert [one.id for one in store.documents(OPERATOR)] == [1]
    assert search.passages(PUBLIC, "bifalla motionen")
