"""The only module that knows the Microsoft 365 Agents SDK: botbuilder's successor, for the day when that breaks.

Its CloudAdapter runs the turn (addressing replies, `expectReplies`, invokes) with a client factory of ours, so that
replies leave through the kept session of connector.py, which waits and tries again; its own opens a session for each
activity and gives up at the first refusal. Its check of callers is not used either: it takes any issuer unless told
otherwise, asks for no endorsement and only warns of another service URL; tokens.py refuses all three.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from microsoft_agents.activity import Activity, ResourceResponse
from microsoft_agents.hosting.aiohttp import CloudAdapter
from microsoft_agents.hosting.core import TurnContext
from microsoft_agents.hosting.core.authorization import ClaimsIdentity

from adapters.teams.errors import ActivityUnreadable
from adapters.teams.platform import Deliver, Handler, Outcome, Raw, Turn, address_of, failed, shaped


class Reply(Activity):
    """What is addressed, and what the handler said in it."""

    said: Raw

    def outgoing(self) -> Raw:
        """What leaves."""
        address = self.model_dump(
            mode="json", by_alias=True, exclude={"said", "value"}, exclude_unset=True, exclude_none=True
        )
        return {**self.said, **address}


def _reply(said: Raw) -> Reply:
    return Reply(type=said["type"], value=said.get("value"), said=said)  # value: the SDK looks at an invoke's answer


class Agents(CloudAdapter):
    """A Platform. deliver: posts one addressed activity; apology: the reply where a turn went wrong."""

    def __init__(self, deliver: Deliver, apology: Callable[[], Raw]) -> None:
        super().__init__(channel_service_client_factory=_Clients(deliver))
        self._apology = apology
        self.on_turn_error = self._apologise  # the SDK's own tells the asker the exception's text

    def read(self, raw: object) -> Turn:
        """As Platform.read."""
        checked = shaped(raw)
        address: Raw = {"recipient": {}} | address_of(checked)  # without one the SDK can address no reply
        try:
            return Turn(checked, Activity.model_validate(address))
        except (ValueError, TypeError) as error:  # pydantic's ValidationError; an empty channelId is a TypeError
            raise ActivityUnreadable from error

    async def run(self, turn: Turn, handler: Handler) -> Outcome:
        """As Platform.run."""
        contexts: list[TurnContext] = []

        async def answer(context: TurnContext) -> None:
            contexts.append(context)
            replies = await handler(turn.raw)
            if replies:
                await context.send_activities([_reply(said) for said in replies])

        await self.process_activity(ClaimsIdentity(), turn.activity, answer)
        (context,) = contexts
        invoke = context.turn_state.get(self.INVOKE_RESPONSE_KEY)
        return Outcome(
            invoke.said["value"] if isinstance(invoke, Reply) else None,
            [reply.outgoing() for reply in context.buffered_reply_activities],
        )

    async def _apologise(self, context: TurnContext, error: Exception) -> None:
        if failed(error, context.activity.type):
            await context.send_activity(_reply(self._apology()))


class _Clients:
    """The SDK's factory of clients: one connector for all turns, and none for users' tokens, which nobody asks for."""

    def __init__(self, deliver: Deliver) -> None:
        self._client = _Client(deliver)

    async def create_connector_client(self, *_: object, **__: object) -> Any:
        return self._client

    async def create_user_token_client(self, *_: object, **__: object) -> Any:
        return self._client


class _Client:
    """The part of the SDK's connector client that a turn of ours calls."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver

    @property
    def conversations(self) -> _Client:
        return self

    async def reply_to_activity(self, _conversation: str, _activity: str, reply: Reply) -> ResourceResponse:
        return await self.send_to_conversation(_conversation, reply)

    async def send_to_conversation(self, _conversation: str, reply: Reply) -> ResourceResponse:
        identity = await self._deliver(reply.outgoing())
        return ResourceResponse(id=identity) if identity else ResourceResponse()

    async def close(self) -> None:
        """The session is kept for the turns to come."""
