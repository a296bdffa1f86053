"""A sum or day that a decision sets: the one clause on the topic that holds it."""

from __future__ import annotations

from bot import messages
from bot.answers import decisions, scope, stands
from bot.answers.answer import Answer
from bot.answers.needs import holds
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions import vocabulary
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import Decision


def decided_value(desk: Desk, question: Question) -> Answer | None:
    """The clause that says it; None where none does, or several do."""
    if not (question.money or question.when or question.long) or question.why:
        return None
    asked = question.without_topic(vocabulary.of_money() | vocabulary.weak())
    if not any(not root.isdigit() for root in asked.topic):
        return None
    found = scope.on_topic(desk, asked, scope.facts(desk, asked, "decisions"), "text")
    telling = {
        messages.one_line(one.fact.text): (one, one.fact)
        for one in scope.once(found)
        if isinstance(one.fact, Decision) and holds(question, one.fact.text) and _is_about(question, one.fact.text)
    }
    if len(telling) != 1:
        return None
    ((text, (first, fact)),) = telling.items()
    sheet = Sheet(desk, question)
    decisions.add(sheet, first, headed=True)
    heading = messages.one_line(scope.heading(desk, first))
    if fact.proposed_to:
        body = fact.body or first.document.body
        lead = of_matters.proposed_one(heading, body, fact.proposed_to, text)
    else:
        lead = of_matters.decided_one(heading, text)
    return sheet.answered(lead, stands.adjusted_notes([first]), intent="decisions")


def _is_about(question: Question, text: str) -> bool:
    """Whether the clause itself speaks of something that is asked for, or only names the sum of the whole matter."""
    bag = Bag.of(text)
    return question.follows or any(bag.holds(root) for root in question.topic if not root.isdigit())
