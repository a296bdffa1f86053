"""What the record says of its own gaps: true ones told, plausible non-gaps left alone, nothing for who may not see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.coverage import coverage
from knowledge.facts import AgendaItem, DocumentFacts, DocumentInfo, Meeting
from knowledge.store.reader import OPEN, OPERATOR, PUBLIC
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore.open(f"sqlite:///{tmp_path}/kanslist.db")
    yield opened
    opened.close()


def put(store: SqliteStore, day: str, numbers: list[int], more: str = "", kind: str = "protokoll", **named) -> int:
    """Minutes (or an extract) of that day with those §§."""
    body = named.get("body", "Bildningsnämnden")
    page = alvkulla.page(f"{body} {day}\n" + "".join(f"§ {n} Ärende {n}\n" for n in numbers) + more)
    file = f"{kind}-{body}-{day}-{numbers}.txt"
    facts = DocumentFacts(
        document=DocumentInfo(file=file, kind=kind, title=file, body=body, municipality="Älvkulla", date=day),
        meeting=Meeting(body=body, date=day),
        agenda_items=tuple(
            AgendaItem(number=str(n), heading=f"Ärende {n}", source=alvkulla.cut(page, f"§ {n} Ärende {n}"), rule="t")
            for n in numbers
        ),
    )
    return store.put(alvkulla.reading(file, page), facts, named.get("collection", OPEN))


def spans(store: SqliteStore) -> list[tuple[int, int, str | None, str]]:
    return [(gap.first, gap.last, gap.after, gap.before) for gap in coverage(store, OPERATOR).gaps]


APRIL, MAY, JUNE = "2024-04-28", "2024-05-26", "2024-06-16"
CASES = {
    "between two meetings": ([(APRIL, [1, 2, 3]), (MAY, [5, 6])], [(4, 4, APRIL, MAY)]),
    "inside one": ([(APRIL, [1, 2, 5])], [(3, 4, APRIL, APRIL)]),
    "before the first": ([(APRIL, [31, 32])], []),
    "before the first of a year with several": ([(APRIL, [3, 4]), (MAY, [5])], [(1, 2, None, APRIL)]),
    "none where they follow on": ([(APRIL, [1, 2]), (MAY, [3, 4])], []),
    "none where each meeting begins anew": ([(APRIL, [1, 2, 3]), (MAY, [1, 2]), (JUNE, [9])], []),
    "none by a misread number": ([(APRIL, [1, 2, 3, 725]), (MAY, [4, 5])], []),
    "none across the turn of the year": ([("2023-12-10", [1, 2]), ("2024-01-20", [1, 2])], []),
}


@pytest.mark.parametrize("name", CASES)
def test_gaps_follow_the_rules_of_the_numbering(store: SqliteStore, name: str) -> None:
    """§§ run through the calendar year; only what breaks that is told, with the meetings on either side."""
    meetings, expected = CASES[name]
    for day, numbers in meetings:
        put(store, day, numbers)
    assert spans(store) == expected


def test_an_extract_fills_a_gap_and_makes_none(store: SqliteStore) -> None:
    """An extract holds one § of a meeting: the others are not missing from it."""
    put(store, APRIL, [1, 2])
    put(store, APRIL, [3], kind="protokollsutdrag")
    put(store, MAY, [4, 5])
    assert spans(store) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kommunstyrelsen beslutade den 6 november 2023, § 149, att anta planen.", [("Kommunstyrelsen", "149")]),
        ("Kommunstyrelsens beslut 2023-11-06 § 149", [("Kommunstyrelsen", "149")]),
        ("Enligt § 149 den 6 november 2023 gäller planen.", [(None, "149")]),
        ("Nämnden beslutade den 6 november 2023, § 9, att vänta.", [("Bildningsnämnden", "9")]),
        ("Kommunstyrelsen möts den 6 november 2024, § 149.", []),  # a day to come is no earlier decision
        ("Lagen ändrades den 6 november 2023.", []),  # a day without a §
        ("Bildningsnämnden beslutade 2024-04-28 § 1.", []),  # held
    ],
)
def test_meetings_that_are_referred_to_and_not_held(
    store: SqliteStore, sentence: str, expected: list[tuple[str | None, str]]
) -> None:
    """A day beside a § names a meeting; what the record holds is not told as missing, and each has its words."""
    put(store, APRIL, [1])
    put(store, MAY, [2], more=sentence + "\n")
    found = coverage(store, OPERATOR).missing
    assert [(one.body, *one.items) for one in found] == expected
    assert all("149" in one.where[0][2] or "9" in one.where[0][2] for one in found)


def test_who_may_not_see_learns_nothing(store: SqliteStore) -> None:
    """A closed document makes no count, no gap and no reference, and fills no gap either."""
    put(store, APRIL, [1, 2], collection="intern", more="Kommunstyrelsen beslutade den 6 november 2023, § 149.\n")
    put(store, MAY, [5], collection="intern")
    assert coverage(store, OPERATOR).gaps
    found = coverage(store, PUBLIC)
    assert (found.held, found.gaps, found.missing, found.without_facts, found.no_items, found.failed) == ((),) * 6


def test_body_and_year_narrow_it(store: SqliteStore) -> None:
    """One body or one year of many; the counts follow."""
    put(store, APRIL, [1, 2])
    put(store, "2023-04-28", [1])
    put(store, APRIL, [1, 4], body="Kulturnämnden")
    found = coverage(store, OPERATOR, body="kulturnämnden", year=2024)
    assert [(one.body, one.year, one.documents, one.meetings) for one in found.held] == [("Kulturnämnden", 2024, 1, 1)]
    assert [(gap.first, gap.last) for gap in found.gaps] == [(2, 3)]
