"""Question → Answer: each intent has its family."""

from __future__ import annotations

from bot import messages
from bot.answers import help as helping
from bot.answers.answer import Answer
from bot.answers.decisions import decisions
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk
from bot.questions.question import Question


def answer(desk: Desk, question: Question) -> Answer:
    """The answer of the intent's family. Raises StoreBusy where the record is locked."""
    if question.intent == "help":
        return helping.help_answer(question)
    if question.intent == "smalltalk":
        return helping.smalltalk(question)
    if question.intent == "unclear":
        return helping.unclear(question)
    return decisions(desk, question) or not_found(desk, question, messages.any_decision())
