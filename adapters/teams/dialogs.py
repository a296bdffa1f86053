"""The form of a subscription as a dialog (task/fetch, task/submit), and what a filled-in one types.

learn.microsoft.com: "Use dialogs with bots". A dialog's own buttons send task/submit too: a choice asks its text.
"""

from __future__ import annotations

from typing import Any, Protocol

from adapters.teams import cards
from adapters.teams.activities import Activity
from adapters.teams.asking import Asking
from adapters.teams.elements import Element
from bot.answers.answer import Answer
from bot.follow_up.watch.form import LONGEST, NEW, Field, Form, typed
from bot.incoming import Incoming
from bot.messages import of_watching
from knowledge.errors import KanslistError

FETCH, SUBMIT = "task/fetch", "task/submit"
FORM = "form"
"""The key of a button's data that says which form it opens, or is of."""


class Opener(Protocol):
    """The part of Kanslist that this needs."""

    async def ask(self, message: Incoming) -> Answer: ...

    async def form(self, name: str, message: Incoming) -> Form | None: ...


class Dialogs:
    """What Teams' dialogs show."""

    def __init__(self, clerk: Opener, asking: Asking) -> None:
        self._clerk = clerk
        self._asking = asking

    async def answer(self, activity: Activity) -> dict[str, Any]:
        """The body of the answer to a dialog that is opened or sent."""
        data = _data(activity)
        try:
            if activity.get("name") == FETCH:
                return await self._opened(activity, str(data.get(FORM) or NEW))
            return await self._sent(activity, data)
        except KanslistError as error:
            return _told(str(error))

    async def _opened(self, activity: Activity, name: str) -> dict[str, Any]:
        message = await self._asking.read({**activity, "text": "", "value": None})
        form = await self._clerk.form(name, message)
        return _told(of_watching.no_form()) if form is None else _shown(form.title, card(form))

    async def _sent(self, activity: Activity, data: dict[str, Any]) -> dict[str, Any]:
        values = {name: value for name, value in data.items() if isinstance(value, str)}
        text = typed(str(data[FORM]), values) if data.get(FORM) else str(data.get("text") or "")
        if not text:
            return _told(of_watching.no_form())
        message = await self._asking.read({**activity, "text": text, "value": None})
        answer = await self._clerk.ask(message)
        return _shown(of_watching.form_title(), cards.fitting(answer))


def card(form: Form) -> Element:
    """The card of a form: its fields, and the button that sends them."""
    sends = {"type": "Action.Submit", "title": form.send, "data": {FORM: form.name}}
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": "sv",
        "fallbackText": form.title,
        "body": [_input(field) for field in form.fields],
        "actions": [sends],
    }


def _input(field: Field) -> Element:
    made: Element = {"id": field.name, "label": field.label}
    if field.value:
        made["value"] = field.value
    if not field.optional:
        made |= {"isRequired": True, "errorMessage": of_watching.field_needed()}
    if field.kind == "time":
        return {"type": "Input.Time", **made}
    if field.kind == "text":
        return {"type": "Input.Text", **made, "maxLength": LONGEST}
    choices = [{"title": label, "value": value} for value, label in field.options]
    return {"type": "Input.ChoiceSet", **made, "style": "compact", "choices": choices}


def _shown(title: str, content: Element) -> dict[str, Any]:
    value = {
        "title": title,
        "width": "medium",
        "height": "medium",
        "card": {"contentType": cards.CARD, "content": content},
    }
    return {"task": {"type": "continue", "value": value}}


def _told(sentence: str) -> dict[str, Any]:
    return {"task": {"type": "message", "value": sentence}}


def _data(activity: Activity) -> dict[str, Any]:
    value = activity.get("value")
    data = value.get("data") if isinstance(value, dict) else None
    return data if isinstance(data, dict) else {}
