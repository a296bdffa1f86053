"""What is kept of subscriptions: numbered by place, once, moved forward alone, and carried over from before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.store.migrations import known, migrate
from knowledge.store.sqlite import SqliteStore
from knowledge.store.subscriptions import SubscriptionRow

WANTED = '{"words":["språkombud"]}'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore.open(f"sqlite:///{tmp_path}/k.db")
    yield made
    made.close()


def put(store: SqliteStore, place: str, wanted: str = WANTED, rhythm: str = "{}") -> SubscriptionRow:
    return store.put_subscription(place=place, said="språkombud", wanted=wanted, rhythm=rhythm, now=1_000)


def test_each_place_numbers_its_own(store: SqliteStore) -> None:
    """The first one of a place is 1; a number that was ended never comes back, so that no old button ends another."""
    assert [put(store, "C1").number, put(store, "C2").number, put(store, "C1", '{"cases":["a"]}').number] == [1, 1, 2]
    last = store.subscriptions("C1")[-1]
    assert store.drop_subscription(last.id, "C1")
    assert put(store, "C1", '{"cases":["b"]}').number == 3


def test_the_same_again_changes_when_it_is_told(store: SqliteStore) -> None:
    """It keeps its number and what it was told, and rests no longer."""
    first = put(store, "C1")
    store.pause_place("C1")
    again = put(store, "C1", rhythm='{"every":"day"}')
    assert (again.id, again.number, again.rhythm, again.paused) == (first.id, 1, '{"every":"day"}', None)
    assert len(store.subscriptions()) == 1


def test_what_was_told_moves_forward_alone(store: SqliteStore) -> None:
    """A second server that is late, or whose clock is behind, takes nothing back."""
    one = put(store, "C1")
    was = (one.id, one.told_until, one.seen)
    assert store.move_subscriptions([was], 2_000, 7) == 1
    assert store.move_subscriptions([was], 3_000, 8) == 0, "another server was first"
    assert store.move_subscriptions([(one.id, 2_000, 7)], 1_500, 6) == 1
    [held] = store.subscriptions("C1")
    assert (held.told_until, held.seen) == (2_000, 7)


def test_a_place_changes_and_ends_its_own_alone(store: SqliteStore) -> None:
    """An id that is guessed is no key to another place's."""
    one = put(store, "C1")
    assert not store.change_subscription(one.id, "C2", rhythm="{}", manner="{}", paused="asked")
    assert not store.drop_subscription(one.id, "C2")
    assert store.change_subscription(one.id, "C1", rhythm="{}", manner="{}", paused="asked")
    assert store.subscriptions()[0].paused == "asked"


def test_those_from_before_keep_their_numbers_and_are_questions(tmp_path: Path) -> None:
    """Their buttons stand in chats; they are told from the state of the record at which they were carried over."""
    path, before = tmp_path / "k.db", next(one.number for one in known() if one.name.endswith("_watched.sql")) - 1
    with sqlite3.connect(path, isolation_level=None) as old:
        migrate(old, upto=before)
        for id_, place in ((3, "T1/U1"), (4, "T1/U2"), (9, "T1/U1")):
            old.execute("INSERT INTO subscriptions VALUES (?, ?, ?, 'ticket', 'print', 50)", [id_, place, f"q{id_}"])
        old.execute("UPDATE state SET value = 12 WHERE key = 'change'")
    old.close()
    store = SqliteStore.open(f"sqlite:///{path}")
    rows = store.subscriptions("T1/U1")
    assert [(one.id, one.number, one.said, one.ticket, one.wanted, one.seen) for one in rows] == [
        (3, 3, "q3", "ticket", None, 12),
        (9, 9, "q9", "ticket", None, 12),
    ]
    assert put(store, "T1/U1").number == 10
    store.close()
