"""The §§ in which a matter was dealt with: what stands there belongs to it, whatever its own words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers import scope, stands
from bot.answers.sheet import Desk
from bot.questions.question import Question
from knowledge.store.api import FactQuery, Found

_MOST = 12
"""§§ of which everything of a kind is read."""


def of_matter(desk: Desk, question: Question, kind: str) -> list[Found]:
    """The facts of one list in the §§ whose decisions or headings hold the topic; none without a topic."""
    if not question.topic:
        return []
    return scope.once(_within(desk, question, kind))


def _within(desk: Desk, question: Question, kind: str) -> Iterator[Found]:
    asked = [*scope.facts(desk, question, "decisions"), *scope.facts(desk, question, "agenda_items")]
    places = dict.fromkeys(stands.place(one) for one in scope.on_topic(desk, question, asked, "text", own_only=True))
    for document, item in list(places)[:_MOST]:
        if item:
            yield from desk.store.facts(desk.reader, FactQuery(kind, document=document, item=item))
