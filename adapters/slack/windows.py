"""The windows that Slack opens: an answer, the search with filters, what to watch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.slack.blocks import blocks
from adapters.slack.views import View, choice, given, plain, section, window, words
from bot.answers.answer import Answer
from bot.messages import of_slack

SEARCH, FIND = "search", "window:search"
"""The search window's callback_id, and the action_id of the button that opens it."""
MESSAGE = "search_message"
"""The callback_id of the shortcut on a message."""
_TEXT, _BODY, _YEAR = "text", "body", "year"


def answered(answer: Answer | str) -> View:
    """A window with an answer, or with a sentence."""
    shown = [section(answer)] if isinstance(answer, str) else blocks(answer)
    return window(of_slack.answer_title(), shown)


def search(bodies: Sequence[str], years: Sequence[int]) -> View:
    """The window of the search with filters: what to look for, in whose documents, of which year."""
    inputs = [
        words(_TEXT, of_slack.look_for(), of_slack.look_for_hint()),
        *choice(_BODY, of_slack.of_body(), of_slack.every_body(), bodies),
        *choice(_YEAR, of_slack.of_year(), of_slack.every_year(), [str(year) for year in years]),
    ]
    sends = {"callback_id": SEARCH, "submit": plain(of_slack.search_button())}
    return window(of_slack.search_title(), inputs) | sends


def sought(view: Mapping[str, Any]) -> str:
    """What a sent search asks, as it would be typed."""
    return " ".join(part for name in (_TEXT, _BODY, _YEAR) if (part := given(view, name)))
