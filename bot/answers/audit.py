"""What the auditors asked and found: questions with their verdicts, beside what they recommend on the same topic."""

from __future__ import annotations

import re
from collections import Counter

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer
from bot.answers.passages.composing import passages
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.normalise import root
from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.facts import AuditQuestion, Recommendation
from knowledge.names import fold
from knowledge.store.api import Found

_VERDICT = re.compile(r"\b(i huvudsak|delvis|ja|nej)\b")
_SAID_SO = {
    "ja": re.compile(r"(?:ja|uppfyllt|uppfylls)\b"),
    "i huvudsak": re.compile(r".*\bi (?:huvudsak|allt vasentligt)\b"),
    "delvis": re.compile(r".*\bdelvis\b"),
    "nej": re.compile(r"(?:nej|ej|inte)\b"),
}
"""How a verdict that is asked for begins or stands in print, folded: auditors grade with "Ja" or with "Uppfyllt"."""
_SHOWN = 30


def audit(desk: Desk, question: Question) -> Answer | None:
    """The audit questions that are meant; None where the auditors asked nothing of the kind."""
    verdict = _verdict(question)
    asked = question.without_topic({root(word) for word in verdict.split()}) if verdict else question
    about = _asked_about(desk, asked)
    found = [one for one in about if verdict is None or _SAID_SO[verdict].match(fold(_answer(one)))]
    recommended = [] if verdict else _recommended(desk, asked)
    if not found and not recommended:
        return _none_so(desk, question, verdict, about) if verdict and about else None
    assessed = None if found else passages(desk, question, assessed=True)
    sheet = Sheet(desk, question)
    for one in found[:_SHOWN]:
        _add(sheet, one)
    for one in recommended[: scope.SHOWN]:
        if isinstance(one.fact, Recommendation):
            sheet.add_fact(one, one.fact.text, of_matters.recommendation(one.fact.number))
    made = sheet.answered(_lead(found, recommended, verdict))
    return _before(assessed, made) if assessed else made


def _answer(found: Found) -> str:
    """The verdict as printed, "" where none is."""
    return found.fact.answer or "" if isinstance(found.fact, AuditQuestion) else ""


def _none_so(desk: Desk, question: Question, verdict: str, about: list[Found]) -> Answer:
    """None was answered so: said, with the verdicts that were given."""
    sheet = Sheet(desk, question)
    for one in about[:_SHOWN]:
        _add(sheet, one)
    given = Counter(answer for one in about if (answer := messages.one_line(_answer(one))))
    return sheet.answered(of_matters.no_verdict(verdict, given.most_common()))


def _before(assessed: Answer, made: Answer) -> Answer:
    """What the auditors found, then what they recommend of it."""
    first = len(assessed.citations)
    items = tuple(
        item if item.citation is None else item.model_copy(update={"citation": item.citation + first})
        for item in made.items
    )
    notes = (*assessed.notes, *made.notes)
    citations = (*assessed.citations, *made.citations)
    return made.model_copy(update={"lead": assessed.lead, "items": items, "citations": citations, "notes": notes})


def _asked_about(desk: Desk, question: Question) -> list[Found]:
    """The questions on the topic; where none is, those whose comments or reports are."""
    held = scope.facts(desk, question, "audit_questions")
    return scope.on_topic(desk, question, held, "question", own_only=True) or scope.on_topic(
        desk, question, held, "question", "comment"
    )


def _verdict(question: Question) -> str | None:
    match = _VERDICT.search(folded(question.said))
    return fold(match[1]) if match else None


def _recommended(desk: Desk, question: Question) -> list[Found]:
    if not question.topic:
        return []
    return scope.on_topic(desk, question, scope.facts(desk, question, "recommendations"), "text")


def _add(sheet: Sheet, found: Found) -> None:
    fact = found.fact
    if isinstance(fact, AuditQuestion):
        text = of_matters.audited(fact.question, fact.answer, fact.comment)
        sheet.add_fact(found, text, messages.label(of_matters.audit_question(), found.document.title))


def _lead(found: list[Found], recommended: list[Found], verdict: str | None) -> str:
    facts = [one.fact for one in found if isinstance(one.fact, AuditQuestion)]
    if verdict and facts:
        return of_matters.with_verdict(len(facts), messages.one_line(facts[0].answer or ""))
    if len(facts) == 1:
        return of_matters.audited(facts[0].question, facts[0].answer, None)
    if facts:
        return of_matters.audit_lead(len(facts))
    return of_matters.recommendations_lead(len(recommended), 0, 0)
