"""What became of a yrkande or a member's förslag: bifallet or avslaget, as the record's ties say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import messages
from bot.answers import scope, sections, sentences, stands
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_comparing, of_matters
from bot.questions.question import Question
from knowledge.facts import Source
from knowledge.reading.pages import Page
from knowledge.store.api import Document, FactQuery, Found, Link

_KINDS = ("grants", "rejects")


def fates(desk: Desk, found: Sequence[Found]) -> dict[int, Link]:
    """Fact id → the tie that says what became of it, for those of which the minutes say so."""
    wanted = {one.id for one in found}
    told: dict[int, Link] = {}
    for document in sorted({one.document.id for one in found}):
        for kind in _KINDS:
            for link in desk.store.links(desk.reader, kind=kind, document=document):
                if link.target.id in wanted:
                    told.setdefault(link.target.id, link)
    return told


def said(link: Link | None) -> str | None:
    """ "bifallet" or "avslaget"; None where the minutes do not say."""
    return of_comparing.fate(link.kind) if link else None


_FOUND = re.compile(r"\bfinner att\b|\bbeslutar\b.*\b(?:bifalla|avslå)\b", re.DOTALL)
_VERDICT = re.compile(r"\b(?:bif[aö]ll\w*|avsl[aåo]\w*)")
_HEADED = re.compile(r"[A-ZÅÄÖ][a-zåäö]+[ \t]*\n\s*")
"""A heading of one word above the sentence ("Beslutsgång")."""
_PASSAGES = 12
_PAGES = 3
"""Pages that a § is looked through on."""


def finding(desk: Desk, question: Question) -> Answer | None:
    """What the chair found of a proposal of whom the question names, quoted, with the votes that followed.

    A finding is not the outcome where a vote was called: the answer says the words and the count, and no verdict.
    """
    places = {stands.place(one): one for kind in ("decisions", "agenda_items") for one in _matter(desk, question, kind)}
    for place, one in places.items():
        if place[1] and (cut := _sentence(desk, question, one)):
            sheet = Sheet(desk, question)
            page, sentence = cut
            headed = _HEADED.match(sentence.text)
            start = sentence.start + (headed.end() if headed else 0)
            source = Source.cut([(page, start, sentence.end)], messages.section(place[1]))
            return _told(sheet, one.document, source, place[1])
    return by_words(desk, question)


def _told(sheet: Sheet, document: Document, source: Source, item: str | None) -> Answer:
    """The finding, quoted, and the votes of its §."""
    label = messages.label(of_comparing.says_so(), messages.section(item), stands.day_of(document))
    sheet.add(source.quote, document, source, label)
    query = FactQuery("votes", document=document.id, item=item)
    for vote in sheet.desk.store.facts(sheet.desk.reader, query) if item else ():
        stands.add(sheet, vote)
    return sheet.answered(of_matters.finding(source.quote))


def by_words(desk: Desk, question: Question) -> Answer | None:
    """The same from the passages that hold the topic, where no matter's heading or decision does."""
    for passage in desk.search.passages(desk.reader, question.topic_said, limit=_PASSAGES) if question.topic else ():
        page = next(
            (one for one in desk.store.pages(desk.reader, passage.document.id) if one.number == passage.page), None
        )
        for one in sentences.cut(page.text, passage.start, passage.end) if page else ():
            found = _FOUND.search(one.text) and _VERDICT.search(one.text)
            if page and found and one.bag.covers(question.topic):
                source = Source.cut([(page, one.start, one.end)], passage.section)
                item = (passage.section or "").removeprefix("§").strip() or None
                return _told(Sheet(desk, question), passage.document, source, item)
    return None


def _matter(desk: Desk, question: Question, kind: str) -> list[Found]:
    return sections.of_matter(desk, question, kind)


def _sentence(desk: Desk, question: Question, one: Found) -> tuple[Page, sentences.Sentence] | None:
    """The last sentence of a § in which the chair finds something of a proposal of whom is asked for."""
    whose = _whose(question)
    if whose is None:
        return None
    pages = list(desk.store.pages(desk.reader, one.document.id))
    source = one.fact.source
    first = next((number for number, page in enumerate(pages) if page.number == source.page), 0)
    told: tuple[Page, sentences.Sentence] | None = None
    for number, page in enumerate(pages[first : first + _PAGES]):
        start = source.start if number == 0 else 0
        following = scope.SECTION.search(page.text, start + len(source.quote) if number == 0 else 0)
        for sentence in sentences.cut(page.text, start, following.start() if following else len(page.text)):
            if _FOUND.search(sentence.text) and _VERDICT.search(sentence.text) and whose.search(sentence.text):
                told = page, sentence
        if following:
            break
    return told


def _whose(question: Question) -> re.Pattern[str] | None:
    """How minutes call a proposal of whom the question names: "Eva Eks yrkande", "tilläggsyrkandet från S"."""
    parties = [rf"från (?:[A-ZÅÄÖ]+(?:, | och ))*{re.escape(one)}\b" for one in question.parties]
    owners = [*(re.escape(name) + r"s?\b" for name in question.people), *parties]
    return re.compile("|".join(owners)) if owners else None
