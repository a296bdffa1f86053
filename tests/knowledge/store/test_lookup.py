"""Facts, meetings and documents are found by what a registrar asks with."""

from __future__ import annotations

import pytest

from knowledge.case_numbers import CaseKey
from knowledge.facts import AgendaItem, Decision, DocumentFacts, DocumentInfo
from knowledge.store.api import FactQuery
from knowledge.store.reader import OPEN, PUBLIC, Reader
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla

BN31 = CaseKey(2024, 31, "bn")
KS107 = CaseKey(2024, 107, "ks")


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        # the § names the case, the decision below it does not
        (FactQuery("decisions", case=BN31), ["att skolskjutsen till Norrby körs som förut."]),
        (FactQuery("reservations", case=BN31), ["Olle Brandt reserverar sig"]),
        (FactQuery("votes", case=BN31), ["5 ja och 4 nej"]),
        # typed without the registry's letters
        (FactQuery("decisions", case=CaseKey(2024, 31)), ["att skolskjutsen till Norrby körs som förut."]),
        # another registry's case with the same number is another case
        (FactQuery("decisions", case=CaseKey(2024, 31, "ks")), []),
        # an extract is about one case, which only its head names
        (FactQuery("decisions", case=KS107), ["Kommunstyrelsen beslutar att anta biblioteksplanen."]),
        (FactQuery("signatories", case=KS107), ["Ylva Sund, kanslichef"]),
        # minutes are about many: who attended belongs to no case
        (FactQuery("attendance", case=BN31), []),
        # who decides, or whose document it is
        (FactQuery("decisions", body="BILDNINGSNÄMNDEN", item="12"), ["att skolskjutsen till Norrby körs som förut."]),
        (FactQuery("decisions", body="bildningsnämnden", item="§ 13"), ["Informationen noteras till protokollet."]),
        # a recommendation is found by the body that it is given to
        (FactQuery("recommendations", body="Bildningsnämnden"), ["att följa upp sjukfrånvaron varje kvartal."]),
        (FactQuery("recommendations", body="Kommunstyrelsen"), []),
        # persons wherever they act
        (FactQuery("attendance", person="olle brandt"), ["Olle Brandt (M)"]),
        (FactQuery("proposals", person="olle brandt"), ["Olle Brandt yrkar avslag på förslaget."]),
        (FactQuery("votes", person="maj ekdahl"), ["5 ja och 4 nej"]),
        (FactQuery("signatories", person="ylva sund"), ["Ylva Sund, kanslichef"]),
        (FactQuery("reservations", person="maj ekdahl"), []),
        # days of the document, inclusive; the kind of the document; newest first
        (FactQuery("decisions", since="2024-04-02"), ["Kommunstyrelsen beslutar att anta biblioteksplanen."]),
        (FactQuery("decisions", until="2024-03-13"), []),
        (FactQuery("decisions", kind="protokollsutdrag"), ["Kommunstyrelsen beslutar att anta biblioteksplanen."]),
        (FactQuery("decisions", limit=1), ["Kommunstyrelsen beslutar att anta biblioteksplanen."]),
        (FactQuery("decisions", document=1, limit=1), ["att skolskjutsen till Norrby körs som förut."]),
        # what a user might type into a field is a value, never a query
        (FactQuery("decisions", item="'; DROP TABLE facts; --"), []),
    ],
)
def test_facts(record: SqliteStore, query: FactQuery, quotes: list[str]) -> None:
    """Every field that is set must hold; what each row shows stands above it."""
    assert [found.fact.source.quote for found in record.facts(PUBLIC, query)] == quotes


def test_a_paragraph_with_two_cases_gives_its_facts_to_neither(store: SqliteStore) -> None:
    """A § with two matters says nothing of a decision, unless the decision carries the heading of one of them."""
    p = alvkulla.page("§ 4 Namn A\nBN 2024/1\nNamn B\nBN 2024/2\nNämnden beslutar anta.\nNämnden beslutar avslå.")

    def item(heading: str, case: str) -> AgendaItem:
        return AgendaItem(
            number="4", heading=heading, case_numbers=(case,), source=alvkulla.cut(p, heading, "§ 4"), rule="t"
        )

    decisions = (
        Decision(item="4", text="anta", source=alvkulla.cut(p, "anta"), rule="t"),
        Decision(item="4", heading="Namn B", text="avslå", source=alvkulla.cut(p, "avslå"), rule="t"),
    )
    facts = DocumentFacts(
        document=DocumentInfo(file="f.txt"),
        agenda_items=(item("Namn A", "BN 2024/1"), item("Namn B", "BN 2024/2")),
        decisions=decisions,
    )
    store.put(alvkulla.reading("f.txt", p), facts, OPEN)
    found = {
        serial: [f.fact.source.quote for f in store.facts(PUBLIC, FactQuery("decisions", case=CaseKey(2024, serial)))]
        for serial in (1, 2)
    }
    assert found == {1: [], 2: ["avslå"]}


