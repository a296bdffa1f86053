"""The only module that knows botbuilder: a raw activity in → a handler → the activities that go out, all dicts.

botbuilder's support ended 2025-12-31. Its CloudAdapter is not used (it builds two clients for every activity and ends
an invoke with a body in 500); what is used is the turn: addressing replies, `expectReplies`, the error hook.
"""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import Activity, ConversationReference, ResourceResponse

from adapters.logs import logger
from adapters.teams.errors import ActivityUnreadable, TeamsError

Raw = dict[str, Any]
Handler = Callable[[Raw], Awaitable[list[Raw]]]
Deliver = Callable[[Raw], Awaitable[str | None]]

INVOKE_RESPONSE = "invokeResponse"
"""The type of the activity by which a handler answers an invoke: value = {"status": int, "body": JSON}."""

_log = logger("teams")


@dataclass(slots=True)
class Outcome:
    """What a turn leaves for the HTTP answer. invoke: {"status", "body"}; expected: the replies of `expectReplies`."""

    invoke: Raw | None = None
    expected: list[Raw] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Turn:
    """An activity that was read and can be run."""

    raw: Raw
    activity: Activity

    @classmethod
    def read(cls, raw: object) -> Turn:
        """Raises ActivityUnreadable for what has no activity's shape."""
        if not isinstance(raw, dict) or not isinstance(raw.get("type"), str):
            raise ActivityUnreadable
        conversation = raw.get("conversation")
        if not isinstance(conversation, dict) or not isinstance(conversation.get("id"), str):
            raise ActivityUnreadable
        try:
            return cls(raw, Activity.deserialize(raw))
        except ValueError as error:  # msrest's DeserializationError is one
            raise ActivityUnreadable from error


class TeamsAdapter(BotAdapter):  # type: ignore[misc]  # botbuilder ships no types
    """Runs turns. deliver: posts one addressed activity; apology: the reply where a turn went wrong."""

    def __init__(self, deliver: Deliver, apology: Callable[[], Raw]) -> None:
        super().__init__(self._apologise)
        self._deliver = deliver
        self._apology = apology

    async def run(self, turn: Turn, handler: Handler) -> Outcome:
        """Run one turn to its end. Raises TeamsError where a reply cannot be delivered."""
        context = TurnContext(self, turn.activity)

        async def answer(context: TurnContext) -> None:
            replies = await handler(turn.raw)
            if replies:
                await context.send_activities([Activity.deserialize(reply) for reply in replies])

        await self.run_pipeline(context, answer)
        invoke: Activity | None = context.turn_state.get(self._INVOKE_RESPONSE_KEY)
        return Outcome(
            invoke.value if invoke else None,
            [activity.serialize() for activity in context.buffered_reply_activities],
        )

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        """Deliver the replies; the answer of an invoke is kept for the HTTP answer."""
        sent = []
        for activity in activities:
            if activity.type == INVOKE_RESPONSE:
                context.turn_state[self._INVOKE_RESPONSE_KEY] = activity
                sent.append(ResourceResponse())
            else:
                sent.append(ResourceResponse(id=await self._deliver(activity.serialize())))
        return sent

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Kanslist never changes what it has said."""
        raise NotImplementedError  # BotAdapter demands the method; nothing of ours calls it

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Kanslist never takes back what it has said."""
        raise NotImplementedError  # as above

    async def _apologise(self, context: TurnContext, error: Exception) -> None:
        """Log the class of what went wrong in a turn and say so to the asker. Raises it where saying failed."""
        if isinstance(error, TeamsError):
            raise error
        _log.error("teams_turn_failed", error=type(error).__name__, where=_where(error), kind=_kind(context))
        if context.activity.type == "message":
            await context.send_activity(Activity.deserialize(self._apology()))


def _where(error: Exception) -> str:
    """The file and line that raised it: the words of an error may name people, its place never does."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _kind(context: TurnContext) -> str:
    """The activity's type, where it is one that a log may hold."""
    kind = context.activity.type
    return kind if kind in ("message", "invoke", "conversationUpdate", "installationUpdate") else "other"
