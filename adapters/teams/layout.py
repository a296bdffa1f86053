"""Answer → Adaptive Card 1.5. Decides nothing; what is no room for, cards.py leaves out."""

from __future__ import annotations

from adapters.teams.buttons import buttons
from adapters.teams.elements import Element, action_set, lines, open_url, short, short_lines, submit
from adapters.teams.facts import group
from bot.answers.answer import Answer
from bot.answers.told import Fact, facts_of, lead_of, pages
from bot.messages import of_platforms

TEXT_LIMIT = 1_800
BUTTONS = 6
"""Teams shows so many actions in one row."""
CHOICE_BUTTONS = 18
"""So many choices are buttons, in rows of their own."""
TITLE_LIMIT = 60
SPEAK_LIMIT = 200


def card(answer: Answer, shown: int | None = None, back: str | None = None, limit: int = TEXT_LIMIT) -> Element:
    """The card with the first `shown` facts (all by default), each text of at most `limit` characters.

    back: as adapters.teams.buttons takes it.
    """
    facts = facts_of(answer)
    kept = facts[:shown]
    body = lines(short_lines(lead_of(answer), limit), spacing="None", weight="Bolder", size="Medium")
    body += [group(page, limit) for page in pages(answer.lead, kept)]
    if len(kept) < len(facts):
        body += lines(of_platforms.more_items(len(facts) - len(kept)), spacing="Medium", isSubtle=True)
    for note in answer.notes:
        body += lines(short_lines(note, limit), spacing="Medium", isSubtle=True)
    body += _links(answer) + _choices(answer) + buttons(answer, back, _open_button(kept), few=limit < TEXT_LIMIT)
    twin = answer.text if limit == TEXT_LIMIT else short_lines(answer.text, limit)
    return _framed(twin, answer.lead, body)


def plain(text: str) -> Element:
    """A card of nothing but text."""
    return _framed(text, text, lines(short_lines(text, TEXT_LIMIT)))


def _framed(text: str, lead: str, body: list[Element]) -> Element:
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": "sv",
        "fallbackText": text,
        "speak": short(lead, SPEAK_LIMIT),
        "body": body,
        "msteams": {"width": "Full"},
    }


def _open_button(facts: list[Fact]) -> Element | None:
    """The button of an answer that rests on one place; of several, each source's line is its link."""
    urls = {fact.citation.url for fact in facts if fact.citation is not None}
    return open_url(of_platforms.show_source(), *urls) if len(urls) == 1 else None


def _links(answer: Answer) -> list[Element]:
    """The pages and files that are given, as buttons that open them."""
    opened = [one for link in answer.links if (one := open_url(short(link.title, TITLE_LIMIT), link.url))]
    return [action_set(opened[start : start + BUTTONS]) for start in range(0, len(opened), BUTTONS)]


def _choices(answer: Answer) -> list[Element]:
    """The choices of a question back: rows of buttons in the card's body, below what does not fit on them."""
    labels = [choice.label for choice in answer.choices]
    in_full = of_platforms.choices_in_full(labels, TITLE_LIMIT, CHOICE_BUTTONS)
    buttons = [
        submit(short(choice.label, TITLE_LIMIT), choice.text, choice.form) for choice in answer.choices[:CHOICE_BUTTONS]
    ]
    rows = [action_set(buttons[start : start + BUTTONS]) for start in range(0, len(buttons), BUTTONS)]
    return lines("\n".join(in_full), spacing="Medium") + rows
