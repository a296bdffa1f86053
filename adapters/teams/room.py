"""How large a card may become, without making it."""

from __future__ import annotations

from bot.answers.answer import Answer


def at_most(answer: Answer) -> int:
    """Bytes that no card of the answer is above, by sums alone: most answers are far below."""
    cited = sum(len(one.quote.encode()) + 2 * len(one.url) + 3 * len(one.title.encode()) for one in answer.citations)
    asked = sum(len(choice.text.encode()) for choice in answer.choices)
    tickets = 2 * (len(answer.buttons) + 2) * (len(answer.ticket or "") + 150)
    given = 2 * sum(len(link.url) for link in answer.links) + 300 * len(answer.links)
    pieces = 350 * len(answer.items) + 700 * len(answer.citations) + 400 * len(answer.choices) + given
    # what the items say beyond what the text twin is cut to
    told = sum(len(str((one.heading, one.label, one.text, one.notes)).encode()) for one in answer.items)
    return 1_500 + 3 * len(answer.text.encode()) + told + cited + asked + tickets + pieces
