"""A thing that is followed stays the same thing: after a rebuild, a new version, other rules. It is never another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.follow_up.life import Followed, follow, followed, moved_between, of_number
from knowledge.rebuild import rebuild
from knowledge.store.api import FactQuery
from knowledge.store.followed import Evidence, NewMove
from knowledge.store.reader import OPERATOR
from tests.bot.follow_up.life.office import REPORT, STAFF, Clerk

PLAN = "Upprätta en städplan för varje skola senast 2020."
QUERY = FactQuery("recommendations")
DONE = NewMove("implementation", "genomförd", "2020-03-17", "Saga", "registrator", "städplanerna är sedda")


def about(clerk: Clerk, words: str) -> Followed:
    [one] = [one for one in followed(clerk.desk(), QUERY) if words in getattr(one.found.fact, "text", "")]
    return one


def test_with_no_moves_all_are_open_and_await_an_answer(clerk: Clerk) -> None:
    """Nobody has said anything: öppen is the truth, and each has a number of its own, in the report's order."""
    held = followed(clerk.desk(), QUERY)
    assert [(one.number, one.state.implementation, one.state.acceptance) for one in held] == [
        (number, "öppen", "inväntar svar") for number in (1, 2, 3)
    ]
    assert {one.born for one in held} == {"2019-11-20"}
    assert all(one.age and one.age > 2_000 for one in held)


@pytest.mark.parametrize(
    ("report", "why"),
    [
        (REPORT, "read again"),
        (REPORT + "\nDokumentnamn: rapport\n", "a new version with more below"),
        (REPORT.replace("- Upprätta", "- Se över avtalet i sin helhet.\n- Upprätta"), "another comes first"),
        (REPORT.replace("för varje skola", "för varje skola,"), "a comma is set"),
        (REPORT.replace("städplan för", "stadplan för"), "a slip of the pen is mended"),
        (REPORT.replace("tekniska nämnden", "kommunstyrelsen"), "it is given to another"),
    ],
)
def test_it_outlives_new_versions(clerk: Clerk, report: str, why: str) -> None:
    """What was closed stays closed under its number, whatever the new version changes around it."""
    number = about(clerk, "för varje skola").number
    clerk.kanslist.store.put_moves(OPERATOR, number, [DONE], 0)
    clerk.lay_in("rapport.txt", report)
    rebuild(clerk.kanslist.store, clerk.kanslist.search)
    now = about(clerk, "för varje skola")
    assert (now.number, now.state.implementation) == (number, "genomförd"), why
    assert [one.state.implementation for one in followed(clerk.desk(), QUERY)].count("genomförd") == 1
    found = of_number(clerk.desk(), number)
    assert found is not None
    assert found.found.id == now.found.id


@pytest.mark.parametrize(
    ("wording", "why"),
    [
        ("Upprätta en städplan för varje skola senast 2022.", "another year is another promise"),
        ("Avveckla städplanen och se över lokalerna.", "other words are another thing"),
    ],
)
def test_it_is_never_taken_for_another(clerk: Clerk, wording: str, why: str) -> None:
    """A closed thing that is gone closes nothing else: a wrong "genomförd" costs more than a lost one."""
    number = about(clerk, "för varje skola").number
    clerk.kanslist.store.put_moves(OPERATOR, number, [DONE], 0)
    clerk.lay_in("rapport.txt", REPORT.replace(PLAN, wording))
    held = followed(clerk.desk(), QUERY)
    assert [one.state.implementation for one in held] == ["öppen"] * 3, why
    assert number not in {one.number for one in held}
    assert of_number(clerk.desk(), number) is None


def test_a_hidden_one_lends_its_state_to_none(clerk: Clerk) -> None:
    """What a registrator has hidden drops out, and one whose words are much like it is not taken for it."""
    one = about(clerk, "för varje skola")
    clerk.kanslist.store.put_moves(OPERATOR, one.number, [DONE], 0)
    clerk.kanslist.store.hide_fact(one.found.id)
    clerk.lay_in("rapport.txt", REPORT.replace("städplan för", "stadplan för"))
    assert [each.state.implementation for each in followed(clerk.desk(), QUERY)] == ["öppen"] * 3
    assert of_number(clerk.desk(), one.number) is None


def test_moves_on_closed_words_are_for_those_who_may_read_them(clerk: Clerk) -> None:
    """For everyone else it stands as it did before."""
    one = about(clerk, "för varje skola")
    words = Evidence(99, "intern", 1, 0, 5, "intern uppgift")
    move = NewMove("implementation", "genomförd", "2020-03-17", "S", "r", "", words)
    clerk.kanslist.store.put_moves(OPERATOR, one.number, [move], 0)
    assert of_number(clerk.desk(), one.number) == one
    inside = of_number(clerk.desk(STAFF), one.number)
    assert inside is not None
    assert not inside.is_open


def test_what_moved_between_two_moments(clerk: Clerk) -> None:
    """The digest asks for what was moved since the last issue, and only that."""
    one = about(clerk, "för varje skola")
    now = datetime.now(UTC)
    clerk.kanslist.store.put_moves(OPERATOR, one.number, [DONE], 0)
    [moved] = moved_between(clerk.desk(), now - timedelta(minutes=1), now + timedelta(minutes=1))
    assert (moved.followed.number, [each.value for each in moved.moves]) == (one.number, ["genomförd"])
    assert moved_between(clerk.desk(), now + timedelta(minutes=1), now + timedelta(minutes=2)) == []


def test_it_is_told_as_of_a_moment(clerk: Clerk) -> None:
    """An export as of a day says what was known then."""
    one = about(clerk, "för varje skola")
    clerk.kanslist.store.put_moves(OPERATOR, one.number, [DONE], 0)
    now = datetime.now(UTC)
    for moment, is_open in ((now - timedelta(hours=1), True), (now + timedelta(hours=1), False)):
        [told] = follow(clerk.desk(), [one.found], before=moment)
        assert told.is_open == is_open
