"""What comes closest where the record holds no answer: case numbers, names, words and matters, each a choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz, process

from bot import messages
from bot.answers import choosing, scope
from bot.answers.answer import Choice
from bot.answers.sheet import Desk
from bot.questions import vocabulary
from bot.questions.lexicon import plain_number
from bot.questions.normalise import Bag, words
from bot.questions.question import Question
from knowledge.case_numbers import CaseKey
from knowledge.names import fold

_MOST = 3
_OF_PERSONS = ("attendance", "role", "person", "meeting", "help")
_NAME = re.compile(r"\b[A-ZÅÄÖÉÜ][\w'’-]+(?: [A-ZÅÄÖÉÜ][\w'’-]+)+")
_LIKE_A_CASE = 80
_ALIKE = 100
"""Case numbers that may be equally like; of them the nearest in order are told."""
_LIKE_A_NAME = 78
_PASSAGES = 8


@dataclass(frozen=True, slots=True)
class Nearest:
    """choices: what to ask instead; note: what stands above them, where something must."""

    choices: tuple[Choice, ...] = ()
    note: str | None = None


def nearest(desk: Desk, question: Question) -> Nearest:
    """The nearest case numbers, else the name or word that was meant, else the matters that share the topic."""
    if question.case is not None:
        cases = () if question.follows else tuple(_cases(desk, question, question.case))
        return Nearest(cases, messages.nearest_cases() if cases else None)
    spelled = tuple(islice((*_names(desk, question), *_words(desk, question)), _MOST))
    if spelled:
        return Nearest(spelled)
    if question.intent in _OF_PERSONS:
        return Nearest()
    matters = tuple(islice(_matters(desk, question), _MOST))
    return Nearest(matters, messages.near_matters() if matters else None)


def _cases(desk: Desk, question: Question, wanted: CaseKey) -> Iterator[Choice]:
    """The cases held whose numbers are most like the one asked for."""
    near = desk.store.cases(desk.reader, unit=wanted.unit, year=wanted.year)
    printed = {plain_number(key): number for key, number in near} | desk.lexicon.cases
    like = process.extract(
        plain_number(wanted), printed.keys(), scorer=fuzz.ratio, limit=_ALIKE, score_cutoff=_LIKE_A_CASE
    )
    likest = sorted(like, key=lambda one: (-one[1], abs(int(one[0].rsplit("-", 1)[1]) - wanted.serial)))
    command = question.command or "arende"
    for found, _, _ in likest[:_MOST]:
        yield Choice(label=messages.choose(printed[found]), text=f"/{command} {printed[found]}")


def _names(desk: Desk, question: Question) -> Iterator[Choice]:
    """The persons whose names are like one that nobody has."""
    said = question.said or question.text
    for match in _NAME.finditer(said):
        typed = fold(match.group())
        if desk.lexicon.names.written(typed) or desk.lexicon.names.written(typed.removesuffix("s")):
            continue
        for _, name in desk.lexicon.names.alike(typed, fuzz.token_sort_ratio, _LIKE_A_NAME, _MOST):
            yield _instead(question, said, match.start(), match.end(), name)


def _words(desk: Desk, question: Question) -> Iterator[Choice]:
    """The words of the record that are like one that it does not hold."""
    said = question.said or question.text
    topic = {word.folded for word in words(question.topic_said)}
    for word in words(said):
        if word.folded not in topic or word.folded.isdigit():
            continue
        meant = desk.search.spelling(desk.reader, word.folded)
        if meant:
            yield _instead(question, said, word.start, word.end, meant)


def _instead(question: Question, said: str, start: int, end: int, meant: str) -> Choice:
    command = f"/{question.command} " if question.command else ""
    return Choice(label=messages.choose(f"”{meant}”"), text=f"{command}{said[:start]}{meant}{said[end:]}")


def _matters(desk: Desk, question: Question) -> Iterator[Choice]:
    """The matters whose headings share a word of the topic that says something."""
    telling = [root for root in question.topic if root not in vocabulary.weak() | vocabulary.common()]
    if not any(not root.isdigit() for root in telling):
        return
    told: set[str] = set()
    for passage in desk.search.passages(desk.reader, question.topic_said, limit=_PASSAGES):
        item = (passage.section or "").removeprefix("§").strip()
        document = passage.document
        if not item or document.kind not in scope.MINUTES:
            continue
        for agenda in scope.agenda_items(desk, document, item)[:1]:
            heading = messages.one_line(agenda.heading)
            if heading in told or not any(Bag.of(heading).holds(root) for root in telling):
                continue
            told.add(heading)
            where = choosing.document_said(document)
            yield Choice(label=messages.closest(heading, where), text=f"vad beslutades i § {item} {where}?")
