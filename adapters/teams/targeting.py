"""Messages in a channel or group chat that one person and the bot alone see ("targeted messages", slash commands).

All that is uncertain of them stands here. From Microsoft's page of June 2026 (learn.microsoft.com: microsoftteams/
platform/agents-in-teams/targeted-messages, in public preview a month before) and their own SDKs:
- one that comes in has `recipient.isTargeted`;
- one that goes out is posted with `?isTargetedActivity=true`, its recipient the person; `targetedMessageInfo` shows
  them their own question above it; there are no replies to one.
Not told there, and so not relied on: whether a press on such a message's card says that it is one. Its buttons carry a
mark of ours instead. A mark counts in an invoke alone, whose answer goes to whoever pressed; what comes as a message
is private only where Teams says so, since its answer would be seen by all.
"""

from __future__ import annotations

from typing import Any

from adapters.teams.activities import Activity, is_personal

QUERY = {"isTargetedActivity": "true"}
_MARK = "own"
_EVERYONE = "kanslistForEveryone"
"""In a reply: it is for everyone there, though only the asker saw what was asked. Never sent."""


def is_targeted(activity: Activity) -> bool:
    """Whether Teams says that only the asker sees what was asked, though others are there."""
    recipient = activity.get("recipient")
    told = isinstance(recipient, dict) and recipient.get("isTargeted") is True
    return told and not is_personal(activity)


def is_for_asker(activity: Activity) -> bool:
    """Whether only the asker sees the answer, though others are there."""
    value = activity.get("value")
    marked = activity.get("type") == "invoke" and isinstance(value, dict) and value.get(_MARK) is True
    return is_targeted(activity) or (marked and not is_personal(activity))


def marked(shown: Activity) -> Activity:
    """The message with the mark in its card's buttons. Those that would be sent as messages are invokes in it."""
    attached = [one | {"content": _marked(one["content"])} for one in shown.get("attachments") or ()]
    return shown | {"attachments": attached} if attached else shown


def for_everyone(reply: Activity) -> Activity:
    """A reply that everyone there is to see."""
    return reply | {_EVERYONE: True}


def addressed(reply: Activity, asked: Activity) -> Activity:
    """The reply as it is posted: for the asker alone where only they saw what was asked, unless it is for everyone."""
    if reply.get(_EVERYONE):
        return {name: value for name, value in reply.items() if name not in (_EVERYONE, "replyToId")}
    if not is_targeted(asked):
        return reply
    asker = {name: value for name, value in asked["from"].items() if name in ("id", "name", "aadObjectId")}
    question = {"type": "targetedMessageInfo", "messageId": asked.get("id")}
    alone = {name: value for name, value in reply.items() if name != "replyToId"}
    return alone | {"recipient": asker | {"isTargeted": True}, "entities": [*(reply.get("entities") or ()), question]}


def is_alone(reply: Activity) -> bool:
    """Whether an addressed reply is for one person among others."""
    return bool((reply.get("recipient") or {}).get("isTargeted"))


def _marked(part: Any) -> Any:
    if isinstance(part, list):
        return [_marked(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "Action.Submit":
        part = part | {"type": "Action.Execute", "verb": "press"}
    if part.get("type") == "Action.Execute":
        bare = {name: value for name, value in part.items() if name != "fallback"}
        return bare | {"data": {**part.get("data", {}), _MARK: True}}
    return {name: _marked(value) for name, value in part.items()}
