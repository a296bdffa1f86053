"""What is followed keeps its number and its moves; moves are only added, and only words may be taken out of them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from knowledge.errors import MovedMeanwhile
from knowledge.store.api import FactQuery
from knowledge.store.followed import Evidence, Move, NewMove, subject_of
from knowledge.store.reader import OPERATOR, PUBLIC, Reader
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla

INSIDER = Reader(frozenset({"öppen", "intern"}))


@pytest.fixture
def own(tmp_path: Path) -> SqliteStore:
    """A store with an open report, whose recommendation is followed."""
    store = SqliteStore(tmp_path / "k.db")
    store.put(*alvkulla.audit(), "öppen")
    [found] = store.facts(PUBLIC, FactQuery("recommendations"))
    subject = subject_of(found)
    assert subject is not None
    store.number_all([subject])
    return store


def move(store: SqliteStore, after: int = 0, evidence: Evidence | None = None, undoes: int | None = None) -> list[Move]:
    axis = "undo" if undoes else "implementation"
    new = NewMove(axis, "genomförd", "2024-09-01", "Saga", "registrator", "allt är gjort", evidence, None, undoes)  # type: ignore[arg-type]
    return store.put_moves(OPERATOR, 1, [new], after)


def test_a_number_is_given_once(own: SqliteStore) -> None:
    """Asked for again, and after a new version of the file, it is the same one."""
    own.put(*alvkulla.audit(), "öppen")
    [found] = own.facts(PUBLIC, FactQuery("recommendations"))
    subject = subject_of(found)
    assert subject is not None
    own.number_all([subject, subject])
    assert [one.number for one in own.numbered(PUBLIC, [subject.place])] == [1]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM moves",
        "UPDATE moves SET value = 'öppen'",
        "UPDATE moves SET actor = 'Bosse'",
        "UPDATE moves SET made_at = '2000-01-01'",
        "UPDATE moves SET reason = 'annan'",
        "UPDATE moves SET quote = 'något annat'",
        "UPDATE moves SET undoes = id",
    ],
)
def test_history_is_only_added_to(own: SqliteStore, sql: str) -> None:
    """Whoever has the database in hand cannot rewrite it by mistake either."""
    move(own, evidence=Evidence(1, "öppen", None, 0, 5, "Allt är gjort"))
    with sqlite3.connect(own.path) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(sql)


def test_two_who_move_at_once_do_not_both(own: SqliteStore) -> None:
    """The second has not seen what the first did: a press that comes twice moves once."""
    move(own)
    with pytest.raises(MovedMeanwhile):
        move(own)
    assert len(own.moves(PUBLIC, [1])) == 1


def test_what_closed_evidence_moved_is_not_moved_for_all(own: SqliteStore) -> None:
    """A move on an internal document, and its undoing, do not exist for whoever may not read it."""
    [made] = move(own, evidence=Evidence(9, "intern", 1, 0, 5, "Internt"))
    assert own.moves(PUBLIC, [1]) == []
    assert own.moves(INSIDER, [1]) == [made]
    move(own, made.id, undoes=made.id)
    assert own.moves(PUBLIC, [1]) == []
    assert len(own.moves(INSIDER, [1])) == 2


def test_a_removed_document_leaves_no_words(own: SqliteStore) -> None:
    """The move says that it was closed and by whom; the words are gone with the document."""
    [found] = own.facts(PUBLIC, FactQuery("recommendations"))
    move(own, evidence=Evidence(found.document.id, "öppen", None, 0, 5, "hemliga ord"))
    own.remove(found.document.id, "skulle inte lagts in")
    own.wipe()
    held = own.path.read_bytes()
    assert [word for word in ("hemliga ord", "sjukfrånvaron") if word.encode() in held] == []
    assert [(one.value, one.evidence and one.evidence.quote) for one in own.moves(OPERATOR, [1])] == [("genomförd", "")]
