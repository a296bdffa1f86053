"""A hidden fact stays out: of what is read, of the search, of a rebuild and of the file's next version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import FactUnknown
from knowledge.ingest import ingest
from knowledge.rebuild import rebuild, renew
from knowledge.search.passages import Search
from knowledge.store.api import FactQuery
from knowledge.store.reader import PUBLIC
from knowledge.store.sqlite import SqliteStore

MINUTES = """Älvkulla kommun
Kulturnämnden
Protokoll 2024-04-28

§ 7 KUN 2024-0031
Biblioteksfilial i Granby

Beslut
Kulturnämnden beslutar att öppna en biblioteksfilial i Granby.
"""


@pytest.fixture
def record(tmp_path: Path) -> Iterator[tuple[SqliteStore, Search, Path]]:
    file = tmp_path / "protokoll.txt"
    file.write_text(MINUTES, "utf-8")
    store = SqliteStore.open(f"sqlite:///{tmp_path / 'k.db'}")
    search = Search.open(store, tmp_path)
    assert ingest([file], "öppen", store, search).failed == []
    yield store, search, file
    store.close()


def decisions(store: SqliteStore) -> list[int]:
    return [one.id for one in store.facts(PUBLIC, FactQuery("decisions"))]


def test_it_stays_out_until_that_is_undone(record: tuple[SqliteStore, Search, Path]) -> None:
    """The rules that found it find it each time the file is read; what a person has hidden must not come back."""
    store, search, file = record
    [wrong] = decisions(store)
    before = store.change()
    store.hide_fact(wrong)
    assert decisions(store) == []
    assert store.change() > before, "projections and caches follow"
    rebuild(store, search)
    assert decisions(store) == []
    file.write_text(MINUTES.replace("Protokoll", "Plats: Stora salen\nProtokoll"), "utf-8")
    assert ingest([file], "öppen", store, search).failed == []
    assert decisions(store) == []
    with pytest.raises(FactUnknown):
        store.hide_fact(wrong)


def test_undoing_brings_back_what_was_hidden_for_that_report(record: tuple[SqliteStore, Search, Path]) -> None:
    """One report's undo leaves what another one hid."""
    store, _, _ = record
    cited = store.put_report(
        answer="a", platform="web", question="q", lead="l", citations=[], open_to_all=True, comment=""
    )
    [wrong] = decisions(store)
    store.hide_fact(wrong, cited.id)
    assert store.show_facts(cited.id + 1) == []
    [document] = store.show_facts(cited.id)
    assert renew(store, document)
    assert len(decisions(store)) == 1
