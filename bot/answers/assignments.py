"""Uppdrag and their last days; and what stands on lists of open points."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from bot import messages
from bot.answers import decisions, scope, stands, tied
from bot.answers.answer import Answer
from bot.answers.needs import holds
from bot.answers.passages.composing import passages
from bot.answers.sheet import Desk, Sheet
from bot.follow_up.life import follow, telling
from bot.messages import of_matters
from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.facts import Assignment, OpenPoint
from knowledge.names import fold
from knowledge.store.api import Found

_WAS_GIVEN = re.compile(r"\b(?:fick|fått|har|ska)\b")
_GAVE = re.compile(r"\b(?:gav|gett|givit|lämnade|delade ut)\b")
_GIVES = re.compile(r"\bi uppdrag\b|\buppdra(?:r|s|gs|tts)?\b", re.IGNORECASE)
_AUDIT = re.compile(r"\bgransk\w+|\brevis\w+")
_REPORT = "revisionsrapport"
_DONE = re.compile(
    r"\bförklaras? (?:\w+ ){0,3}?(?:fullgjor|avsluta|slutför|genomför)|\banses (?:\w+ )?avsluta", re.IGNORECASE
)
"""How a text says that the assignment of which it tells is closed."""


def assignments(desk: Desk, question: Question) -> Answer | None:
    """The assignments that the question means, those with a last day first; None where there is none."""
    by_due = question.aspect in ("due", "overdue")
    found = [
        one
        for one in scope.facts(desk, question.without_body(), "assignments", dated=not by_due, named=True)
        if isinstance(one.fact, Assignment) and _fits(question, one.fact)
    ]
    found = _standing(desk, question, _on_topic(desk, question, _of_body(question, found)))
    if not found:
        return None if by_due else _given(desk, question)
    if question.when and by_due and not any(getattr(one.fact, "due", None) for one in found):
        told = _told_when(desk, question, found) or passages(desk, replace(question, told=frozenset()))
        if told:
            return told
    found.sort(key=lambda one: getattr(one.fact, "due", None) or "9999")
    sheet = Sheet(desk, question)
    shown = scope.page(question, found)
    life = telling.beside(desk, shown, late=question.aspect == "overdue")
    for one in shown:
        if isinstance(one.fact, Assignment):
            number, stand = life.get(one.id, (None, []))
            sheet.add_fact(one, one.fact.text, messages.label(label(one, one.fact), number), stand)
            tied.answered(sheet, one)
    first = found[0].fact
    due = first.due if isinstance(first, Assignment) else None
    notes = sheet.rest(len(found), scope.SHOWN)
    notes += [of_matters.overdue_means()] if question.aspect == "overdue" else []
    return sheet.answered(
        of_matters.assignments_lead(len(found), due, messages.one_line(getattr(first, "text", ""))), notes
    )


def _standing(desk: Desk, question: Question, found: list[Found]) -> list[Found]:
    """Those that are still to be done, where a day is asked for; those past the day set last, where what is late is."""
    if question.aspect not in ("due", "overdue"):
        return found
    held = {one.found.id: one for one in follow(desk, found, give=False)}
    if question.aspect == "overdue":
        return [one for one in found if one.id in held and held[one.id].is_overdue]
    return [one for one in found if one.id not in held or held[one.id].is_open]


def _told_when(desk: Desk, question: Question, found: list[Found]) -> Answer | None:
    """The newest of them that says when, though no day ("Återrapportering ska ske i oktober 2026")."""
    for one in found:
        quote = messages.one_line(one.fact.source.quote)
        if isinstance(one.fact, Assignment) and holds(question, quote):
            sheet = Sheet(desk, question)
            sheet.add_fact(one, quote, label(one, one.fact))
            return sheet.answered(of_matters.assignments_lead(1, None, quote))
    return None


def _on_topic(desk: Desk, question: Question, found: list[Found]) -> list[Found]:
    """Those on the topic; where the question is about an audit, what its report asks for before all others."""
    audited = [one for one in found if one.document.kind == _REPORT] if _AUDIT.search(folded(question.said)) else []
    return scope.once(
        scope.on_topic(desk, question, audited, "text", "responsible")
        or scope.on_topic(desk, question, found, "text", "responsible")
    )


def _given(desk: Desk, question: Question) -> Answer | None:
    """The decisions on the topic that give somebody something to do; None where none does."""
    offices = [word for word in question.topic if word.endswith("förvalt")]
    asked = question.without_topic(offices)
    if not asked.topic:
        return None
    found = scope.once(scope.on_topic(desk, asked, scope.facts(desk, asked, "decisions"), "text"))
    given = [one for one in found if _GIVES.search(messages.one_line(getattr(one.fact, "text", "")))]
    if not given:
        return None
    sheet = Sheet(desk, question)
    for one in scope.page(question, given):
        decisions.add(sheet, one, headed=True)
    first = messages.one_line(getattr(given[0].fact, "text", ""))
    notes = [*sheet.rest(len(given), scope.SHOWN), *stands.adjusted_notes(given)]
    return sheet.answered(of_matters.assignments_lead(len(given), None, first), notes)


def _of_body(question: Question, found: list[Found]) -> list[Found]:
    """Those that the body was given, where it "fick" them; else those that it gave, with those that it has."""
    body = question.body
    if body is None:
        return found
    names = {fold(name) for name in (body.names or (body.said,))}
    theirs = [one for one in found if _has(names, getattr(one.fact, "responsible", None)) or _asks_of(names, one)]
    said = folded(question.said)
    if not body.names or (theirs and _WAS_GIVEN.search(said)):
        return theirs
    given = [one for one in found if scope.of_body(question, one.document, one.fact)]
    if _GAVE.search(said):
        return given
    told = {one.id for one in given}
    return given + [one for one in theirs if one.id not in told]


def _has(names: Set[str], responsible: str | None) -> bool:
    return any(f" {name}" in f" {fold(responsible or '')}" for name in names)


def _asks_of(names: Set[str], found: Found) -> bool:
    """Whether a report says in its own words that the auditors want something from the body ("önskar svar från …")."""
    text = fold(messages.one_line(getattr(found.fact, "text", "")))
    return found.document.kind == _REPORT and any(
        re.search(rf"\b(?:från|av) {re.escape(name)}", text) for name in names
    )


def label(found: Found, fact: Assignment) -> str:
    """ "Uppdrag · senast 31 januari 2025 · förvaltningen"."""
    due = of_matters.due(fact.due) if fact.due else None
    return messages.label(of_matters.assignment(), due, fact.responsible, found.document.body or found.document.title)


def tells_it_is_done(text: str) -> bool:
    """Whether the text is no assignment but says that one is closed."""
    return _DONE.search(messages.one_line(text)) is not None


def _fits(question: Question, fact: Assignment) -> bool:
    if question.aspect == "due" and question.period and not question.period.holds(fact.due):
        return False
    if question.aspect == "due" and not question.period and not question.topic and not fact.due:
        return False
    if question.aspect in ("due", "overdue") and not question.topic and tells_it_is_done(fact.text):
        return False
    responsible = fold(fact.responsible or "")
    return not question.people or any(fold(name) in responsible for name in question.people)


def open_points(desk: Desk, question: Question) -> Answer | None:
    """What stands on the balanslista; None where there is none."""
    found = scope.on_topic(desk, question, scope.facts(desk, question, "open_points"), "text")
    if not found:
        return None
    sheet = Sheet(desk, question)
    shown = scope.page(question, found)
    told = telling.beside(desk, shown)
    for one in shown:
        if isinstance(one.fact, OpenPoint):
            number, notes = told.get(one.id, (None, []))
            where = messages.label(of_matters.open_point(), number, one.document.body, stands.day_of(one.document))
            sheet.add_fact(one, one.fact.text, where, notes)
    first = getattr(found[0].fact, "text", "")
    return sheet.answered(of_matters.open_points_lead(len(found), messages.one_line(first)))
