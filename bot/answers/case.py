"""All that the record holds of a case, in time order: förslag, yrkanden, beslut and what stands beside them."""

from __future__ import annotations

from bot import messages
from bot.answers import decisions, scope, stands
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.question import Question
from knowledge.facts import AgendaItem, Assignment, Decision
from knowledge.store.api import FactQuery, Found

_LISTS = ("agenda_items", "proposals", "votes", "decisions", "reservations", "statements", "assignments")
_SHOWN = 40


def case(desk: Desk, question: Question) -> Answer | None:
    """The case's timeline; None without a case number (topics are answered as decisions)."""
    if question.case is None:
        return None
    found = [
        scope.upward(one)
        for name in _LISTS
        for one in desk.store.facts(desk.reader, FactQuery(name, case=question.case, limit=scope.MOST))
        if scope.of_body(question, one.document, one.fact) and scope.of_place(question, one.document)
    ]
    if not found:
        return not_found(desk, question, of_matters.any_trace())
    found = scope.once(found)
    order = {name: at for at, name in enumerate(_LISTS)}
    found.sort(key=lambda one: (one.document.date or "9999", one.document.id, order.get(_list_of(one), 0)))
    sheet = Sheet(desk, question)
    for one in found[:_SHOWN]:
        _add(sheet, one)
    notes = [messages.more_left(len(found) - _SHOWN)] if len(found) > _SHOWN else []
    return sheet.answered(_lead(question, found), [*notes, *stands.adjusted_notes(found)])


def _list_of(found: Found) -> str:
    names = {"AgendaItem": "agenda_items", "Proposal": "proposals", "VoteCount": "votes", "Decision": "decisions"}
    names |= {"Reservation": "reservations", "Statement": "statements", "Assignment": "assignments"}
    return names.get(type(found.fact).__name__, "assignments")


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
    elif isinstance(fact, Assignment):
        sheet.add_fact(
            found,
            fact.text,
            messages.label(of_matters.assignment(), of_matters.due(fact.due) if fact.due else None),
        )
    else:
        stands.add(sheet, found)


def _lead(question: Question, found: list[Found]) -> str:
    items = [one.fact for one in found if isinstance(one.fact, AgendaItem)]
    decided = [one.fact for one in found if isinstance(one.fact, Decision) and not one.fact.proposed_to]
    heading = items[0].heading if items else next((fact.heading for fact in decided if fact.heading), "")
    about = of_matters.matter(question.case_said or "", messages.one_line(heading or ""))
    last = messages.one_line(decided[-1].text) if decided else None
    return of_matters.case_lead(about, len({one.document.id for one in found}), last)
