"""What the bot needs from a platform. Adapters implement it; server.py and the command line wire it."""

from __future__ import annotations

from typing import Protocol

from bot.answers.answer import Answer


class Sender(Protocol):
    """Posts a message of the bot's own accord (the digest) into one channel or conversation of a platform."""

    def knows(self, channel: str) -> bool:
        """Whether this id is of the platform and the bot may post there."""

    async def post(self, channel: str, message: Answer) -> None:
        """Post it. Raises DeliveryError when the platform refuses; retries what the platform says may be retried."""
