"""Which later document takes up a promise: a trace that is none would hide it, a missed one would accuse somebody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.linking.traces import STRONG, traces
from knowledge.store.api import Link
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.linking.record import minutes, opened, put

UNIONS = """Protokoll från samverkansgruppen, Sjöbro kommun

Tidpunkt
{day}, kl. 13:00 – 14:00

Närvarande
För arbetsgivaren
Rut Alm, förvaltningschef, ordförande

{sections}
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    made = opened(tmp_path)
    yield made
    made.close()


def _meet(store: SqliteStore, day: str, *sections: str) -> None:
    put(store, f"samverkan {day}.txt", UNIONS.format(day=day, sections="\n\n".join(sections)))


def _links(store: SqliteStore) -> list[Link]:
    store.put_links(traces(store))
    return store.links(OPERATOR, kind="trace")


APRIL, MAY, JUNE = "Onsdagen den 9 april 2025", "Onsdagen den 14 maj 2025", "Onsdagen den 11 juni 2025"
PROMISED = """§ 9. Skyddskommittéärenden

Skyddsrond i Kvarnen
Vision påtalade att nödutgången mot gården är blockerad.
Förvaltningen tar med sig frågan."""
GREETING = "§ 1. Mötets öppnande\nOrdföranden förklarade mötet för öppnat."


def test_the_same_heading_with_an_answer_takes_it_up(store: SqliteStore) -> None:
    """The next meeting has the matter again, and the quote is what is answered there."""
    _meet(store, APRIL, PROMISED)
    _meet(store, MAY, "§ 8. Skyddsfrågor\n\nSkyddsrond i Kvarnen\nFörvaltningen svarade att dörren är fri igen.")
    (link,) = _links(store)
    assert (link.rule, link.confidence >= STRONG) == ("traces.heading", True)
    assert link.quote == "Förvaltningen svarade att dörren är fri igen."


def test_the_same_heading_without_an_answer_only_may_be_one(store: SqliteStore) -> None:
    """Taken up, but nothing is answered: it is shown, not counted."""
    _meet(store, APRIL, PROMISED)
    _meet(store, MAY, "§ 8. Skyddsfrågor\n\nSkyddsrond i Kvarnen\nEn ny skyddsrond görs i höst.")
    (link,) = _links(store)
    assert link.confidence < STRONG


def test_words_of_the_promise_in_an_answer_only_may_be_one(store: SqliteStore) -> None:
    """Another heading, the same matter: "kan ha besvarats"."""
    _meet(store, APRIL, PROMISED)
    _meet(store, MAY, "§ 6. Information\n\nFörvaltningschefen informerade om att nödutgången mot gården är fri.")
    (link,) = _links(store)
    assert (link.rule, link.confidence < STRONG) == ("traces.words", True)
    assert "nödutgången mot gården är fri" in link.quote


def test_one_word_that_names_the_matter_only_may_be_one(store: SqliteStore) -> None:
    """ "Återkommer om kylskåpet": the fridge in a later answer must not be missed, nor taken for sure."""
    _meet(store, APRIL, "§ 6. Information\n\nFörvaltningen återkommer om kylskåpet.")
    _meet(store, MAY, GREETING, "§ 7. Övrigt\n\nFörvaltningschefen svarade att kylskåpet är utbytt.")
    (link,) = _links(store)
    assert link.confidence < STRONG


def test_a_later_document_about_something_else_is_no_trace(store: SqliteStore) -> None:
    """A meeting was held; the record shows nothing of the matter."""
    _meet(store, APRIL, PROMISED)
    _meet(store, MAY, GREETING, "§ 6. Information\n\nFörvaltningschefen informerade om sommarens semestrar.")
    assert _links(store) == []


def test_a_standing_heading_is_no_trace(store: SqliteStore) -> None:
    """ "Information från förvaltningen" stands on every agenda."""
    said = "§ 6. Information om lokaler och inköp\n{said}"
    _meet(store, APRIL, said.format(said="Förvaltningen återkommer om kylskåpet."))
    _meet(store, MAY, said.format(said="Förvaltningschefen informerade om semestrar."))
    _meet(store, JUNE, said.format(said="Förvaltningschefen informerade om mattor."))
    assert _links(store) == []


