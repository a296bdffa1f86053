"""Answer → the message activity that Teams shows: an Adaptive Card 1.5 with its text twin. Decides nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from adapters.teams.activities import said
from adapters.teams.buttons import buttons
from adapters.teams.elements import (
    Element,
    action_set,
    block,
    container,
    lines,
    open_url,
    run,
    short,
    short_lines,
    submit,
)
from bot.answers.answer import Answer, Citation, Item
from bot.messages import of_platforms, of_teams

CARD = "application/vnd.microsoft.card.adaptive"
SIZE_LIMIT = 27_000
"""Bytes of a whole activity: cards above 28 KB are refused by a part of Teams' clients and connectors."""

BUTTONS = 6
"""Teams shows so many actions in one row."""

CHOICE_BUTTONS = 18
TYPED_CHOICES = 12
"""So many choices are buttons in rows of their own, and so many more are listed to be typed."""

TEXT_LIMIT = 1_800
LINE_LIMIT = 300
TITLE_LIMIT = 60
SUMMARY_LIMIT = 200


def message(answer: Answer, back: str | None = None) -> dict[str, Any]:
    """The activity of an answer, at most SIZE_LIMIT bytes: the last facts give way, and the card says how many.

    Where not even the frame fits (a lead and choices of nothing but emoji), the text twin is sent instead.
    """
    shown = len(_facts(answer))
    made = _activity(answer, shown, back)
    while shown and _size(made) > SIZE_LIMIT:
        # each step leaves out about as much as is too much, at least one fact
        shown = min(shown - 1, shown * SIZE_LIMIT // _size(made))
        made = _activity(answer, shown, back)
    return made if _size(made) <= SIZE_LIMIT else said(answer.text)


def card(answer: Answer, shown: int | None = None, back: str | None = None) -> Element:
    """The card with the first `shown` facts (all by default). back: as adapters.teams.buttons takes it."""
    facts = _facts(answer)
    kept = facts[:shown]
    sources = _Sources.of(answer, kept)
    body = lines(short_lines(answer.lead, TEXT_LIMIT), spacing="None", weight="Bolder", size="Medium")
    told: set[int] = set()
    body += [_fact(fact, answer, sources, told) for fact in kept]
    if len(kept) < len(facts):
        body += lines(of_platforms.more_items(len(facts) - len(kept)), spacing="Medium", isSubtle=True)
    for note in answer.notes:
        body += lines(short_lines(note, TEXT_LIMIT), spacing="Medium", isSubtle=True)
    body += _choices(answer) + buttons(answer, back)
    made: Element = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": "sv",
        "fallbackText": answer.text,
        "speak": short(answer.lead, SUMMARY_LIMIT),
        "body": body,
        "msteams": {"width": "Full"},
    }
    return made | ({"actions": sources.buttons} if sources.buttons else {})


def _activity(answer: Answer, shown: int, back: str | None) -> dict[str, Any]:
    # no `text` beside the card: Teams would show both. Where no card can be shown, fallbackText and summary are
    return {
        "type": "message",
        "summary": short(answer.lead, SUMMARY_LIMIT),
        "attachments": [{"contentType": CARD, "content": card(answer, shown, back)}],
    }


def _size(activity: dict[str, Any]) -> int:
    return len(json.dumps(activity, ensure_ascii=False).encode())


def _facts(answer: Answer) -> tuple[Item, ...]:
    """The items, and each citation that no item shows as one that is nothing but its quote."""
    shown = {item.citation for item in answer.items}
    alone = (
        Item(text=cited.quote, citation=index) for index, cited in enumerate(answer.citations) if index not in shown
    )
    return (*answer.items, *alone)


@dataclass(frozen=True, slots=True)
class _Sources:
    """The sources of one card. buttons: their actions; numbers: by address, where there are buttons to tell apart.

    Where the sources are more than a row of buttons, each is opened from the line that names it instead.
    """

    numbers: dict[str, int]
    buttons: list[Element]

    @classmethod
    def of(cls, answer: Answer, facts: tuple[Item, ...]) -> _Sources:
        urls = dict.fromkeys(answer.citations[fact.citation].url for fact in facts if fact.citation is not None)
        if len(urls) > BUTTONS:
            return cls({}, [])
        numbers = {url: number for number, url in enumerate(urls, 1)} if len(urls) > 1 else {}
        return cls(numbers, [action for url in urls if (action := open_url(_title(numbers.get(url)), url))])

    def line(self, citation: Citation) -> Element:
        """Where a quote stands."""
        number = self.numbers.get(citation.url)
        named = short(of_platforms.source(citation), LINE_LIMIT)
        look: dict[str, object] = {"size": "Small", "isSubtle": True}
        if all(button["url"] != citation.url for button in self.buttons):
            action = open_url(of_platforms.show_source(), citation.url)
            look |= {"selectAction": action} if action else {}
        return block([run(f"[{number}] {named}" if number else named, **look)])


def _fact(fact: Item, answer: Answer, sources: _Sources, told: set[int]) -> Element:
    """One fact: its label, its words, what must be known of it, its quote (once a card), its source."""
    inside = lines(short(fact.label, LINE_LIMIT), spacing="None", weight="Bolder") if fact.label else []
    citation = answer.citations[fact.citation] if fact.citation is not None else None
    if fact.changes:
        inside.append(block(_changes(fact)))
    elif citation is None or not _is_quote(fact.text, citation):
        inside += lines(short_lines(fact.text, TEXT_LIMIT))
    for note in fact.notes:
        inside += lines(short(note, LINE_LIMIT), italic=True)
    if citation is not None and fact.citation is not None:
        if fact.citation not in told or _is_quote(fact.text, citation):
            inside.append(_quote(citation))
        told.add(fact.citation)
        inside.append(sources.line(citation))
    apart = bool(fact.label) or citation is not None
    return container(inside, spacing="Medium" if apart else "Small", separator=apart)


def _changes(fact: Item) -> list[Element]:
    """A comparison: what was deleted struck, what was added bold."""
    runs: list[Element] = []
    for one in fact.changes:
        look: dict[str, object] = {"strikethrough": True} if one.sort == "deleted" else {}
        look |= {"weight": "Bolder"} if one.sort == "added" else {}
        runs += [run(" ")] if runs else []
        runs.append(run(short(one.text, TEXT_LIMIT), **look))
    return runs


def _quote(citation: Citation) -> Element:
    words = of_teams.quoted(short(citation.quote, TEXT_LIMIT))
    return container(lines(words, spacing="None"), style="emphasis", spacing="Small")


def _is_quote(text: str, citation: Citation) -> bool:
    return " ".join(text.split()) == " ".join(citation.quote.split())


def _title(number: int | None) -> str:
    return of_teams.show_source_number(number) if number else of_platforms.show_source()


def _choices(answer: Answer) -> list[Element]:
    """The choices of a question back: rows of buttons in the card's body, then those for which there is no room."""
    buttons = [submit(short(choice.label, TITLE_LIMIT), choice.text) for choice in answer.choices[:CHOICE_BUTTONS]]
    made = [action_set(buttons[start : start + BUTTONS]) for start in range(0, len(buttons), BUTTONS)]
    for choice in answer.choices[CHOICE_BUTTONS : CHOICE_BUTTONS + TYPED_CHOICES]:
        made += lines(of_teams.choice_to_type(short(choice.label, LINE_LIMIT), short(choice.text, LINE_LIMIT)))
    return made
