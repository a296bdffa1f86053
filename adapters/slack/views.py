"""The parts that windows and the home are made of. Limits: docs.slack.dev/reference/views (100 blocks, titles of 24
characters), …/block-kit/block-elements (100 options of 75)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages import of_slack

View = dict[str, Any]

OPTIONS = 100
OPTION = 75
TITLE = 24
SECTION = 3_000


def window(title: str, shown: list[View]) -> View:
    """A window that is closed again; what sends it is added by whoever takes what it sends."""
    return {"type": "modal", "title": plain(title[:TITLE]), "close": plain(of_slack.close()), "blocks": shown}


def header(said: str) -> View:
    """A heading."""
    return {"type": "header", "text": plain(said)}


def section(said: str, accessory: View | None = None) -> View:
    """A paragraph. accessory: the button beside it."""
    made = {"type": "section", "text": plain(said[:SECTION])}
    return made | {"accessory": accessory} if accessory else made


def divider() -> View:
    """A line between two parts."""
    return {"type": "divider"}


def actions(*buttons: View) -> View:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def button(action_id: str, title: str, value: str, **more: str) -> View:
    """A button. more: style, url."""
    return {"type": "button", "action_id": action_id, "text": plain(title), "value": value, **more}


def words(name: str, label: str, hint: str) -> View:
    """A field for a line of words. hint: what stands in it before anything is written."""
    field = {"type": "plain_text_input", "max_length": 300, "placeholder": plain(hint)}
    return _field(name, label, field)


def choice(name: str, label: str, whatever: str, texts: Sequence[str]) -> list[View]:
    """A choice among texts that need not be made (whatever: it then means that), left out where there are none."""
    options = [{"text": plain(text[:OPTION]), "value": text[:OPTION]} for text in texts[:OPTIONS]]
    field = {"type": "static_select", "options": options, "placeholder": plain(whatever)}
    return [_field(name, label, field) | {"optional": True}] if options else []


def given(view: Mapping[str, Any], name: str) -> str:
    """What a field of a sent window holds; empty where nothing does."""
    field = view["state"]["values"].get(name, {}).get(name, {})
    chosen = (field.get("selected_option") or {}).get("value")
    return str(chosen or field.get("value") or "").strip()


def plain(text: str) -> View:
    """Text that nothing is read in."""
    return {"type": "plain_text", "text": text, "emoji": False}


def _field(name: str, label: str, element: View) -> View:
    held = element | {"action_id": name}
    return {"type": "input", "block_id": name, "label": plain(label), "optional": False, "element": held}
