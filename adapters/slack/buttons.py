"""The buttons of an answer and the choices of a question back → Block Kit's actions.

A button's value holds all that a press needs, so that it works after a restart and a day later.
Limits: docs.slack.dev/reference/block-kit/block-elements/button-element.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.answers.answer import Answer, Choice
from bot.messages import of_platforms

Element = dict[str, Any]

PRESS, CHOOSE, FORM = "press", "choose", "form"
"""What an action_id begins with: "press:share", "choose:0", "form:0" (which opens a window)."""
TITLE = 75
VALUE = 2_000
ROW = 5
"""Buttons in a block: Slack shows more, wrapped; a telephone shows so many."""
CHOICES = 10


def actions(answer: Answer) -> list[Element]:
    """The action blocks below an answer: its choices first, then what can be done with it.

    A choice for which there is no button stands in `choices_in_full`.
    """
    chosen = [_choice(number, choice) for number, choice in enumerate(answer.choices[:CHOICES])]
    offered = [_button(f"{PRESS}:{one.press}", one.title, answer.ticket or "") for one in answer.buttons]
    return [*_rows(one for one in chosen if one), *_rows(offered)]


def choices_in_full(answer: Answer) -> list[str]:
    """The lines of all choices, where buttons do not hold them."""
    fits = [choice for choice in answer.choices if len(choice.text) <= VALUE]
    labels = [choice.label for choice in answer.choices]
    return of_platforms.choices_in_full(labels, TITLE, CHOICES if len(fits) == len(labels) else 0)


def kind_of(action_id: str) -> tuple[str, str]:
    """("press", "share") of "press:share"."""
    kind, _, name = action_id.partition(":")
    return kind, name


def _choice(number: int, choice: Choice) -> Element | None:
    """A choice as a button; None where its text is too long for one."""
    if choice.form is not None:
        return _button(f"{FORM}:{number}", choice.label, choice.form)
    return _button(f"{CHOOSE}:{number}", choice.label, choice.text) if len(choice.text) <= VALUE else None


def _button(action_id: str, title: str, value: str) -> Element:
    title = " ".join(title.split()) or "–"
    shown = title if len(title) <= TITLE else title[: TITLE - 1].rstrip() + "…"
    text = {"type": "plain_text", "text": shown, "emoji": False}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}


def _rows(buttons: Iterable[Element]) -> list[Element]:
    held = list(buttons)
    rows = [held[start : start + ROW] for start in range(0, len(held), ROW)]
    return [{"type": "actions", "elements": row} for row in rows]
