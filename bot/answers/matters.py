"""How many matters of a kind were dealt with ("hur många motioner behandlade KS den 1 juni?"): by their headings."""

from __future__ import annotations

import re

from bot import messages
from bot.answers import choosing, scope
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions.normalise import Bag, words
from bot.questions.question import Question
from knowledge.facts import AgendaItem

_PLURAL = "er"
"""A heading in the plural ("Redovisning av motioner") tells of many and is none of them."""


_ANSWERED = re.compile(r"\bbesvara", re.IGNORECASE)
_ANSWER = re.compile(r"\b(?:be)?svar", re.IGNORECASE)
"""Of what was answered the heading says so; what was only put is not answered."""


def counted(desk: Desk, question: Question, chosen: choosing.Chosen) -> Answer:
    """The matters of the meetings of the period, of the latest where none is named, whose headings hold the words."""
    sheet = Sheet(desk, question)
    meetings = chosen.meetings if question.period else chosen.meetings[:1]
    count = 0
    for one in meetings:
        for item in scope.agenda_items(desk, one.document, question.item):
            if _is_one(question, item):
                count += 1
                label = messages.label(messages.section(item.number), choosing.said(one))
                if count <= scope.SHOWN:
                    sheet.add(item.heading, one.document, item.source, label)
    if not count:
        return not_found(desk, question, of_meetings.any_matter())
    name = choosing.said(chosen.first) if len(meetings) == 1 else choosing.name_of(chosen.first)
    return sheet.answered(of_meetings.matters_lead(name, count, question.topic_said), sheet.rest(count, scope.SHOWN))


def _is_one(question: Question, item: AgendaItem) -> bool:
    said = {word.folded for word in words(question.topic_said) if word.folded.endswith(_PLURAL)}
    held = {word.folded for word in words(item.heading)}
    if _ANSWERED.search(question.said) and not _ANSWER.search(item.heading):
        return False
    return not said & held and Bag.of(item.heading).covers(question.topic)
