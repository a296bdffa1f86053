"""One case from initiative to follow-up, oldest first: each step with its day, body, what it is and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot import messages
from bot.answers import matter, scope, stands
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet, basis_notes
from bot.messages import of_matters, of_promises, of_timelines
from bot.questions.question import Question
from knowledge.facts import (
    AgendaItem,
    Assignment,
    Decision,
    Fact,
    Part,
    Promise,
    Proposal,
    Recommendation,
    Reservation,
    Statement,
    VoteCount,
)
from knowledge.store.api import Document, Found, Link

_SHOWN = 40
_HANDED_IN = ("motion", "ledamotsinitiativ")


@dataclass(slots=True)
class _Step:
    """One entry: what it is ("Yrkande"), its words, where they stand, and how far back or on it lies."""

    document: Document
    what: str
    text: str
    source: Part
    item: str | None = None
    body: str | None = None
    notes: list[str] = field(default_factory=list)
    at: tuple[object, ...] = ()


def timeline(desk: Desk, question: Question) -> Answer | None:
    """The chronology of the case that the question names, or that its topic means; None where there is none."""
    asked = matter.meant(desk, question)
    if asked is None or isinstance(asked, Answer):
        return asked
    every = matter.facts_of(desk, asked)
    found = scope.once(every)
    steps = [*_begun(desk, found), *_told(found), *_answered(desk, found), *_bare(desk, asked, every)]
    if not steps:
        return not_found(desk, asked, of_matters.any_trace())
    steps.sort(key=lambda step: step.at)
    sheet = Sheet(desk, asked)
    for step in steps[:_SHOWN]:
        day = messages.day(step.document.date) if step.document.date else of_timelines.undated()
        label = messages.label(day, step.what, messages.section(step.item), step.body)
        sheet.add(step.text, step.document, step.source, label, step.notes)
    left = [messages.more_left(len(steps) - _SHOWN)] if len(steps) > _SHOWN else []
    return sheet.answered(_lead(asked, found, steps), [*left, *_open_ends(found), *stands.adjusted_notes(found)])


def _begun(desk: Desk, found: Sequence[Found]) -> Iterator[_Step]:
    """The motions and initiatives that the case's headings name, clause by clause."""
    here = {one.id for one in found}
    clauses: dict[int, Link] = {}
    for document in {one.document.id: one.document for one in found}.values():
        for link in desk.store.links(desk.reader, kind="origin", document=document.id):
            if link.target.id not in here and (link.source is None or link.source in here):
                clauses.setdefault(link.target.id, link)
    for link in clauses.values():
        what, text, notes = _prepared(link.target.fact)
        paper = link.target.document
        yield _Step(
            paper, what, text, link.target.fact.source, None, _body(paper),
            [*notes, of_timelines.named_in(link.quote)], matter.order(link.target),
        )  # fmt: skip


def _told(found: Sequence[Found]) -> Iterator[_Step]:
    """The facts of the case; a § in which nothing else is noted is told as taken up."""
    noted = {stands.place(one) for one in found if not isinstance(one.fact, AgendaItem)}
    duties = {(one.document.id, one.fact.text): one.fact for one in found if isinstance(one.fact, Assignment)}
    decided = {(one.document.id, one.fact.text) for one in found if isinstance(one.fact, Decision)}
    for one in found:
        same = (one.document.id, getattr(one.fact, "text", ""))
        if (isinstance(one.fact, AgendaItem) and stands.place(one) in noted) or (
            isinstance(one.fact, Assignment) and same in decided
        ):
            continue
        what, text, notes = _said(one)
        if isinstance(one.fact, Decision) and same in duties:
            notes = [_duty(duties[same]), *notes]
        body = getattr(one.fact, "body", None) or _body(one.document)
        item = stands.place(one)[1]
        yield _Step(
            one.document, what, text, one.fact.source, item, body,
            [*notes, *basis_notes(one.fact)], matter.order(one),
        )  # fmt: skip


def _body(document: Document) -> str | None:
    """Whose minutes it is; of any other paper, to whom it goes."""
    return document.body if document.kind in scope.MINUTES else of_timelines.goes_to(document.body)


def _said(one: Found) -> tuple[str, str, list[str]]:
    """(what it is, its words, what a reader must know of it)."""
    fact = one.fact
    if isinstance(fact, Decision):
        return _decided(one, fact)
    if isinstance(fact, VoteCount):
        return of_matters.vote_label(), of_matters.vote(fact.yes, fact.no, fact.abstain, fact.yes_means), []
    if isinstance(fact, Reservation):
        return of_matters.reservation_label(), of_matters.reserved(stands.by_with_party(fact), fact.text), []
    if isinstance(fact, Statement):
        return messages.capital(fact.kind), of_matters.stated(stands.by_with_party(fact), fact.text), []
    return _prepared(fact)


