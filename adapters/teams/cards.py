"""Answer → the message activity that Teams shows: an Adaptive Card 1.5 with its text twin. Decides nothing."""

from __future__ import annotations

import json
from typing import Any

from adapters.teams.activities import said
from adapters.teams.buttons import buttons
from adapters.teams.elements import Element, action_set, lines, open_url, short, short_lines, submit
from adapters.teams.facts import TEXT_LIMIT, Cited, Facts, facts_of
from bot.answers.answer import Answer
from bot.messages import of_platforms

CARD = "application/vnd.microsoft.card.adaptive"
SIZE_LIMIT = 27_000
"""Bytes of a whole activity: cards above 28 KB are refused by a part of Teams' clients and connectors."""

BUTTONS = 6
"""Teams shows so many actions in one row."""

CHOICE_BUTTONS = 18
"""So many choices are buttons, in rows of their own."""

TITLE_LIMIT = 60
SUMMARY_LIMIT = 200


def message(answer: Answer, back: str | None = None) -> dict[str, Any]:
    """The activity of an answer, at most SIZE_LIMIT bytes: the last facts give way, and the card says how many.

    Where not even the frame fits (a lead and choices of nothing but emoji), the text twin is sent instead.
    """
    shown = len(facts_of(answer))
    made = _activity(answer, shown, back)
    while shown and _size(made) > SIZE_LIMIT:
        # each step leaves out about as much as is too much, at least one fact
        shown = min(shown - 1, shown * SIZE_LIMIT // _size(made))
        made = _activity(answer, shown, back)
    return made if _size(made) <= SIZE_LIMIT else said(answer.text)


def fitting(answer: Answer) -> Element:
    """The card of an answer for what is no message of ours; what does not fit gives way as in `message`."""
    made = message(answer)
    return made["attachments"][0]["content"] if "attachments" in made else plain(answer.text)


def plain(text: str) -> Element:
    """A card of nothing but text."""
    return _framed(text, text, lines(short_lines(text, TEXT_LIMIT)))


def card(answer: Answer, shown: int | None = None, back: str | None = None) -> Element:
    """The card with the first `shown` facts (all by default). back: as adapters.teams.buttons takes it."""
    facts = facts_of(answer)
    kept = facts[:shown]
    body = lines(short_lines(answer.lead, TEXT_LIMIT), spacing="None", weight="Bolder", size="Medium")
    body += Facts(answer.lead).parts(kept)
    if len(kept) < len(facts):
        body += lines(of_platforms.more_items(len(facts) - len(kept)), spacing="Medium", isSubtle=True)
    for note in answer.notes:
        body += lines(short_lines(note, TEXT_LIMIT), spacing="Medium", isSubtle=True)
    body += _choices(answer) + buttons(answer, back, _open_button(kept))
    return _framed(answer.text, answer.lead, body)


def _framed(text: str, lead: str, body: list[Element]) -> Element:
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": "sv",
        "fallbackText": text,
        "speak": short(lead, SUMMARY_LIMIT),
        "body": body,
        "msteams": {"width": "Full"},
    }


def _activity(answer: Answer, shown: int, back: str | None) -> dict[str, Any]:
    # no `text` beside the card: Teams would show both. Where no card can be shown, fallbackText and summary are
    return {
        "type": "message",
        "summary": short(answer.lead, SUMMARY_LIMIT),
        "attachments": [{"contentType": CARD, "content": card(answer, shown, back)}],
    }


def _size(activity: dict[str, Any]) -> int:
    return len(json.dumps(activity, ensure_ascii=False).encode())


def _open_button(facts: list[Cited]) -> Element | None:
    """The button of an answer that rests on one place; of several, each source's line is its link."""
    urls = {fact.citation.url for fact in facts if fact.citation is not None}
    return open_url(of_platforms.show_source(), *urls) if len(urls) == 1 else None


def _choices(answer: Answer) -> list[Element]:
    """The choices of a question back: rows of buttons in the card's body, below what does not fit on them."""
    labels = [choice.label for choice in answer.choices]
    in_full = of_platforms.choices_in_full(labels, TITLE_LIMIT, CHOICE_BUTTONS)
    buttons = [submit(short(choice.label, TITLE_LIMIT), choice.text) for choice in answer.choices[:CHOICE_BUTTONS]]
    rows = [action_set(buttons[start : start + BUTTONS]) for start in range(0, len(buttons), BUTTONS)]
    return lines("\n".join(in_full), spacing="Medium") + rows
