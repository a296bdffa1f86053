"""Where a proposal came from that nobody made by name: the body or the office that prepared the matter."""

from __future__ import annotations

from dataclasses import replace

from bot import messages
from bot.answers import decisions, scope, stands
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_comparing, of_matters
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import Decision, Proposal
from knowledge.store.api import Found

_SHOWN = 4


def prepared(desk: Desk, question: Question) -> Answer | None:
    """What other bodies and the office proposed in the matter; None where the record holds none of it."""
    if not (question.topic or question.case):
        return None
    asked = replace(question, body=None)
    upward = [
        one
        for one in scope.facts(desk, asked, "decisions")
        if isinstance(one.fact, Decision) and one.fact.proposed_to and _of_another(question, one)
    ]
    offices = [
        one
        for one in scope.facts(desk, asked, "proposals")
        if isinstance(one.fact, Proposal) and not one.fact.by and one.fact.item is None
    ]
    found = scope.once(scope.on_topic(desk, asked, [*upward, *offices], "text"))
    found = [one for one in found if _of_matter(asked, one)]
    if not found:
        return None
    sheet = Sheet(desk, question)
    for one in found[:_SHOWN]:
        if isinstance(one.fact, Decision):
            decisions.add(sheet, one)
        else:
            stands.add(sheet, one)
    papers = list(dict.fromkeys(_paper(one) for one in found[:_SHOWN]))
    return sheet.answered(of_matters.prepared_by(papers), [of_matters.only_proposals()])


def _of_another(question: Question, one: Found) -> bool:
    """Whether another body than the one that is asked about proposed it."""
    return question.body is None or not scope.of_body(question, one.document, one.fact)


def _of_matter(question: Question, one: Found) -> bool:
    """Whether an office's paper is about the matter by its title: its clauses may only touch the topic."""
    titled = isinstance(one.fact, Decision) or question.case is not None
    return titled or Bag.of(one.document.title).covers(question.topic)


def _paper(one: Found) -> str:
    """ "Kommunstyrelsens arbetsutskott 3 juni 2026", "tjänsteutlåtandet 28 april 2026"."""
    if isinstance(one.fact, Decision):
        body = one.fact.body or one.document.body or one.document.title
        return " ".join(part for part in (body, stands.day_of(one.document)) if part)
    return messages.one_line(of_comparing.paper(one.document.kind, None, None, one.document.date))