def _decided(one: Found, fact: Decision) -> tuple[str, str, list[str]]:
    notes = [messages.dispatched(fact.dispatched_to)] if fact.dispatched_to else []
    if fact.immediately_adjusted:
        notes.insert(0, messages.immediately_adjusted())
    if fact.proposed_to:
        return of_matters.proposal_to(fact.proposed_to), fact.text, [messages.proposes(fact.proposed_to), *notes]
    if one.document.kind == "samverkansprotokoll":
        return of_timelines.with_unions(), fact.text, notes
    return of_matters.decision(), fact.text, notes


def _prepared(fact: Fact) -> tuple[str, str, list[str]]:
    if isinstance(fact, Proposal):
        text = of_matters.proposed(fact.by, fact.text, fact.supported_by, fact.response)
        return of_timelines.proposal(fact.kind), text, []
    if isinstance(fact, Assignment):
        return _duty(fact), fact.text, []
    if isinstance(fact, Promise):
        due = of_matters.due(fact.due) if fact.due else None
        return messages.label(of_promises.promise(), due), fact.text, []
    return of_timelines.taken_up(), fact.heading if isinstance(fact, AgendaItem) else "", []


def _duty(fact: Assignment) -> str:
    return messages.label(of_matters.assignment(), of_matters.due(fact.due) if fact.due else None)


def _answered(desk: Desk, found: Sequence[Found]) -> Iterator[_Step]:
    """The recommendations that the case's documents answer, with each answer."""
    seen: set[int] = set()
    for document in {one.document.id: one.document for one in found}.values():
        for link in desk.store.links(desk.reader, kind="answers", document=document.id):
            target = link.target.fact
            if not isinstance(target, Recommendation):
                continue
            if link.target.id not in seen:
                seen.add(link.target.id)
                yield _recommended(link, target)
            what = of_timelines.answer_to(target.number)
            yield _Step(
                document, what, link.quote, scope.part(link), None, _body(document), [messages.tie_derived()],
                (*matter.order_of(document), 1, target.number),
            )  # fmt: skip


def _recommended(link: Link, fact: Recommendation) -> _Step:
    report = link.target.document
    to = f"till {messages.one_line(fact.addressee)}" if fact.addressee else None
    return _Step(
        report, of_matters.recommendation(fact.number), fact.text, fact.source, None, to or report.body,
        [messages.tie_derived(), *basis_notes(fact)], (*matter.order_of(report), 1, fact.number),
    )  # fmt: skip


def _bare(desk: Desk, question: Question, found: Sequence[Found]) -> Iterator[_Step]:
    """Documents of the case in which no fact was found: their title, where the document says it."""
    told = {one.document.id for one in found}
    for document in desk.store.documents(desk.reader, case=question.case):
        if document.id in told or not scope.of_body(question, document) or not scope.of_place(question, document):
            continue
        info = desk.store.info(desk.reader, document.id)
        source = info.sources.get("title") if info else None
        if source is not None:
            yield _Step(
                document, messages.capital(document.kind), source.said, source, None, _body(document),
                [of_timelines.names_the_case()], (*matter.order_of(document), 0),
            )  # fmt: skip


def _lead(question: Question, found: Sequence[Found], steps: Sequence[_Step]) -> str:
    about = of_matters.matter(question.case_said or "", matter.heading(found))
    days = sorted({step.document.date for step in steps if step.document.date})
    documents = len({step.document.id for step in steps})
    return of_timelines.lead(about, len(steps), documents, days, matter.last_decision(found))


def _open_ends(found: Sequence[Found]) -> list[str]:
    """Where the timeline ends; and the bodies to which something was proposed of which no later decision is held."""
    notes = []
    decided = {
        (matter.fold_body(one), one.document.date or "")
        for one in found if isinstance(one.fact, Decision) and not one.fact.proposed_to
    }  # fmt: skip
    for one in found:
        fact = one.fact
        if isinstance(fact, Decision) and fact.proposed_to:
            to, day = fact.proposed_to, one.document.date or ""
            if not any(matter.is_named(body, to) and on >= day for body, on in decided):
                notes.append(of_timelines.not_held_from(to))
    return [*dict.fromkeys(notes), of_timelines.ends_here()]
