"""A document outside the reader's collections does not exist for that reader, in any method."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.case_numbers import CaseKey
from knowledge.facts import LISTS, DocumentFacts, DocumentInfo
from knowledge.store.api import FactQuery, Readable
from knowledge.store.followed import Evidence, NewMove, subject_of
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPEN, OPERATOR, PUBLIC, Reader
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla

SECRET = "intern"
BLIND = [PUBLIC, Reader(frozenset()), Reader(frozenset({"annan", "intern%", "INTERN"}))]

READS: dict[str, list[Callable[[SqliteStore, Reader], Any]]] = {
    "facts": [lambda s, r, n=name: s.facts(r, FactQuery(n)) for name in LISTS]
    + [
        lambda s, r: s.facts(r, FactQuery("decisions", case=CaseKey(2024, 31))),
        lambda s, r: s.facts(r, FactQuery("attendance", person="maj ekdahl")),
        lambda s, r: s.facts(r, FactQuery("decisions", document=1)),
    ],
    "meetings": [lambda s, r: s.meetings(r), lambda s, r: s.meetings(r, document=1)],
    "facts_beside": [lambda s, r: s.facts_beside(r, ("votes", "decisions"), 4, "12")],
    "facts_of": [lambda s, r: s.facts_of(r, list(range(1, 200)))],
    "meetings_of": [lambda s, r: s.meetings_of(r, [1, 4])],
    "documents_of": [lambda s, r: s.documents_of(r, [1, 2, 3, 4])],
    "arrivals": [lambda s, r: s.arrivals(r, 0)],
    "documents": [lambda s, r: s.documents(r), lambda s, r: s.documents(r, case=CaseKey(2024, 31))],
    "document": [lambda s, r: s.document(r, 1), lambda s, r: s.document(r, 4)],
    "info": [lambda s, r: s.info(r, 1)],
    "pages": [lambda s, r: s.pages(r, 1), lambda s, r: s.pages(r, 4)],
    "page_text": [lambda s, r: s.page_text(r, 4, None), lambda s, r: s.page_text(r, 4, 1)],
    "page": [lambda s, r: s.page(r, 4, 0)],
    "holdings": [lambda s, r: s.holdings(r)],
    "cases": [lambda s, r: s.cases(r), lambda s, r: s.cases(r, unit="bn", year=2024)],
    "same_case": [lambda s, r: s.same_case(r, CaseKey(2024, 57, "kun"))],
    "names": [lambda s, r: s.names(r)],
    "name": [lambda s, r: s.name(r, "maj ekdahl")],
    "days": [lambda s, r: s.days(r)],
    "spellings": [lambda s, r: s.spellings(r, "maj ekdahl")[1:]],
    "links": [lambda s, r: s.links(r, kind="answers")],
    "reading": [lambda s, r: s.reading(r, 1), lambda s, r: s.reading(r, 4)],
    "find_document": [
        lambda s, r: s.find_document(r, "protokoll.txt"),
        lambda s, r: s.find_document(r, "protokoll.txt", SECRET),
    ],
    "tallies": [lambda s, r: s.tallies(r)],
    "without_facts": [lambda s, r: s.without_facts(r)],
    "failures": [lambda s, r: s.failures(r)],
    "removals": [lambda s, r: s.removals(r)],
    "watches": [lambda s, r: s.watches(r)],
    "numbered": [lambda s, r: s.numbered(r, [(SECRET, "revision.txt", "recommendations")])],
    "of_number": [lambda s, r: s.of_number(r, 1)],
    "moved": [lambda s, r: s.moved(r)],
    "moves": [lambda s, r: s.moves(r, [1])],
    "moves_between": [lambda s, r: s.moves_between(r, "2000-01-01", "2999-01-01")],
    "arrived": [lambda s, r: s.arrived(r, "", "9999")],
    "replaced": [lambda s, r: s.replaced(r, "2000", "9999")],
    "facts_at": [lambda s, r: s.facts_at(r, "decisions", "9999")],
    "facts_of_version": [lambda s, r: s.facts_of_version(r, 1, ("decisions", "agenda_items"))],
    "hidden_between": [lambda s, r: s.hidden_between(r, "", "9999")],
}


@pytest.fixture
def secret(store: SqliteStore) -> SqliteStore:
    """Everything in a closed collection, the minutes in two versions, with a link, a failure, a removal and a watch."""
    for made in (alvkulla.minutes, alvkulla.extract, alvkulla.audit):
        store.put(*made(), SECRET)
    store.put(*alvkulla.minutes(alvkulla.MINUTES + "\n"), SECRET)
    target = store.facts(OPERATOR, FactQuery("recommendations"))[0]
    store.put_links([LinkRow("answers", target.id, 2, None, 0, 15)])
    if subject := subject_of(target):
        store.number_all([subject])
        words = Evidence(2, SECRET, None, 0, 15, "Protokollsutdra")
        move = NewMove("implementation", "genomförd", "2024-09-01", "Saga", "registrator", "", words)
        store.put_moves(OPERATOR, 1, [move], 0)
    store.put_persons([(0.9, ("spelling:sound",), (("maj ekdahl", 4), ("maj ekdal", 4)))])
    silent = alvkulla.reading("tyst.txt", alvkulla.page("Här finns inga uppgifter."))
    store.put(silent, DocumentFacts(document=DocumentInfo(file="tyst.txt")), SECRET)
    named = alvkulla.reading("remiss.txt", alvkulla.page("Remiss KUN 2024-0057, KS 2024-0061"))
    numbers = ("KUN 2024-0057", "KS 2024-0061")
    both = DocumentInfo(file="remiss.txt", kind="tjänsteutlåtande", case_numbers=numbers)
    store.put(named, DocumentFacts(document=both), SECRET)
    mistaken = alvkulla.reading("fel.txt", alvkulla.page("Fel handling."))
    store.remove(store.put(mistaken, DocumentFacts(document=DocumentInfo(file="fel.txt")), SECRET), "fel handling")
    store.put_failure("trasig.pdf", SECRET, "Filen är skadad.", Path("trasig.pdf"))
    # the minutes' first version lies a year back, so that the second one took its place
    with store._db.write() as db:
        db.execute("UPDATE documents SET ingested_at = '1999-01-01T00:00:00+00:00' WHERE newest = 0")
    store.hide_fact(store.facts(OPERATOR, FactQuery("attendance"))[0].id)
    store.put_watch("mapp", SECRET, started=True, reachable=True)
    return store


def test_every_read_is_walked() -> None:
    """A reading method added later must be added here: the table names all that take a reader."""
    taking = {
        name
        for name, method in inspect.getmembers(Readable, inspect.isfunction)
        if "reader" in inspect.signature(method).parameters
    }
    assert taking == set(READS)


@pytest.mark.parametrize("name", READS)
def test_who_may_not_see_finds_nothing(secret: SqliteStore, name: str) -> None:
    """Not in facts, counts, names, cases or links, by id or by key, and collection names are compared exactly."""
    for read in READS[name]:
        for reader in BLIND:
            assert not read(secret, reader)
    insider = Reader(frozenset({OPEN, SECRET}))
    assert any(read(secret, insider) for read in READS[name]), "the same reads must find it for who may"


def test_a_link_needs_both_ends(store: SqliteStore) -> None:
    """An open answer to a closed report, or the other way round, would tell that the closed one exists."""
    target = store.put(*alvkulla.audit(), SECRET)
    answer = store.put(*alvkulla.extract(), OPEN)
    (fact,) = store.facts(OPERATOR, FactQuery("recommendations", document=target))
    store.put_links([LinkRow("answers", fact.id, answer, None, 0, 15)])
    assert store.links(PUBLIC, kind="answers") == []
    assert store.links(Reader(frozenset({SECRET})), kind="answers") == []
    (link,) = store.links(Reader(frozenset({SECRET, OPEN})), kind="answers", target_document=target)
    assert link.quote == "Kommunstyrelsen"
    assert link.target == fact
