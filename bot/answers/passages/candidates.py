"""Question → candidates: the passages that search finds, in scope, each with the sentences that would answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bot.answers import scope, sentences
from bot.answers.passages import belonging
from bot.answers.passages.fitting import (
    answers_best,
    can_answer,
    heading_above,
    matter,
    may_meet,
    meets,
    told_about,
    value_fits,
    written_by,
)
from bot.answers.passages.refusing import is_answer
from bot.answers.passages.wanted import Wanted, kind_words
from bot.answers.passages.widening import reply_of, speaks, with_list, with_name, with_tail, with_verdict
from bot.answers.sentences import Sentence, Window
from bot.answers.sheet import Desk, Sheet
from bot.questions import capitals
from bot.questions.normalise import Bag, root
from bot.questions.question import Question
from knowledge.facts import Source
from knowledge.reading.pages import Page
from knowledge.search.passages import Passage, alike
from knowledge.store.api import FactQuery

_CANDIDATES = 20
_BY_CONTENT = 10
"""Passages that are looked at besides, found by the content words alone: a body's name stands in all its papers."""
_MATTERS = 3
"""Matters that are looked through where none of the best passages answers."""
_SUMS = "ekonomisk kostnad kostnader avgift kronor kr tkr"
"""Words beside which a sum stands."""
_MOVERS = re.compile(r"\bmotionär|\binitiativtagar|\bförslagsställar", re.IGNORECASE)
_AFTER = 700
"""Characters after a passage in which the reply to a question may follow."""
_ENDING = 400
"""Characters after a passage in which its last sentence may end."""


@dataclass(frozen=True)
class Candidate:
    passage: Passage
    start: int
    end: int
    page: str
    met: int
    score: float
    length: int
    spread: int
    """Sentences over which the words are spread, less one."""
    close: int
    """Words of the question that stand side by side in it."""
    about: int = 0
    """Words of the question that stand in it or in the heading of its matter."""

    @property
    def text(self) -> str:
        """The sentences that answer, on one line."""
        return sentences.unwrapped(self.page[self.start : self.end])

    @property
    def source(self) -> Source:
        """Where they stand."""
        return Source.cut([(Page(self.passage.page, self.page), self.start, self.end)], self.passage.section)


def find(sheet: Sheet, wanted: Wanted) -> list[Candidate]:
    """Every passage among the best found that answers, in the order of the search."""
    desk, question = sheet.desk, wanted.question
    day = question.period if _is_held_day(desk, question) else None
    since, until = (day.since, day.until) if day else (None, None)
    asked = " ".join(part for part in (question.said or question.text, question.case_said) if part)
    content = " ".join(wanted.words.values())
    found: dict[tuple[int, int | None, int], Passage] = {}
    for text, limit in ((asked, _CANDIDATES), ("" if alike(asked, content) else content, _BY_CONTENT)):
        for one in desk.search.passages(desk.reader, text, limit=limit, since=since, until=until) if text else ():
            found.setdefault((one.document.id, one.page, one.start), one)
    fitting = [one for one in found.values() if _in_scope(wanted, one) and _of_case(desk, question, one)]
    candidates = _answering_ones(sheet, fitting, wanted)
    if candidates or not wanted.asks_value or wanted.strict:
        return candidates
    return _answering_ones(sheet, list(_elsewhere(sheet, fitting, content, wanted)), wanted)


def _answering_ones(sheet: Sheet, found: Sequence[Passage], wanted: Wanted) -> list[Candidate]:
    candidates = (_candidate(sheet, passage, wanted) for passage in found)
    return [one for one in candidates if one]


def _elsewhere(sheet: Sheet, found: Sequence[Passage], content: str, wanted: Wanted) -> Iterator[Passage]:
    """Further passages of the matters that the best ones are from: a sum seldom says again what it is the sum of."""
    seen = {(one.document.id, one.page, one.start) for one in found}
    matters = dict.fromkeys((one.document.id, _section(one)) for one in found)
    asked = f"{content} {_SUMS}" if wanted.question.money else content
    for document, section in list(matters)[:_MATTERS]:
        for one in sheet.desk.search.passages(sheet.desk.reader, asked, limit=_CANDIDATES, document=document):
            if _section(one) == section and (one.document.id, one.page, one.start) not in seen:
                yield one


def _section(passage: Passage) -> str | None:
    """The § of minutes, of which each is a matter of its own."""
    return passage.section if passage.document.kind in scope.MINUTES else None


def _is_held_day(desk: Desk, question: Question) -> bool:
    """A day narrows the documents; a year or month may as well stand in the text."""
    return question.period is not None and question.period.is_day and question.period.since in desk.lexicon.days


def _in_scope(wanted: Wanted, passage: Passage) -> bool:
    question = wanted.question
    audited = passage.document.kind == "revisionsrapport" or Bag.of(passage.text).holds(root("revisorer"))
    if _MOVERS.search(question.said) and passage.document.kind not in scope.MOVED and not _MOVERS.search(passage.text):
        return False
    if wanted.own_paper and (passage.document.kind in scope.MINUTES or not scope.of_body(question, passage.document)):
        return False
    if (question.intent == "audit" or wanted.audited) and not audited:
        return False
    return scope.of_place(question, passage.document) and (
        question.body is None
        or not question.body.names
        or scope.of_body(question, passage.document)
        or Bag.of(passage.text).covers(Bag.of(question.body.said).roots)
    )


