"""Facts follow the rules: made anew from the stored pages, while ids and so permalinks stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge import rebuild as rebuilding
from knowledge import rules
from knowledge.extraction.extract import extract
from knowledge.facts import DocumentFacts
from knowledge.ingest import ingest
from knowledge.rebuild import rebuild
from knowledge.search.passages import Search
from knowledge.store.api import FactQuery
from knowledge.store.reader import OPEN, OPERATOR, PUBLIC
from knowledge.store.sqlite import SqliteStore

MINUTES = """Kulturnämnden
Protokoll 2024-03-14

§ 7 Dnr KUN 2024-0031
Biblioteksplan

Beslut
Kulturnämnden beslutar att anta biblioteksplanen.

§ 8 Dnr KUN 2024-0032
Musikskolan

Beslut
Kulturnämnden beslutar att godkänna taxan.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore.open(f"sqlite:///{tmp_path}/kanslist.db")
    yield opened
    opened.close()


@pytest.fixture
def poor(store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Minutes in the store with the facts of poorer rules, which found one decision of two; the file's path."""
    path = tmp_path / "protokoll.txt"
    path.write_text(MINUTES, "utf-8")
    ingest([path], OPEN, store, Search.open(store, tmp_path))
    (document,) = store.documents(OPERATOR)
    reading = store.reading(OPERATOR, document.id)
    assert reading is not None
    facts = extract(reading)
    assert len(facts.decisions) == 2
    fewer = DocumentFacts.model_copy(facts, update={"decisions": facts.decisions[:1], "agenda_items": ()})
    assert store.put_facts(document.id, fewer, "older rules")
    return path


def decisions(store: SqliteStore) -> dict[str, int]:
    return {found.fact.text: found.id for found in store.facts(PUBLIC, FactQuery("decisions"))}  # type: ignore[attr-defined]  # Decision


def test_an_unchanged_file_gets_the_facts_of_newer_rules(store: SqliteStore, poor: Path) -> None:
    """Nobody needs to know that the rules have changed: the nightly ingest brings the facts up, once."""
    before, ids = decisions(store), [document.id for document in store.documents(OPERATOR)]
    report = ingest([poor], OPEN, store, Search.open(store, poor.parent))
    assert (report.updated, report.unchanged, report.changed) == (["protokoll.txt"], [], [])
    after = decisions(store)
    assert len(after) == 2
    assert [document.id for document in store.documents(OPERATOR)] == ids
    assert before.items() <= after.items(), "a fact that stays the same keeps its id"
    assert ingest([poor], OPEN, store, Search.open(store, poor.parent)).unchanged == ["protokoll.txt"]


def test_rebuild_needs_no_files(store: SqliteStore, poor: Path) -> None:
    """Everything derived comes from the stored pages, and is verified at the end."""
    poor.unlink()
    search = Search.open(store, poor.parent)
    done = rebuild(store, search)
    assert (done.updated, done.unchanged, done.failed) == (["protokoll.txt"], 0, [])
    assert len(decisions(store)) == 2
    assert done.verified.documents == 1
    assert done.verified.quotes > 5
    assert done.verified.broken == []
    assert search.passages(PUBLIC, "biblioteksplanen")
    again = rebuild(store, search)
    assert (again.updated, again.unchanged) == ([], 1)


def test_a_document_that_rules_fail_on_keeps_its_facts(
    store: SqliteStore, poor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in one document is told, and takes nothing away."""
    from knowledge.errors import QuoteBroken

    def failing(*_: object) -> bool:
        raise QuoteBroken

    monkeypatch.setattr(rebuilding, "renew", failing)
    done = rebuild(store, Search.open(store, poor.parent))
    assert [name for name, _ in done.failed] == ["protokoll.txt"]
    assert len(decisions(store)) == 1


def test_the_fingerprint_follows_every_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed word of the vocabulary is another fingerprint; the same rules give the same one."""
    assert rules.fingerprint() == rules.fingerprint()
    copy = tmp_path / "knowledge"
    for room in rules.ROOMS:
        (copy / room).mkdir(parents=True)
        (copy / room / "x.toml").write_text("a = 1")
    for module in rules.MODULES:
        (copy / module).write_text("")
    monkeypatch.setattr(rules, "files", lambda _: copy)
    before = rules.fingerprint.__wrapped__()
    assert rules.fingerprint.__wrapped__() == before
    (copy / "vocabulary" / "x.toml").write_text("a = 2")
    assert rules.fingerprint.__wrapped__() != before


def test_rebuild_masks_what_older_rules_let_through(store: SqliteStore, tmp_path: Path) -> None:
    """A personal identity number in a page, quote, older version or name is masked; every quote still holds."""
    path = tmp_path / "protokoll.txt"
    for more in ("", "\nJusteras.\n"):
        path.write_text(MINUTES.replace("taxan", "taxan för ABCDEF-GHIJ") + more, "utf-8")
        ingest([path], OPEN, store, Search.open(store, tmp_path))
    number, masked = "811218-9876", "XXXXXX-XXXX"
    with sqlite3.connect(store.path) as db:
        for table, column in (("pages", "text"), ("facts", "json"), ("documents", "info"), ("documents", "title")):
            db.execute(f"UPDATE {table} SET {column} = replace({column}, 'ABCDEF-GHIJ', '{number}')")  # noqa: S608 - constants
        db.execute("UPDATE documents SET file = ?", [f"anmälan {number}.txt"])
    db.close()
    search = Search.open(store, tmp_path)
    assert rebuild(store, search).verified.broken == []
    assert number.encode() not in store.path.read_bytes()
    (document,) = store.documents(OPERATOR)
    assert document.file == f"anmälan {masked}.txt"
    assert {masked in page.text for id_, _ in store.versions() for page in store.pages(OPERATOR, id_)} == {True}
    assert search.passages(PUBLIC, "taxan")
