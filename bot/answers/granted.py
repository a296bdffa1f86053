"""What a follow-up took for granted, said in front of its answer."""

from __future__ import annotations

from bot import messages
from bot.answers.answer import Answer
from bot.questions.normalise import words
from bot.questions.question import Question

_NAMED = ("meeting", "attendance")
"""Intents whose answers begin with the meeting's name and day."""


def granted(question: Question, answer: Answer) -> Answer:
    """The answer with what the conversation gave in front ("SN 2024-0114: …"), unless its lead says it already."""
    if question.read_as:
        notes = [messages.read_as(typed, read) for typed, read in question.read_as]
        answer = answer.model_copy(update={"notes": (*notes, *answer.notes)})
    if question.offset or question.skip:
        return answer.model_copy(update={"lead": messages.goes_on(question.said)})
    if not question.granted or question.intent in _NAMED:
        return answer
    said = {word.root for word in words(answer.lead)}
    if {word.root for word in words(question.granted)} <= said:
        return answer
    return answer.model_copy(update={"lead": f"{question.granted}: {answer.lead}"})
