"""What comes in is recorded once, and where the bot is is known."""

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
