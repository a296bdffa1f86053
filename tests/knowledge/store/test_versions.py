"""A changed file is a new version; the old one is kept, and only the newest answers."""

from __future__ import annotations

import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.facts import Decision, DocumentFacts, DocumentInfo
from knowledge.store.api import FactQuery
from knowledge.store.reader import OPEN, OPERATOR, PUBLIC
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla


def test_the_same_bytes_change_nothing(record: SqliteStore) -> None:
    """Ingest may be run again and again: same digest, same id, same change number."""
    before = record.change()
    assert record.put(*alvkulla.minutes(), OPEN) == 1
    assert record.change() == before
    assert record.held("protokoll.txt", OPEN) == alvkulla.minutes()[0].digest
    assert record.held("protokoll.txt", "intern") is None


def test_an_old_version_is_kept_by_id_and_silent_elsewhere(record: SqliteStore) -> None:
    """A permalink to the replaced text goes on working, but no list, count or name speaks of it."""
    before = record.change()
    changed = alvkulla.MINUTES.replace("Petra Löv", "Gun Ask")
    new = record.put(*alvkulla.minutes(changed), OPEN)
    assert new != 1
    assert record.change() == before + 1
    old = record.document(PUBLIC, 1)
    assert old is not None
    assert old.version == 1
    assert "Petra Löv" in record.pages(PUBLIC, 1)[0].text
    newest = record.document(PUBLIC, new)
    assert newest is not None
    assert newest.version == 2
    assert {f.document.id for f in record.facts(PUBLIC, FactQuery("decisions"))} == {new, 2}
    assert [m.document.id for m in record.meetings(PUBLIC)] == [new]
    assert 1 not in {d.id for d in record.documents(PUBLIC)}
    assert sum(h.documents for h in record.holdings(PUBLIC)) == 3
    assert record.page(PUBLIC, 1, 0) is None
    assert {id_ for id_, _ in record.every_page()} == {new, 2, 3}
    assert [(c.document, c.newest) for c in record.changes(before)] == [(1, False), (new, True)]


def test_one_file_name_in_two_collections_is_two_documents(store: SqliteStore) -> None:
    """A name is an identity only inside its collection; neither replaces the other."""
    first, second = store.put(*alvkulla.minutes(), OPEN), store.put(*alvkulla.minutes(), "intern")
    assert first != second
    assert len(store.documents(OPERATOR)) == 2


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y", "z"])), min_size=1, max_size=8))
def test_any_sequence_of_puts_leaves_the_last_text_of_each_file(puts: list[tuple[str, str]]) -> None:
    """Whatever comes in which order, also a text that returns: the last one of a file answers, alone."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore.open(f"sqlite:///{folder}/k.db")
        last: dict[str, str] = {}
        changes = 0
        for file, text in puts:
            p = alvkulla.page(f"Nämnden beslutar {text}.")
            fact = Decision(text=text, source=alvkulla.cut(p, f"beslutar {text}"), rule="t")
            facts = DocumentFacts(document=DocumentInfo(file=file), decisions=(fact,))
            store.put(alvkulla.reading(file, p), facts, OPEN)
            changes += last.get(file) != text
            last[file] = text
        found = {f.document.file: f.fact.text for f in store.facts(PUBLIC, FactQuery("decisions"))}
        assert found == last
        assert len(store.facts(PUBLIC, FactQuery("decisions"))) == len(last)
        assert store.change() == changes
        store.close()
