"""A case at a glance: what it is about, what was decided, and beside it what was proposed, voted and reserved."""

from __future__ import annotations

from bot import messages
from bot.answers import decisions, matter, scope, stands
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters, of_promises
from bot.questions.question import Question
from knowledge.facts import AgendaItem, Assignment, Decision, Fact, Promise, Proposal
from knowledge.store.api import Found

_SHOWN = 40


def case(desk: Desk, question: Question) -> Answer | None:
    """The case's overview, what matters most first; None without a case number (topics are answered as decisions).

    The order of its days is another answer: bot/answers/timeline.py.
    """
    if question.case is None:
        return None
    found = scope.once(matter.facts_of(desk, question))
    if not found:
        return not_found(desk, question, of_matters.any_trace())
    sheet = Sheet(desk, question)
    for one in sorted(found, key=lambda one: _group(one.fact))[:_SHOWN]:
        _add(sheet, one)
    notes = [messages.more_left(len(found) - _SHOWN)] if len(found) > _SHOWN else []
    notes += [*stands.adjusted_notes(found), of_matters.in_order(question.case_said or "")]
    return sheet.answered(_lead(question, found), notes)


def _group(fact: Fact) -> int:
    """The matter, decisions, what goes to another body, proposals, then votes, reservations, statements, duties."""
    if isinstance(fact, AgendaItem):
        return 0
    if isinstance(fact, Decision):
        return 2 if fact.proposed_to else 1
    return 3 if isinstance(fact, Proposal) else 5 if isinstance(fact, Assignment | Promise) else 4


def _add(sheet: Sheet, found: Found) -> None:
    fact = found.fact
    if isinstance(fact, Decision):
        decisions.add(sheet, found)
    elif isinstance(fact, AgendaItem):
        where = messages.label(
            of_matters.matter_label(),
            messages.section(fact.number),
            found.document.body,
            stands.day_of(found.document),
        )
        sheet.add_fact(found, fact.heading, where)
    elif isinstance(fact, Assignment | Promise):
        what = of_matters.assignment() if isinstance(fact, Assignment) else of_promises.promise()
        sheet.add_fact(found, fact.text, messages.label(what, of_matters.due(fact.due) if fact.due else None))
    else:
        stands.add(sheet, found)


def _lead(question: Question, found: list[Found]) -> str:
    about = of_matters.matter(question.case_said or "", matter.heading(found))
    days = sorted({one.document.date for one in found if one.document.date})
    return of_matters.case_lead(about, len({one.document.id for one in found}), days, matter.last_decision(found))
