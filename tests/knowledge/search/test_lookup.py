"""Facts, meetings and documents by their words: who may not see them gets no id, and what goes stale is not found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.search.passages import Search
from knowledge.search.sought import Group, Sought
from knowledge.store.reader import OPEN, OPERATOR, PUBLIC, Reader
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla

SECRET = "intern"


def word(*texts: str) -> Group:
    """Any of these words."""
    return ((frozenset(texts),),)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    opened = SqliteStore.open(f"sqlite:///{tmp_path / 'store.db'}")
    yield opened
    opened.close()


@pytest.fixture
def search(store: SqliteStore, tmp_path: Path) -> Search:
    """Open minutes, and the same record's report in a closed collection."""
    store.put(*alvkulla.minutes(), OPEN)
    store.put(*alvkulla.audit(), SECRET)
    return Search.open(store, tmp_path)


def test_a_closed_collection_gives_no_id(search: Search) -> None:
    """An id would tell that there is something; the filter is part of every query, not of what is shown."""
    sought = Sought("fact recommendations", OPERATOR)
    assert search.rows(sought, 10)
    for reader in (PUBLIC, Reader(frozenset()), Reader(frozenset({"INTERN", "intern*"}))):
        for row in ("fact recommendations", "fact audit_questions"):
            assert search.rows(replace(sought, row=row, reader=reader), 10) == []
    assert len(search.rows(replace(sought, row="document", reader=PUBLIC), 10)) == 1


def test_every_word_must_be_met(search: Search, store: SqliteStore) -> None:
    """Several words narrow; a word that no fact holds leaves none."""
    held = search.rows(Sought("fact decisions", PUBLIC, groups=(word("skolskjutsen", "finnsinte"),)), 50)
    assert ["skolskjuts" in one.fact.source.quote for one in store.facts_of(PUBLIC, held)] == [True] * len(held) != []
    assert search.rows(Sought("fact decisions", PUBLIC, groups=(word("skolskjutsen"), word("finnsinte"))), 50) == []
    assert search.rows(Sought("fact decisions", PUBLIC, groups=((),)), 50) == []


def test_a_newer_version_takes_the_place_of_the_old(search: Search, store: SqliteStore) -> None:
    """Ids of a version that is no longer the newest would be facts that the document no longer holds."""
    before = search.rows(Sought("fact decisions", PUBLIC), 50)
    store.put(*alvkulla.minutes(alvkulla.MINUTES + "\n"), OPEN)
    after = search.rows(Sought("fact decisions", PUBLIC), 50)
    assert len(after) == len(before)
    assert set(after).isdisjoint(before)
    assert [one.id for one in store.facts_of(PUBLIC, [*before, *after])] == after


def test_a_name_is_found_by_its_letters_and_its_surname(search: Search) -> None:
    """A typing error leaves most runs of letters as they are."""
    assert "maj ekdahl" in search.names_near(PUBLIC, "maj ekdal")
    assert search.surnamed(PUBLIC, "ekdahl", 10) == ["maj ekdahl"]
    assert search.names_near(PUBLIC, "") == search.surnamed(PUBLIC, "", 10) == []


def test_words_that_are_no_name_are_not_looked_for_among_names(search: Search) -> None:
    """A letter changes three runs of letters at most: where more of them stand in no name, no name is so near."""
    assert "maj ekdahl" in search.names_near(PUBLIC, "maj ekdal", errors=1)
    assert search.names_near(PUBLIC, "majs kvarndammen") != []
    assert search.names_near(PUBLIC, "majs kvarndammen", errors=2) == []


def test_a_closed_collection_gives_no_name(store: SqliteStore, tmp_path: Path) -> None:
    """Who is named in closed minutes is as closed as what they decide."""
    store.put(*alvkulla.minutes(), SECRET)
    search = Search.open(store, tmp_path)
    assert "maj ekdahl" in search.names_near(OPERATOR, "maj ekdahl")
    for reader in (PUBLIC, Reader(frozenset()), Reader(frozenset({"INTERN", "intern*"}))):
        assert search.names_near(reader, "maj ekdahl") == []
        assert search.surnamed(reader, "ekdahl", 10) == []


def test_a_name_that_left_the_record_is_in_no_file(store: SqliteStore, tmp_path: Path) -> None:
    """Removal throws the projection away: names stand in it as words do."""
    document = store.put(*alvkulla.minutes(), OPEN)
    search = Search.open(store, tmp_path)
    assert search.surnamed(PUBLIC, "ekdahl", 10)
    store.remove(document, "fel handling")
    assert search.surnamed(PUBLIC, "ekdahl", 10) == []
    files = [path for path in search.folder.rglob("*") if path.is_file()]
    assert [path.name for path in files if b"ekdahl" in path.read_bytes()] == []
