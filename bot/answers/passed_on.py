"""What auditors recommended a body, where only minutes tell of it: the lead-in that names the body, and its points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot import messages
from bot.answers import choosing, sentences
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import Source
from knowledge.reading.pages import Page
from knowledge.search.passages import Passage

_PASSAGES = 12
_GIVEN = re.compile(r"\brekommend(?:ation|era)\w*\b", re.IGNORECASE)
_POINT = re.compile(r"[•▪●\-–]|\d{1,2}[.)]\s")


def recommended(desk: Desk, question: Question) -> Answer | None:
    """The recommendations to the body that is asked about, quoted; None where no minutes list any to it."""
    body = question.body
    if body is None or not body.names or question.aspect or question.command:
        return None
    sought = f"rekommendation till {body.names[0]} {question.topic_said}"
    for passage in desk.search.passages(desk.reader, sought, limit=_PASSAGES):
        page = next(
            (one for one in desk.store.pages(desk.reader, passage.document.id) if one.number == passage.page), None
        )
        for source in _listed(page, passage, Bag.of(body.names[0])) if page else ():
            around = Bag.of(passage.text, passage.document.title)
            if not around.covers(question.topic):
                continue
            sheet = Sheet(desk, question)
            sheet.cite(passage.document, source)
            label = messages.label(choosing.document_said(passage.document), passage.section)
            return sheet.answered(messages.passage_lead(source.quote), [messages.passage_from(label)])
    return None


def _listed(page: Page, passage: Passage, body: Bag) -> Iterator[Source]:
    """Each lead-in of recommendations to the body, with the points below it."""
    cut = sentences.cut(page.text, passage.start, len(page.text))
    for at, one in enumerate(cut):
        if not (_GIVEN.search(one.text) and one.text.endswith(":") and one.bag.covers(body.roots)):
            continue
        last = at
        while last + 1 < len(cut) and _POINT.match(cut[last + 1].text):
            last += 1
        if last > at:
            yield Source.cut([(page, one.start, cut[last].end)], passage.section)
