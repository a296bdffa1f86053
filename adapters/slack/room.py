"""What one message of Slack's holds. Limits: docs.slack.dev/reference/block-kit/blocks."""

from __future__ import annotations

from itertools import accumulate

from adapters.slack.buttons import CHOICES, TITLE, choices_in_full
from adapters.slack.facts import NOTES
from adapters.slack.rich_text import MAX_LINE, MAX_QUOTE, MAX_TEXT
from bot.answers.answer import Answer, Item
from bot.answers.told import Fact, facts_of, key_of

MAX_BLOCKS = 50
MAX_TOTAL = 12_000
"""Characters of all blocks together; what does not fit is counted in the message's last lines."""
LINKS = 10
_TAIL = 10
"""Blocks kept free for whoever shared it, "så många till", the notes, the choices and the buttons."""
_SPARE = 600
"""Characters kept free for what stands between, for the line with "så många till" and for whoever shared it."""


def shown(answer: Answer, facts: list[Fact]) -> list[Fact]:
    """Those of its facts that there is room for: from the first on as long as they do not outgrow it, by sums alone."""
    room = MAX_TOTAL - _SPARE - sum(len(text) + 1 for text in _around(answer))
    told: set[tuple[str, str]] = set()
    lengths = accumulate(_length(fact, told) for fact in facts)
    before = [object(), *(fact.where for fact in facts)]
    blocks = accumulate(one.where != last or bool(one.item.heading) for one, last in zip(facts, before, strict=False))
    fits = [length <= room and number <= MAX_BLOCKS - _TAIL for length, number in zip(lengths, blocks, strict=True)]
    return facts if all(fits) else facts[: fits.index(False)]


def holds(answer: Answer) -> int:
    """How many of its items one message holds."""
    return min(len(shown(answer, facts_of(answer))), len(answer.items))


def _around(answer: Answer) -> list[str]:
    """What stands round the facts."""
    titles = [one.label for one in answer.choices[:CHOICES]] + [one.title for one in answer.buttons]
    notes = "\n".join(answer.notes)[:MAX_TEXT]
    links = [one.title[:MAX_LINE] for one in answer.links[:LINKS]]
    return [answer.lead[:MAX_TEXT], notes, *links, *choices_in_full(answer), *(one[:TITLE] for one in titles)]


def _length(fact: Fact, told: set[tuple[str, str]]) -> int:
    """Characters of a fact at most, with the line of its source; a quote that is told already is not told again."""
    length = _said(fact.item)
    if (cited := fact.citation) is not None:
        length += min(len(fact.where or ""), MAX_LINE) + 40
        length += 0 if (key := key_of(cited)) in told else min(len(cited.quote), MAX_QUOTE)
        told.add(key)
    return length


def _said(item: Item) -> int:
    words = sum(len(one.text) + 1 for one in item.changes) or len(item.text)
    notes = sum(min(len(note), MAX_LINE) + 4 for note in item.notes[: NOTES + 1])
    above = sum(min(len(line or ""), MAX_LINE) for line in (item.heading, item.label))
    return above + min(words, MAX_TEXT) + notes + 10
