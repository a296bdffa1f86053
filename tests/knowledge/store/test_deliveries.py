"""What goes out is one row a channel, period and kind, which one process at a time has in hand; nothing is lost."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from knowledge.store.deliveries import ASTRAY, BOT_REMOVED, DOCUMENT_REMOVED, LEASE, SNAPSHOTS_KEPT, Delivery, Ended
from knowledge.store.migrations import migrate
from knowledge.store.reader import OPEN, PUBLIC
from knowledge.store.restore import restore
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla

NOW = 1_000_000


def tried(store: SqliteStore, channel: str = "C1", period: str = "P1", now: int = NOW, **changes: Any) -> int | None:
    """The new row's id, None where there is one."""
    held = {"kind": "digest", "snapshot": "{}"} | changes
    return store.enqueue_delivery(channel=channel, period=period, now=now, **held)


def put(*where: Any, **changes: Any) -> int:
    """The id of a row that is new."""
    made = tried(*where, **changes)
    assert made is not None
    return made


def leased(store: SqliteStore, channel: str = "C1", now: int = NOW) -> Delivery:
    """The row that is leased now."""
    found = store.lease_delivery(channel, now)
    assert found is not None
    return found


def row(store: SqliteStore, id_: int) -> Delivery:
    found = store.delivery(id_)
    assert found is not None
    return found


def waits(at: int = NOW, *, unclear: bool = False, refusals: int = 0) -> Ended:
    return Ended("waiting", "nere", at, unclear, refusals)


def test_a_period_of_a_channel_is_composed_once(store: SqliteStore) -> None:
    """Two servers whose clocks strike eight at once write one row, of whoever was first."""
    first = put(store, snapshot='{"a": 1}')
    assert tried(store, snapshot='{"a": 2}') is None
    put(store, "C2")
    put(store, kind="other")
    held = row(store, first)
    assert (held.snapshot, held.state, held.tries) == ('{"a": 1}', "waiting", 0)


def test_it_is_written_with_what_moves_with_it_or_not_at_all(store: SqliteStore) -> None:
    """A process that dies between the two must not leave a period that is over and never told."""

    def dies() -> None:
        with store.together():
            put(store)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dies()
    assert store.deliveries() == []


def test_one_process_has_a_channel_in_hand(store: SqliteStore) -> None:
    """Or two messages would overtake each other, and go faster than the platform allows."""
    put(store)
    put(store, period="P2")
    assert store.due_channels(NOW) == {"C1": 2}
    first = leased(store, "C1", NOW)
    assert first.period == "P1", "the oldest first"
    assert store.lease_delivery("C1", NOW) is None
    assert store.due_channels(NOW) == {}
    assert store.delivery_sent(first.id, "ts1", NOW)
    second = leased(store, "C1", NOW)
    assert second.period == "P2"
    assert (second.unclear, second.tries) == (False, 1)


def test_what_its_holder_left_lying_is_taken_over_as_unclear(store: SqliteStore) -> None:
    """Whoever leased it may have died before or after the platform took it: whoever takes it over must look."""
    put(store)
    dead = leased(store, "C1", NOW)
    assert store.lease_delivery("C1", NOW + LEASE) is None
    taken = leased(store, "C1", NOW + LEASE + 1)
    assert (taken.unclear, taken.tries, taken.key) == (True, 2, dead.key)
    assert not store.end_delivery(dead.id, dead.holder, waits()), "the first holder was only slow, and has no say now"
    assert store.delivery_sent(dead.id, "ts1", NOW), "but what is there is there, whoever says so"
    assert not store.delivery_sent(taken.id, "ts2", NOW), "and then there are two"
    held = row(store, dead.id)
    assert (held.state, held.message, held.marked) == ("sent", "ts1", True)


def test_what_did_not_arrive_waits_for_its_time(store: SqliteStore) -> None:
    """Its next try is in the row, so that a restart neither hurries nor forgets it."""
    put(store)
    one = leased(store, "C1", NOW)
    assert store.end_delivery(one.id, one.holder, waits(NOW + 60, unclear=True))
    assert store.lease_delivery("C1", NOW + 59) is None
    again = leased(store, "C1", NOW + 60)
    assert (again.unclear, again.tries, again.reason) == (True, 2, "nere")


def test_a_clock_that_was_wrong_holds_nothing_up_for_ever(store: SqliteStore) -> None:
    """A server that believed it was next year has written times into the rows; only a day's difference waits."""
    put(store)
    leased(store, "C1", NOW + 400 * 24 * 3600)
    taken = leased(store, "C1", NOW)
    assert taken.unclear
    store.end_delivery(taken.id, taken.holder, waits(NOW + ASTRAY + 1))
    assert store.lease_delivery("C1", NOW) is not None


def test_a_channel_is_held_back_as_long_as_the_platform_says(store: SqliteStore) -> None:
    """Retry-After is of the channel, not of one message."""
    put(store)
    put(store, period="P2")
    put(store, "C2")
    store.hold_channel("C1", NOW + 30)
    assert store.due_channels(NOW) == {"C2": 1}
    assert store.due_channels(NOW + 30) == {"C1": 2, "C2": 1}


def test_what_was_given_up_is_tried_again_when_somebody_says_so(store: SqliteStore) -> None:
    """`kanslist outbox retry`: one, or all; what was sent is not sent again."""
    ids = [put(store, f"C{number}") for number in range(3)]
    for state, number in (("failed", 0), ("suspended", 1)):
        one = leased(store, f"C{number}")
        store.end_delivery(one.id, one.holder, Ended(state, "x", NOW, True, 3))  # type: ignore[arg-type]  # of the table
    store.delivery_sent(ids[2], "ts", NOW)
    assert store.due_channels(NOW) == {}
    assert store.retry_deliveries(NOW, [ids[0]]) == 1
    assert store.due_channels(NOW) == {"C0": 1}
    assert store.retry_deliveries(NOW) == 2
    again = leased(store, "C1", NOW)
    assert (again.unclear, again.tries, again.refusals) == (True, 1, 0)


