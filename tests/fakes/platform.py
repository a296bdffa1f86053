"""A platform in memory: a Sender that keeps what it was given, and can hide that it took a message."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.answer import Answer
from bot.errors import (
    BotRemoved,
    CannotLook,
    ChannelClosed,
    DeliveryError,
    DeliveryUnclear,
    MessageGone,
    PlatformBusy,
    PlatformDown,
)
from bot.ports import Limit, Sender


@dataclass(slots=True)
class Posted:
    """A message that is there."""

    channel: str
    message: Answer
    key: str | None
    id: str


class Platform(Sender):
    """posted: what is there, oldest first. faults: how the next posts go: "hidden" (taken, and then nothing is heard),
    "lost" (nothing is heard, and it was not taken), "busy", "down", "refused", "closed" or "removed"."""

    def __init__(self, *channels: str, looks: bool = True) -> None:
        """channels: those that it knows; none: all. looks: whether it lets the bot see what it has posted."""
        self.posted: list[Posted] = []
        self.faults: deque[str] = deque()
        self.closed: set[str] = set()
        self.looked: list[str] = []
        self.looks = looks
        self.gone: set[str] = set()
        """Ids of messages that can no longer be changed."""
        self._channels = channels

    @property
    def told(self) -> list[Answer]:
        """The messages that are there."""
        return [one.message for one in self.posted]

    def knows(self, channel: str) -> bool:
        return not self._channels or channel in self._channels

    def limits(self, channel: str) -> Sequence[Limit]:
        return ()

    async def post(self, channel: str, message: Answer, key: str | None = None) -> str:
        fault = self.faults.popleft() if self.faults else None
        said = {"channel": channel, "reason": str(fault)}
        if fault == "busy":
            raise PlatformBusy(**said, seconds=60)
        if fault == "down":
            raise PlatformDown(**said)
        if fault == "refused":
            raise DeliveryError(**said)
        if fault == "removed":
            raise BotRemoved(**said)
        if fault == "closed" or channel in self.closed:
            raise ChannelClosed(channel=channel, reason="arkiverad")
        if fault == "lost":
            raise DeliveryUnclear(**said)
        made = Posted(channel, message, key, f"m{len(self.posted) + 1}")
        self.posted.append(made)
        if fault == "hidden":
            raise DeliveryUnclear(**said)
        assert fault is None, fault
        return made.id

    async def find(self, channel: str, key: str, since: int) -> str | None:
        self.looked.append(channel)
        if not self.looks:
            raise CannotLook(channel=channel, reason="ingen behörighet")
        return next((one.id for one in self.posted if (one.channel, one.key) == (channel, key)), None)

    async def edit(self, channel: str, message_id: str, message: Answer) -> None:
        if message_id in self.gone:
            raise MessageGone(channel=channel, reason="borta")
        [held] = [one for one in self.posted if one.id == message_id]
        held.message = message
