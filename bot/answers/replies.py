"""What was answered to a recommendation or a demand, where the reply stands below it under a label of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot import messages
from bot.answers import choosing, scope
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.questions import vocabulary
from bot.questions.normalise import Bag
from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.facts import Source
from knowledge.reading.pages import Page
from knowledge.search.passages import Passage

_ASKS = re.compile(r"\bsvar(?:ade|ar|at|et)?\b|\bkommentera(?:de|r|t)\b|\byttrade\b")
_WHETHER_DONE = re.compile(r"\brekommendationen\b.*\b(?:åtgärdad|genomförd|klar|uppfylld)\b")
_NO_REPLY_TO = re.compile(r"\byrkande\w*|\bvem\b|\bvilka\b")
_LABEL = re.compile(
    r"^[ \t]*(?:\w+s )?(?:svar|kommentar|ställningstagande|bemötande|synpunkter)\s*:[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_END = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:\d{1,2}[.)][ \t]|Rekommendation\b|[•–-][ \t])")
_BEGINS = re.compile(
    r"^[ \t]*(?:\d{1,2}[.)][ \t]|[^\n]*\b(?:rekommend|yrka|begär|föreslå|synpunkt|fråga)\w*)",
    re.IGNORECASE | re.MULTILINE,
)
"""The line with which what is replied to begins, within its paragraph."""
_ABOVE = re.compile(r"\n[ \t]*\n")
_CANDIDATES = 12
_LONGEST = 700
_QUIET = "svar svarade svarar svarat kommenterade kommentar yttrade rekommendationen åtgärdad genomförd klar uppfylld"


@dataclass(frozen=True, slots=True)
class _Reply:
    passage: Passage
    page: str
    first: int
    start: int
    end: int

    @property
    def asked(self) -> str:
        return self.page[self.first : self.start]

    @property
    def text(self) -> str:
        return messages.one_line(self.page[self.start : self.end])


def replied(desk: Desk, question: Question) -> Answer | None:
    """The labelled reply to what the question names; None where it asks for none, or none or several are found."""
    said = folded(question.said)
    asks = (_ASKS.search(said) or _WHETHER_DONE.search(said)) and not _NO_REPLY_TO.search(said)
    topic = _topic(question)
    if not asks or not topic or question.command or question.people or question.parties:
        return None
    sheet = Sheet(desk, question)
    found = {(one.passage.document.id, one.start): one for one in _found(sheet, question, topic)}
    if len(found) != 1:
        return None
    [one] = found.values()
    document, page = one.passage.document, Page(one.passage.page, one.page)
    sheet.cite(document, Source.cut([(page, one.first, one.end)], one.passage.section))
    note = messages.passage_from(messages.label(choosing.document_said(document), one.passage.section))
    return sheet.answered(messages.passage_lead(one.text), [note], intent="passages")


def _topic(question: Question) -> tuple[str, ...]:
    quiet = Bag.of(_QUIET).roots | vocabulary.weak()
    return tuple(root for root in question.topic if root not in quiet and not root.isdigit())


def _found(sheet: Sheet, question: Question, topic: tuple[str, ...]) -> Iterator[_Reply]:
    desk = sheet.desk
    for passage in desk.search.passages(desk.reader, question.topic_said, limit=_CANDIDATES):
        if not scope.of_place(question, passage.document) or not _of_body(question, passage):
            continue
        page = sheet.page(passage.document, passage.page)
        for reply in _replies(passage, page):
            if Bag.of(reply.asked).covers(topic):
                yield reply


def _replies(passage: Passage, page: str) -> Iterator[_Reply]:
    """Every labelled reply of the page, with the paragraph above it that it replies to."""
    for label in _LABEL.finditer(page):
        after = _END.search(page, label.end())
        end = after.start() if after else len(page)
        above = [gap.end() for gap in _ABOVE.finditer(page, 0, max(label.start() - 2, 0))]
        first = above[-1] if above else 0
        asks = [one.start() for one in _BEGINS.finditer(page, first, label.start())]
        first = asks[-1] if asks else first
        while first < label.start() and page[first].isspace():
            first += 1
        if first < label.start() and 0 < end - first <= 2 * _LONGEST and page[label.end() : end].strip():
            yield _Reply(passage, page, first, label.end(), end)


def _of_body(question: Question, passage: Passage) -> bool:
    """Whether the document is of the body that is asked, or names none; minutes of others tell what others said."""
    return question.body is None or not passage.document.body or scope.of_body(question, passage.document)
