"""What the record holds: whose documents, from which years, which kinds, what came last; each line is cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot import messages
from bot.answers import choosing, scope
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_collection
from bot.questions import vocabulary
from bot.questions.normalise import Bag, root, words
from bot.questions.question import Question
from knowledge.facts import AgendaItem, Source
from knowledge.store.api import Document

_ALL = 1_000_000
_CITABLE: Mapping[str, Sequence[str]] = {
    "bodies": ("body", "date", "title", "municipality"),
    "municipalities": ("municipality", "title", "date"),
    "documents": ("title", "date", "body", "municipality"),
}
"""Where a document says of whom it is, or what: the scalars whose source is cited, the best first."""
_TRIED = 5
"""Documents of one body that are looked at for a place to cite, the newest first."""


@dataclass(slots=True)
class _Group:
    """Documents of one body or municipality, newest first."""

    name: str
    place: str | None
    documents: list[Document] = field(default_factory=list)


def collection(desk: Desk, question: Question) -> Answer | None:
    """What is held of what the question asks: bodies, municipalities, documents or matters; None where nothing is."""
    if question.aspect == "matters":
        return _matters(desk, question)
    held = [one for one in _documents(desk, question) if scope.of_place(question, one)]
    if question.aspect == "documents":
        return _listed(desk, question, held)
    groups = _by_place(held) if question.aspect == "municipalities" else _by_body(held)
    cited = [(one, place) for one in groups if (place := _cite(desk, question.aspect, one.documents))]
    sheet = Sheet(desk, question)
    places = {one.place for one in groups}
    for one, (document, source) in scope.page(question, cited):
        name = messages.label(one.name, one.place if len(places) > 1 and question.aspect == "bodies" else None)
        sheet.add(of_collection.held(len(one.documents), _years(one.documents)), document, source, name)
    if not sheet.items:
        return None
    told = [one.name for one, _ in cited]
    lead = of_collection.lead(question.aspect, told, question.municipality)
    return sheet.answered(lead, sheet.rest(len(cited), scope.SHOWN))


def _documents(desk: Desk, question: Question) -> list[Document]:
    period = question.period
    since, until = (period.since, period.until) if period else (None, None)
    found = desk.store.documents(desk.reader, since=since, until=until, limit=_ALL)
    return sorted(found, key=lambda one: one.date or "", reverse=True)


def _listed(desk: Desk, question: Question, held: Sequence[Document]) -> Answer | None:
    """The documents, newest first, of the kind that is asked for where one is."""
    kinds = _kinds(question)
    of_body = [one for one in held if scope.of_body(question, one) and (not kinds or one.kind in kinds)]
    sheet = Sheet(desk, question)
    for one in scope.page(question, of_body):
        if place := _cite(desk, "documents", [one]):
            sheet.add(one.title, *place, messages.label(messages.capital(one.kind), choosing.document_said(one)))
    if not sheet.items:
        return not_found(desk, question, of_collection.none_of(min(kinds, default=None)))
    lead = of_collection.documents(len(of_body), choosing.document_said(of_body[0]), min(kinds, default=None))
    return sheet.answered(lead, sheet.rest(len(of_body), scope.SHOWN))


def _matters(desk: Desk, question: Question) -> Answer | None:
    """The matters whose heading says that they are of the kind that is asked for, newest first."""
    found = scope.once(
        one
        for one in scope.facts(desk, question, "agenda_items")
        if isinstance(one.fact, AgendaItem) and Bag.of(one.fact.heading).covers(question.topic)
    )
    sheet = Sheet(desk, question)
    for one in scope.page(question, found):
        if isinstance(one.fact, AgendaItem):
            where = messages.label(messages.section(one.fact.number), choosing.document_said(one.document))
            sheet.add_fact(one, one.fact.heading, where)
    if not sheet.items:
        return not_found(desk, question, of_collection.no_matter())
    lead = of_collection.matters(len(found), question.topic_said, choosing.document_said(found[0].document))
    return sheet.answered(lead, sheet.rest(len(found), scope.SHOWN))


def _kinds(question: Question) -> frozenset[str]:
    """The kinds of documents that the question names ("vilka protokoll finns?")."""
    said = {root(word.folded) for word in words(question.said)}
    return frozenset(kind for kind, names in vocabulary.document_words().items() if said & {root(one) for one in names})


def _by_place(held: Iterable[Document]) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for one in held:
        if one.municipality:
            groups.setdefault(one.municipality, _Group(one.municipality, None)).documents.append(one)
    return [groups[name] for name in sorted(groups)]


def _by_body(held: Iterable[Document]) -> list[_Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for one in held:
        if one.body:
            key = (one.municipality or "", one.body.casefold())
            groups.setdefault(key, _Group(one.body, one.municipality)).documents.append(one)
    return [groups[key] for key in sorted(groups)]


def _cite(desk: Desk, aspect: str, documents: Sequence[Document]) -> tuple[Document, Source] | None:
    """The newest of the documents that says of whom it is, and where."""
    for one in documents[:_TRIED]:
        info = desk.store.info(desk.reader, one.id)
        sources = info.sources if info else {}
        if source := next((sources[name] for name in _CITABLE[aspect] if name in sources), None):
            return one, source
        meeting = next(iter(desk.store.meetings(desk.reader, document=one.id, limit=1)), None)
        if meeting and (source := next(iter(meeting.meeting.sources.values()), None)):
            return one, source
    return None


def _years(documents: Sequence[Document]) -> tuple[str, str] | None:
    days = sorted(one.date for one in documents if one.date)
    return (days[0][:4], days[-1][:4]) if days else None