def test_meetings_and_documents(record: SqliteStore) -> None:
    """A meeting is found by body, case, day, document and leader; a document by a case that one of its facts names."""
    ways = (
        {"body": "bildningsnämnden"},
        {"case": BN31},
        {"since": "2024-03-14", "until": "2024-03-14"},
        {"document": 1},
        {"person": "Petra Löv"},
    )
    for way in ways:
        assert [m.meeting.chair for m in record.meetings(PUBLIC, **way)] == ["Maj Ekdahl"], way
    assert record.meetings(PUBLIC, person="Olle Brandt") == []
    assert [d.file for d in record.documents(PUBLIC)] == ["revision.txt", "utdrag.txt", "protokoll.txt"]
    assert [d.file for d in record.documents(PUBLIC, case=BN31)] == ["protokoll.txt"]
    assert [d.file for d in record.documents(PUBLIC, kind="revisionsrapport", since="2024-01-01")] == ["revision.txt"]


def test_what_there_is(record: SqliteStore) -> None:
    """Holdings, cases and names are what an honest empty answer is made of."""
    held = {(h.body, h.municipality, h.documents, h.first_year) for h in record.holdings(PUBLIC)}
    assert ("Bildningsnämnden", "Älvkulla", 1, 2024) in held
    assert len(held) == 3
    assert record.cases(PUBLIC) == [(KS107, "KS 2024-0107-1.6"), (BN31, "BN 2024/0031")]
    assert record.cases(PUBLIC, unit="BN", year=2024) == [(BN31, "BN 2024/0031")]
    assert ("petra löv", "Petra Löv") in record.names(PUBLIC)
    assert ("olle brandt", "Olle Brandt") in record.names(PUBLIC)


def test_what_comes_back_is_what_went_in(record: SqliteStore) -> None:
    """Pages, furniture, the document's own sources and every fact survive the store unchanged."""
    reading, facts = alvkulla.minutes()
    assert tuple(record.pages(PUBLIC, 1)) == reading.pages
    assert record.page(PUBLIC, 1, 0) == (record.document(PUBLIC, 1), reading.pages[0])
    assert record.page(PUBLIC, 1, 1) is None
    assert record.info(PUBLIC, 1) == facts.document
    for name, elements in facts.lists():
        assert tuple(f.fact for f in record.facts(PUBLIC, FactQuery(name, document=1))) == elements


def test_look_ups_are_index_probes(record: SqliteStore) -> None:
    """For a case, a person or a document no table is read from end to end, nor every document from the newest on."""
    asked: list[tuple[str, list[object]]] = []
    read = record._db.read
    record._db.read = lambda sql, values=(): asked.append((sql, list(values))) or read(sql, values)
    record.facts(PUBLIC, FactQuery("decisions", case=BN31))
    record.facts(PUBLIC, FactQuery("decisions", case=CaseKey(2024, 31)))
    record.facts(PUBLIC, FactQuery("decisions", person="olle brandt"))
    record.facts(PUBLIC, FactQuery("decisions", document=1))
    record.documents(PUBLIC, case=BN31)
    record.meetings(PUBLIC, case=BN31)
    record.page(PUBLIC, 1, 0)
    assert len(asked) == 7 + 2 * 4, "each look-up by case asks first for its other numbers"
    for sql, values in asked:
        plan = [row[3] for row in read(f"EXPLAIN QUERY PLAN {sql}", values)]
        assert not [step for step in plan if step.startswith("SCAN") or "documents_day" in step], (sql, plan)


def test_overviews_follow_the_record(record: SqliteStore) -> None:
    """Holdings, cases and names are kept between questions, but never longer than until the record changes."""
    before = record.holdings(PUBLIC), record.cases(PUBLIC), record.names(PUBLIC)
    assert (record.holdings(PUBLIC), record.cases(PUBLIC), record.names(PUBLIC)) == before
    record.put(*alvkulla.minutes(alvkulla.MINUTES + "\n", "ny.txt"), OPEN)
    assert sum(h.documents for h in record.holdings(PUBLIC)) == 4
    assert record.holdings(Reader(frozenset())) == []


def test_what_sqlite_cannot_hold_is_not_found(record: SqliteStore) -> None:
    """An id of thirty digits in an address, half an emoji in a question: nothing is found and nothing breaks."""
    assert record.document(PUBLIC, 10**30) is None
    assert record.facts(PUBLIC, FactQuery("decisions", case=CaseKey(2024, 10**30))) == []
    assert record.facts(PUBLIC, FactQuery("decisions", item="\ud83d")) == []
    assert record.documents(PUBLIC, kind="\ud83d") == []
    assert record.conversation("teams", "\ud83d") is None