def _says_whose(wanted: Wanted, passage: Passage, heading: Bag, said: Bag) -> bool:
    """Whether a sum in another body's paper is said to be that of the body which is asked about."""
    question = wanted.question
    body = question.body
    if not question.money or body is None or not body.names or scope.of_body(question, passage.document):
        return True
    return Bag(said.roots | heading.roots | Bag.of(passage.document.title).roots).covers(Bag.of(body.said).roots)


def _of_case(desk: Desk, question: Question, passage: Passage) -> bool:
    """Whether the passage stands in a § of the question's case, or in a document about that case alone."""
    if question.case is None:
        return True
    document = passage.document
    query = FactQuery("agenda_items", case=question.case, document=document.id)
    numbers = {getattr(one.fact, "number", None) for one in desk.store.facts(desk.reader, query)}
    if numbers:
        return (passage.section or "").removeprefix("§").strip() in numbers
    about = desk.store.documents(desk.reader, case=question.case)
    return document.kind not in scope.MINUTES and document.id in {one.id for one in about}


def _candidate(sheet: Sheet, passage: Passage, wanted: Wanted) -> Candidate | None:
    page = sheet.page(passage.document, passage.page)
    until = min(len(page), passage.end + (_AFTER if wanted.speaker else _ENDING))
    if not may_meet(sheet, passage, wanted, page[:until]):
        return None
    cut = sentences.cut(page, passage.start, until)
    inside = [one for one in cut if wanted.speaker or one.start < passage.end]
    told = wanted.met_in(told_about(passage.document, Bag.of(*matter(sheet, passage))))
    found = (_answering(sheet, passage, wanted, cut, window) for window in _windows(inside, wanted, told))
    return next((one for one in found if one), None)


def _windows(inside: Sequence[Sentence], wanted: Wanted, told: frozenset[str]) -> Iterator[Window]:
    """The sentences that answer in the form asked for, those that answer at all, and those by part of a compound.

    told: the roots that the matter's heading tells.
    """
    given: set[tuple[int, int]] = set()
    for met, fits in (
        *(((wanted.met_in, answers_best),) if wanted.has_form else ()),
        (wanted.met_in, can_answer),
        (wanted.nearly_met_in, can_answer),
    ):
        fitting = partial(fits, wanted=wanted)
        window = sentences.best(inside, met, fitting, wanted.side_by_side, headings=wanted.name, told=told)
        if window and (window.first, window.last) not in given:
            given.add((window.first, window.last))
            yield window
            if met == wanted.met_in and fits is can_answer:
                return
    if wanted.question.money and wanted.telling <= told and (window := _economy(inside, wanted, len(told))):
        yield window


def _economy(inside: Sequence[Sentence], wanted: Wanted, met: int) -> Window | None:
    """The first sum below a heading of what a matter costs, which need not say again what the matter is."""
    below = False
    for at, one in enumerate(inside):
        if one.heading:
            below = bool(one.bag.roots & kind_words("economy"))
        elif below and can_answer(one.text, wanted):
            return Window(at, at, met, one.end - one.start)
    return None


def _is_of_them(sheet: Sheet, passage: Passage, wanted: Wanted, span: tuple[int, int], told: tuple[Bag, Bag]) -> bool:
    """Whether the quote is said of whom and what is asked of. told: the roots of what met, and of the headings."""
    here, heading = told
    document = passage.document
    text = sheet.page(document, passage.page)[span[0] : span[1]]
    if wanted.decided and not _decided_there(wanted.question, passage, text):
        return False
    about = told_about(document, heading)
    if not (belonging.of_unions(text, wanted) and belonging.of_place(text, wanted) and belonging.is_done(text, wanted)):
        return False
    if not belonging.is_the_thing(here, about, wanted) or belonging.in_passing(text, about, wanted):
        return False
    return not wanted.name or not belonging.is_list_of_presence(sheet.desk, document, passage.page, *span)


def _decided_there(question: Question, passage: Passage, text: str) -> bool:
    """Whether what is quoted as decided is of the body that is asked about: its own paper, or a sentence naming it."""
    body = question.body
    if body is None or not body.names or scope.of_body(question, passage.document):
        return True
    return Bag.of(text).covers(Bag.of(body.said).roots)


def _answering(
    sheet: Sheet, passage: Passage, wanted: Wanted, cut: Sequence[Sentence], window: Window
) -> Candidate | None:
    page = sheet.page(passage.document, passage.page)
    said = cut[window.first : window.last + 1]
    roots = Bag(frozenset().union(*(one.bag.roots for one in said)))
    above = (heading_above(page, said[0].start), *matter(sheet, passage))
    heading = Bag.of(*above)
    if not capitals.held(wanted.question.names, page[said[0].start : said[-1].end], passage.document.title, *above):
        return None
    if not meets(sheet, passage, wanted, roots, heading) or not _says_whose(wanted, passage, Bag.of(*above), roots):
        return None
    if not value_fits(said, wanted, told_about(passage.document, heading), written_by(sheet, passage.document)):
        return None
    reply = reply_of(cut, window, wanted)
    if wanted.speaker and reply is None and (wanted.roots == wanted.speaker or not speaks(roots, wanted.speaker)):
        return None
    spread, close = 0 if reply else window.last - window.first, window.close
    window = reply or with_list(cut, with_name(cut, with_tail(cut, with_verdict(cut, window), wanted), wanted))
    if not is_answer(cut, window, wanted, page):
        return None
    start, end = cut[window.first].start, cut[window.last].end
    if not _is_of_them(sheet, passage, wanted, (start, end), (roots, heading)):
        return None
    met = window.met + 10 * (reply is not None)
    about = len(wanted.met_in(Bag(roots.roots | told_about(passage.document, heading).roots)))
    return Candidate(passage, start, end, page, met, passage.score, end - start, spread, close, about)