def test_a_suspended_channel_has_one_try_left(store: SqliteStore) -> None:
    """Each new period asks it once whether it takes something again; when it has, it is like any other."""
    put(store)
    one = leased(store, "C1", NOW)
    store.end_delivery(one.id, one.holder, Ended("suspended", "arkiverad", NOW, False, 3))
    put(store, period="P2")
    again = leased(store, "C1", NOW)
    assert again.refusals == 2
    store.delivery_sent(again.id, "ts", NOW)
    put(store, period="P3")
    third = leased(store, "C1", NOW)
    assert third.refusals == 0


def test_a_removed_bot_sends_nothing_there(store: SqliteStore) -> None:
    """What waited stays, with the reason, for whoever looks into the outbox."""
    put(store, "19:x")
    store.put_conversation("teams", "19:x", "{}")
    store.drop_conversation("teams", "19:x")
    [row] = store.deliveries()
    assert (row.state, row.reason) == ("suspended", BOT_REMOVED)
    assert store.due_channels(NOW) == {}


def snapshot(intent: str, *files: str) -> str:
    """An answer of one fact a file, as JSON."""
    return json.dumps(
        {
            "intent": intent,
            "lead": "Veckans brev.",
            "items": [{"text": f"ur {file}", "citation": number} for number, file in enumerate(files)],
            "citations": [{"document": file, "quote": f"ord ur {file}"} for file in files],
        }
    )


def test_a_removed_document_goes_out_of_the_outbox_too(store: SqliteStore) -> None:
    """Its words must not be sent after it was removed, nor lie in the file: a digest goes on without them."""
    document = store.put(*alvkulla.minutes(), OPEN)
    [file] = [one.file for one in store.find_document(PUBLIC, "protokoll.txt")]
    digest = put(store, snapshot=snapshot("digest", "annan.txt", file))
    alone = put(store, kind="bevakning", snapshot=snapshot("decisions", file))
    store.remove(document, "prov")
    left = row(store, digest)
    assert left.snapshot is not None
    held = json.loads(left.snapshot)
    assert held["items"] == [{"text": "ur annan.txt", "citation": 0}]
    assert [one["document"] for one in held["citations"]] == ["annan.txt"]
    gone = row(store, alone)
    assert (gone.snapshot, gone.state, gone.reason) == (None, "failed", DOCUMENT_REMOVED)


def test_snapshots_are_forgotten_when_nothing_is_corrected_any_more(store: SqliteStore) -> None:
    """The words of old letters need not lie in the store; that they were sent is kept, or they would be sent again."""
    sent, waiting = put(store), put(store, "C2")
    store.delivery_sent(sent, "ts", NOW)
    store.forget_snapshots(NOW + SNAPSHOTS_KEPT + 1)
    rows = {one.id: one for one in store.deliveries()}
    assert rows[sent].snapshot is None
    assert rows[waiting].snapshot == "{}"
    assert tried(store) is None


def test_counts(store: SqliteStore) -> None:
    """For /metrics and doctor, in one look."""
    sent = put(store)
    put(store, "C2", now=NOW + 5)
    store.delivery_sent(sent, "ts", NOW, marked=True)
    assert store.delivery_counts() == {"sent": 1, "waiting": 1, "marked": 1, "unclear": 0}
    assert store.oldest_waiting() == NOW + 5


def test_rows_of_an_older_store_are_kept(tmp_path: Path) -> None:
    """What was sent is not sent again; what failed or was broken off has no snapshot: the next letter fills it."""
    path = tmp_path / "k.db"
    with sqlite3.connect(path, isolation_level=None) as old:
        migrate(old, upto=15)
        for channel, state in (("C1", "sent"), ("C2", "failed"), ("C3", "under way")):
            old.execute("INSERT INTO deliveries VALUES (?, 'P', 'digest', ?, 7, 1, NULL)", [channel, state])
    old.close()
    store = SqliteStore.open(f"sqlite:///{path}")
    assert [tried(store, f"C{number}", "P") is not None for number in (1, 2, 3)] == [False, True, True]
    assert [one.unclear for one in reversed(store.deliveries())] == [False, False, True]
    store.close()


def test_what_waited_in_a_backup_is_in_doubt_when_it_is_restored(store: SqliteStore, tmp_path: Path) -> None:
    """It may have been sent since: it is looked for before it is sent, or says that it may come twice."""
    waiting, sent = put(store), put(store, "C2")
    store.delivery_sent(sent, "ts", NOW)
    store.backup(str(tmp_path / "backup.db"))
    restore(tmp_path / "restored.db", tmp_path / "backup.db")
    restored = SqliteStore(tmp_path / "restored.db")
    assert (row(restored, waiting).unclear, row(restored, sent).unclear) == (True, False)
    restored.close()


def test_a_backup_from_before_the_outbox_is_restored_too(tmp_path: Path) -> None:
    """Its deliveries have another shape."""
    with sqlite3.connect(tmp_path / "old.db", isolation_level=None) as old:
        migrate(old, upto=15)
    old.close()
    restore(tmp_path / "restored.db", tmp_path / "old.db")
    SqliteStore(tmp_path / "restored.db").close()
