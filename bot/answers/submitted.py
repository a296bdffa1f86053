"""What was handed in to a meeting and only listed there: new motions, interpellations and medborgarförslag."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.answers.stands import day_of
from bot.messages import of_matters
from bot.questions import vocabulary
from bot.questions.normalise import root, words
from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.facts import Submission
from knowledge.store.api import Found

_WORDS = (
    r"(?P<motion>motion(?:er|en|erna)?)|(?P<medborgarförslag>(?:medborgar|invånar|e-)förslag(?:en|et)?)"
    r"|(?P<interpellation>interpellation(?:er|en|erna)?)|(?P<initiativ>(?:\w*initiativ\w*))"
)
_HANDED_IN = r"anmäl\w+|lämna\w* in|inlämna\w*|kom(?:mit)? in|inkom\w*|väck\w+|ställ(?:de|ts|des)"
_ASKS = r"^(?:och |men )?(?:vilka|vilken|vilket|hur många|visa|lista|vad för|finns det)\b"
_WHICH = re.compile(
    rf"{_ASKS}(?: \w+)? (?:{_WORDS})\b.*\b(?:{_HANDED_IN})\b"
    rf"|{_ASKS} (?:några )?nya (?:{_WORDS.replace('?P<', '?P<new_')})\b"
)
_QUIET = "nya anmäldes anmälts anmäld anmälda lämnades lämnats in kom kommit inkom väcktes väckts ställdes kommun"


def submitted(desk: Desk, question: Question) -> Answer | None:
    """What was handed in of the kind that is asked for; None where nothing is, or something else is asked."""
    asked = _WHICH.search(folded(question.said))
    if asked is None or question.people or question.parties or question.command:
        return None
    kind = next(name.removeprefix("new_") for name, word in asked.groupdict().items() if word)
    quiet = _roots() | {word.root for word in words(_QUIET)} | {root(kind)}
    narrowed = replace(question.without_topic(quiet), unions=())
    found = [
        one
        for one in scope.on_topic(desk, narrowed, scope.facts(desk, narrowed, "submissions"), "text")
        if isinstance(one.fact, Submission) and one.fact.kind == kind
    ]
    if not found:
        return None
    sheet = Sheet(desk, question)
    for one in scope.page(question, found):
        sheet.add_fact(one, getattr(one.fact, "text", ""), _label(one))
    return sheet.answered(of_matters.handed_in(kind, len(found)), sheet.rest(len(found), scope.SHOWN))


def put_in(desk: Desk, question: Question) -> Answer | None:
    """Who handed in what is only listed, by what it is about; None where no list names one alone."""
    asked = question.without_topic(_roots())
    if not asked.topic:
        return None
    found = scope.once(scope.on_topic(desk, asked, scope.facts(desk, asked, "submissions"), "text", own_only=True))
    if len(found) != 1 or not isinstance(found[0].fact, Submission) or not found[0].fact.by:
        return None
    sheet = Sheet(desk, question)
    sheet.add_fact(found[0], found[0].fact.text, _label(found[0]))
    return sheet.answered(of_matters.put_by(found[0].fact.kind, messages.listed(found[0].fact.by)))


def _label(found: Found) -> str:
    fact = found.fact
    kind = messages.capital(fact.kind) if isinstance(fact, Submission) else None
    return messages.label(
        kind, messages.section(getattr(fact, "item", None)), found.document.body, day_of(found.document)
    )


def _roots() -> frozenset[str]:
    """What such papers are called, which a line of their list does not say again."""
    return frozenset().union(*(vocabulary.document_words()[kind] for kind in scope.MOVED))
