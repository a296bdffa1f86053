"""The digest: what an issue holds, for whom, and how much of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import messages
from bot.answers.answer import Answer
from bot.follow_up.digest import Span, compose, composing, issues, whole
from bot.follow_up.digest.asked import is_typed
from bot.follow_up.digest.composing import SCREEN, ask_whole
from bot.follow_up.news import is_news
from bot.follow_up.watch.model import Manner, Rhythm, Subscription, Wanted
from bot.kanslist import Kanslist
from knowledge.facts import Decision, Source
from knowledge.reading.pages import Page
from knowledge.store.api import Found
from knowledge.store.reader import OPEN, PUBLIC, Reader
from tests.bot.follow_up import papers
from tests.bot.follow_up.conftest import Clerk
from tests.bot.record import incoming

NOW = datetime.now(UTC)
BEFORE = Span(NOW - timedelta(days=14), NOW - timedelta(days=7))
INSIDER = Reader(frozenset({OPEN, "intern"}))


def week() -> Span:
    """The seven days until now."""
    now = datetime.now(UTC) + timedelta(seconds=1)
    return Span(now - timedelta(days=7), now)


def _letter(kanslist: Kanslist, period: Span | None = None, reader: Reader = PUBLIC) -> Answer:
    return compose(kanslist.desk(reader), (), period or week())


def _subscription(number: int, wanted: Wanted, place: str = "C1", *, short: bool = False) -> Subscription:
    manner = Manner(short=short)
    return Subscription(number, place, number, None, None, "", wanted, Rhythm(), manner, None, 0, 0)


def _set_back(kanslist: Kanslist, days: int, file: str = "%") -> None:
    """As if what is held had come in so many days ago."""
    moment = (NOW - timedelta(days=days)).isoformat(timespec="seconds")
    with kanslist.store._db.write() as db:
        db.execute("UPDATE documents SET ingested_at = ? WHERE file LIKE ?", [moment, file])


def test_the_letter_holds_what_is_new_and_what_is_due(kanslist: Kanslist) -> None:
    """Decisions with reservations and votes, recommendations, what is late; each with its quote, in counted groups."""
    letter = _letter(kanslist)
    assert letter.intent == "digest"
    headings = [item.heading for item in letter.items if item.heading]
    assert headings == ["Nya beslut (3)", "Nya rekommendationer (2)", "Sista dagen har passerat (1)"]
    assert "Tre nya beslut i Socialnämnden (3), ett med reservation eller omröstning." in letter.lead
    assert "Två nya rekommendationer. För en sak har sista dagen passerat." in letter.lead
    split = next(item for item in letter.items if "tolv platser" in item.text)
    assert "reservation: Isak Torell (M)" in split.notes
    assert "omröstning: 3 ja, 1 nej" in split.notes
    assert all(item.citation is not None for item in letter.items)


def test_a_proposal_to_another_body_is_not_called_decided(kanslist: Kanslist) -> None:
    """It is told as what it is."""
    letter = _letter(kanslist)
    proposed = next(item for item in letter.items if "taxan för färdtjänst" in item.text)
    assert (proposed.label or "").startswith("Föreslår kommunfullmäktige · Socialnämnden · § 22")


def test_a_channels_letter_is_what_everyone_may_read(kanslist: Kanslist) -> None:
    """Not in items, counts or the names of bodies: internal minutes stand in a registrator's preview alone."""
    assert "Krisledning" not in _letter(kanslist).model_dump_json()
    assert "Krisledning" in _letter(kanslist, reader=INSIDER).model_dump_json()


def test_what_came_before_or_after_the_period_is_not_in_it(kanslist: Kanslist) -> None:
    """The week before is empty of what came in now; what is late is told every week until it is closed."""
    letter = _letter(kanslist, BEFORE)
    assert not [item for item in letter.items if item.heading and item.heading.startswith("Nya")]
    assert "tolv platser" not in letter.text


def test_an_empty_week_is_one_honest_sentence(clerk_of: Clerk) -> None:
    """And no news, so that it may be left out."""
    kanslist = clerk_of({"a.txt": papers.minutes("2025-03-14", "Taxan antas.")})
    (issue,) = issues(kanslist.desk(PUBLIC), [("C1", (), BEFORE)])
    assert (issue.name, issue.news, issue.answer.items) == ("C1", False, ())
    assert "Inget nytt" in issue.answer.lead


def test_what_was_late_before_the_period_is_no_news(clerk_of: Clerk) -> None:
    """A quiet subscription is not woken every week by one old day."""
    kanslist = clerk_of({"a.txt": papers.minutes("2025-03-14", "Rapporten ska lämnas senast den 31 oktober 2025.")})
    _set_back(kanslist, 40)
    (issue,) = issues(kanslist.desk(PUBLIC), [(None, (), week())])
    assert issue.answer.items
    assert not issue.news


