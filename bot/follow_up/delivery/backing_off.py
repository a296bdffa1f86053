"""When a delivery that did not arrive is tried again, and when it is given up."""

from __future__ import annotations

from collections.abc import Callable

from bot.errors import ChannelClosed, DeliveryError, DeliveryUnclear, PlatformBusy, PlatformDown
from knowledge.store.deliveries import Delivery

FIRST, LONGEST = 30.0, 3600.0
"""Seconds of the first pause, doubled with each try, and of the longest."""
CLOSED_FIRST = 600.0
"""The first pause of a channel that takes nothing: somebody may open it again."""
CLOSED_TRIES = 3
"""Refusals of the channel itself after which it is suspended."""
REFUSED_TRIES = 5
"""Tries of a message that the platform refuses for a reason that we do not know."""
UNCLEAR_TRIES = 30
"""Tries of a message of which it is never heard whether it arrived: about a day. Others wait behind it."""
MOST_TRIES = 180
"""Tries in all: about a week of an outage."""

Chance = Callable[[], float]
"""Jitter from 0 to 1: many channels must not come back in the same second."""


def pause(delivery: Delivery, error: DeliveryError, chance: Chance) -> float:
    """Seconds until the next try."""
    told = error.values.get("seconds") if isinstance(error, PlatformBusy) else None
    if isinstance(told, int | float):
        return told + 1 + chance() * max(1.0, told / 10)
    first = CLOSED_FIRST if isinstance(error, ChannelClosed) else FIRST
    grown = min(LONGEST, first * 2.0 ** min(delivery.tries - 1, 10))
    return grown * (0.5 + chance() / 2)


def given_up(delivery: Delivery, error: DeliveryError) -> bool:
    """Whether this was the last try."""
    if isinstance(error, PlatformBusy | PlatformDown):
        return delivery.tries >= MOST_TRIES
    return delivery.tries >= (UNCLEAR_TRIES if isinstance(error, DeliveryUnclear) else REFUSED_TRIES)
