"""Recommendations that come back: which two are one, and when giving it again is a recurrence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.facts import Recommendation
from knowledge.linking.recurring import likeness, normalised, recurring
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.linking.record import opened, put

PAIRS = [
    # (one, another, the same recommendation, why)
    (
        "Säkerställa att alla deltagare får en skriftlig planering inom fyra veckor.",
        "att säkerställa att varje deltagare får en skriftlig planering inom fyra veckor",
        True,
        "a word exchanged",
    ),
    (
        "Vi rekommenderar vård- och omsorgsnämnden att upprätta en rutin för hot och våld.",
        "Kulturnämnden rekommenderas att upprätta en rutin för hot och våld.",
        True,
        "what leads in to it is no part of it",
    ),
    (
        "Upprätta en rutin för hot och våld vid enskilda samtal.",
        "Ta fram rutiner för hot och våld.",
        True,
        "the same matter, said shorter and with other verbs",
    ),
    (
        "Se över delegationsordningen så att den stämmer med den nya organisationen.",
        "Genomföra en översyn av delegationsordningen så att den stämmer med nya organisationen.",
        True,
        "the same, with a noun for its verb",
    ),
    (
        "Säkerställa att avtalstroheten följs upp vid inköp av livsmedel.",
        "Följa upp avtalstroheten vid inköp av livsmedel varje kvartal.",
        True,
        "another order and a frequency",
    ),
    (
        "Slutföra arbetet med att ta fram gemensamma rutiner för bilpoolen.",
        "Slutföra arbetet med att ta fram gemensamma rutiner för passerkorten.",
        False,
        "the same form about another matter",
    ),
    (
        "Stärka den interna kontrollen av fakturor.",
        "Stärka den interna kontrollen av upphandlingar.",
        False,
        "internal control is every audit's word; the matter differs",
    ),
    (
        "Säkerställa att beslut om avstängning dokumenteras enligt gällande regelverk.",
        "Säkerställa att beslut om bidrag dokumenteras enligt gällande regelverk.",
        False,
        "the regulations and the documenting are common, the decisions are not",
    ),
    (
        "Upprätta en rutin för hot och våld vid hembesök.",
        "Upprätta en rutin för hot mot förtroendevalda.",
        False,
        "one word in common",
    ),
    ("Ta fram mätbara mål för verksamheten.", "Ta fram en plan för verksamheten.", False, "no matter in common"),
]


@pytest.mark.parametrize(("one", "another", "same", "why"), PAIRS, ids=[pair[3] for pair in PAIRS])
def test_which_two_wordings_are_one_recommendation(one: str, another: str, same: bool, why: str) -> None:
    """The table by which the thresholds were set: a pattern that is none costs more than one that is missed."""
    first, second = normalised(one), normalised(another)
    assert (likeness(first, second) > 0) == same, why
    assert likeness(first, second) == likeness(second, first)


def test_a_wording_is_compared_without_its_lead_in_line_breaks_and_last_mark() -> None:
    """Who is addressed and how the line broke do not make another recommendation."""
    assert normalised("Kultur- och\nfritidsnämnden rekommenderas att se över sin dele-\ngationsordning.") == (
        "se över sin delegationsordning"
    )


REPORT = """Revisionsrapport
{title}
Kommunrevisionen i Sjöbro, {day}

Vi rekommenderar {body}:

• Upprätta en rutin för hot och våld vid enskilda samtal.
• Se över {other}.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    made = opened(tmp_path)
    yield made
    made.close()


def _report(store: SqliteStore, file: str, day: str, body: str, other: str = "sin delegationsordning") -> int:
    return put(store, file, REPORT.format(title=f"Granskning av {file}", day=day, body=body, other=other))


def _tied(store: SqliteStore) -> list[tuple[str, str, str, float]]:
    """(file of the earlier, file of the later, rule, confidence) of each tie."""
    store.put_links(recurring(store))
    return [
        (link.target.document.file, link.document.file, link.rule, link.confidence)
        for link in store.links(OPERATOR, kind="recurs")
    ]


def test_the_same_to_another_body_is_tied_to_the_earlier_one(store: SqliteStore) -> None:
    """Two bodies, two reports: the later is tied to the earlier, with the later's own words as quote."""
    _report(store, "skolan.txt", "2021-05-04", "barn- och utbildningsnämnden", "skolskjutsarna")
    _report(store, "omsorgen.txt", "2021-06-01", "vård- och omsorgsnämnden", "bemanningen nattetid")
    assert _tied(store) == [("skolan.txt", "omsorgen.txt", "recommendations.same", 1.0)]
    (link,) = store.links(OPERATOR, kind="recurs")
    assert link.quote == "Upprätta en rutin för hot och våld vid enskilda samtal."


def test_the_same_body_in_another_year_is_a_recurrence(store: SqliteStore) -> None:
    """What was said two years ago and is said again."""
    _report(store, "forst.txt", "2019-05-04", "vård- och omsorgsnämnden", "bemanningen nattetid")
    _report(store, "sedan.txt", "2021-05-04", "vård- och omsorgsnämnden", "skolskjutsarna")
    assert [(first, later) for first, later, _, _ in _tied(store)] == [("forst.txt", "sedan.txt")]


def test_a_report_and_its_summary_are_no_recurrence(store: SqliteStore) -> None:
    """The same body within weeks: it is the same report once more."""
    _report(store, "rapport.txt", "2021-05-04", "vård- och omsorgsnämnden")
    _report(store, "sammandrag.txt", "2021-05-20", "vård- och omsorgsnämnden")
    assert _tied(store) == []


def test_what_one_report_says_twice_to_a_body_is_no_recurrence(store: SqliteStore) -> None:
    """Its summary and its end have the same list."""
    put(store, "en.txt", REPORT.format(title="A", day="2021-05-04", body="kulturnämnden", other="planen") * 2)
    assert _tied(store) == []


def test_a_recurrence_is_a_recommendation_of_the_record(store: SqliteStore) -> None:
    """Both ends are facts, so an answer can cite both."""
    _report(store, "skolan.txt", "2021-05-04", "barn- och utbildningsnämnden")
    _report(store, "omsorgen.txt", "2021-06-01", "vård- och omsorgsnämnden")
    store.put_links(recurring(store))
    for link in store.links(OPERATOR, kind="recurs"):
        assert isinstance(link.target.fact, Recommendation)
        assert link.source is not None
