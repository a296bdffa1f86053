"""What someone wants decided: yrkanden, initiativ, motioner and förslag till beslut, never told as decisions."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import messages
from bot.answers import authors, decisions, scope, stands
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions import vocabulary
from bot.questions.affiliations import same_union
from bot.questions.normalise import Bag, words
from bot.questions.question import Question
from knowledge.facts import Decision, Proposal
from knowledge.names import fold
from knowledge.store.api import Document, FactQuery, Found

_MOVED = ("motion", "ledamotsinitiativ")
_KINDS = {
    "yrkande": ("yrkande",),
    "förslag till beslut": ("förslag till beslut",),
    "initiativ": ("initiativ", "motion"),
}


_ON_THEIRS = re.compile(r"\b(?:avslag|bifall|återremiss)\w* (?:på|till|av)\b", re.IGNORECASE)
"""After "yrkade avslag på" a party is whose proposal it is, not who moved."""


def proposals(desk: Desk, question: Question) -> Answer | None:
    """The proposals that the question means; None where there is none."""
    owned = _owned(question)
    if owned:
        question = question.without_body()
    if _names_document(question):
        question = question.without_topic(_document_roots())
    by_them = [one for one in scope.facts(desk, question, "proposals", named=True) if _by(desk, question, one)]
    moved = [one for one in by_them if one.document.kind in _MOVED] if _names_document(question) else []
    of_moved = _of_moved(desk, question, moved)
    found = of_moved or scope.on_topic(desk, question, by_them, "text", "response", "by")
    found = _of_kind(question.aspect, found, strict=question.asks_who and question.aspect == "initiativ")
    if owned:
        found = [one for one in found if owned.search(messages.one_line(one.fact.source.quote))]
    passed_on = [] if of_moved else _passed_on(desk, question)
    if question.asks_who and found and not any(getattr(one.fact, "by", ()) for one in found):
        return authors.parties_behind(desk, question, [one.document for one in found])
    if (not found and not passed_on) or (question.asks_who and not any(getattr(one.fact, "by", ()) for one in found)):
        return None
    sheet = Sheet(desk, question)
    for one in scope.page(question, found):
        stands.add(sheet, one)
    for one in passed_on[: scope.SHOWN]:
        decisions.add(sheet, one, headed=len(passed_on) > 1)
    notes = sheet.rest(len(found), scope.SHOWN)
    return sheet.answered(_lead(question, found, passed_on), [*notes, of_matters.only_proposals()])


def _owned(question: Question) -> re.Pattern[str] | None:
    """ "Yrkade bifall till styrelsens förslag": the body is whose proposal it was, not where it was moved."""
    if question.body is None or question.aspect != "yrkande":
        return None
    owned = rf"\b{re.escape(question.body.said.removesuffix('s'))}s?\s+förslag"
    asked = re.search(rf"\b(?:bifall|avslag)\b.*{owned}", question.said, re.IGNORECASE)
    return re.compile(owned, re.IGNORECASE) if asked else None


def _names_document(question: Question) -> bool:
    """Whether the question is about what a motion or an initiative itself says."""
    named = _document_roots()
    return any(word.root in named for word in words(question.said))


def _document_roots() -> frozenset[str]:
    return frozenset().union(*(vocabulary.document_words()[kind] for kind in _MOVED))


def _of_kind(aspect: str, found: list[Found], *, strict: bool) -> list[Found]:
    """Those of the kind that was asked for; the others where none is, unless it is asked who wrote it."""
    kinds = _KINDS.get(aspect, ())
    fitting = [one for one in found if getattr(one.fact, "kind", None) in kinds]
    return fitting if fitting or strict else found


def _by(desk: Desk, question: Question, found: Found) -> bool:
    """Whether whoever the question names moved it (or, asked for it, supported it)."""
    fact = found.fact
    if not isinstance(fact, Proposal):
        return False
    movers = (*fact.by, *fact.supported_by) if not question.aspect else fact.by
    folded = {fold(name) for name in movers}
    if question.people and not folded & {fold(name) for name in question.people}:
        return _signed(desk, question, found.document)
    if question.unions and not any(same_union(name, union) for union in question.unions for name in movers):
        return False
    if (
        not question.parties
        or _ON_THEIRS.search(question.said)
        or folded & scope.members(desk, found.document, question.parties)
    ):
        return True
    return scope.of_party(fact, question.parties)


def _of_moved(desk: Desk, question: Question, moved: list[Found]) -> list[Found]:
    """What the motions and initiatives on the topic propose: all of one whose title is about it."""
    near = {one.id for one in scope.on_topic(desk, question, moved, "text", "by")}
    return [one for one in moved if one.id in near or Bag.of(one.document.title).covers(question.topic)]


def _signed(desk: Desk, question: Question, document: Document) -> bool:
    """Whether a motion or initiative is by whom the question names: by its title, else by its signatures."""
    if document.kind not in _MOVED:
        return False
    signed = desk.store.facts(desk.reader, FactQuery("signatories", document=document.id))
    told = " | ".join([fold(document.title), *(fold(getattr(one.fact, "name", "")) for one in signed)])
    return any(fold(name) in told for name in question.people)


def _passed_on(desk: Desk, question: Question) -> list[Found]:
    """What a body proposes to another one."""
    by_others = question.unions or question.parties or (question.people and not question.body)
    if question.aspect != "förslag till beslut" or by_others:
        return []
    named = tuple(word.root for name in question.people for word in words(name))
    question = replace(question, topic=(*question.topic, *named))
    found = [
        one
        for one in scope.facts(desk, question, "decisions")
        if isinstance(one.fact, Decision) and one.fact.proposed_to
    ]
    return scope.on_topic(desk, question, found, "text", "proposed_to")


def _lead(question: Question, found: list[Found], passed_on: list[Found]) -> str:
    facts = [one.fact for one in found if isinstance(one.fact, Proposal)]
    if question.aspect == "supporters" and facts:
        supporters = list(dict.fromkeys(name for fact in facts for name in fact.supported_by))
        return of_matters.supporters(supporters, list(dict.fromkeys(name for fact in facts for name in fact.by)))
    if question.aspect == "response" and len(facts) == 1 and facts[0].response:
        return of_matters.response(facts[0].response)
    if len(facts) == 1 and not passed_on:
        fact = facts[0]
        return of_matters.proposal_lead(fact.kind, fact.by, fact.text)
    if len(passed_on) == 1 and not facts:
        fact_ = passed_on[0].fact
        body = passed_on[0].document.body
        if isinstance(fact_, Decision) and fact_.proposed_to:
            return of_matters.proposed_one("", fact_.body or body, fact_.proposed_to, messages.one_line(fact_.text))
    return of_matters.proposals_lead(len(facts) + len(passed_on))
