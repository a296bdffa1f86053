"""Who handles a matter, as the head of its report says: "Handläggare: Milton Quist"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions import vocabulary
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import Source
from knowledge.names import fold
from knowledge.store.api import Document

_WORD = r"[A-ZÅÄÖÉ][\w'’-]+"
_HEAD = re.compile(
    r"\b(?:[Aa]nsvarig )?(?:[Hh]andläggare|HANDLÄGGARE|Utredare|Kontaktperson)\b[ \t]*:?\s*"
    rf"(?P<name>{_WORD}(?: {_WORD}){{1,3}})"
)
_NO_NAME = re.compile(
    r"\b(?:Datum|Diarie\w*|Dnr|Telefon|Till|Ärende\w*|Sida|E-post|Beslut|Nämnd\w*|Förvaltning\w*|Enhet\w*|Avdelning\w*)\b"
)
"""Words of a head's other columns."""
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Handled:
    document: Document
    name: str
    source: Source


def handler(desk: Desk, question: Question) -> Answer | None:
    """Who handles the matter that the question names; None where no report of it says so."""
    kinds = frozenset().union(*vocabulary.document_words().values())
    matter = tuple(word for word in question.topic if word not in kinds)
    if not matter and question.case is None:
        return None
    found: dict[str, _Handled] = {}
    for document in _reports(desk, replace(question, topic=matter)):
        one = _head(desk, document)
        if one:
            found.setdefault(fold(one.name), one)
    if not found:
        return None
    shown = list(found.values())[:_SHOWN]
    sheet = Sheet(desk, question)
    for one in shown:
        sheet.add(one.name, one.document, one.source, messages.label(one.document.body, one.document.title))
    return sheet.answered(of_meetings.handled_by([(one.document.title, one.name) for one in shown]))


def _reports(desk: Desk, question: Question) -> list[Document]:
    """The documents that the question's case or words mean; those that are called so before those that begin so."""
    if question.case is not None:
        period = question.period
        since, until = (period.since, period.until) if period else (None, None)
        return list(desk.store.documents(desk.reader, since=since, until=until, case=question.case))
    held = [
        one
        for one in scope.documents(desk, question, question.topic)
        if one.kind not in scope.MINUTES
        and scope.of_body(question, one)
        and (question.period is None or question.period.holds(one.date))
    ]
    called = [one for one in held if Bag.of(one.title).covers(question.topic)]
    return called or [one for one in held if Bag.of(one.title, scope.opening(desk, one)).covers(question.topic)]


def _head(desk: Desk, document: Document) -> _Handled | None:
    for page in desk.store.pages(desk.reader, document.id)[:1]:
        for match in _HEAD.finditer(page.text):
            if not _NO_NAME.search(match["name"]):
                source = Source.cut([(page, match.start(), match.end())])
                return _Handled(document, messages.one_line(match["name"]), source)
    return None
