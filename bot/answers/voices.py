"""Reservations, votes and statements: who, in which matter; and where none is noted, that none is."""

from __future__ import annotations

from bot import messages
from bot.answers import scope, stands
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.question import Question
from knowledge.facts import AgendaItem, Decision, Reservation, Statement, VoteCount
from knowledge.names import fold
from knowledge.store.api import FactQuery, Found

_LISTS = {"reservations": "reservations", "votes": "votes", "statements": "statements"}
_MINUTES = ("protokoll", "protokollsutdrag", "samverkansprotokoll")


def voices(desk: Desk, question: Question) -> Answer | None:
    """The reservations, votes or statements that the question means; None where nothing of the matter is held."""
    kind = _LISTS[question.intent]
    found = [one for one in scope.facts(desk, question, kind) if _by(desk, question, one) and _of_kind(question, one)]
    found = scope.once(scope.on_topic(desk, question, found, "text", "by"))
    if not found:
        return _none(desk, question)
    sheet = Sheet(desk, question)
    for one in found[: scope.SHOWN]:
        stands.add(sheet, one)
    notes = [messages.more_left(len(found) - scope.SHOWN)] if len(found) > scope.SHOWN else []
    return sheet.answered(_lead(question, found), [*notes, *stands.adjusted_notes(found)])


def _by(desk: Desk, question: Question, found: Found) -> bool:
    """Whether it is by whom the question names; a vote counts only where the document says how they voted."""
    fact = found.fact
    if isinstance(fact, VoteCount):
        named = [part for ballot in fact.ballots for part in (ballot.name, ballot.party) if part]
    elif isinstance(fact, Reservation | Statement):
        named = list(fact.by)
    else:
        return False
    folded = {fold(name) for name in named}
    if question.people and not folded & {fold(name) for name in question.people}:
        return False
    return not question.parties or bool(folded & scope.members(desk, found.document, question.parties))


def _of_kind(question: Question, found: Found) -> bool:
    return not question.aspect or not isinstance(found.fact, Statement) or found.fact.kind == question.aspect


def _none(desk: Desk, question: Question) -> Answer | None:
    """The matter is held and notes none: that is the answer, and it cites the matter's decision or heading."""
    if question.case is None and question.item is None and not question.topic:
        return None
    if question.people or question.parties:
        return None
    held = [*scope.facts(desk, question, "decisions"), *scope.facts(desk, question, "agenda_items")]
    held = [one for one in scope.on_topic(desk, question, held, "text") if one.document.kind in _MINUTES]
    if not held:
        return None
    document, item = stands.place(held[0])
    if question.case is None and item and _any(desk, question, document, item):
        return None
    sheet = Sheet(desk, question)
    for one in held[:3]:
        if isinstance(one.fact, Decision | AgendaItem):
            text = one.fact.text if isinstance(one.fact, Decision) else one.fact.heading
            what = of_matters.decision() if isinstance(one.fact, Decision) else of_matters.matter_label()
            sheet.add_fact(one, text, messages.label(what, messages.section(stands.place(one)[1])))
    return sheet.answered(of_matters.none_noted(question.intent, question.aspect))


def _any(desk: Desk, question: Question, document: int, item: str) -> bool:
    query = FactQuery(_LISTS[question.intent], document=document, item=item)
    return any(_of_kind(question, one) for one in desk.store.facts(desk.reader, query))


def _lead(question: Question, found: list[Found]) -> str:
    first = found[0].fact
    if isinstance(first, VoteCount):
        return _vote_lead(question, first, len(found))
    by = list(dict.fromkeys(name for one in found for name in getattr(one.fact, "by", ())))
    if question.intent == "reservations":
        return of_matters.reserved_lead(by, len(found))
    return of_matters.stated_lead(question.aspect or of_matters.statement(), by)


def _vote_lead(question: Question, fact: VoteCount, count: int) -> str:
    wanted = {fold(name) for name in question.people}
    ballots = [ballot for ballot in fact.ballots if fold(ballot.name) in wanted]
    if ballots:
        return of_matters.ballot(ballots[0].name, ballots[0].vote)
    parties = [ballot for ballot in fact.ballots if ballot.party in question.parties]
    if parties and question.parties:
        return of_matters.ballots([(ballot.name, ballot.vote) for ballot in parties])
    lead = of_matters.vote(fact.yes, fact.no, fact.abstain, fact.yes_means)
    return lead if count == 1 else of_matters.votes_lead(count, lead)
