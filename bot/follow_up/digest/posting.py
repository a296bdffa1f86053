"""The weekly letter by hand: composed for a channel and delivered there, once a week."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from bot.answers.answer import Answer
from bot.errors import ChannelUnknown
from bot.follow_up import moments
from bot.follow_up.delivery import at_once
from bot.follow_up.delivery.enqueue import enqueue
from bot.follow_up.digest.composing import compose
from bot.follow_up.digest.material import Span
from bot.kanslist import Kanslist
from bot.messages import of_matters
from knowledge.store.reader import PUBLIC, Reader

KIND = "veckobrev"
_NEW, _DAY = timedelta(days=7), timedelta(days=1)


def weekly(kanslist: Kanslist, reader: Reader, today: date) -> Answer:
    """The week's letter as this reader may see it: what came in from today a week ago to today's end."""
    period = Span(moments.midnight(today - _NEW), moments.midnight(today + _DAY))
    return compose(kanslist.desk(reader), (), period)


async def deliver(kanslist: Kanslist, channel: str, today: date) -> Answer:
    """Post the week's letter into a channel, once a week; gives the letter that was posted.

    Others read the channel, so the letter holds the open collection alone. Raises ChannelUnknown where no platform
    knows it, AlreadyPosted where the week's letter is sent, DeliveryUnderWay where another process sends it or died in
    doing so, DeliveryError where it did not arrive (it stays in the outbox, and is tried again).
    """
    if not any(one.knows(channel) for one in kanslist.senders):
        raise ChannelUnknown(channel=channel)
    period = _period(today)
    letter = await asyncio.to_thread(weekly, kanslist, PUBLIC, today)
    await asyncio.to_thread(enqueue, kanslist.store, channel, period, KIND, letter)
    await at_once.send(kanslist.store, kanslist.outbox, channel, period, KIND, of_matters.week(today))
    return letter


def _period(today: date) -> str:
    """The ISO week: "2026-W47"."""
    year, week, _ = today.isocalendar()
    return f"{year}-W{week:02d}"
