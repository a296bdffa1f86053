"""What Kanslist asks of a library that runs Teams' turns: a raw activity in → a handler → the activities that go out.

Two keep this promise, each in the one module that imports it: botbuilder.py (the default; support ended 2025-12-31) and
agents.py (Microsoft 365 Agents SDK, its successor). KANSLIST_TEAMS_LIBRARY chooses. Who calls, what is answered and
how it is sent are none of the library's business: tokens.py, replies.py and connector.py import neither.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from adapters.logs import logger, place
from adapters.teams.errors import ActivityUnreadable, AgentsMissing, BotbuilderUnusable, TeamsError

Raw = dict[str, Any]
Handler = Callable[[Raw], Awaitable[list[Raw]]]
Deliver = Callable[[Raw], Awaitable[str | None]]
Library = Literal["botbuilder", "agents"]

INVOKE_RESPONSE = "invokeResponse"
"""The type of the activity by which a handler answers an invoke: value = {"status": int, "body": JSON}."""

EXPECT_REPLIES = "expectReplies"
"""The deliveryMode that asks for the replies in the HTTP answer."""

ADDRESS = ("type", "id", "channelId", "serviceUrl", "from", "recipient", "conversation", "locale")
LISTS = ("entities", "membersAdded", "membersRemoved")

_log = logger("teams")


@dataclass(frozen=True, slots=True)
class Turn:
    """An activity that was read and can be run. activity: as the library that read it holds it."""

    raw: Raw
    activity: Any


@dataclass(slots=True)
class Outcome:
    """What a turn leaves for the HTTP answer. invoke: {"status", "body"}; expected: the replies of `expectReplies`."""

    invoke: Raw | None = None
    expected: list[Raw] = field(default_factory=list)


class Platform(Protocol):
    """A library that runs turns. It addresses replies to where the activity came from; all else in them leaves as the
    handler made it, also what the library has no name for (botbuilder would drop a mention's text)."""

    def read(self, raw: object) -> Turn:
        """Raises ActivityUnreadable for what has no activity's shape."""

    async def run(self, turn: Turn, handler: Handler) -> Outcome:
        """Run one turn to its end: a fault in it is logged and, in a message, apologised for.

        Raises TeamsError where a reply cannot be delivered.
        """


Maker = Callable[[Deliver, Callable[[], Raw]], Platform]
"""(what posts one addressed activity, the reply where a turn went wrong) → the platform."""


def load(library: Library) -> Maker:
    """What opens the library of that name, which is imported now. Raises AgentsMissing or BotbuilderUnusable."""
    if library == "agents":
        try:
            from adapters.teams.agents import Agents
        except ImportError as error:
            raise AgentsMissing(reason=error.name or type(error).__name__) from error
        return Agents
    try:
        from adapters.teams.botbuilder import Botbuilder
    except Exception as error:
        # whatever a library that nobody mends raises on a Python or beside a package that came after it
        raise BotbuilderUnusable(reason=type(error).__name__) from error
    return Botbuilder


def shaped(raw: object) -> Raw:
    """The activity, where it has what every step needs: a type, a conversation, lists where our own modules read lists.

    Raises ActivityUnreadable.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("type"), str):
        raise ActivityUnreadable
    conversation = raw.get("conversation")
    if not isinstance(conversation, dict) or not isinstance(conversation.get("id"), str):
        raise ActivityUnreadable
    if not all(isinstance(raw.get(name) or [], list) for name in LISTS):
        raise ActivityUnreadable
    return raw


def address_of(raw: Raw) -> Raw:
    """What a reply is addressed by, less what is left open. It is all that a library is given: each refuses activities
    for parts (an entity without a type, a null) that our own modules read or leave."""
    address = {name: _told(raw[name]) for name in ADDRESS if raw.get(name)}
    return address | ({"deliveryMode": EXPECT_REPLIES} if raw.get("deliveryMode") == EXPECT_REPLIES else {})


def _told(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: held for name, held in value.items() if held is not None and held != ""}


def failed(error: Exception, kind: str) -> bool:
    """Log the class and the place of what went wrong in a turn; whether the asker waits for a message.

    kind: the activity's type. Raises the error where a reply could not be delivered: another would not be either.
    """
    if isinstance(error, TeamsError):
        raise error
    told = kind if kind in ("message", "invoke", "conversationUpdate", "installationUpdate") else "other"
    _log.error("teams_turn_failed", error=type(error).__name__, where=place(error), kind=told)
    return kind == "message"