def _many(count: int) -> dict[str, str]:
    """Minutes of several bodies with very many decisions."""
    texts = {}
    for body in range(6):
        sections = "\n".join(
            f"§ {number} TN 2025-{body}{number:03d}\nÄrende {number} om väg {body}\n\nBeslut\n"
            f"Nämnden antar planen för väg {body}-{number}.\n"
            for number in range(20, 20 + count // 6)
        )
        texts[f"n{body}.txt"] = (
            f"Älvkulla kommun\n{['Tekniska', 'Social', 'Bygg', 'Kultur', 'Miljö', 'Fritids'][body]}"
            f"{' nämnden' if body == 0 else 'nämnden'}\nSammanträdesprotokoll\n2025-03-14\n\n{sections}"
        ).replace("Tekniska nämnden", "Tekniska nämnden")
    return texts


def test_a_week_with_300_decisions_is_a_screen_and_says_how_many(clerk_of: Clerk) -> None:
    """One of each body first, the rest behind a button that gives all of them, part by part, each once."""
    kanslist = clerk_of(_many(300))
    letter = _letter(kanslist)
    assert len(letter.items) == SCREEN
    assert letter.items[0].heading == "Nya beslut (300)"
    assert "300 nya beslut" in letter.lead
    assert len({(item.label or "").split(" · ")[0] for item in letter.items}) == 6
    assert "Brevet visar 10 av 300 punkter." in letter.notes
    told: list[str] = []
    (more,) = letter.choices
    while True:
        part = kanslist.ask_now(incoming(more.text))
        told += [item.text for item in part.items]
        if not part.choices:
            break
        (more,) = part.choices
    assert len(told) == len(set(told)) == 300
    assert {item.text for item in letter.items} <= set(told)


def test_a_part_of_the_whole_is_no_longer_than_a_message(kanslist: Kanslist) -> None:
    """A platform says how many entries it holds; the next part begins where that one ended."""
    desk = kanslist.desk(PUBLIC)
    first = whole(desk, (), week(), 0, lambda _: 2)
    second = whole(desk, (), week(), 2, lambda _: 2)
    assert [len(first.items), len(second.items)] == [2, 2]
    assert first.choices[0].text.endswith("från 3")
    assert not {item.text for item in first.items} & {item.text for item in second.items}


def test_the_short_form_is_counts_and_headings(kanslist: Kanslist) -> None:
    """A line a thing, without quotes; as much as a screen holds of those."""
    subscription = _subscription(1, Wanted(everything=True), short=True)
    letter = compose(kanslist.desk(PUBLIC), [subscription], week())
    assert not letter.citations
    assert letter.items[0].heading == "Nya beslut (3)"
    assert "Socialnämnden · § 21 · 12 mars 2024 · Korttidsboende vid Lövängen" in letter.items[0].text


def test_only_what_is_wanted_is_told(kanslist: Kanslist) -> None:
    """Each place gets its own, from one reading of the record; nothing of what another wants."""
    wanted = [
        ("C1", [_subscription(1, Wanted(bodies=("Socialnämnden",)))], week()),
        ("C2", [_subscription(2, Wanted(bodies=("Kulturnämnden",)))], week()),
        (
            "C3",
            [_subscription(3, Wanted(bodies=("Socialnämnden",))), _subscription(4, Wanted(everything=True))],
            week(),
        ),
    ]
    one, two, three = (issue.answer for issue in issues(kanslist.desk(PUBLIC), wanted))
    assert "tolv platser" in one.text
    assert two.items == ()
    assert {item.text for item in one.items} <= {item.text for item in three.items}


class _Some:
    """Wants facts by chance."""

    def __init__(self, wanted: dict[int, set[int]]) -> None:
        self._wanted = wanted

    def of(self, found: Found, *, overdue: bool = False) -> Collection[int]:
        return self._wanted.get(found.id, set())

    def of_body(self, body: str) -> Collection[int]:
        return ()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_wanted_counts_add_up_and_nothing_else_is_told(
    kanslist: Kanslist, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    """Every entry of the whole is wanted by somebody of the place; the groups' counts are those of the whole."""
    desk = kanslist.desk(INSIDER)
    ids = [
        one.id
        for name in ("decisions", "recommendations", "assignments")
        for one in desk.store.facts(desk.reader, _query(name))
    ]
    wanted = data.draw(st.dictionaries(st.sampled_from(ids), st.sets(st.integers(1, 3), max_size=3)))
    monkeypatch.setattr(composing, "chosen", lambda _desk, _subscriptions: _Some(wanted))
    subscription = _subscription(1, Wanted(everything=True))
    letter = compose(desk, [subscription], week())
    every = whole(desk, [subscription], week(), 0, None)
    words = {
        _said(one) for one in desk.store.facts_of(desk.reader, [id_ for id_, whose in wanted.items() if 1 in whose])
    }
    assert len(every.items) <= len(words)
    for item in every.items:
        assert any(said in item.text for said in words), item.text
    counts = [int(item.heading.rsplit("(", 1)[1][:-1]) for item in letter.items if item.heading]
    assert sum(counts) == len(every.items) or len(every.items) == composing.PAGE


def _query(name: str):  # type: ignore[no-untyped-def]
    from knowledge.store.api import FactQuery

    return FactQuery(name)


def _said(found: Found) -> str:
    return " ".join(str(getattr(found.fact, "text", "")).split())[:100]


def test_a_newer_version_is_told_as_a_correction(clerk_of: Clerk) -> None:
    """What it changes, with what stood before; what it repeats is no news."""
    kanslist = clerk_of({"a.txt": papers.minutes("2025-03-14", "Nämnden antar taxan med 250 kronor per timme.")})
    _set_back(kanslist, 20)
    clerk_of({"a.txt": papers.minutes("2025-03-14", "Nämnden antar taxan med 350 kronor per timme.")})
    letter = _letter(kanslist)
    (item,) = letter.items
    assert item.heading == "Rättat sedan förra brevet (1)"
    assert "350 kronor" in item.text
    assert item.notes == ("tidigare: Nämnden antar taxan med 250 kronor per timme.",)
    assert "En rättelse" in letter.lead


def test_what_a_registrator_has_taken_out_is_said_without_its_words(clerk_of: Clerk) -> None:
    """A wrong fact is not told a second time by saying what it was."""
    kanslist = clerk_of({"a.txt": papers.minutes("2025-03-14", "Nämnden antar taxan med 250 kronor per timme.")})
    _set_back(kanslist, 20)
    kanslist.store.hide_fact(kanslist.store.facts(PUBLIC, _query("decisions"))[0].id)
    (item,) = _letter(kanslist).items
    assert "En uppgift ur" in item.text
    assert "250" not in _letter(kanslist).model_dump_json()


def _announcing(day: date, coming: date) -> str:
    """Minutes that say when the next meeting is."""
    return papers.UNIONS.format(day=messages.day(day.isoformat()), point="Rastlokaler.") + (
        f"\n§ 7. Nästa möte\nNästa möte äger rum den {messages.day(coming.isoformat())}, kl. 13:00 i lokal Ekan.\n"
    )


def test_minutes_that_have_not_come_are_missed_after_three_weeks(clerk_of: Clerk) -> None:
    """The day was announced; once any minutes of that body and day are here nothing is missing."""
    today = date.today()
    first, coming = today - timedelta(days=60), today - timedelta(days=22)
    kanslist = clerk_of({"a.txt": _announcing(first, coming)})
    _set_back(kanslist, 30)
    (item,) = _letter(kanslist).items
    assert item.heading == "Protokoll som saknas (1)"
    assert item.text.endswith(f"mötet {messages.day(coming.isoformat())}: inget protokoll har kommit in.")
    assert item.citation is not None
    clerk_of({"b.txt": papers.UNIONS.format(day=messages.day(coming.isoformat()), point="Stolar.")})
    assert "Protokoll som saknas" not in _letter(kanslist).text


@pytest.mark.parametrize("days", [0, 20])
def test_minutes_that_may_still_come_are_not_missed(clerk_of: Clerk, days: int) -> None:
    """They are adjusted within two weeks, and published after that."""
    today = date.today()
    kanslist = clerk_of({"a.txt": _announcing(today - timedelta(days=60), today - timedelta(days=days))})
    assert "Protokoll som saknas" not in _letter(kanslist).text


def test_one_digest_after_downtime_says_what_it_covers(kanslist: Kanslist) -> None:
    """Seven weeks' letter is one letter, and it says so."""
    lead = _letter(kanslist, Span(NOW - timedelta(days=49), NOW, missed=6)).lead
    assert "också täcker sex brev som inte kom" in lead


def test_who_asks_for_the_whole_of_a_letter_reads_what_they_may(kanslist: Kanslist) -> None:
    """In the channel everyone's, in private a registrator's; of subscriptions that are no more nothing."""
    text = ask_whole(week(), ())
    assert is_typed(text)
    assert "reservkraft" not in kanslist.ask_now(incoming(text, identity="registrator", private=False)).text
    assert "reservkraft" in kanslist.ask_now(incoming(text, identity="registrator")).text
    assert "finns inte längre" in kanslist.ask_now(incoming(ask_whole(week(), (4711,)))).lead


@pytest.mark.parametrize(
    "text", ["visa brevet", "visa brevet 20261301T000000-20261302T000000", "visa brevet i ärendet"]
)
def test_a_question_about_a_letter_is_a_question(kanslist: Kanslist, text: str) -> None:
    """Only what the button says asks for the whole of one."""
    assert kanslist.ask_now(incoming(text)).intent != "digest"


@pytest.mark.parametrize(
    ("heading", "news"),
    [
        ("Godkännande av dagordningen", False),
        ("Val av justerare", False),
        ("Föregående protokoll", False),
        ("Godkännande av avtal om badhuset", True),
        ("Val av leverantör", True),
    ],
)
def test_what_every_meeting_decides_about_itself_is_no_news(heading: str, news: bool) -> None:
    """A letter that begins with the approved agenda is not read twice; what is decided in a matter is all there."""
    page = Page(1, "Nämnden godkänner förslaget.")
    decision = Decision(source=Source.cut([(page, 0, len(page.text))]), rule="test", text=page.text, heading=heading)
    assert is_news(decision) is news
