"""The windows that a press opens: what is wrong in an answer. Limits: docs.slack.dev/reference/views/modal-views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.slack.views import View, plain
from bot.buttons.reporting import COMMENT
from bot.buttons.ticket import Ticket
from bot.messages import of_buttons, of_slack

REPORT = "report"
"""The callback_id of the window that takes a report."""
_FIELD = "comment"
_QUESTION = 200


def report(packed: str) -> View:
    """The window that asks what is wrong. packed: the answer's ticket. Raises ButtonOutdated."""
    asked = Ticket.unpack(packed).question.text
    shown = asked if len(asked) <= _QUESTION else asked[:_QUESTION].rstrip() + "…"
    return {
        "type": "modal",
        "callback_id": REPORT,
        "private_metadata": packed,
        "title": plain(of_buttons.title("wrong")),
        "submit": plain(of_buttons.send()),
        "close": plain(of_slack.cancel()),
        "blocks": [
            {"type": "section", "text": plain(of_buttons.asked(shown))},
            {
                "type": "input",
                "block_id": _FIELD,
                "optional": True,
                "label": plain(of_buttons.ask_comment()),
                "hint": plain(of_buttons.ask_comment_hint()),
                "element": {
                    "type": "plain_text_input",
                    "action_id": _FIELD,
                    "multiline": True,
                    "max_length": COMMENT,
                },
            },
        ],
    }


def told(sentence: str) -> View:
    """The window when it has been sent: a sentence."""
    return {
        "type": "modal",
        "title": plain(of_buttons.title("wrong")),
        "close": plain(of_slack.close()),
        "blocks": [{"type": "section", "text": plain(sentence)}],
    }


def comment(view: Mapping[str, Any]) -> str:
    """What was written in a sent window; empty where nothing was."""
    value = view["state"]["values"][_FIELD][_FIELD].get("value")
    return str(value or "")
