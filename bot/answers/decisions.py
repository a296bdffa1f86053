"""What was decided: by case, §, topic, body or date. A proposal to another body is told as one."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import messages
from bot.answers import decided, scope, standing, stands, tied, which
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.normalise import Bag, root, words
from bot.questions.question import Question
from knowledge.facts import AgendaItem, Decision, Fact
from knowledge.names import fold
from knowledge.store.api import Found

_FEW = 2
"""Topic words that together say which matter is meant."""
_MEETING = re.compile(r"\b(?:möte|sammanträde)(?:t|ts)?\b", re.IGNORECASE)
_KIND_OF_BODY = re.compile(r"\b(nämnd|utskott)(?:en|et)\b", re.IGNORECASE)


def decisions(desk: Desk, question: Question) -> Answer | None:
    """The decisions that the question means; None where there is none and passages may answer."""
    question = _electing(question) if question.aspect == "elected" else question
    if question.aspect == "immediate":
        return _immediate(desk, question)
    if not question.outcomes and (back := which.which(desk, question)):
        return back
    found = scope.once(scope.on_topic(desk, question, scope.facts(desk, question, "decisions"), "text", "outcome"))
    found = [one for one in found if _ended_so(question, one.fact) and _names(desk, question, one)]
    found = [one for one in found if _of_kind(question, one)] or found
    found = _of_latest(question, _headed_so(desk, question, found))
    if not found:
        return None if question.outcomes else _undecided(desk, question)
    sheet = Sheet(desk, question)
    several = len(decided.sections(found)) > 1 and question.case is None
    for one in scope.page(question, found):
        add(sheet, one, headed=several)
    for one in decided.matters(desk, question, found):
        if isinstance(one.fact, AgendaItem):
            sheet.add_fact(one, one.fact.heading, _matter_label(one))
    narrow = question.case is not None or question.item is not None or len(decided.sections(found)) == 1
    notes = stands.beside(sheet, scope.page(question, found)) if narrow else []
    if narrow:
        tied.attached(sheet, scope.page(question, found))
        standing.standing(sheet, scope.page(question, found))
    notes += sheet.rest(len(found), scope.SHOWN)
    return sheet.answered(decided.lead(desk, question, found), [*notes, *stands.adjusted_notes(found)])


def _headed_so(desk: Desk, question: Question, found: list[Found]) -> list[Found]:
    """Of the decisions on several matters those whose heading says what is asked about, where any heading does: the
    others only mention it. One word may be told in many headings, and chooses none."""
    if question.case is not None or question.item or len([one for one in question.topic if not one.isdigit()]) < _FEW:
        return found
    return [one for one in found if Bag.of(scope.heading(desk, one)).covers(question.topic)] or found


def _of_latest(question: Question, found: list[Found]) -> list[Found]:
    """Those of the newest meeting, where the latest one is asked for ("på senaste mötet")."""
    if not (question.latest and _MEETING.search(question.said)) or question.period or not found:
        return found
    newest = max(one.document.date or "" for one in found)
    return [one for one in found if (one.document.date or "") == newest]


def _immediate(desk: Desk, question: Question) -> Answer | None:
    """The decisions whose § was adjusted at once; where those that are asked about were not, that."""
    at_once = scope.marked(desk, question, "decisions", "immediately_adjusted")
    shown = at_once = scope.once(scope.on_topic(desk, question, at_once, "text"))
    if not at_once and (question.topic or question.case or question.item or question.period):
        shown = scope.once(scope.on_topic(desk, question, scope.facts(desk, question, "decisions"), "text"))
    if not shown:
        return None
    sheet = Sheet(desk, question)
    for one in scope.page(question, shown):
        add(sheet, one, headed=True)
    notes = [*sheet.rest(len(shown), scope.SHOWN), *stands.adjusted_notes(shown)]
    return sheet.answered(of_matters.immediate_lead(len(at_once)), notes)


def _electing(question: Question) -> Question:
    """A question about an election, where the body is the one that is elected to."""
    seat = tuple(word.root for word in words(question.body.said)) if question.body else ()
    return replace(question.without_body(), topic=(*question.topic, *seat), outcomes=("val",))


def _names(desk: Desk, question: Question, found: Found) -> bool:
    """Whether whoever is asked for is named in the decision or its heading; a vote's and a reservation's are not."""
    if not question.people or question.aspect != "elected":
        return True
    told = fold(f"{scope.heading(desk, found)} {getattr(found.fact, 'text', '')}")
    return any(fold(name) in told for name in question.people)


def _of_kind(question: Question, found: Found) -> bool:
    """Whether it is of the kind of body that the question names without saying which ("nämnden")."""
    named = _KIND_OF_BODY.search(question.said) if question.body is None else None
    body = fold(getattr(found.fact, "body", None) or found.document.body or "")
    return named is None or (named[1].casefold() in body and "utskott" not in body.removesuffix(named[1].casefold()))


def _ended_so(question: Question, fact: Fact) -> bool:
    """Whether a decision, or what it proposes to another body, has the outcome that is asked for."""
    if not question.outcomes or not isinstance(fact, Decision):
        return True
    if fact.proposed_to:
        return Bag.of(fact.text).covers([root(question.outcomes[0])])
    return fact.outcome in question.outcomes


def add(sheet: Sheet, found: Found, *, headed: bool = False) -> None:
    """One clause, labelled as a decision or as a proposal to another body; `headed`: with its matter's heading."""
    fact = found.fact
    if not isinstance(fact, Decision):
        return
    notes = []
    if fact.proposed_to:
        notes.append(messages.proposes(fact.proposed_to))
    if fact.immediately_adjusted:
        notes.append(messages.immediately_adjusted())
    if fact.dispatched_to:
        notes.append(messages.dispatched(fact.dispatched_to))
    heading = scope.heading(sheet.desk, found) if headed else ""
    sheet.add_fact(found, of_matters.headed(heading, fact.text), label(sheet.desk, found), notes)


def label(desk: Desk, found: Found) -> str:
    """ "Beslut · § 12 · Socialnämnden · 16 april 2020", or "Föreslår kommunfullmäktige · …"."""
    fact = found.fact
    if not isinstance(fact, Decision):
        return ""
    what = of_matters.proposal_to(fact.proposed_to) if fact.proposed_to else of_matters.decision()
    outcome = None if fact.proposed_to or fact.outcome == "övrigt" else fact.outcome
    body = messages.placed(fact.body or found.document.body, found.document.municipality, desk.lexicon.shared)
    return messages.label(what, outcome, messages.section(fact.item), body, stands.day_of(found.document))


def _matter_label(found: Found) -> str:
    number = found.fact.number if isinstance(found.fact, AgendaItem) else None
    return messages.label(of_matters.matter_label(), messages.section(number), found.document.body)


def _undecided(desk: Desk, question: Question) -> Answer | None:
    """The § is held, but no decision is noted in it: that is an answer, and it cites the §."""
    if question.case is None and question.item is None:
        return None if question.topic else not_found(desk, question, of_matters.any_decision())
    items = scope.on_topic(desk, question, scope.facts(desk, question, "agenda_items"))
    if not items:
        return not_found(desk, question, of_matters.any_decision())
    sheet = Sheet(desk, question)
    for one in items[: scope.SHOWN]:
        if isinstance(one.fact, AgendaItem):
            sheet.add_fact(one, one.fact.heading, _matter_label(one))
    first = items[0].fact
    heading = first.heading if isinstance(first, AgendaItem) else ""
    notes = [*stands.beside(sheet, items[: scope.SHOWN], reservations=False)]
    return sheet.answered(of_matters.no_decision(messages.one_line(heading)), notes)
