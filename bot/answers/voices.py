"""Reservations, votes and statements: who, in which matter; and where none is noted, that none is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot import messages
from bot.answers import decisions, scope, sections, sides, stands
from bot.answers.answer import Answer
from bot.answers.outvoted import outvoted
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.affiliations import same_union
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import AgendaItem, Decision, Reservation, Statement, VoteCount
from knowledge.names import fold
from knowledge.store.api import FactQuery, Found

_LISTS = {"reservations": "reservations", "votes": "votes", "statements": "statements"}
_MINUTES = ("protokoll", "protokollsutdrag", "samverkansprotokoll")
_TOLD_OF = {
    "reservations": re.compile(r"\breserv(?:erar|erat|erade|ation)|\bskiljaktig mening", re.IGNORECASE),
    "votes": re.compile(r"\bja-?\s?röst|\bnej-?\s?röst|\bvotering|\bomröstning|\bröstar\b", re.IGNORECASE),
    "statements": re.compile(
        r"\buttalande|\byttrande|\bprotokollsanteckning|\bjäv|\bdelt(?:ar|og) (?:inte|ej)\b", re.IGNORECASE
    ),
}
"""Words that a § which holds something of the kind must have: none is said to be noted only where they are missing."""
_BEFORE = 600
"""Characters before a count in which it is said what was voted on."""
_CLAUSES = 4
"""Clauses of a decision that are told beside its vote."""


def voices(desk: Desk, question: Question) -> Answer | None:
    """The reservations, votes or statements that the question means; None where nothing of the matter is held."""
    if question.aspect == "outvoted":
        return outvoted(desk, question)
    kind = _LISTS[question.intent]
    whose = question.parties if kind == "votes" and _on_theirs(question) else ()
    question = replace(question, parties=()) if whose else question
    by_them = [one for one in scope.facts(desk, question, kind, named=True) if _by(desk, question, one)]
    by_them = scope.once(scope.on_topic(desk, question, by_them, "text", "by", "yes_means")) or [
        one for one in sections.of_matter(desk, question, kind) if _by(desk, question, one)
    ]
    found = [one for one in by_them if _of_kind(question, one)]
    found = [one for one in found if whose and _is_on(desk, one, whose)] or found
    if not found and (question.people or question.parties):
        found = by_them
    if not found:
        return _only_counted(desk, question) or _none(desk, question)
    if question.intent == "votes":
        found = _last_first(found)
    if _leaves_open(question, found):
        return None
    sheet = Sheet(desk, question)
    for one in scope.page(question, found):
        stands.add(sheet, one)
    told = sheet.items[0].text if sheet.items else ""
    if question.intent == "votes":
        _decided(sheet, found)
    notes = sheet.rest(len(found), scope.SHOWN)
    return sheet.answered(_lead(sheet, question, found, told), [*notes, *stands.adjusted_notes(found)])


def _only_counted(desk: Desk, question: Question) -> Answer | None:
    """The counts of a matter's votes, where a party's vote is asked for and the minutes name nobody."""
    whose = question.parties
    if (
        question.intent != "votes"
        or question.people
        or not whose
        or not (question.topic or question.case or question.item)
    ):
        return None
    anyone = replace(question, parties=())
    found = [*scope.facts(desk, anyone, "votes")]
    found = scope.once(scope.on_topic(desk, anyone, found, "text", "yes_means"))
    found = found or sections.of_matter(desk, anyone, "votes")
    if not found or any(isinstance(one.fact, VoteCount) and one.fact.ballots for one in found):
        return None
    found = _last_first(list(found))
    sheet = Sheet(desk, question)
    for one in scope.page(question, found):
        stands.add(sheet, one)
    _decided(sheet, found)
    notes = [*sheet.rest(len(found), scope.SHOWN), *stands.adjusted_notes(found)]
    return sheet.answered(of_matters.unnamed_votes(whose, sheet.items[0].text), notes)


def _last_first(found: list[Found]) -> list[Found]:
    """Votes of one § in the order that makes the one that settled it the first; the §§ stay as they are."""
    places = list(dict.fromkeys(stands.place(one) for one in found))
    return sorted(
        found, key=lambda one: (places.index(stands.place(one)), -(one.fact.source.page or 0), -one.fact.source.start)
    )


def _decided(sheet: Sheet, found: Sequence[Found]) -> None:
    """Add what was decided where all votes are of one §: a count alone does not say how it ended."""
    places = {stands.place(one) for one in found}
    if len(places) != 1 or not (item := stands.place(found[0])[1]):
        return
    query = FactQuery("decisions", document=found[0].document.id, item=item, limit=_CLAUSES)
    for one in sheet.desk.store.facts(sheet.desk.reader, query):
        decisions.add(sheet, scope.upward(one), headed=True)


def _on_theirs(question: Question) -> bool:
    """Whether a party is named as the one whose proposal was voted on ("SDs återremiss"), not as a voter."""
    letters = "|".join(re.escape(one) for one in question.parties)
    return bool(letters and re.search(rf"\b(?:(?:{letters})(?::?s)\b|från (?:{letters})\b)", question.said))


def _is_on(desk: Desk, found: Found, parties: Sequence[str]) -> bool:
    """Whether the words before a count say that it was on a proposal of one of the parties or their members."""
    source = found.fact.source
    page = next((page for page in desk.store.pages(desk.reader, found.document.id) if page.number == source.page), None)
    said = page.text[max(source.start - _BEFORE, 0) : source.start] if page else ""
    said = said[max(said.rfind("Ja för"), said.rfind("Ja-röst"), said.rfind("Ja betyder"), 0) :]
    names = scope.members(desk, found.document, parties)
    return any(name in fold(said) for name in names if " " in name) or any(
        re.search(rf"\b{re.escape(one)}\b", said) for one in parties
    )


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
    if question.unions and not any(same_union(name, union) for union in question.unions for name in named):
        return False
    if not question.parties or folded & scope.members(desk, found.document, question.parties):
        return True
    return scope.of_party(fact, question.parties)


def _of_kind(question: Question, found: Found) -> bool:
    fact = found.fact
    if not question.aspect or not isinstance(fact, Statement) or fact.kind == question.aspect:
        return True
    stood_aside = question.aspect == _STOOD_ASIDE and fact.kind == "jäv"
    return stood_aside and _ASIDE.search(messages.one_line(fact.text or fact.source.quote)) is not None


_STOOD_ASIDE = "deltar inte i beslutet"
_ASIDE = re.compile(r"\b(?:deltar|deltog|deltagit) (?:inte|ej)\b.*\bbeslut", re.IGNORECASE)
"""How a jäv is noted of which the minutes say that the person took no part in the decision."""


def _none(desk: Desk, question: Question) -> Answer | None:
    """The matter is held and notes none: that is the answer, and it cites the matter's decision or heading."""
    if question.case is None and question.item is None and not question.topic:
        return None
    if question.people or question.parties or question.unions:
        return None
    held = [*scope.facts(desk, question, "decisions"), *scope.facts(desk, question, "agenda_items")]
    held = [one for one in scope.on_topic(desk, question, held, "text") if one.document.kind in _MINUTES]
    held = [one for one in held if _headed(desk, question, one)]
    if not held:
        return None
    document, item = stands.place(held[0])
    if question.case is None and item and _any(desk, question, document, item):
        return None
    sheet = Sheet(desk, question)
    if any(_TOLD_OF[question.intent].search(scope.section_text(desk, one)) for one in held[:3]):
        return None
    for one in held[:3]:
        if isinstance(one.fact, Decision | AgendaItem):
            text = one.fact.text if isinstance(one.fact, Decision) else one.fact.heading
            what = of_matters.decision() if isinstance(one.fact, Decision) else of_matters.matter_label()
            sheet.add_fact(one, text, messages.label(what, messages.section(stands.place(one)[1])))
    return sheet.answered(of_matters.none_noted(question.intent, question.aspect))


