"""What an adapter hands to the bot: the text, who asks and in which conversation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.answers.answer import Answer

Platform = Literal["slack", "teams", "web", "terminal"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks. identity: the platform's id as settings name it ("T01/U02", "TENANT/OBJECT-ID", a system user).

    name: as the platform shows it, where it says so; for no right whatever."""

    platform: Platform
    identity: str | None = None
    name: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A question. conversation: what a follow-up refers to (a thread); private: only the asker sees the answer.

    shareable: whether others are in the place where a private answer is seen, with whom it may be shared.
    reply_to: the channel or conversation in which the asker alone can be told something later, where it is known.
    channel: the channel or group chat in which it is asked, as Sender.post knows it; None in a chat of the asker's own.
    fits: how many items of an answer one message of the platform holds; None where it holds any.
    outside: whether the asker or the place belongs to another organisation (guests, Slack Connect, shared channels).
    """

    text: str
    asker: Asker
    conversation: str
    private: bool
    shareable: bool = False
    outside: bool = False
    reply_to: str | None = None
    channel: str | None = None
    fits: Callable[[Answer], int] | None = field(default=None, compare=False)
