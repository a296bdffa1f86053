"""What somebody types or chooses that does something, beside what asks of the record: one list of errands.

A new one is a module with `is_typed` and `handle`, and its row in ERRANDS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot import staff
from bot.follow_up.digest import asked as digest
from bot.follow_up.exports import asked as exports
from bot.follow_up.feeds import asked as feeds
from bot.follow_up.life import errand as life
from bot.follow_up.watch import digests
from bot.follow_up.watch import errand as watch
from bot.incoming import Incoming
from bot.office import Done, Office


@dataclass(frozen=True, slots=True)
class Errand:
    """is_typed: whether a text may be it, asked of every question and therefore quick; handle: does it, or gives None
    where the text turns out to ask of the record (or whoever typed it may not do it)."""

    is_typed: Callable[[str], bool]
    handle: Callable[[Office, Incoming, str], Done | None]


ERRANDS = (
    Errand(watch.is_typed, watch.handle),
    Errand(digests.is_typed, digests.handle),
    Errand(digest.is_typed, digest.handle),
    Errand(exports.is_typed, exports.handle),
    Errand(feeds.is_typed, feeds.handle),
    Errand(staff.is_typed, staff.handle),
    Errand(life.is_typed, life.handle),
)
"""In the order in which they are looked at."""


def is_typed(text: str) -> bool:
    """Whether the text may be an errand."""
    return any(one.is_typed(text) for one in ERRANDS)


def done(office: Office, message: Incoming, text: str) -> Done | None:
    """What an errand gives; None where the text asks of the record. text: as typed or chosen. Raises StoreError."""
    for one in ERRANDS:
        if one.is_typed(text) and (made := one.handle(office, message, text)) is not None:
            return made
    return None
