"""What a follow-up says of an earlier recommendation that is done: its own words, quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import messages
from bot.answers import reports, scope
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import FollowedUp
from knowledge.store.api import Found

_ONE = re.compile(r"\brekommendationen\b", re.IGNORECASE)


def followed_up(desk: Desk, question: Question, still: Sequence[Found]) -> Answer | None:
    """What is said of the recommendations on the topic that are done, where those are asked for.

    still: the recommendations on the topic that remain; where they speak of it themselves, they are meant.
    """
    if question.aspect not in ("closed", "answered") and not _ONE.search(question.said):
        return None
    held = [
        one for one in scope.facts(desk, question.without_body(), "followed_up") if isinstance(one.fact, FollowedUp)
    ]
    found = [one for one in held if _covers(question, one)] if question.topic else held
    if not found and question.aspect == "closed":
        found = [one for one in held if Bag.of(_said(one), reports.about(desk, one.document)).covers(question.topic)]
    elif any(_covers(question, one) for one in still) and question.topic:
        return None
    if not found:
        return None
    sheet = Sheet(desk, question)
    for one in scope.page(question, found):
        if isinstance(one.fact, FollowedUp):
            label = messages.label(of_matters.done_recommendation(), one.document.title)
            sheet.add_fact(one, of_matters.judged(one.fact.text, one.fact.judgement), label)
    told = {messages.one_line(one.fact.judgement) for one in found if isinstance(one.fact, FollowedUp)}
    lead = of_matters.judged_lead(told.pop() if len(told) == 1 else None, len(found))
    return sheet.answered(lead, sheet.rest(len(found), scope.SHOWN))


def _covers(question: Question, found: Found) -> bool:
    return Bag.of(getattr(found.fact, "text", "")).covers(question.topic)


def _said(found: Found) -> str:
    return str(getattr(found.fact, "text", ""))
