"""What wants its answer in the HTTP response: a press on a card, a dialog, the message extension. Others get 501."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from adapters.teams import activities, cards, dialogs, extension, targeting
from adapters.teams.activities import Activity, is_personal
from adapters.teams.asking import Asking
from adapters.teams.buttons import PressData
from adapters.teams.dialogs import Dialogs
from adapters.teams.errors import excuse
from adapters.teams.extension import Extension
from adapters.teams.platform import INVOKE_RESPONSE
from adapters.teams.presses import Presses
from bot.messages import of_buttons
from knowledge.errors import KanslistError

SAID = "application/vnd.microsoft.activity.message"
"""The type of an invoke's answer that is a sentence (learn.microsoft.com: Universal Actions, response format)."""
ACTION = "adaptiveCard/action"


class Invokes:
    """made: the message that answers an activity."""

    def __init__(
        self,
        asking: Asking,
        presses: Presses,
        found: Extension,
        opened: Dialogs,
        made: Callable[[Activity], Awaitable[Activity]],
    ) -> None:
        self._asking = asking
        self._presses = presses
        self._extension = found
        self._dialogs = opened
        self._made = made

    async def replies(self, activity: Activity) -> list[Activity]:
        """The invoke's answer, and what is posted beside it."""
        if activity.get("name") in (extension.QUERY, extension.LINK):
            return [_response(200, await self._extension.answer(activity))]
        if activity.get("name") in (dialogs.FETCH, dialogs.SUBMIT):
            return [_response(200, await self._dialogs.answer(activity))]
        if activity.get("name") != ACTION:
            return [_response(501, {"error": "not_implemented"})]
        try:
            return await self._pressed({**activity, "text": None, "value": _data(activity)})
        except KanslistError as error:
            # told as a message: Teams shows a fault's words to nobody
            return [said(excuse(error))]

    async def late(self, activity: Activity) -> list[Activity]:
        """The same as messages, where nobody waits for the invoke's answer any more. activity: the invoke."""
        said_of = [_as_message(one) for one in await self.replies(activity)]
        return [targeting.marked(one) for one in said_of] if targeting.is_for_asker(activity) else said_of

    async def _pressed(self, activity: Activity) -> list[Activity]:
        """A press. activity: with the button's data as its value."""
        data = PressData.read(activity["value"])
        if data is not None and data.press == "share" and not is_personal(activity):
            return await self._shared(activity, data)
        shown = await self._made(activity)
        attached = shown.get("attachments")
        if not attached:
            return [said(shown["text"])]
        return [_response(200, {"statusCode": 200, "type": cards.CARD, "value": attached[0]["content"]})]

    async def _shared(self, activity: Activity, data: PressData) -> list[Activity]:
        """What was for one person is posted to all there, as all there may read it; what they may not is told to
        whoever pressed alone."""
        message = replace(await self._asking.read(activity), private=False)
        answer, _ = await self._presses.answer(data, message)
        if answer.outcome != "answered":
            return [said(answer.lead)]
        name = str((activity.get("from") or {}).get("name") or "")
        by = {"text": of_buttons.shared_by_name(name), "textFormat": "plain"}
        return [targeting.for_everyone(cards.message(answer) | by), said(of_buttons.shared())]


def said(text: str) -> Activity:
    """The invoke's answer that is a sentence, for whoever pressed."""
    return _response(200, {"statusCode": 200, "type": SAID, "value": text})


def _as_message(reply: Activity) -> Activity:
    """An invoke's answer as a message of its own; what is posted beside it as it is."""
    if reply.get("type") != INVOKE_RESPONSE:
        return reply
    told = reply["value"]["body"].get("value")
    if isinstance(told, str):
        return activities.said(told)
    return {"type": "message", "attachments": [{"contentType": cards.CARD, "content": told}]}


def _data(activity: Activity) -> object:
    value = activity.get("value")
    action = value.get("action") if isinstance(value, dict) else None
    return action.get("data") if isinstance(action, dict) else None


def _response(status: int, body: dict[str, Any]) -> Activity:
    return {"type": INVOKE_RESPONSE, "value": {"status": status, "body": body}}
