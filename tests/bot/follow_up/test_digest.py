"""The weekly letter, and its delivery: once a week, into a channel that a platform knows."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.errors import AlreadyPosted, ChannelUnknown, DeliveryError, DeliveryUnclear, DeliveryUnderWay
from bot.follow_up import digest
from bot.follow_up.delivery import attempt
from bot.follow_up.digest import compose, deliver
from bot.kanslist import Kanslist
from knowledge.facts import Decision, Source
from knowledge.reading.pages import Page
from knowledge.store.deliveries import LEASE, Ended
from knowledge.store.reader import PUBLIC
from tests.bot.record import clerk
from tests.fakes.platform import Platform

TODAY = date.today()


@pytest.fixture
def channel() -> Platform:
    return Platform("C1")


@pytest.fixture
def own(tmp_path: Path, channel: Platform) -> Iterator[Kanslist]:
    """A clerk with an outbox of its own."""
    made = clerk(tmp_path)
    made.senders.append(channel)
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


async def test_the_letter_is_sent_once_a_week(own: Kanslist, channel: Platform) -> None:
    """The second delivery of the same week is refused; the next week's is sent."""
    letter = await deliver(own, "C1", TODAY)
    with pytest.raises(AlreadyPosted):
        await deliver(own, "C1", TODAY)
    assert channel.told == [letter]
    await deliver(own, "C1", TODAY + timedelta(days=7))
    assert [one.channel for one in channel.posted] == ["C1", "C1"]


async def test_a_refused_letter_may_be_sent_again(own: Kanslist, channel: Platform) -> None:
    """A delivery that failed does not use up the week."""
    channel.faults.append("down")
    with pytest.raises(DeliveryError):
        await deliver(own, "C1", TODAY)
    await deliver(own, "C1", TODAY)
    assert len(channel.posted) == 1


async def test_an_unknown_channel_is_named(own: Kanslist) -> None:
    """No platform knows it: nothing is put into the outbox and the error says what to do."""
    with pytest.raises(ChannelUnknown, match="C2"):
        await deliver(own, "C2", TODAY)
    assert own.store.deliveries() == []


async def test_a_letter_whose_sender_died_is_told_from_one_that_was_sent(own: Kanslist, channel: Platform) -> None:
    """Who runs it by hand or from cron learns that it is not sent and when to try again; then it is looked for."""
    channel.faults.append("down")
    with pytest.raises(DeliveryError):
        await deliver(own, "C1", TODAY)
    now = int(time.time())
    own.store.retry_deliveries(now)
    assert own.store.lease_delivery("C1", now), "as a process that was killed while posting leaves it"
    with pytest.raises(DeliveryUnderWay, match=r"skickas just nu.*Försök igen efter \d\d:\d\d"):
        await deliver(own, "C1", TODAY)
    assert not channel.posted
    own.store.lease_delivery("C1", now + LEASE + 1)
    [row] = own.store.deliveries()
    own.store.end_delivery(row.id, row.holder, Ended("waiting", "avbrutet", now, True, 0))
    await deliver(own, "C1", TODAY)
    assert (len(channel.posted), channel.looked) == (1, ["C1"])


async def test_a_platform_that_never_answers_does_not_outlive_the_lease(
    own: Kanslist, channel: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or two processes would post the same letter; given up, whether it is there is unclear."""
    monkeypatch.setattr(attempt, "PATIENCE", 0)

    async def silent(*_: object) -> str:
        await asyncio.Event().wait()
        return ""

    monkeypatch.setattr(channel, "post", silent)
    with pytest.raises(DeliveryUnclear, match="svarade inte i tid"):
        await deliver(own, "C1", TODAY)
    assert own.store.delivery_counts() == {"waiting": 1, "marked": 0, "unclear": 1}
