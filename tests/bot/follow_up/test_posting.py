"""The weekly letter by hand: delivered once a week, into a channel that a platform knows."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.errors import AlreadyPosted, ChannelUnknown, DeliveryError, DeliveryUnclear, DeliveryUnderWay
from bot.follow_up.delivery import at_once, attempt
from bot.follow_up.delivery.runner import Runner, Tally
from bot.follow_up.digest.posting import deliver
from bot.kanslist import Kanslist
from knowledge.store.deliveries import LEASE, Ended
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


async def test_a_letter_that_the_server_took_first_is_waited_for(own: Kanslist, channel: Platform) -> None:
    """Cron and the server look into one outbox: whoever sends it, the command says that it is sent."""

    class Taken(Runner):
        async def once(self, *_: object, **__: object) -> Tally:
            leased = own.store.lease_delivery("C1", int(time.time()))
            assert leased is not None
            asyncio.get_running_loop().call_later(0.3, own.store.delivery_sent, leased.id, "m1", int(time.time()))
            return Tally()

    own.outbox = Taken(own.store, [channel], lambda _: True)
    await deliver(own, "C1", TODAY)
    assert own.store.delivery_counts()["sent"] == 1


async def test_a_letter_whose_sender_died_is_told_from_one_that_was_sent(
    own: Kanslist, channel: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who runs it by hand or from cron learns that it is not sent and when to try again; then it is looked for."""
    monkeypatch.setattr(at_once, "WAIT", 0)
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
