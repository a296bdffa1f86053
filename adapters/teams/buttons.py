"""The buttons of an answer → Adaptive Card actions, and what they send back.

Action.Execute, whose answer takes the card's place; a client that does not know it sends the same data as a message
(Action.Submit). Schema: adaptivecards.io/explorer/Action.Execute.html.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from adapters.teams.elements import Element, action_set
from bot.answers.answer import Answer, Press
from bot.buttons.reporting import COMMENT
from bot.messages import of_buttons

ROW = 4
_NEEDED: tuple[Press, ...] = ("next", "wrong")
"""What cannot be left out where there is no room for all: each button holds the ticket, twice."""
_COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class PressData:
    """What a press sends. ticket: packed; comment: what somebody wrote beside "Fel i svaret?"."""

    press: Press
    ticket: str
    comment: str = ""

    @classmethod
    def read(cls, data: object) -> PressData | None:
        """None for what no button of ours sends."""
        if not isinstance(data, dict) or data.get("press") not in get_args(Press):
            return None
        comment = data.get(_COMMENT)
        return cls(data["press"], str(data.get("ticket") or ""), comment if isinstance(comment, str) else "")


def buttons(
    answer: Answer, back: str | None = None, opened: Element | None = None, *, few: bool = False
) -> list[Element]:
    """The rows of buttons below an answer. back: the ticket of the answer whose place this one took; opened: the action
    that opens its source, which stands before those that ask something new; few: there is no room for all."""
    made = [_execute("back", of_buttons.title("back"), back)] if back else []
    made += [opened] if opened else []
    for one in answer.buttons:
        if few and one.press not in _NEEDED:
            continue
        packed = answer.ticket or ""
        made.append(_report(one.title, packed) if one.press == "wrong" else _execute(one.press, one.title, packed))
    rows = [action_set(made[start : start + ROW]) for start in range(0, len(made), ROW)]
    return [rows[0] | {"spacing": "Medium"}, *rows[1:]] if rows else []


def _execute(press: Press, title: str, packed: str) -> Element:
    data: dict[str, Any] = {"press": press, "ticket": packed}
    fallback = {"type": "Action.Submit", "title": title, "data": data}
    return {"type": "Action.Execute", "title": title, "verb": "press", "data": data, "fallback": fallback}


def _report(title: str, packed: str) -> Element:
    """A button that opens a field for what is wrong, and one below it that sends it."""
    field = {
        "type": "Input.Text",
        "id": _COMMENT,
        "label": f"{of_buttons.ask_comment()} {of_buttons.ask_comment_hint()}",
        "isMultiline": True,
        "maxLength": COMMENT,
    }
    card = {"type": "AdaptiveCard", "body": [field], "actions": [_execute("wrong", of_buttons.send(), packed)]}
    return {"type": "Action.ShowCard", "title": title, "card": card}
