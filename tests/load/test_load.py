"""The made record is a record like any other, and the same each time."""

from __future__ import annotations

from pathlib import Path

from knowledge.search.cutting import cut
from knowledge.store.sqlite import SqliteStore
from knowledge.verify import verify
from tests.load import questions
from tests.load.make import make
from tests.load.record import document

FACTS = 1_500


def test_a_made_record_holds_the_quote_contract(tmp_path: Path) -> None:
    """Figures of a record whose quotes were invented would say nothing of a real one's."""
    made = make(tmp_path, FACTS)
    store = SqliteStore.open(f"sqlite:///{tmp_path / 'kanslist.db'}")
    report = verify(store)
    store.close()
    assert made.facts >= FACTS
    assert report.documents == made.documents
    assert report.quotes > made.facts
    assert report.broken == []


def test_a_document_follows_from_its_number() -> None:
    """The same ten questions are asked of records of every size, so what they ask about must be in each."""
    assert document(7) == document(7)
    assert len(questions.ten()) == 10
    assert all(len(questions.of_kind(kind)) > 100 for kind in questions.KINDS)


def test_there_are_about_as_many_passages_as_facts() -> None:
    """A million of each is what the bars speak of."""
    made = [document(number) for number in range(60)]
    facts = sum(len(elements) for _, found in made for _, elements in found.lists())
    passages = sum(1 for reading, _ in made for _ in cut(reading.pages))
    assert 0.9 < passages / facts < 1.2
