"""What comes in is recorded once; what goes out goes once, and a failure is not silent."""

from __future__ import annotations

import pytest

from knowledge.store import outbox
from knowledge.store.sqlite import SqliteStore


def test_an_event_is_claimed_once(store: SqliteStore) -> None:
    """Slack and Teams repeat what they think was lost; the second time is no new question."""
    assert store.claim_event("slack:Ev1")
    assert not store.claim_event("slack:Ev1")
    assert store.claim_event("slack:Ev2")
    assert store.change() == 0, "the record has not changed"


def test_old_events_are_forgotten(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """After thirty days no platform repeats an event, and the table must not grow for ever."""
    monkeypatch.setattr(outbox, "PURGE_EVERY", 1)
    now = [1_000_000.0]
    monkeypatch.setattr(outbox.time, "time", lambda: now[0])
    store.claim_event("a")
    now[0] += outbox.EVENTS_KEPT
    store.claim_event("b")
    assert not store.claim_event("a")
    now[0] += 1
    assert store.claim_event("a")


def test_a_question_that_a_dead_process_took_on_is_taken_over_once(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was acknowledged must be answered though its process was killed; by one other, and not for ever."""
    now = [1_000_000.0]
    monkeypatch.setattr(outbox.time, "time", lambda: now[0])
    assert store.claim_event("slack:1", '{"q": 1}')
    assert store.claim_event("slack:2", '{"q": 2}')
    assert store.claim_event("teams:1", '{"q": 3}')
    store.settle_event("slack:2")
    assert store.take_unanswered("slack") == [], "it may still be at work"
    now[0] += outbox.ANSWERED_WITHIN + 1
    assert store.take_unanswered("slack") == [("slack:1", '{"q": 1}')]
    assert store.take_unanswered("slack") == [], "another process has it"
    assert not store.claim_event("slack:1", '{"q": 1}')
    now[0] += outbox.WORTH_ANSWERING + 1
    assert store.take_unanswered("slack") == store.take_unanswered("teams") == []
    assert store._db.read("SELECT count(*) FROM events WHERE body IS NOT NULL") == [(0,)], "words are not kept"


def test_conversations(store: SqliteStore) -> None:
    """The bot knows where it has been added, by platform, with the newest reference, until it is removed."""
    store.put_conversation("teams", "19:x", '{"a": 1}')
    store.put_conversation("teams", "19:x", '{"a": 2}')
    assert store.conversation("teams", "19:x") == '{"a": 2}'
    assert store.conversation("slack", "19:x") is None
    store.drop_conversation("teams", "19:x")
    assert store.conversation("teams", "19:x") is None


def test_a_delivery_goes_once(store: SqliteStore) -> None:
    """While one is under way and after it is sent nobody else sends it; a failed one may be tried again."""
    row = ("C1", "2024-V12", "digest")
    assert store.claim_delivery(*row)
    assert not store.claim_delivery(*row)
    store.settle_delivery(*row, sent=False, reason="kanalen är arkiverad")
    assert store._db.read("SELECT state, reason FROM deliveries") == [("failed", "kanalen är arkiverad")]
    assert store.claim_delivery(*row)
    store.settle_delivery(*row, sent=True)
    assert not store.claim_delivery(*row)
    assert store.claim_delivery("C2", "2024-V12", "digest")


def test_a_delivery_that_was_broken_off_is_not_lost(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever claimed it may have died; after five minutes it is claimed anew instead of being silently lost."""
    now = [1_000_000.0]
    monkeypatch.setattr(outbox.time, "time", lambda: now[0])
    row = ("C1", "2024-V12", "digest")
    assert store.claim_delivery(*row)
    until = store.delivery_under_way(*row)
    assert until == now[0] + 300
    now[0] += outbox.LEASE
    assert not store.claim_delivery(*row)
    now[0] += 1
    assert store.claim_delivery(*row)
    store.settle_delivery(*row, sent=True)
    assert store.delivery_under_way(*row) is None
