"""Who has a role: "vem är ekonomichef?", from attendance lists and signatures."""

from __future__ import annotations

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer
from bot.answers.people import person
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions.affiliations import same_union
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import Attendance, Signatory
from knowledge.store.api import Found


def role(desk: Desk, question: Question) -> Answer | None:
    """The persons with the role; a person's record where a name is asked for; None where nobody has the role."""
    if question.people and not question.topic:
        return person(desk, question)
    if not question.topic or question.people:
        return None
    found = [
        one
        for name in ("attendance", "signatories")
        for one in scope.facts(desk, question.without_item(), name)
        if _has(question, one)
    ]
    if not found:
        return None
    sheet = Sheet(desk, question)
    said: dict[str, str] = {}
    for one in found:
        name, title = _named(one)
        if name in said or len(said) >= scope.SHOWN:
            continue
        said[name] = title
        sheet.add_fact(
            one, of_meetings.with_title(name, title), messages.label(one.document.body or one.document.title)
        )
    return sheet.answered(of_meetings.has_role(list(said.items())))


def _has(question: Question, found: Found) -> bool:
    fact = found.fact
    if isinstance(fact, Attendance):
        if question.unions and not any(same_union(fact.organisation, union) for union in question.unions):
            return False
        if question.parties and fact.party not in question.parties:
            return False
        return any(Bag.of(role, fact.organisation).covers(question.topic) for role in fact.roles)
    if isinstance(fact, Signatory) and fact.title and not question.unions and not question.parties:
        return Bag.of(fact.title).covers(question.topic)
    return False


def _named(found: Found) -> tuple[str, str]:
    fact = found.fact
    if isinstance(fact, Attendance):
        return fact.name, ", ".join([*fact.roles, *([fact.organisation] if fact.organisation else [])])
    if isinstance(fact, Signatory):
        return fact.name, fact.title or ""
    return "", ""
