"""The weekly letter, and its delivery: once a week, into a channel that a platform knows."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.answers.answer import Answer
from bot.errors import AlreadyPosted, ChannelUnknown, DeliveryError, DeliveryUnderWay
from bot.follow_up import digest
from bot.follow_up.digest import KIND, compose, deliver
from bot.kanslist import Kanslist
from knowledge.facts import Decision, Source
from knowledge.reading.pages import Page
from knowledge.store import outbox
from knowledge.store.reader import PUBLIC
from tests.bot.record import clerk

TODAY = date.today()


class Channel:
    """A platform's sender that keeps what is posted; `fails`: it refuses."""

    def __init__(self, *, fails: bool = False) -> None:
        self.posted: list[tuple[str, Answer]] = []
        self.fails = fails

    def knows(self, channel: str) -> bool:
        return channel == "C1"

    async def post(self, channel: str, message: Answer) -> None:
        if self.fails:
            raise DeliveryError(channel=channel, reason="nej")
        self.posted.append((channel, message))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Kanslist]:
    """A clerk with an outbox of its own."""
    made = clerk(tmp_path)
    yield made
    made.close()


def test_the_letter_holds_what_is_new_and_what_is_due(own: Kanslist) -> None:
    """Decisions of what was ingested this week, recommendations, and the assignment whose last day is near."""
    letter = compose(own, PUBLIC, TODAY)
    assert letter.intent == "digest"
    assert "tolv platser" in letter.text
    assert "Föreslår kommunfullmäktige · § 22" in letter.text
    assert "personalkontinuitet" in letter.text
    assert all(item.citation is not None for item in letter.items)


def test_what_is_due_is_told_by_the_day(own: Kanslist) -> None:
    """Within two weeks an assignment is due, after its day it is overdue, long before it is neither."""
    assert "Snart" in compose(own, PUBLIC, date(2024, 9, 20)).text
    assert "Slutdatum passerat" in compose(own, PUBLIC, date(2024, 10, 1)).text
    assert "30 september" not in compose(own, PUBLIC, date(2024, 6, 1)).text


def test_a_week_without_news_says_so(own: Kanslist) -> None:
    """Before anything was ingested and with nothing due, the letter is one honest sentence."""
    letter = compose(own, PUBLIC, date(2024, 1, 1))
    assert letter.items == ()
    assert "inget nytt" in letter.lead


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
    assert digest._is_news(decision) is news


async def test_the_letter_is_sent_once_a_week(own: Kanslist) -> None:
    """The second delivery of the same week is refused; the next week's is sent."""
    channel = Channel()
    await deliver(own, [channel], "C1", TODAY)
    with pytest.raises(AlreadyPosted):
        await deliver(own, [channel], "C1", TODAY)
    await deliver(own, [channel], "C1", TODAY + timedelta(days=7))
    assert [name for name, _ in channel.posted] == ["C1", "C1"]


async def test_a_refused_letter_may_be_sent_again(own: Kanslist) -> None:
    """A delivery that failed does not use up the week."""
    with pytest.raises(DeliveryError):
        await deliver(own, [Channel(fails=True)], "C1", TODAY)
    channel = Channel()
    await deliver(own, [channel], "C1", TODAY)
    assert len(channel.posted) == 1


async def test_an_unknown_channel_is_named(own: Kanslist) -> None:
    """No platform knows it: nothing is claimed and the error says what to do."""
    with pytest.raises(ChannelUnknown, match="C2"):
        await deliver(own, [Channel()], "C2", TODAY)


async def test_a_letter_whose_sender_died_is_told_from_one_that_was_sent(
    own: Kanslist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who runs it by hand or from cron learns that it is not sent and when to try again; then it is sent."""
    now = [datetime(2026, 3, 2, 8, 0).timestamp()]
    monkeypatch.setattr(outbox.time, "time", lambda: now[0])
    week = f"{TODAY.isocalendar()[0]}-W{TODAY.isocalendar()[1]:02d}"
    assert own.store.claim_delivery("C1", week, KIND), "as a process that was killed while posting leaves it"
    channel = Channel()
    with pytest.raises(DeliveryUnderWay, match=r"skickas just nu.*Försök igen efter 08:06"):
        await deliver(own, [channel], "C1", TODAY)
    assert not channel.posted
    now[0] += 6 * 60
    letter = await deliver(own, [channel], "C1", TODAY)
    assert channel.posted == [("C1", letter)]
    with pytest.raises(AlreadyPosted):
        await deliver(own, [channel], "C1", TODAY)


async def test_a_platform_that_never_answers_does_not_outlive_the_claim(
    own: Kanslist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or two processes would post the same letter; given up, it may be sent again."""
    monkeypatch.setattr(digest, "_PATIENCE", 0)

    class Silent(Channel):
        async def post(self, channel: str, message: Answer) -> None:
            await asyncio.Event().wait()

    with pytest.raises(DeliveryError, match="svarade inte i tid"):
        await deliver(own, [Silent()], "C1", TODAY)
    assert own.store.deliveries() == {"failed": 1}
    assert digest.LEASE > 4 * 60, "Slack may ask for three pauses of a minute"
