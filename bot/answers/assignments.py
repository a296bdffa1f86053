"""Uppdrag and their last days; and what stands on lists of open points."""

from __future__ import annotations

from bot import messages
from bot.answers import scope, stands
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.question import Question
from knowledge.facts import Assignment, OpenPoint
from knowledge.names import fold
from knowledge.store.api import Found


def assignments(desk: Desk, question: Question) -> Answer | None:
    """The assignments that the question means, those with a last day first; None where there is none."""
    by_due = question.aspect in ("due", "overdue")
    found = [
        one
        for one in scope.facts(desk, question, "assignments", dated=not by_due)
        if isinstance(one.fact, Assignment) and _fits(desk, question, one.fact)
    ]
    found = scope.on_topic(desk, question, found, "text", "responsible")
    if not found:
        return None
    found.sort(key=lambda one: getattr(one.fact, "due", None) or "9999")
    sheet = Sheet(desk, question)
    for one in found[: scope.SHOWN]:
        if isinstance(one.fact, Assignment):
            sheet.add_fact(one, one.fact.text, label(one, one.fact))
    first = found[0].fact
    due = first.due if isinstance(first, Assignment) else None
    notes = [messages.more_left(len(found) - scope.SHOWN)] if len(found) > scope.SHOWN else []
    return sheet.answered(
        of_matters.assignments_lead(len(found), due, messages.one_line(getattr(first, "text", ""))), notes
    )


def label(found: Found, fact: Assignment) -> str:
    """ "Uppdrag · senast 31 januari 2025 · förvaltningen"."""
    due = of_matters.due(fact.due) if fact.due else None
    return messages.label(of_matters.assignment(), due, fact.responsible, found.document.body or found.document.title)


def _fits(desk: Desk, question: Question, fact: Assignment) -> bool:
    if question.aspect == "due" and question.period and not question.period.holds(fact.due):
        return False
    if question.aspect == "due" and not question.period and not question.topic and not fact.due:
        return False
    if question.aspect == "overdue" and not (fact.due and fact.due < desk.today.isoformat()):
        return False
    responsible = fold(fact.responsible or "")
    return not question.people or any(fold(name) in responsible for name in question.people)


def open_points(desk: Desk, question: Question) -> Answer | None:
    """What stands on the balanslista; None where there is none."""
    found = scope.on_topic(desk, question, scope.facts(desk, question, "open_points"), "text")
    if not found:
        return None
    sheet = Sheet(desk, question)
    for one in found[: scope.SHOWN]:
        if isinstance(one.fact, OpenPoint):
            where = messages.label(of_matters.open_point(), one.document.body, stands.day_of(one.document))
            sheet.add_fact(one, one.fact.text, where)
    first = getattr(found[0].fact, "text", "")
    return sheet.answered(of_matters.open_points_lead(len(found), messages.one_line(first)))
