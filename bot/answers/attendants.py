"""Those whom a list of presence names: how they are told, and which of them a question's names mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.messages import of_meetings
from bot.questions.names import SPELT_OTHERWISE, same_person
from bot.questions.question import Question
from knowledge.facts import Attendance
from knowledge.names import fold
from knowledge.store.api import Found


def text_of(fact: Attendance) -> str:
    """ "Karina Ek, ekonomichef, Vision, på distans (Skype)"."""
    return of_meetings.attendant(
        fact.name, fact.party, fact.organisation, fact.roles, fact.remote, fact.replaces, fact.items, fact.present
    )


def names(fact: Attendance) -> tuple[str, ...]:
    """Whom an entry names: who was there, and whose place that was."""
    return (fact.name, fact.replaces) if fact.replaces else (fact.name,)


def as_listed(question: Question, listed: Sequence[Found]) -> Question:
    """The question with its people as these lists spell them, where they spell them otherwise ("Ericson")."""
    held = {fold(name): name for one in listed if isinstance(one.fact, Attendance) for name in names(one.fact)}
    people: list[str] = []
    read = list(question.read_as)
    for name in question.people:
        near = [said for folded, said in held.items() if same_person(fold(name), folded, SPELT_OTHERWISE)]
        if fold(name) in held or len(near) != 1:
            people.append(name)
        else:
            people.append(near[0])
            read.append((name, near[0]))
    return replace(question, people=tuple(people), read_as=tuple(read))
