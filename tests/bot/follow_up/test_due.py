"""What is due: from assignments, promises, motions with their year, and lists of open points."""

from __future__ import annotations

from datetime import date

import pytest

from bot.follow_up import due
from bot.follow_up.due import Due
from bot.follow_up.standing import Life
from bot.kanslist import Kanslist
from knowledge.store.reader import PUBLIC
from tests.bot.follow_up import papers
from tests.bot.follow_up.conftest import Clerk

TODAY = date(2026, 4, 1)
_TOLD = "Förvaltningen ska redovisa kostnaden för nämnden senast den 31 oktober 2025."
COUNCIL = "Kommunfullmäktige"


def _due(kanslist: Kanslist) -> list[Due]:
    return due.everything(kanslist.desk(PUBLIC))


def test_an_assignment_has_the_day_that_its_words_name(clerk_of: Clerk) -> None:
    """With its days left, whose document it is, since when, and its words where they stand."""
    (one,) = _due(clerk_of({"a.txt": papers.minutes("2025-03-14", _TOLD)}))
    assert (one.kind, one.last, one.body, one.given) == ("assignment", "2025-10-31", "Tekniska nämnden", "2025-03-14")
    assert one.left(date(2025, 10, 30)) == 1
    assert one.left(date(2025, 10, 31)) == 0
    assert one.left(date(2025, 11, 2)) == -2
    assert one.age(date(2025, 3, 15)) == 1
    assert one.found.fact.source.quote == _TOLD


def test_what_the_papers_of_a_case_repeat_is_told_once(clerk_of: Clerk) -> None:
    """The committee proposes it, the body says it, an extract says it again: one thing is due, by the last of them."""
    found = _due(
        clerk_of(
            {
                "au.txt": papers.minutes("2025-03-07", _TOLD, body="Tekniska nämndens arbetsutskott"),
                "tn.txt": papers.minutes("2025-03-14", _TOLD),
            }
        )
    )
    assert [one.given for one in found] == ["2025-03-14"]


def test_what_a_later_document_takes_up_is_no_longer_due(clerk_of: Clerk) -> None:
    """The case again, by the same body: nobody is called late who has reported."""
    later = papers.minutes("2025-10-14", "Redovisningen av kostnaden för belysningen godkänns.")
    assert _due(clerk_of({"a.txt": papers.minutes("2025-03-14", _TOLD), "b.txt": later})) == []


@pytest.mark.parametrize(
    ("answers", "last"),
    [
        ([("2025-09-01", COUNCIL, "Den nya taxan antas.")], "2026-03-03"),
        ([("2025-09-01", COUNCIL, "Motionen bifalls.")], None),
        ([("2025-09-01", COUNCIL, "Motionen remitteras till kommunstyrelsen.")], "2026-03-03"),
        ([("2025-09-01", "Kommunstyrelsen", "Kommunstyrelsen föreslår kommunfullmäktige att avslå motionen."),
          ("2025-09-08", COUNCIL, "Protokollet läggs till handlingarna.")], "2026-03-03"),
    ],
    ids=["another matter", "granted", "sent on", "only proposed"],
)  # fmt: skip
def test_a_motion_is_to_be_decided_by_the_council_within_a_year(
    clerk_of: Clerk, answers: list[tuple[str, str, str]], last: str | None
) -> None:
    """Kommunallagen 5 kap. 35 §; what the committee proposes or a referral says is no decision of it."""
    texts = {f"{at}.txt": _answer(day, body, text) for at, (day, body, text) in enumerate(answers)}
    found = _due(clerk_of({"motion.txt": papers.MOTION, **texts}))
    told = [(one.kind, one.last, one.statutory, one.text) for one in found]
    assert told == ([("motion", last, True, "Motion om solceller på kommunens ridhus")] if last else [])


def _answer(day: str, body: str, decided: str) -> str:
    text = papers.ANSWER.format(day=day, body=body, decided=decided)
    return text.replace("Svar på motion om solceller på kommunens ridhus", "Ny taxa") if "taxa" in decided else text


def test_without_the_councils_minutes_no_motion_is_late(clerk_of: Clerk) -> None:
    """Its answer may stand in what the record lacks, so it is listed without a last day."""
    (one,) = _due(clerk_of({"motion.txt": papers.MOTION, "tn.txt": papers.minutes("2025-09-14", "Taxan antas.")}))
    assert (one.kind, one.last, one.left(TODAY)) == ("motion", None, None)


def test_an_initiative_has_no_statutory_year(clerk_of: Clerk) -> None:
    """The law's year is the council's, for motions and medborgarförslag; an initiative has its age alone."""
    found = _due(clerk_of({"i.txt": papers.INITIATIVE, "tn.txt": papers.minutes("2025-09-14", "Taxan antas.")}))
    assert [(one.kind, one.last, one.age(date(2025, 3, 13))) for one in found] == [("initiative", None, 10)]


def test_open_points_stand_on_the_newest_list(clerk_of: Clerk) -> None:
    """What an older list holds and the newest does not is no longer open there."""
    texts = {
        "a.txt": papers.UNIONS.format(day="Onsdagen den 12 mars 2025", point="Översyn av rastlokaler på Lövängen."),
        "b.txt": papers.UNIONS.format(day="Onsdagen den 9 april 2025", point="Nya stolar i receptionen."),
    }
    found = [one for one in _due(clerk_of(texts)) if one.kind == "open_point"]
    assert [one.text for one in found] == ["Nya stolar i receptionen."]


def test_what_was_moved_by_hand_goes_before_what_the_documents_say(
    clerk_of: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed it drops out; a promised day and an owner set by hand take the place of those in the words."""
    desk = clerk_of({"a.txt": papers.minutes("2025-03-14", _TOLD)}).desk(PUBLIC)
    monkeypatch.setattr(due, "lives", lambda _, found: [Life(is_open=False) for _ in found])
    assert due.everything(desk) == []
    moved = Life(due="2026-01-31", owner="Osvald Brännlund")
    monkeypatch.setattr(due, "lives", lambda _, found: [moved for _ in found])
    (one,) = due.everything(desk)
    assert (one.last, one.owner) == ("2026-01-31", "Osvald Brännlund")


def test_soon_and_overdue_share_nothing_and_leave_out_what_has_no_day(clerk_of: Clerk) -> None:
    """On its last day a thing is due and not late; the day after it is late; fifteen days before it is neither."""
    found = _due(clerk_of({"a.txt": papers.minutes("2025-03-14", _TOLD), "i.txt": papers.INITIATIVE}))
    for day, near, late in (("2025-10-16", 0, 0), ("2025-10-17", 1, 0), ("2025-10-31", 1, 0), ("2025-11-01", 0, 1)):
        today = date.fromisoformat(day)
        assert (len(due.soon(found, today, 14)), len(due.overdue(found, today))) == (near, late), day
