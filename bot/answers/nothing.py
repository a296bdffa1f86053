"""When the record holds no answer: what was searched, what is held, what comes closest, whom to ask."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot import messages
from bot.answers.answer import Answer, Choice
from bot.answers.scope import about
from bot.answers.sheet import Desk
from bot.questions.question import Question
from knowledge.case_numbers import CaseKey
from knowledge.store.api import Holding

_NEAREST = 3


def not_found(desk: Desk, question: Question, sought: str) -> Answer:
    """sought: what was looked for, with its article ("något beslut")."""
    lead = messages.nothing(sought, about(question))
    if question.intent == "role" and question.topic_said:
        lead = messages.nobody_is(question.topic_said)
    if question.body and not question.body.names and question.intent not in ("recommendations", "audit"):
        lead = messages.body_not_held(question.body.said)
    notes = [messages.held(_merged(desk.store.holdings(desk.reader)))]
    choices = nearest(desk, question)
    if choices:
        notes.append(messages.nearest_cases())
    if desk.settings.contact:
        notes.insert(1, messages.ask_contact(desk.settings.contact))
    return Answer(
        question=question.text,
        intent=question.intent,
        outcome="not_found",
        lead=lead,
        notes=tuple(notes),
        choices=tuple(choices),
    )


def nearest(desk: Desk, question: Question) -> list[Choice]:
    """The cases held whose numbers are most like the one asked for."""
    if question.case is None or question.follows:
        return []
    held = desk.store.cases(desk.reader)
    if not held:
        return []
    wanted = _plain(question.case)
    printed = {_plain(key): number for key, number in held}
    likest = process.extract(wanted, printed.keys(), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=80)
    command = question.command or "arende"
    return [
        Choice(label=messages.choose(printed[found]), text=f"/{command} {printed[found]}") for found, _, _ in likest
    ]


def _plain(key: CaseKey) -> str:
    return f"{key.unit or ''} {key.year}-{key.serial:04d}".strip()


def _merged(holdings: list[Holding]) -> list[Holding]:
    return sorted(holdings, key=lambda one: (one.body is None, -one.documents))
