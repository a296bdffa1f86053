"""The only module that knows botbuilder.

Its CloudAdapter is not used (it builds two clients for every activity and ends an invoke with a body in 500); what is
used is the turn: addressing replies, `expectReplies`, the error hook.
"""

from __future__ import annotations

from collections.abc import Callable

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import (
    Activity,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)
from msrest.serialization import Model

from adapters.teams.errors import ActivityUnreadable
from adapters.teams.platform import INVOKE_RESPONSE, Deliver, Handler, Outcome, Raw, Turn, address_of, failed, shaped


class Reply(Activity):  # type: ignore[misc]  # as below
    """What is addressed, and what the handler said in it."""

    def __init__(self, said: Raw) -> None:
        super().__init__(type=said["type"])
        self.said = said

    def __deepcopy__(self, _memo: object) -> Reply:
        """botbuilder copies what it addresses, card and all; what was said in it nobody changes."""
        return Reply(self.said)

    def outgoing(self) -> Raw:
        """What leaves."""
        return {**self.said, **_plain(self)}


_ACCOUNTS = {"ChannelAccount": ChannelAccount, "ConversationAccount": ConversationAccount}
"""What an address holds of models, by the names that models give them."""


_NAMES = {
    kind: {known["key"]: (name, known["type"]) for name, known in kind._attribute_map.items()}
    for kind in (Activity, ChannelAccount, ConversationAccount)
}
"""The attribute of each of JSON's names, and what it holds."""


def _model(kind: type[Model], told: object) -> Model:
    """The model of an address or a part of it, with what it has a name for. msrest's own reading is as slow as its
    serialising. Raises ActivityUnreadable."""
    if not isinstance(told, dict):
        raise ActivityUnreadable
    names = _NAMES[kind]
    return kind(**{names[one][0]: _value(names[one][1], value) for one, value in told.items() if one in names})


def _value(kind: str, told: object) -> object:
    if account := _ACCOUNTS.get(kind):
        return _model(account, told)
    if (kind == "str" and not isinstance(told, str)) or (kind == "bool" and not isinstance(told, bool)):
        raise ActivityUnreadable
    return told


def _plain(model: Model) -> Raw:
    """The model in JSON's names. msrest's own serialising looks at all of an activity's fifty fields, and takes longer
    for the address than the card takes to be made."""
    told: Raw = {}
    for name, value in vars(model).items():
        if value is not None and (known := model._attribute_map.get(name)):
            told[known["key"]] = _plain(value) if isinstance(value, Model) else value
    return told


class Botbuilder(BotAdapter):  # type: ignore[misc]  # botbuilder ships no types
    """A Platform. deliver: posts one addressed activity; apology: the reply where a turn went wrong."""

    def __init__(self, deliver: Deliver, apology: Callable[[], Raw]) -> None:
        super().__init__(self._apologise)
        self._deliver = deliver
        self._apology = apology

    def read(self, raw: object) -> Turn:
        """As Platform.read."""
        checked = shaped(raw)
        return Turn(checked, _model(Activity, address_of(checked)))

    async def run(self, turn: Turn, handler: Handler) -> Outcome:
        """As Platform.run."""
        context = TurnContext(self, turn.activity)

        async def answer(context: TurnContext) -> None:
            replies = await handler(turn.raw)
            if replies:
                await context.send_activities([Reply(reply) for reply in replies])

        await self.run_pipeline(context, answer)
        invoke: Reply | None = context.turn_state.get(self._INVOKE_RESPONSE_KEY)
        return Outcome(
            invoke.said["value"] if invoke else None,
            [reply.outgoing() for reply in context.buffered_reply_activities],
        )

    async def send_activities(self, context: TurnContext, activities: list[Reply]) -> list[ResourceResponse]:
        """Deliver the replies; the answer of an invoke is kept for the HTTP answer."""
        sent = []
        for reply in activities:
            if reply.type == INVOKE_RESPONSE:
                context.turn_state[self._INVOKE_RESPONSE_KEY] = reply
                sent.append(ResourceResponse())
            else:
                sent.append(ResourceResponse(id=await self._deliver(reply.outgoing())))
        return sent

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Kanslist never changes what it has said."""
        raise NotImplementedError  # BotAdapter demands the method; nothing of ours calls it

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Kanslist never takes back what it has said."""
        raise NotImplementedError  # as above

    async def _apologise(self, context: TurnContext, error: Exception) -> None:
        if failed(error, context.activity.type):
            await context.send_activity(Reply(self._apology()))
