"""Who signed a document."""

from __future__ import annotations

from bot import messages
from bot.answers import scope, stands
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions import vocabulary
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import Signatory
from knowledge.store.api import Document


def signatories(desk: Desk, question: Question) -> Answer | None:
    """The signatures of the document that the question means; None where the text itself may say who wrote it."""
    found = [one for one in scope.facts(desk, question, "signatories") if isinstance(one.fact, Signatory)]
    if question.topic:
        found = [one for one in found if _of_document(desk, one.document, question)]
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


def _of_document(desk: Desk, document: Document, question: Question) -> bool:
    """Whether the question's words are the document's title, or name its kind and what it begins with."""
    kinds = vocabulary.document_words().get(document.kind, frozenset())
    topic = [word for word in question.topic if word not in kinds]
    named = len(topic) < len(question.topic)
    texts = [document.title, document.body, *([scope.opening(desk, document)] if named else [])]
    return (bool(topic) or named) and Bag.of(*texts).covers(topic)
