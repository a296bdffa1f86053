"""Who signed a document."""

from __future__ import annotations

from dataclasses import replace

from bot import messages
from bot.answers import scope, stands
from bot.answers.answer import Answer
from bot.answers.proposals import proposals
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions import vocabulary
from bot.questions.normalise import Bag, words
from bot.questions.question import Question
from knowledge.facts import Signatory
from knowledge.store.api import Document, Found

_MOVED = {"motion", "ledamotsinitiativ"}
"""Kinds of documents that are somebody's proposal: who wrote one is who moves it."""


def signatories(desk: Desk, question: Question) -> Answer | None:
    """The signatures of the document that the question means; None where the text itself may say who wrote it."""
    if question.aspect == "dated":
        return _dated(desk, question)
    if question.follows and _kinds(question) & _MOVED:
        question = question.without_body()
    found = [
        one
        for one in scope.facts(desk, replace(question, topic=_matter(question)), "signatories")
        if isinstance(one.fact, Signatory)
    ]
    kinds = _named_first(question) & _MOVED
    if kinds:
        found = [one for one in found if one.document.kind in kinds]
        if not found:
            return proposals(desk, replace(question, intent="proposals", aspect="initiativ", topic=_matter(question)))
    if question.topic:
        found = [one for one in found if _of_document(desk, one.document, question)]
    found = _of_named_kind(question, found)
    documents = {one.document.id for one in found}
    if not found or (len(documents) > 1 and not question.topic and not question.case and not question.period):
        return None
    first = found[0].document
    sheet = Sheet(desk, question)
    said: list[str] = []
    for one in found:
        if one.document.id == first.id and isinstance(one.fact, Signatory):
            text = of_meetings.with_title(one.fact.name, one.fact.title or "")
            said.append(text)
            sheet.add_fact(one, text, messages.label(of_meetings.signed(), stands.day_of(one.document)))
    return sheet.answered(of_meetings.signed_lead(first.title, said))


def _of_named_kind(question: Question, found: list[Found]) -> list[Found]:
    """Those of the kind of document that the question names first."""
    kinds = _named_first(question)
    return [one for one in found if one.document.kind in kinds] if kinds else found


def _named_first(question: Question) -> set[str]:
    """The kinds of document that the first word for one may mean ("svaret på revisionsrapporten")."""
    for word in words(question.said):
        kinds = {kind for kind, names in vocabulary.document_words().items() if word.root in names}
        if kinds:
            return kinds
    return set()


def _kinds(question: Question) -> set[str]:
    """The kinds of document that the question names ("motionen")."""
    return {kind for kind, names in vocabulary.document_words().items() if names & set(question.topic)}


def _matter(question: Question) -> tuple[str, ...]:
    """The topic less the words for documents."""
    names = frozenset().union(*vocabulary.document_words().values())
    return tuple(word for word in question.topic if word not in names)


def _dated(desk: Desk, question: Question) -> Answer | None:
    """The day of the document that the question means."""
    kinds = _kinds(question)
    fitting = [
        one
        for one in scope.documents(desk, replace(question, municipality=None), _matter(question))
        if (not kinds or one.kind in kinds)
        and scope.of_body(question, one)
        and (not _matter(question) or Bag.of(one.title, one.body, scope.opening(desk, one)).covers(_matter(question)))
    ]
    if not fitting or (len(fitting) > 1 and not _matter(question)):
        return None
    document = fitting[0]
    info = desk.store.info(desk.reader, document.id)
    source = info.sources.get("date") if info else None
    if not document.date or source is None:
        return None
    sheet = Sheet(desk, question)
    sheet.cite(document, source)
    return sheet.answered(of_meetings.dated_lead(document.title, document.date))


def _of_document(desk: Desk, document: Document, question: Question) -> bool:
    """Whether the question's words are the document's title, or name its kind and what it begins with."""
    kinds = vocabulary.document_words().get(document.kind, frozenset())
    topic = [word for word in question.topic if word not in kinds]
    named = len(topic) < len(question.topic)
    texts = [document.title, document.body, *([scope.opening(desk, document)] if named else [])]
    return (bool(topic) or named) and Bag.of(*texts).covers(topic)
