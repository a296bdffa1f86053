"""What the record holds of one case: its facts in time order, and which case a topic means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer, Choice
from bot.answers.sheet import Desk
from bot.messages import of_matters, of_timelines
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.case_numbers import CaseKey
from knowledge.facts import AgendaItem, Decision
from knowledge.names import fold
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.keys import cases

LISTS = ("agenda_items", "proposals", "votes", "decisions", "reservations", "statements", "assignments", "promises")
"""In the order in which a § comes to its decision."""
_NAMES = {
    "AgendaItem": 0, "Proposal": 1, "VoteCount": 2, "Decision": 3, "Reservation": 4, "Statement": 5, "Assignment": 6,
    "Promise": 6,
}  # fmt: skip
_KINDS = ("motion", "ledamotsinitiativ", "revisionsrapport", "skrivelse", "tjänsteutlåtande", "yttrande", "kallelse")
"""What comes before the minutes of a day, in order."""
_CHOICES = 6
_UNDATED = "9999"


def facts_of(desk: Desk, question: Question) -> list[Found]:
    """Every fact of the question's case, oldest document first; what an extract repeats too."""
    found = [
        scope.upward(one)
        for name in LISTS
        for one in desk.store.facts(desk.reader, FactQuery(name, case=question.case, limit=scope.MOST))
        if scope.of_body(question, one.document, one.fact) and scope.of_place(question, one.document)
    ]
    return sorted(found, key=order)


def order(found: Found) -> tuple[object, ...]:
    """By day, what prepares before what decides, then the order of the document's §."""
    document = found.document
    return (*order_of(document), _NAMES.get(type(found.fact).__name__, 6), found.id)


def order_of(document: Document) -> tuple[object, ...]:
    """The same for documents; those without a day last."""
    rank = _KINDS.index(document.kind) if document.kind in _KINDS else len(_KINDS)
    return document.date or _UNDATED, rank, document.id


def heading(found: Sequence[Found]) -> str:
    """What the case is called: its first §'s heading, else a decision's."""
    items = [one.fact.heading for one in found if isinstance(one.fact, AgendaItem)]
    decided = [one.fact.heading for one in found if isinstance(one.fact, Decision) and one.fact.heading]
    return messages.one_line(next(iter((*items, *decided)), ""))


def last_decision(found: Sequence[Found]) -> str | None:
    """The § that decided last, all its clauses: not what is proposed to another body, nor what is noted with unions."""
    decided = [
        (one, one.fact)
        for one in found
        if isinstance(one.fact, Decision) and not one.fact.proposed_to and one.document.kind != "samverkansprotokoll"
    ]
    if not decided:
        return None
    last, fact = decided[-1]
    clauses = [other.text for one, other in decided if (one.document.id, other.item) == (last.document.id, fact.item)]
    return of_matters.last_decision(clauses, fact.body or last.document.body, last.document.date)


def meant(desk: Desk, question: Question) -> Question | Answer | None:
    """The question with the case that its topic means; a question back where several fit; None where none does."""
    if question.case is not None or not question.topic:
        return question if question.case is not None else None
    told: dict[CaseKey, tuple[str, str]] = {}
    days: dict[CaseKey, str] = {}
    for document, said, printed in _named(desk, question):
        for row in cases(printed):
            number, name = told.get(row.key, (row.printed, messages.one_line(said)))
            told[row.key] = (min(number, row.printed, key=len), name)
            days[row.key] = max(days.get(row.key, ""), document.date or "")
    if not told:
        return None
    if len(told) == 1:
        ((key, (printed, _)),) = told.items()
        return replace(question, case=key, case_said=printed)
    newest = sorted(told, key=lambda key: days[key], reverse=True)[:_CHOICES]
    choices = tuple(
        Choice(label=of_matters.matter(*told[key]), text=f"/{question.command or _command(question)} {told[key][0]}")
        for key in newest
    )
    return Answer(
        question=question.text,
        intent=question.intent,
        outcome="ambiguous",
        lead=of_timelines.which_case(len(told), question.topic_said),
        choices=choices,
    )


def _command(question: Question) -> str:
    return "tidslinje" if question.intent == "timeline" else "arende"


def _named(desk: Desk, question: Question) -> Iterator[tuple[Document, str, Sequence[str]]]:
    """(document, what the matter is called there, its case numbers) of the matters whose own name holds the topic."""
    for one in scope.facts(desk, question, "agenda_items"):
        if isinstance(one.fact, AgendaItem) and one.fact.case_numbers and _holds(question, one.fact.heading):
            yield one.document, one.fact.heading, one.fact.case_numbers
    for one in scope.facts(desk, question, "decisions"):
        fact = one.fact
        if isinstance(fact, Decision) and fact.case_numbers and fact.heading and _holds(question, fact.heading):
            yield one.document, fact.heading, fact.case_numbers
    for document in scope.documents(desk, replace(question, body=None), question.topic, fields=1):
        single = document.kind not in scope.MINUTES and scope.of_place(question, document)
        if single and document.case_numbers and _holds(question, document.title):
            yield document, document.title, document.case_numbers


def _holds(question: Question, said: str) -> bool:
    return Bag.of(said).covers(question.topic)


def fold_body(one: Found) -> str:
    """Who decides, folded."""
    return fold(getattr(one.fact, "body", None) or one.document.body or "")


def is_named(folded: str, body: str) -> bool:
    """Whether a folded body is the one named, in any form of its name ("kommunfullmäktiges")."""
    wanted = fold(body)
    return bool(folded) and (folded == wanted or folded.startswith(wanted) or wanted.startswith(folded))
