"""Recommendations that come back: to several bodies, or to one in several years, each with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.recommendations import addressed
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters, of_patterns
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import Recommendation
from knowledge.names import fold
from knowledge.store.api import FactQuery, Found, Link

_SHOWN = 10
"""Patterns of an answer."""
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One recommendation and all who got it, oldest first. likeness: of each with an earlier one, by its id."""

    given: tuple[Found, ...]
    likeness: dict[int, float]

    @property
    def bodies(self) -> list[str]:
        """To whom it is given, as written, each once."""
        named: dict[str, str] = {}
        for one in self.given:
            for name in _bodies(one):
                named.setdefault(fold(name), name)
        return list(named.values())

    @property
    def days(self) -> list[str]:
        """The days of its reports."""
        return sorted({one.document.date for one in self.given if one.document.date})

    @property
    def reports(self) -> int:
        """In how many reports it is given."""
        return len({one.document.id for one in self.given})


def patterns(desk: Desk, question: Question) -> Answer | None:
    """The patterns that the question means; on a topic without one, that it is given once."""
    every = [one for one in desk.store.facts(desk.reader, FactQuery("recommendations", limit=_ALL)) if _holds(one)]
    gathered = _gathered(every, desk.store.links(desk.reader, kind="recurs"))
    fitting = [one for one in gathered if _fits(question, one)]
    found = fitting if question.aspect == "bodies" else [one for one in fitting if len(one.given) > 1]
    if not found:
        return _once(desk, question, [one for one in every if _meant(question, one)])
    found.sort(key=lambda one: (len(one.given) > 1, one.reports, len(one.bodies), one.days[-1:]), reverse=True)
    sheet = Sheet(desk, question)
    for number, one in enumerate(scope.page(question, found, _SHOWN), question.offset + 1):
        _add(sheet, number, one, several=len(found) > 1)
    first = found[0]
    told = of_patterns.given(_text(first.given[0]), len(first.given), first.bodies, first.days)
    notes = sheet.rest(len(found), _SHOWN)
    if any(len(one.given) > 1 for one in found):
        notes.append(of_patterns.compare())
    if len(fitting) > len(found):
        notes.append(of_patterns.at_once(len(fitting) - len(found)))
    return sheet.answered(of_patterns.lead(question.aspect, len(found), told), notes)


def _gathered(every: Sequence[Found], links: Sequence[Link]) -> list[_Pattern]:
    """Those that ties hold together, and those that one report gives to several bodies at once."""
    held = {one.id: one for one in every}
    near: dict[int, set[int]] = defaultdict(set)
    likeness: dict[int, float] = {}
    for link in links:
        if link.source in held and link.target.id in held:
            near[link.source].add(link.target.id)
            near[link.target.id].add(link.source)
            likeness[link.source] = max(likeness.get(link.source, 0.0), link.confidence)
    made: list[_Pattern] = []
    seen: set[int] = set()
    for one in every:
        if one.id in seen:
            continue
        group = _reached(one.id, near)
        seen |= group
        given = sorted((held[id_] for id_ in group), key=lambda each: (each.document.date or "", each.id))
        if len(given) > 1 or len(_bodies(one)) > 1:
            made.append(_Pattern(tuple(given), likeness))
    return made


def _reached(start: int, near: dict[int, set[int]]) -> set[int]:
    group, todo = {start}, [start]
    while todo:
        for other in near[todo.pop()] - group:
            group.add(other)
            todo.append(other)
    return group


def _fits(question: Question, pattern: _Pattern) -> bool:
    if question.aspect == "bodies" and len(pattern.bodies) < 2:
        return False
    if question.aspect == "years" and pattern.reports < 2:
        return False
    return any(_meant(question, one) for one in pattern.given)


def _meant(question: Question, found: Found) -> bool:
    """Whether the recommendation is of the topic, the body and the period that are asked for."""
    if not addressed(question, found) or not scope.of_place(question, found.document):
        return False
    if question.period and not question.period.holds(found.document.date):
        return False
    said = Bag.of(_text(found), *_bodies(found), found.document.title)
    return said.covers(question.topic)


def _add(sheet: Sheet, number: int, pattern: _Pattern, *, several: bool) -> None:
    for one in pattern.given:
        fact = one.fact
        if not isinstance(fact, Recommendation):
            continue
        to = f"till {messages.one_line(fact.addressee)}" if fact.addressee else None
        day = messages.day(one.document.date) if one.document.date else None
        label = messages.label(
            of_patterns.pattern(number) if several else None, day, to, fact.graded, one.document.title
        )
        like = pattern.likeness.get(one.id)
        notes = [of_patterns.alike(like)] if like is not None else []
        if len(fact.addressees) > 1:
            notes.append(of_patterns.to_several(fact.addressees))
        sheet.add_fact(one, fact.text, label, notes)


def _once(desk: Desk, question: Question, found: Sequence[Found]) -> Answer:
    """Nothing comes back: what is given once on the topic, else that nothing is found."""
    if not found or not (question.topic or question.body) or len(found) > scope.SHOWN:
        return not_found(desk, question, of_patterns.sought(question.aspect))
    sheet = Sheet(desk, question)
    for one in found:
        fact = one.fact
        if isinstance(fact, Recommendation):
            to = f"till {messages.one_line(fact.addressee)}" if fact.addressee else None
            day = messages.day(one.document.date) if one.document.date else None
            label = messages.label(of_matters.recommendation(fact.number), day, to, one.document.title)
            sheet.add_fact(one, fact.text, label)
    return sheet.answered(of_patterns.only_once(len(found)))


def _holds(found: Found) -> bool:
    return isinstance(found.fact, Recommendation)


def _text(found: Found) -> str:
    return found.fact.text if isinstance(found.fact, Recommendation) else ""


def _bodies(found: Found) -> tuple[str, ...]:
    fact = found.fact
    if not isinstance(fact, Recommendation):
        return ()
    return fact.addressees or ((fact.addressee,) if fact.addressee else ())