def _headed(desk: Desk, question: Question, found: Found) -> bool:
    """Whether the heading speaks of what is asked about: a § that only mentions it is another matter."""
    heading = Bag.of(getattr(found.fact, "heading", None) or scope.heading(desk, found))
    return not question.topic or any(heading.holds(root) for root in question.topic)


def _any(desk: Desk, question: Question, document: int, item: str) -> bool:
    query = FactQuery(_LISTS[question.intent], document=document, item=item)
    return any(_of_kind(question, one) for one in desk.store.facts(desk.reader, query))


def _leaves_open(question: Question, found: Sequence[Found]) -> bool:
    """Whether a vote's named ballots lack those who are asked for: the text may name them."""
    fact = found[0].fact
    if not isinstance(fact, VoteCount) or len(found) > 1 or not fact.ballots:
        return False
    side = sides.side_of(question, fact)
    return side is not None and not sides.named(fact, side)


def _lead(sheet: Sheet, question: Question, found: list[Found], told: str) -> str:
    """told: what the first item says."""
    first = found[0].fact
    if isinstance(first, VoteCount):
        return _vote_lead(sheet, question, found, told)
    voices = [one.fact for one in found if isinstance(one.fact, Reservation | Statement)]
    by = list(dict.fromkeys(name for fact in voices for name in stands.by_with_party(fact)))
    if question.intent == "reservations":
        return of_matters.reserved_lead(by, len(found), "" if question.body or question.case else _where(found))
    return of_matters.stated_lead(_kind_of(question, found), by)


def _where(found: Sequence[Found]) -> str:
    """ "Tekniska nämnden 20 april 2026", where all of it is of one meeting."""
    documents = {(one.document.body, one.document.date) for one in found}
    document = found[0].document
    told = (document.body, stands.day_of(document))
    return " ".join(part for part in told if part) if len(documents) == 1 and all(told) else ""


def _kind_of(question: Question, found: Sequence[Found]) -> str:
    """The kind that was asked for, else that of all that was found."""
    kinds = {one.fact.kind for one in found if isinstance(one.fact, Statement)}
    if question.aspect and question.aspect in kinds:
        return question.aspect
    return kinds.pop() if len(kinds) == 1 else of_matters.statement()


def _vote_lead(sheet: Sheet, question: Question, found: Sequence[Found], lead: str) -> str:
    """lead: the count of the first vote in words."""
    votes = [one.fact for one in found if isinstance(one.fact, VoteCount)]
    fact, count = votes[0], len(found)
    wanted = {fold(name) for name in question.people}
    ballots = [ballot for ballot in fact.ballots if fold(ballot.name) in wanted]
    if ballots:
        return of_matters.ballot(ballots[0].name, ballots[0].vote)
    parties = [ballot for ballot in fact.ballots if ballot.party in question.parties]
    if parties and question.parties:
        return of_matters.ballots([(ballot.name, ballot.vote) for ballot in parties])
    side = sides.side_of(question, fact, stands.proposition(sheet, found[0].document, fact))
    if side is None:
        return lead if count == 1 else of_matters.votes_lead(count, lead)
    told = of_matters.voters(side, sides.named(fact, side), lead)
    return told if count == 1 else of_matters.votes_lead(count, told)
