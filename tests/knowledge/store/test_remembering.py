"""One answer looks everything up once; the next one sees what was written meanwhile."""

from __future__ import annotations

from knowledge.store.api import FactQuery
from knowledge.store.reader import OPEN, PUBLIC, Reader
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla

DECISIONS = FactQuery("decisions")


def test_what_is_looked_up_within_is_looked_up_once(store: SqliteStore) -> None:
    """The parts of an answer ask the same of the store, and must not disagree because a document came in between."""
    with store.remembering():
        assert store.facts(PUBLIC, DECISIONS) == []
        store.put(*alvkulla.minutes(), OPEN)
        with store.remembering():
            assert store.facts(PUBLIC, DECISIONS) == []
        assert store.facts(PUBLIC, DECISIONS) == []
    assert store.facts(PUBLIC, DECISIONS) != []


def test_what_one_reader_was_told_is_not_told_another(record: SqliteStore) -> None:
    """What is kept is kept by the reader's collections, as every read is."""
    with record.remembering():
        assert record.facts(PUBLIC, DECISIONS) != []
        assert record.facts(Reader(frozenset()), DECISIONS) == []
