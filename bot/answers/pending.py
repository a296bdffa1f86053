"""What others propose to a body that has, as far as the record holds, decided nothing of the matter yet."""

from __future__ import annotations

from rapidfuzz import fuzz

from bot import messages
from bot.answers import decisions, scope, stands
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.question import Question
from knowledge.facts import Decision
from knowledge.names import fold
from knowledge.store.api import Found

_SAME = 85
"""How alike the headings are under which several bodies deal with one matter."""


def pending(desk: Desk, question: Question) -> Answer | None:
    """The newest proposals of one matter to the body that is asked about; None where none is, or several matters are.

    The lead says that it is proposed and not decided there.
    """
    body = question.body
    if body is None or not body.names or not question.topic or question.outcomes:
        return None
    names = {fold(name) for name in body.names}
    anyone = question.without_body()
    if question.period and question.period.is_year:
        anyone = anyone.with_year_as_topic()
    held = scope.once(scope.on_topic(desk, anyone, scope.facts(desk, anyone, "decisions"), "text"))
    found = [one for one in held if fold(_to(one) or "") in names]
    if not found or not _one_matter(desk, found):
        return None
    newest = max(found, key=lambda one: one.document.date or "")
    fact = newest.fact
    if not isinstance(fact, Decision):
        return None
    sheet = Sheet(desk, question)
    for one in scope.page(question, [newest, *(one for one in found if one is not newest)]):
        decisions.add(sheet, one)
    heading = messages.one_line(scope.heading(desk, newest))
    whose = " ".join(part for part in (fact.body or newest.document.body, stands.day_of(newest.document)) if part)
    lead = of_matters.proposed_one(heading, whose, _to(newest) or body.said, messages.one_line(fact.text))
    return sheet.answered(lead, [*sheet.rest(len(found), scope.SHOWN), *stands.adjusted_notes(found)])


def _to(found: Found) -> str | None:
    return found.fact.proposed_to if isinstance(found.fact, Decision) else None


def _one_matter(desk: Desk, found: list[Found]) -> bool:
    first, *others = [messages.one_line(scope.heading(desk, one)) for one in found]
    return all(fuzz.token_set_ratio(first, other) >= _SAME for other in others)
