"""Who stands behind a document that nobody signed by name: the sentence of it that names parties as its movers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot import messages
from bot.answers import choosing, sentences
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.questions.question import Question
from knowledge.facts import Source
from knowledge.store.api import Document
from knowledge.vocabulary import load

_OF_MATTERS = ("motion", "ledamotsinitiativ", "skrivelse", "yttrande")


@cache
def _party() -> re.Pattern[str]:
    """A party's whole name; local ones by their form."""
    forms = [re.escape(form) for names in load("parties")["letters"].values() for form in names]
    return re.compile(rf"\b(?:{'|'.join(sorted(forms, key=len, reverse=True))}|[A-ZÅÄÖ][a-zåäö]+partiet)\b")


def of_parties(desk: Desk, document: Document, parties: Sequence[str]) -> bool:
    """Whether a motion or another member's paper says that it is one of these parties', by letters or by name."""
    if document.kind not in _OF_MATTERS:
        return False
    names = [name for letters in parties for name in load("parties")["letters"].get(letters, ())]
    said = "|".join([*(rf"\({re.escape(one)}\)" for one in parties), *(rf"\b{re.escape(name)}\b" for name in names)])
    texts = [document.title, *(page.text for page in desk.store.pages(desk.reader, document.id))]
    return any(re.search(said, text) for text in texts)


def parties_behind(desk: Desk, question: Question, documents: Sequence[Document]) -> Answer | None:
    """The first sentence in which such a document names parties; None where none does."""
    for document in documents:
        if document.kind not in _OF_MATTERS:
            continue
        for page in desk.store.pages(desk.reader, document.id):
            for one in sentences.cut(page.text, 0, len(page.text)):
                if _party().search(one.text):
                    sheet = Sheet(desk, question)
                    source = Source.cut([(page, one.start, one.end)])
                    sheet.cite(document, source)
                    notes = [messages.passage_from(messages.label(document.kind, choosing.document_said(document)))]
                    return sheet.answered(messages.passage_lead(source.quote), notes)
    return None
