"""What someone wants decided: yrkanden, initiativ, motioner and förslag till beslut, never told as decisions."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import messages
from bot.answers import authors, decisions, fates, motions, movers, prepared, scope, sections, stands, submitted
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.answers.unanswered import unanswered
from bot.follow_up.life import telling
from bot.messages import of_matters
from bot.questions import capitals, vocabulary
from bot.questions.affiliations import same_union
from bot.questions.normalise import Bag, words
from bot.questions.question import Question
from knowledge.facts import Decision, Proposal
from knowledge.names import fold
from knowledge.store.api import Document, FactQuery, Found, Link

_NAMED = 12
"""Names that a lead holds at most."""
_LONG_ROOT = 6
"""Letters of a root in which a compound may end ("solcellsmotionen")."""
_FEW_THEIRS = 60
"""Proposals of one mover whose §§ are read for the words of the question."""
_KINDS = {
    "yrkande": ("yrkande",),
    "förslag till beslut": ("förslag till beslut",),
    "initiativ": ("initiativ", "motion"),
}


_AND_OTHERS = r"(?: \([^)]+\))?(?: (?:med flera|m\.?\s?fl\.?)s?)?"
_AGREES = re.compile(r"\b(?:instämmer|instämde|ansluter sig till|biträder|stödjer|stöder)\b")
_WITH_PARTY = re.compile(
    r"([A-ZÅÄÖÉÜ][\w'’-]+(?: (?:[A-ZÅÄÖÉÜ][\w'’-]+|von|af|de|van|der))+) \([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}\)"
)
_ON_THEIRS = re.compile(r"\b(?:avslag|bifall|återremiss)\w* (?:på|till|av)\b", re.IGNORECASE)
"""After "yrkade avslag på" a party is whose proposal it is, not who moved."""


def proposals(desk: Desk, question: Question) -> Answer | None:
    """The proposals that the question means; None where there is none."""
    if question.aspect == "unanswered":
        return unanswered(desk, question)
    owned = _owned(question)
    if owned:
        question = question.without_body()
    if _names_document(question):
        question = question.without_topic(_document_roots())
    if told := motions.headings(desk, question):
        return told
    if question.aspect == "fate" and (told := _own_matter(desk, question) or _found_of(desk, question)):
        return told
    found, of_paper = _meant(desk, question)
    found = scope.once(found)
    if owned:
        found = [one for one in found if owned.search(messages.one_line(one.fact.source.quote))]
    passed_on = [] if of_paper else _passed_on(desk, question)
    if question.asks_who and found and not _named(found):
        papers = [one.document for one in found]
        return authors.parties_behind(desk, question, papers) or _elsewhere(desk, question)
    if (not found and not passed_on) or (question.asks_who and not _named(found)):
        return _elsewhere(desk, question)
    if _nobody_supports(desk, question, found) and (elsewhere := _elsewhere(desk, question)):
        return elsewhere
    return _told(desk, question, found, passed_on)


def _found_of(desk: Desk, question: Question) -> Answer | None:
    """What the chair found of a yrkande that is named by what it is about alone."""
    return None if question.people or question.parties else fates.by_words(desk, question)


def _own_matter(desk: Desk, question: Question) -> Answer | None:
    """The decision on a yrkande that is a matter of its own: its § is headed "Yrkande från …"."""
    asked = replace(question, intent="decisions", aspect="", parties=(), people=())
    found = scope.on_topic(desk, asked, scope.facts(desk, asked, "decisions"), own_only=True)
    put = [movers.put_by(scope.heading(desk, one)) for one in found]
    theirs = [one for one in put if one and one[0].startswith("yrkande") and _is_from(question, one[1])]
    return decisions.decisions(desk, asked) if theirs and len(theirs) == len(put) else None


def _is_from(question: Question, who: str) -> bool:
    """Whether whom the question names is among those whom a heading names."""
    letters = set(re.findall(r"[A-ZÅÄÖ]{1,4}\b", who))
    return set(question.parties) <= letters and all(fold(name) in fold(who) for name in question.people)


def _told(desk: Desk, question: Question, found: list[Found], passed_on: list[Found]) -> Answer | None:
    """The answer with these proposals, each with what became of it."""
    fate = fates.fates(desk, found)
    if question.aspect == "fate":
        found = [one for one in found if one.id in fate]
        if not found:
            return fates.finding(desk, question)
    sheet = Sheet(desk, question)
    for one in scope.page(question, found):
        stands.add(sheet, one, fate=fates.said(fate.get(one.id)))
    for one in passed_on[: scope.SHOWN]:
        decisions.add(sheet, one, headed=len(passed_on) > 1)
    notes = [*sheet.rest(len(found), scope.SHOWN), *telling.papers(desk, found)]
    if question.aspect == "fate":
        return sheet.answered(_fate_lead(found, fate), notes)
    also = _joined(desk, found) if question.aspect == "supporters" else []
    return sheet.answered(_lead(question, found, passed_on, also), [*notes, of_matters.only_proposals()])


def _meant(desk: Desk, question: Question) -> tuple[list[Found], bool]:
    """The proposals on the topic by whom the question names, and whether they are those of one motion's own text."""
    by_them = [one for one in scope.facts(desk, question, "proposals", named=True) if _by(desk, question, one)]
    moved = [one for one in by_them if one.document.kind in scope.MOVED] if _names_document(question) else []
    of_moved = _of_moved(desk, question, moved)
    found = of_moved or scope.on_topic(desk, question, by_them, "text", "response", "by")
    found = found or [one for one in sections.of_matter(desk, question, "proposals") if _by(desk, question, one)]
    found = found or _by_their_section(desk, question)
    return _of_kind(question.aspect, found, strict=motions.only(question)), bool(of_moved)


