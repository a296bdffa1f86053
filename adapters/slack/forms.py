"""The form of a subscription as a window, and what a sent one types.

A window knows no channel: where it was opened goes with it and comes back (private_metadata).
Limits: docs.slack.dev/reference/views/modal-views, .../block-elements.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from adapters.slack.buttons import CHOOSE
from adapters.slack.places import Place
from adapters.slack.views import OPTION, TITLE, View, actions, button, plain
from bot.follow_up.watch.form import LONGEST, Field, Form, typed
from bot.messages import of_slack, of_subscriptions, of_watching

SENT = "subscribe"
"""The callback_id of the window."""


def window(form: Form, place: Place) -> View:
    """The window of a form. place: where it is opened."""
    # a press in a window knows no channel either: there the numbers are those of the visitor's own place
    own = not place.channel or place.direct
    ended = [_end(form.name)] if own and form.name.startswith("bevakning ") else []
    return {
        "type": "modal",
        "callback_id": SENT,
        "private_metadata": json.dumps({"form": form.name, "channel": place.channel, "outside": place.outside}),
        "title": plain(form.title[:TITLE]),
        "submit": plain(form.send),
        "close": plain(of_slack.cancel()),
        "blocks": [*map(_input, form.fields), *ended],
    }


def sent(view: Mapping[str, Any], visitor: Place) -> tuple[str, Place]:
    """What a sent window types, and where it was opened. visitor: who sent it."""
    held = json.loads(str(view.get("private_metadata") or "{}"))
    place = Place(
        visitor.team, str(held.get("channel") or ""), visitor.user, outside=visitor.outside or bool(held.get("outside"))
    )
    values = {name: _value(held.get(name, {})) for name, held in view["state"]["values"].items()}
    return typed(str(held.get("form") or ""), values), place


def _input(field: Field) -> View:
    made = {"type": "input", "block_id": field.name, "label": plain(field.label), "optional": field.optional}
    return made | {"element": {"action_id": field.name, **_element(field)}}


def _element(field: Field) -> View:
    if field.kind == "time":
        return {"type": "timepicker"} | ({"initial_time": field.value} if field.value else {})
    if field.kind == "text":
        return {"type": "plain_text_input", "max_length": LONGEST} | (
            {"initial_value": field.value} if field.value else {}
        )
    options = [{"text": plain(label[:OPTION]), "value": value} for value, label in field.options]
    first = next((one for one in options if one["value"] == field.value), None)
    return {"type": "static_select", "options": options} | ({"initial_option": first} if first else {})


def _end(name: str) -> View:
    """What ends or rests the subscription, in its own window."""
    number = name.removeprefix("bevakning ")
    return actions(
        button(f"{CHOOSE}:pause", of_watching.pause(), f"{name} pausa"),
        button(f"{CHOOSE}:end", of_watching.end(), of_subscriptions.command(int(number))),
    )


def _value(given: Mapping[str, Any]) -> str:
    chosen = (given.get("selected_option") or {}).get("value")
    return str(chosen or given.get("selected_time") or given.get("value") or "").strip()
