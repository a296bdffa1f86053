"""One case under two registries' numbers: found under both where a paper names both, and never by guess."""

from __future__ import annotations

import pytest

from knowledge.case_numbers import CaseKey
from knowledge.facts import AgendaItem, Decision, DocumentFacts, DocumentInfo, Kind
from knowledge.store.api import FactQuery
from knowledge.store.reader import OPEN, PUBLIC
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla

KUN, KS = CaseKey(2025, 71, "kun"), CaseKey(2025, 33, "ks")


def _paper(store: SqliteStore, numbers: tuple[str, ...], kind: Kind = "tjänsteutlåtande", where: str = OPEN) -> None:
    reading = alvkulla.reading("remiss.txt", alvkulla.page(f"Remiss {', '.join(numbers)}"))
    info = DocumentInfo(file="remiss.txt", kind=kind, title="Remiss om biblioteksplan", case_numbers=numbers)
    store.put(reading, DocumentFacts(document=info), where)


def _decision(store: SqliteStore, number: str) -> None:
    """Minutes in which the case is decided under this number."""
    page = alvkulla.page(f"§ 8 {number} Biblioteksplan\nPlanen antas.")
    item = AgendaItem(
        number="8",
        heading="Biblioteksplan",
        case_numbers=(number,),
        source=alvkulla.cut(page, "Biblioteksplan"),
        rule="t",
    )
    decision = Decision(item="8", text="Planen antas.", source=alvkulla.cut(page, "Planen antas."), rule="t")
    info = DocumentInfo(file=f"{number}.txt", kind="protokoll", body="Kommunstyrelsen", date="2025-05-05")
    facts = DocumentFacts(document=info, agenda_items=(item,), decisions=(decision,))
    store.put(alvkulla.reading(f"{number}.txt", page), facts, OPEN)


def test_a_case_is_found_under_both_numbers(store: SqliteStore) -> None:
    """Who knows the nämnd's number finds what kommunstyrelsen decided under its own."""
    _paper(store, ("KUN 2025-0071-1.2", "KS 2025-0033"))
    _decision(store, "KS 2025-0033")
    assert [one.fact.text for one in store.facts(PUBLIC, FactQuery("decisions", case=KUN))] == ["Planen antas."]
    assert len(store.documents(PUBLIC, case=KS)) == 2
    (other,) = store.same_case(PUBLIC, KUN)
    assert (other.key, other.printed, other.document.file) == (KS, "KS 2025-0033", "remiss.txt")


def test_a_paragraph_that_names_both_numbers_ties_them(store: SqliteStore) -> None:
    """Minutes hold many cases; one § of them is about one."""
    page = alvkulla.page("§ 9 KS 2025-0033, KUN 2025-0071 Biblioteksplan")
    item = AgendaItem(
        number="9", heading="Biblioteksplan", case_numbers=("KS 2025-0033", "KUN 2025-0071"),
        source=alvkulla.cut(page, "Biblioteksplan"), rule="t",
    )  # fmt: skip
    info = DocumentInfo(file="ks.txt", kind="protokoll", body="Kommunstyrelsen", date="2025-05-05")
    store.put(alvkulla.reading("ks.txt", page), DocumentFacts(document=info, agenda_items=(item,)), OPEN)
    assert [one.key for one in store.same_case(PUBLIC, KUN)] == [KS]


@pytest.mark.parametrize(
    ("numbers", "kind", "why"),
    [
        (("KUN 2025-0071", "KUN 2025-0080"), "tjänsteutlåtande", "two numbers of one registry are two cases"),
        (("KUN 2025-0071", "KS 2025-0033", "KS 2025-0034"), "tjänsteutlåtande", "which of the two is not said"),
        (("KUN 2025-0071", "2025-0033"), "tjänsteutlåtande", "a number without letters is of an unknown registry"),
        (("KUN 2025-0071", "KS 2025-0033"), "protokoll", "minutes name many cases"),
    ],
)
def test_what_does_not_say_so_ties_nothing(store: SqliteStore, numbers: tuple[str, ...], kind: Kind, why: str) -> None:
    """A wrong tie would put another matter's decision under a case."""
    _paper(store, numbers, kind)
    assert store.same_case(PUBLIC, KUN) == [], why


def test_who_may_not_see_the_paper_knows_nothing_of_the_tie(store: SqliteStore) -> None:
    """A closed paper that names both numbers must not be told by what is found under one of them."""
    _paper(store, ("KUN 2025-0071", "KS 2025-0033"), where="intern")
    _decision(store, "KS 2025-0033")
    assert store.facts(PUBLIC, FactQuery("decisions", case=KUN)) == []
