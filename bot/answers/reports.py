"""Audit reports as such: which there are, and what each says of itself: purpose, whom it audits, verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot import messages
from bot.answers import choosing, scope, sentences
from bot.answers.answer import Answer
from bot.answers.passages import asked
from bot.answers.passages.widening import with_list
from bot.answers.sentences import Sentence, Window
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions import vocabulary
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import DocumentInfo, Source
from knowledge.reading.pages import Page
from knowledge.store.api import Document
from knowledge.vocabulary import load

REPORT = "revisionsrapport"
TOLD = tuple(load("audit")["told"])
"""What a report is asked to tell of itself: the aspects of audit questions that are answered here."""
_AUDITED = re.compile(r"[^.]*\bgransk(?:ning|at|a)\w* (?:av|avseende|gällande|om|kring|hur)\b[^.]*", re.IGNORECASE)
_NEEDED = {"audited": re.compile(r"\w*(?:nämnd|styrels|bolag|utskott|förbund)\w*|\bab\b")}
"""What the sentence must name besides, in lower case: whom is audited is a body."""
_ANYTHING = re.compile("")
_MOST = 3
"""Reports on one topic that are tried."""


def about(desk: Desk, document: Document) -> str:
    """What a report is about: its title, and the sentences of its opening that say what was audited."""
    said = messages.one_line(scope.opening(desk, document))
    return " ".join((document.title, *(match.group() for match in _AUDITED.finditer(said))))


def told_of_itself(desk: Desk, question: Question) -> Answer | None:
    """The sentence in which the report that is meant says it; None where no report, or not one alone, is meant."""
    meant = _meant(desk, question)
    if not meant or (not question.topic and len(meant) > 1):
        return None
    for document in meant[:_MOST]:
        found = _sentence(desk, document, question.aspect)
        if found:
            page, start, end = found
            if asked.of_one_name(question) and not asked.names_one(messages.one_line(page.text[start:end])):
                continue
            sheet = Sheet(desk, question)
            sheet.cite(document, Source.cut([(page, start, end)], None))
            note = messages.passage_from(messages.label(document.kind, choosing.document_said(document)))
            return sheet.answered(messages.passage_lead(page.text[start:end]), [note])
    return None


def reports(desk: Desk, question: Question) -> Answer | None:
    """The reports that are meant, newest first; None where there is none."""
    meant = _meant(desk, question)
    sheet = Sheet(desk, question)
    cited = [(one, source) for one in meant if (source := _name_of(desk.store.info(desk.reader, one.id)))]
    for document, source in scope.page(question, cited):
        sheet.add(document.title, document, source, of_matters.report(document.date, document.municipality))
    if not sheet.items:
        return None
    newest = cited[0][0]
    lead = of_matters.reports_lead(len(cited), newest.title, newest.date)
    return sheet.answered(lead, sheet.rest(len(cited), scope.SHOWN))


def _name_of(info: DocumentInfo | None) -> Source | None:
    """Where a report says what it is: its title, else its day or place."""
    sources = info.sources if info else {}
    return next((sources[name] for name in ("title", "date", "municipality") if name in sources), None)


def _meant(desk: Desk, question: Question) -> list[Document]:
    """The reports on the topic within the question's place and time; those that are called so first."""
    names = frozenset().union(*vocabulary.document_words().values())
    topic = [root for root in question.topic if root not in names]
    held = [
        one
        for one in scope.documents(desk, question.without_body(), topic)
        if one.kind == REPORT and scope.of_place(question, one) and _is_of_time(question, one)
    ]
    for apart in (False, True):  # "arbetsmiljö" is not "arbete med offentliga miljöer", where one is called so whole
        called = [one for one in held if Bag.of(one.title).covers(topic, apart=apart)]
        told = called or [
            one for one in held if Bag.of(about(desk, one), scope.opening(desk, one)).covers(topic, apart=apart)
        ]
        if told:
            return told
    return []


def says(aspect: str, text: str) -> bool:
    """Whether a text says what a report tells of itself by that aspect."""
    said = messages.one_line(text).casefold()
    return any(pattern.search(said) for pattern in _patterns(aspect))


def _is_of_time(question: Question, document: Document) -> bool:
    return question.period is None or question.period.holds(document.date)


def _sentence(desk: Desk, document: Document, aspect: str) -> tuple[Page, int, int] | None:
    """The first sentence that is told so, by the surest wording; with the list that it opens."""
    pages = [(page, sentences.cut(page.text, 0, len(page.text))) for page in desk.store.pages(desk.reader, document.id)]
    for pattern in _patterns(aspect):
        for page, cut, at in _telling(pages, pattern, _NEEDED.get(aspect, _ANYTHING)):
            window = with_list(cut, Window(at, at, 0, 0))
            return page, cut[window.first].start, cut[window.last].end
    return None


def _telling(
    pages: Sequence[tuple[Page, Sequence[Sentence]]], pattern: re.Pattern[str], needed: re.Pattern[str]
) -> Iterator[tuple[Page, Sequence[Sentence], int]]:
    for page, cut in pages:
        for at, one in enumerate(cut):
            said = messages.one_line(one.text).casefold()
            if one.text.endswith((".", ":")) and pattern.search(said) and needed.search(said):
                yield page, cut, at


@cache
def _patterns(aspect: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("audit")["told"][aspect])
