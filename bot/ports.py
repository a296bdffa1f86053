"""What the bot needs from a platform. Adapters implement it; server.py and the command line wire it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answers.answer import Answer


@dataclass(frozen=True, slots=True)
class Limit:
    """So many messages a second a platform takes of whatever bears the name (a channel, a tenant)."""

    name: str
    a_second: float


class Sender(Protocol):
    """Posts messages of the bot's own accord (the digest) into one channel or conversation of a platform."""

    def knows(self, channel: str) -> bool:
        """Whether this id is of the platform and the bot may post there."""

    def limits(self, channel: str) -> Sequence[Limit]:
        """What a message into this channel counts against."""

    async def post(self, channel: str, message: Answer, key: str | None = None) -> str:
        """Post it; gives the platform's id of it ("" where it gives none).

        key: what `find` knows the message by. With one it is tried once, since the outbox looks and tries again;
        without, what the platform says may be retried is. Raises DeliveryError: ChannelClosed, BotRemoved, PlatformBusy
        (its `seconds`: how long to wait, or None), PlatformDown where it was certainly not taken; DeliveryUnclear where
        it may have been."""

    async def find(self, channel: str, key: str, since: int) -> str | None:
        """The id of the message that was posted with this key after that second since 1970; None where it is not there.

        Raises CannotLook where the platform does not let the bot see, another DeliveryError where it cannot now."""

    async def edit(self, channel: str, message_id: str, message: Answer) -> None:
        """Put another message in the place of one. Raises MessageGone where that is no longer possible, DeliveryError;
        it may be done again."""
