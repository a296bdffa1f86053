"""Rows of those present, in the ways in which municipalities print them."""

from __future__ import annotations

import pytest

from knowledge.extraction import attendance
from tests.knowledge.extraction.reading_of import context

ROWS = [
    (
        "Siv Ek (M) (ordförande)",
        {"name": "Siv Ek", "party": "M", "roles": ("ordförande",)},
        "party and office in brackets",
    ),
    ("Siv Ek (M), 1:e vice ordförande", {"party": "M", "roles": ("1:e vice ordförande",)}, "office after a comma"),
    ("Siv Ek (M) ordförande", {"party": "M", "roles": ("ordförande",)}, "no comma"),
    ("Ordföranden Siv Ek (S)", {"name": "Siv Ek", "roles": ("ordföranden",)}, "office before the name"),
    ("Siv Ek, S", {"party": "S"}, "party after a comma"),
    ("Siv Ek (-)", {"party": None, "roles": ()}, "no party"),
    ("Siv Ek (s)", {"party": "s"}, "small letters, as before 2012"),
    ("Siv Ek (ÄlvP)", {"party": "ÄlvP"}, "a local party"),
    ("Siv Ek (S", {"party": "S"}, "a bracket lost"),
    ("Siv Ek ((SD)", {"party": "SD"}, "a bracket too many"),
    (
        "Siv Ek (S) ersätter Tor Lind (S)",
        {"capacity": "tjänstgörande ersättare", "replaces": "Tor Lind"},
        "for someone",
    ),
    ("Siv Ek (S) §§99-110 ersätter Tor Lind (S)", {"items": "99-110", "replaces": "Tor Lind"}, "the span before"),
    ("Siv Ek (S) ersätter Tor Lind (S), §§ 35-40", {"items": "35-40", "replaces": "Tor Lind"}, "the span after"),
    ("Siv Ek (S)ersättare för Tor Lind (S)", {"replaces": "Tor Lind"}, "a space lost"),
    ("Siv Ek (S) §§94-98", {"items": "94-98"}, "part of the meeting"),
    ("Siv Ek (S) 10:00 -16:30 §§ 131–143", {"items": "131–143"}, "with hours"),
    ("Pamela Ek\n(S) §§ 1-2", {"name": "Pamela Ek", "party": "S", "items": "1-2"}, "broken over two lines"),
    ("Siv Ek (S), via Teams", {"remote": "Teams"}, "at a distance"),
    ("Siv Ek af Klint (S)", {"name": "Siv Ek af Klint"}, "a particle in the name"),
]


@pytest.mark.parametrize(("row", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_a_row_says_who_and_how(row: str, expected: dict[str, object], reason: str) -> None:
    """One row of the list, one person, with all that it says."""
    (fact,) = attendance.find(
        context(f"Beslutande\n{row}\n\nUtses att justera Olle Brandt\n§ 1\nVal\nBeslut\nGodkänns.\n")
    )
    assert {key: getattr(fact, key) for key in expected} == expected, reason


def test_lists_tell_the_capacity() -> None:
    """The heading of the list says in what capacity its people were there, also when it is broken or beside a name."""
    text = (
        "Beslutande   Ledamöter\nSiv Ek (S)\nTjänstgörande ersättare\nTor Lind (V)\n"
        "Ej tjänstgörande\nersättare\nIda Sten (C)\n"
        "Övriga deltagare Rut Alm (kulturchef) §2\nFrånvarande\nBo Dal (L)\n"
        "Justerare Siv Ek\n§ 1\nVal\nBeslut\nGodkänns.\n"
    )
    found = [(fact.name, fact.capacity, fact.present) for fact in attendance.find(context(text))]
    assert found == [
        ("Siv Ek", "ledamot", True),
        ("Tor Lind", "tjänstgörande ersättare", True),
        ("Ida Sten", "ersättare", True),
        ("Rut Alm", "övrig", True),
        ("Bo Dal", "ledamot", False),
    ]


def test_several_people_on_a_line() -> None:
    """A list that runs on in one line is a person each."""
    text = "Närvarande\nSiv Ek (S), Tor Lind (V), Ida Sten (C)\n§ 1\nVal\nBeslut\nGodkänns.\n"
    assert [fact.name for fact in attendance.find(context(text))] == ["Siv Ek", "Tor Lind", "Ida Sten"]