def test_an_earlier_document_is_no_trace(store: SqliteStore) -> None:
    """What was answered before the promise does not fulfil it."""
    _meet(store, MAY, PROMISED)
    _meet(store, APRIL, "§ 8. Skyddsfrågor\n\nSkyddsrond i Kvarnen\nFörvaltningen svarade att dörren är fri.")
    assert _links(store) == []


def test_what_says_the_promise_again_is_no_trace(store: SqliteStore) -> None:
    """An extract, or minutes that repeat the sentence, fulfil nothing."""
    _meet(store, APRIL, PROMISED)
    _meet(store, MAY, PROMISED)
    assert _links(store) == []


GIVEN = """§ 12 KN 2025-0044
Utlåning av cyklar

Beslut
Kulturnämnden ger förvaltningen i uppdrag att redovisa utlåningen senast den 30 september 2025.
"""


def test_the_case_again_takes_it_up(store: SqliteStore) -> None:
    """The same body decides in the same case later: the quote is that decision."""
    put(store, "mars.txt", minutes(GIVEN))
    later = GIVEN.replace("§ 12", "§ 40").split("Beslut")[0] + "Beslut\nKulturnämnden godkänner redovisningen.\n"
    put(store, "september.txt", minutes(later, date="2025-09-16").replace("18 mars", "16 september"))
    links = _links(store)
    assert {(link.rule, link.quote) for link in links} == {("traces.case", "Kulturnämnden godkänner redovisningen.")}
    assert all(link.confidence >= STRONG for link in links)


def test_another_case_of_the_same_body_is_no_trace(store: SqliteStore) -> None:
    """That the body met is not that the matter came back."""
    put(store, "mars.txt", minutes(GIVEN))
    other = "§ 40 KN 2025-0050\nTorghandel\n\nBeslut\nTaxan antas.\n"
    put(store, "september.txt", minutes(other, date="2025-09-16").replace("18 mars", "16 september"))
    assert _links(store) == []


def test_an_uppdrag_that_is_named_by_its_day_and_paragraph_is_taken_up(store: SqliteStore) -> None:
    """Another body answers without the case number, as minutes do: "nämndens uppdrag 2025-03-18 § 12"."""
    put(store, "mars.txt", minutes(GIVEN))
    said = (
        "§ 3 KS 2025-0900\nRedovisning\n\nBeslut\n"
        "Kulturnämndens uppdrag 2025-03-18 § 12 till förvaltningen att redovisa utlåningen av cyklar "
        "förklaras fullgjort.\n"
    )
    put(store, "ks.txt", minutes(said, "Kommunstyrelsen", "2025-10-07").replace("18 mars", "7 oktober"))
    links = _links(store)
    assert {link.rule for link in links} == {"traces.reference"}


def test_a_papers_own_matter_that_goes_on_is_no_trace_of_what_it_promised(store: SqliteStore) -> None:
    """A tjänsteutlåtande promises an agreement; that the nämnd then decides on the paper is not the agreement."""
    put(
        store,
        "utlatande.txt",
        "Sjöbro kommun                                      Tjänsteutlåtande\n"
        "Kulturförvaltningen                                2025-02-10\n"
        "                                                   Diarienummer: KN 2025-0044\n\n\n"
        "Svar på granskning av biblioteken\n\n\nFörslag till beslut\n\nKulturnämnden antar svaret.\n\n\n"
        "Sammanfattning\n\n"
        "Ett förslag till överenskommelse ska vara klart senast den 30 juni 2025.\n",
    )
    put(store, "mars.txt", minutes("§ 12 KN 2025-0044\nSvar på granskning av biblioteken\n\nBeslut\nSvaret antas.\n"))
    assert _links(store) == []
    later = (
        "§ 30 KN 2025-0090\nÖverenskommelse om biblioteken\n\n"
        "Chefen redogör för en överenskommelse.\n\nBeslut\nDen antas.\n"
    )
    put(store, "maj.txt", minutes(later, date="2025-05-20").replace("18 mars", "20 maj"))
    (link,) = _links(store)
    assert (link.document.file, link.confidence < STRONG) == ("maj.txt", True)
