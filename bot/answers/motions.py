"""Which motions and initiatives somebody made, by the headings of the minutes that treat them."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.answers.stands import day_of
from bot.messages import of_matters
from bot.questions.normalise import root, words
from bot.questions.question import Question
from knowledge.facts import AgendaItem
from knowledge.names import fold
from knowledge.store.api import Found

_WHICH = re.compile(
    r"\bvilke[nt] (?:motion|initiativ\w*)|\bvilka (?:\w+ )?(?:motioner|\w*initiativ\w*)"
    r"|\bhur många (?:motioner|\w*initiativ\w*)",
    re.IGNORECASE,
)
_MADE = re.compile(r"\bmotion (?:av|från|gällande|om|-)|\binitiativ(?:ärende)?\b", re.IGNORECASE)
_ASKED = ("motion", "motioner", "initiativ", "initiativärenden", "ledamotsinitiativ")


def only(question: Question) -> bool:
    """Whether motions and initiatives alone are meant: who made one, or which ones somebody made."""
    if question.aspect != "initiativ":
        return False
    named = question.people or question.parties
    return question.asks_who or bool(named and _WHICH.search(question.said))


def headings(desk: Desk, question: Question) -> Answer | None:
    """The matters whose headings say that they are motions or initiatives by those people or parties."""
    if not (question.people or question.parties) or not _WHICH.search(question.said):
        return None
    topic = tuple(one for one in question.topic if one not in {root(word) for word in _ASKED})
    asked = replace(question, topic=topic)
    found: dict[str, Found] = {}
    for one in scope.facts(desk, asked, "agenda_items", named=True, also=[scope.any_of(_ASKED)]):
        heading = messages.one_line(one.fact.heading) if isinstance(one.fact, AgendaItem) else ""
        if _MADE.search(heading) and _is_by(heading, question):
            found.setdefault(_matter(heading), one)
    if not found:
        return None
    sheet = Sheet(desk, question)
    made = list(found.values())
    for one in scope.page(question, made):
        fact = one.fact
        where = messages.label(messages.section(getattr(fact, "number", None)), one.document.body, day_of(one.document))
        sheet.add_fact(one, messages.one_line(getattr(fact, "heading", "")), where)
    return sheet.answered(of_matters.motions_made(len(made)), sheet.rest(len(made), scope.SHOWN))


def _is_by(heading: str, question: Question) -> bool:
    folded = fold(heading)
    letters = re.findall(r"\(([A-ZÅÄÖ]{1,3})\)", heading)
    return all(fold(name) in folded for name in question.people) and (
        not question.parties or bool(set(question.parties) & set(letters))
    )


def _matter(heading: str) -> str:
    """The heading's words in any order: minutes and extracts write one matter a little differently."""
    return " ".join(sorted({word.root for word in words(heading)})[:8])
