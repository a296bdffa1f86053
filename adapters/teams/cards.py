"""Answer → the message activity that Teams shows, within what Teams takes: an Adaptive Card with its text twin."""

from __future__ import annotations

import json
from typing import Any

from adapters.teams.activities import said
from adapters.teams.elements import Element, short
from adapters.teams.layout import TEXT_LIMIT, card, plain
from adapters.teams.room import at_most
from bot.answers.answer import Answer
from bot.answers.told import facts_of

CARD = "application/vnd.microsoft.card.adaptive"
SIZE_LIMIT = 27_000
"""Bytes of a whole activity: cards above 28 KB are refused by a part of Teams' clients and connectors."""
SHORTER = (600, 200)
"""Characters of each text where not one fact fits otherwise."""
SUMMARY_LIMIT = 200


def message(answer: Answer, back: str | None = None) -> dict[str, Any]:
    """The activity of an answer, at most SIZE_LIMIT bytes: the last facts give way, and the card says how many.

    Where not even one fact fits beside the frame, each text is cut shorter; where that is not enough (choices of
    nothing but emoji), the text twin is sent instead.
    """
    made, _ = _fitted(answer, back)
    return made if _size(made) <= SIZE_LIMIT else said(answer.text)


def holds(answer: Answer) -> int:
    """How many of its items one message holds, with the way back that a press adds."""
    if at_most(answer) <= SIZE_LIMIT:
        return len(answer.items)
    return min(_fitted(answer, answer.ticket)[1], len(answer.items))


def fitting(answer: Answer) -> Element:
    """The card of an answer for what is no message of ours; what does not fit gives way as in `message`."""
    made = message(answer)
    return made["attachments"][0]["content"] if "attachments" in made else plain(answer.text)


def _fitted(answer: Answer, back: str | None) -> tuple[dict[str, Any], int]:
    """The activity with as many facts as there is room for, and their number."""
    facts = len(facts_of(answer))
    for limit in (TEXT_LIMIT, *SHORTER):
        shown = facts
        made = _activity(answer, shown, back, limit)
        while shown and _size(made) > SIZE_LIMIT:
            # each step leaves out about as much as is too much, at least one fact
            shown = min(shown - 1, shown * SIZE_LIMIT // _size(made))
            made = _activity(answer, shown, back, limit)
        if _size(made) <= SIZE_LIMIT and (shown or not facts):
            break
    return made, shown


def _activity(answer: Answer, shown: int, back: str | None, limit: int) -> dict[str, Any]:
    # no `text` beside the card: Teams would show both. Where no card can be shown, fallbackText and summary are
    content = card(answer, shown, back, limit)
    summary = short(answer.lead, SUMMARY_LIMIT)
    return {"type": "message", "summary": summary, "attachments": [{"contentType": CARD, "content": content}]}


def _size(activity: dict[str, Any]) -> int:
    return len(json.dumps(activity, ensure_ascii=False).encode())
