"""The windows that a press opens: what is wrong in an answer. Limits: docs.slack.dev/reference/views/modal-views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.buttons.reporting import COMMENT
from bot.buttons.ticket import Ticket
from bot.messages import of_buttons, of_slack

View = dict[str, Any]

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
        "title": _plain(of_buttons.title("wrong")),
        "submit": _plain(of_buttons.send()),
        "close": _plain(of_slack.cancel()),
        "blocks": [
            {"type": "section", "text": _plain(of_buttons.asked(shown))},
            {
                "type": "input",
                "block_id": _FIELD,
                "optional": True,
                "label": _plain(of_buttons.ask_comment()),
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
        "title": _plain(of_buttons.title("wrong")),
        "close": _plain(of_slack.close()),
        "blocks": [{"type": "section", "text": _plain(sentence)}],
    }


def comment(view: Mapping[str, Any]) -> str:
    """What was written in a sent window; empty where nothing was."""
    value = view["state"]["values"][_FIELD][_FIELD].get("value")
    return str(value or "")


def _plain(text: str) -> View:
    return {"type": "plain_text", "text": text, "emoji": False}
