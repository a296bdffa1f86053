"""A sum or day that a decision sets: the one clause on the topic that holds it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import messages
from bot.answers import decisions, scope, stands
from bot.answers.answer import Answer
from bot.answers.needs import counts, holds
from bot.answers.passages.asked import AHEAD, counted
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions import vocabulary
from bot.questions.normalise import Bag, words
from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.facts import Decision
from knowledge.names import fold
from knowledge.store.api import Found

_GETS = re.compile(r"\b(?:får|fick|få|fått|tillförs|tillföras|tilldelas|tilldelades|tillskjuts|tillskott)\b")
_HOW_MUCH = re.compile(r"\bhur (?:mycket|stort|stor|stora)\b|\bvilket belopp\b")
_SHORTEST = 3
"""Letters of a root that says enough of a body's name ("och" does not)."""


def decided_value(desk: Desk, question: Question) -> Answer | None:
    """The clause that says it; None where none does, or several do."""
    given = _is_given(question)
    question = replace(question, money=True) if given else question
    number = counted(question) if AHEAD.search(question.said) and not question.money else ()
    if not (question.money or question.when or question.long or number) or question.why:
        return None
    asked = question.without_topic(vocabulary.of_money() | vocabulary.weak())
    found = _given_to(desk, asked) if given else []
    about = bool(found)
    if not found and any(not root.isdigit() for root in asked.topic):
        found = scope.on_topic(desk, asked, scope.facts(desk, asked, "decisions"), "text")
    telling = {
        messages.one_line(one.fact.text): (one, one.fact)
        for one in reversed(scope.once(found))
        if isinstance(one.fact, Decision)
        and holds(question, one.fact.text)
        and (not number or counts(one.fact.text, number))
        and (about or _is_about(question, one.fact.text))
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


def _is_given(question: Question) -> bool:
    """Whether it is asked what a body gets: it is then the one who receives, not the one who decides."""
    said = folded(question.said)
    return question.body is not None and bool(_HOW_MUCH.search(said) and _GETS.search(said))


def _given_to(desk: Desk, question: Question) -> list[Found]:
    """The decisions of any body that name this one, in the year that is asked for where the clause says it."""
    body, period = question.body, question.period
    if body is None:
        return []
    names = [fold(name) for name in (body.names or (body.said,))]
    years = (period.since[:4],) if period and period.is_year else ()
    roots = tuple(word.root for word in words(names[0]) if len(word.root) > _SHORTEST)
    asked = replace(question.without_body(), topic=(*question.topic, *roots, *years), period=None if years else period)
    found = scope.on_topic(desk, asked, scope.facts(desk, asked, "decisions"), "text")
    return [one for one in found if any(name in fold(getattr(one.fact, "text", "")) for name in names)]


def _is_about(question: Question, text: str) -> bool:
    """Whether the clause itself speaks of something that is asked for, or only names the sum of the whole matter."""
    bag = Bag.of(text)
    return question.follows or any(bag.holds(root) for root in question.topic if not root.isdigit())