def _by_their_section(desk: Desk, question: Question) -> list[Found]:
    """What those whom the question names moved in the one § whose text holds every word of the question."""
    if not question.topic or not (question.people or question.unions or question.parties):
        return []
    theirs = replace(question, topic=())
    moved = [one for one in scope.facts(desk, theirs, "proposals", named=True) if _by(desk, question, one)]
    held = [
        one
        for one in moved[:_FEW_THEIRS]
        if getattr(one.fact, "item", None)
        and Bag.of(scope.section_text(desk, one)).covers(question.topic)
        and capitals.held(question.names, scope.section_text(desk, one))
    ]
    return held if len({stands.place(one) for one in held}) == 1 else []


def _named(found: list[Found]) -> bool:
    return any(getattr(one.fact, "by", ()) for one in found)


def _nobody_supports(desk: Desk, question: Question, found: list[Found]) -> bool:
    """Whether it is asked who stands behind what is moved, and no proposal says that anyone supports it."""
    if question.aspect != "supporters" or any(getattr(one.fact, "supported_by", ()) for one in found):
        return False
    return not _joined(desk, found)


def _elsewhere(desk: Desk, question: Question) -> Answer | None:
    """What the minutes say where no proposal is held as a fact: who put a motion, what was found of a yrkande."""
    if question.aspect == "fate":
        return fates.finding(desk, question)
    if question.asks_who and question.aspect == "förslag till beslut" and not (question.people or question.parties):
        return prepared.prepared(desk, question)
    asks_movers = question.asks_who and question.aspect == "initiativ"
    if asks_movers and (listed := submitted.put_in(desk, question)):
        return listed
    return movers.movers(desk, question) if asks_movers or question.aspect == "supporters" else None


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
    long = tuple(root for root in named if len(root) >= _LONG_ROOT)
    return any(word.root in named or word.root.endswith(long) for word in words(question.said))


def _document_roots() -> frozenset[str]:
    return frozenset().union(*(vocabulary.document_words()[kind] for kind in scope.MOVED))


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
    return scope.of_party(fact, question.parties) or authors.of_parties(desk, found.document, question.parties)


def _of_moved(desk: Desk, question: Question, moved: list[Found]) -> list[Found]:
    """What the motions and initiatives on the topic propose: all of one whose title is about it."""
    near = {one.id for one in scope.on_topic(desk, question, moved, "text", "by")}
    return [one for one in moved if one.id in near or Bag.of(one.document.title).covers(question.topic)]


def _signed(desk: Desk, question: Question, document: Document) -> bool:
    """Whether a motion or initiative is by whom the question names: by its title, else by its signatures."""
    if document.kind not in scope.MOVED:
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


def _fate_lead(found: list[Found], told: dict[int, Link]) -> str:
    facts = [(one.fact, fates.said(told[one.id])) for one in found if isinstance(one.fact, Proposal)]
    return of_matters.fates_lead([(fact.kind, fact.by, fact.text, fate or "") for fact, fate in facts])


def _joined(desk: Desk, found: list[Found]) -> list[str]:
    """Who wants in the same §§ what one of these moved: by a proposal of their own ("bifall till Eva Eks förslag"), or
    in a sentence of the minutes ("Bo By (S) instämmer i Eva Eks yrkande")."""
    moved = {re.escape(name) for one in found for name in getattr(one.fact, "by", ())}
    if not moved:
        return []
    theirs = re.compile(rf"\b(?:{'|'.join(moved)}):?s?\b{_AND_OTHERS} \w*(?:förslag|yrkande)")
    joined: dict[str, None] = {}
    for document, item in dict.fromkeys(stands.place(one) for one in found):
        for one in desk.store.facts(desk.reader, FactQuery("proposals", document=document, item=item)) if item else ():
            text = messages.one_line(getattr(one.fact, "text", ""))
            if theirs.search(text) and re.search(r"\bbif[aö]ll", text):
                joined.update(dict.fromkeys(getattr(one.fact, "by", ())))
    for one in found:
        for sentence in re.split(r"(?<=[.!?])\s+", messages.one_line(scope.section_text(desk, one))):
            agrees = _AGREES.search(sentence)
            if agrees and theirs.search(sentence, agrees.end()):
                joined.update(dict.fromkeys(_WITH_PARTY.findall(sentence[: agrees.start()])))
    return list(joined)


def _lead(question: Question, found: list[Found], passed_on: list[Found], also: list[str]) -> str:
    facts = [one.fact for one in found if isinstance(one.fact, Proposal)]
    if question.aspect == "supporters" and facts:
        supporters = list(dict.fromkeys(name for fact in facts for name in (*fact.supported_by, *also)))
        by = dict.fromkeys(name for fact in facts for name in fact.by if name not in supporters)
        return of_matters.supporters(supporters, list(by))
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
    if facts and not passed_on and (named := _movers(question, facts)):
        return of_matters.moved_by([fact.kind for fact in facts], named, len(facts))
    return of_matters.proposals_lead(len(facts) + len(passed_on))


def _movers(question: Question, facts: list[Proposal]) -> list[str]:
    """All who moved, where it is asked who or one paper says it all; none where they are too many to name."""
    one_paper = len({fact.by for fact in facts}) == 1 and all(fact.kind in ("motion", "initiativ") for fact in facts)
    if not (question.asks_who or one_paper) or not all(fact.by for fact in facts):
        return []
    by = list(dict.fromkeys(name for fact in facts for name in fact.by))
    return by if len(by) <= _NAMED else []
