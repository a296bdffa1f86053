"""A part of an answer: as much as its platform shows in one message. The rest comes with "nästa" and Visa fler."""

from __future__ import annotations

from collections.abc import Callable

from bot import messages
from bot.answers.answer import Answer
from bot.questions.question import Question

Fits = Callable[[Answer], int]
"""An answer → how many of its items, from the first on, a message of the platform holds."""


def part(question: Question, answer: Answer, fits: Fits | None, finished: Callable[[Answer], Answer]) -> Answer:
    """The answer from the item that the question says on, with as many items as fit.

    fits: None where everything does. finished: puts the buttons below an answer, which need room too. What is left is
    said, and counted in `rest`.
    """
    count = len(answer.items)
    first = question.skip if question.skip < count else 0
    left = finished(_cut(answer, first, count))
    if fits is None or fits(left) >= count - first:
        return left
    # what is said of the part, and the button to the next one, need room themselves
    fitting = fits(finished(_cut(answer, first, count - 1)))
    return finished(_cut(answer, first, first + max(fitting, 1)))


def _cut(answer: Answer, first: int, last: int) -> Answer:
    """The items from `first` up to `last`, with the quotes that they stand on; after the last one also the others."""
    count = len(answer.items)
    if first == 0 and last >= count:
        return answer
    shown = answer.items[first:last]
    named = {item.citation for item in answer.items}
    kept = {item.citation for item in shown} | (set(range(len(answer.citations))) - named if last >= count else set())
    at = {index: place for place, index in enumerate(sorted(index for index in kept if index is not None))}
    items = tuple(
        item if item.citation is None else item.model_copy(update={"citation": at[item.citation]}) for item in shown
    )
    return answer.model_copy(
        update={
            "items": items,
            "citations": tuple(answer.citations[index] for index in at),
            "notes": (messages.part_of(first + 1, min(last, count), count), *answer.notes),
            "rest": last if last < count else 0,
        }
    )
