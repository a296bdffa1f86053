"""What the auditors recommend: all, open, overdue, closed, by topic and addressee; how each stands, what answers it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot import messages
from bot.answers import reports, scope
from bot.answers.answer import Answer
from bot.answers.followed_up import followed_up
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.follow_up.life import Followed, follow, of_number, telling
from bot.messages import of_life, of_matters
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import Recommendation
from knowledge.names import fold
from knowledge.store.api import Found, Link

_SHOWN = 30
_CLOSED_SHOWN = 5
"""Closed ones that are told after the open ones, with who closed them."""
_CHOICES = 10
_OWN = ("text", "addressee", "addressees", "issuer")
_DONE = ("åtgärdad", "genomförd", "avslutad", "uppfylld")
_NUMBER = re.compile(r"(?P<said>nr\.?|nummer)?\s*(?P<number>\d{1,6})[.?]?", re.IGNORECASE)
_YEARS = range(1900, 2100)

_Standing = Mapping[int, Followed]


def recommendations(desk: Desk, question: Question) -> Answer | None:
    """The recommendations that the question means; None where there is none."""
    if (number := _number(question)) is not None:
        return _numbered(desk, question, number)
    found = [one for one in scope.facts(desk, question.without_body(), "recommendations") if addressed(question, one)]
    found = _on_topic(desk, question, found)
    standing = {one.found.id: one for one in follow(desk, found)}
    if question.aspect in ("status", "closer") and found and (told := _life(desk, question, found, standing)):
        return told
    moved = any(one.state.by for one in standing.values())
    if not moved and (done := followed_up(desk, question, found)):
        return done
    links = _links(desk, found)
    if question.aspect == "answered":
        found = [one for one in found if one.id in links]
        if not found:
            return not_found(desk, question, of_matters.any_answer())
    if not found:
        return None
    shown = _meant(question.aspect, found, standing)
    closed = any(standing[one.id].state.closed_by for one in found if one.id in standing)
    return _told(desk, question, found, shown, standing, links) if shown or closed else None


def _number(question: Question) -> int | None:
    """The number that a command names ("/rekommendationer 3", "nr 2024"); a bare year is none."""
    named = _NUMBER.fullmatch(question.said.strip()) if question.command else None
    if named is None or (not named["said"] and int(named["number"]) in _YEARS):
        return None
    return int(named["number"])


def _numbered(desk: Desk, question: Question, number: int) -> Answer:
    """One followed thing by its number, with its whole history."""
    one = of_number(desk, number)
    if one is not None:
        return telling.one(desk, question, one)
    return Answer(question=question.text, intent=question.intent, outcome="not_found", lead=of_life.unknown(number))


def _life(desk: Desk, question: Question, found: Sequence[Found], standing: _Standing) -> Answer | None:
    """How one stands or who closed it, with its whole history; None where several are meant."""
    if question.aspect == "closer":
        closed = [one for one in found if _is_done(one, standing)]
        if len(found) > 1 and not closed:
            return None
        found = closed or found
    if len(found) != 1 or found[0].id not in standing:
        return None
    one = standing[found[0].id]
    notes = [of_life.nobody_closed(1)] if question.aspect == "closer" and one.is_open else []
    return telling.one(desk, question, one, notes=notes)


def _meant(aspect: str, found: list[Found], standing: _Standing) -> list[Found]:
    """Those that an aspect asks for; of what is asked for and none is, all."""
    done = [one for one in found if _is_done(one, standing)]
    if aspect in ("closed", "closer"):
        return done or found
    if aspect == "overdue":
        late = [one for one in found if one.id in standing and standing[one.id].is_overdue]
        return sorted(late, key=lambda one: -(standing[one.id].over or 0)) or [one for one in found if one not in done]
    return [one for one in found if one not in done] if aspect == "open" else found


def _told(
    desk: Desk,
    question: Question,
    found: list[Found],
    shown: list[Found],
    standing: _Standing,
    links: Mapping[int, list[Link]],
) -> Answer:
    """The answer with these of all that were found."""
    sheet = Sheet(desk, question)
    named: set[int] = set()
    part = scope.page(question, shown, _SHOWN)
    for one in part:
        _add(sheet, one, links.get(one.id, []), standing.get(one.id), titled=one.document.id not in named)
        named.add(one.document.id)
    notes = [of_matters.answered_not_closed()] if any(one.id in links for one in shown) else []
    notes += sheet.rest(len(shown), _SHOWN)
    if not question.offset and (question.aspect == "open" or not shown):
        notes += _closed_too(sheet, [one for one in found if _is_done(one, standing)], standing)
    choices = telling.looks([standing[one.id] for one in part if one.id in standing], _CHOICES) if desk.staff else []
    return sheet.answered(_lead(question, found, shown, standing, links), notes, choices)


def _lead(
    question: Question, found: list[Found], shown: list[Found], standing: _Standing, links: Mapping[int, list[Link]]
) -> str:
    """How many there are, and what is known of them; nobody having moved any, what the reports say alone."""
    done = [one for one in found if _is_done(one, standing)]
    late = [one for one in shown if one.id in standing and standing[one.id].is_overdue]
    if question.aspect == "overdue" and shown:
        return of_life.overdue_lead(len(late)) if late else of_life.none_overdue(len(shown))
    if not late and not any(one.state.by for one in standing.values()):
        documents = len({one.document.id for one in shown})
        answered = sum(1 for one in shown if one.id in links)
        graded = sum(1 for one in shown if _is_done(one, standing))
        return of_matters.recommendations_lead(len(shown), graded, answered, documents)
    if not shown:
        return of_life.none_open(len(done))
    if question.aspect == "open":
        return of_life.open_lead(len(shown), len(done), len(late))
    if question.aspect in ("closed", "closer"):
        return of_life.closed_lead(len(done)) if done else of_life.nobody_closed(len(shown))
    return of_life.all_lead(len(shown), len(shown) - len(done), len(done))


def _closed_too(sheet: Sheet, done: list[Found], standing: _Standing) -> list[str]:
    """After the open ones those that somebody has closed: who, when and on what words."""
    closed = [standing[one.id] for one in done if one.id in standing and standing[one.id].state.closed_by]
    for one in closed[:_CLOSED_SHOWN]:
        telling.closed(sheet, one)
    left = len(closed) - _CLOSED_SHOWN
    return [of_life.closed_more(left)] if left > 0 else []


def _on_topic(desk: Desk, question: Question, found: list[Found]) -> list[Found]:
    """Those that hold the topic, be it in their own words and addressees or in what their report is about."""
    if not question.topic:
        return found
    about: dict[int, str] = {}
    for one in found:
        if one.document.id not in about:
            about[one.document.id] = reports.about(desk, one.document)
    own = [one for one in found if Bag.of(*_own(one), about[one.document.id]).covers(question.topic)]
    return own or scope.on_topic(desk, question, found, *_OWN)


def _own(found: Found) -> list[str]:
    fact = found.fact
    if not isinstance(fact, Recommendation):
        return []
    return [part for part in (fact.text, fact.addressee, fact.issuer, *fact.addressees) if part]


def _add(sheet: Sheet, found: Found, links: list[Link], followed: Followed | None, *, titled: bool) -> None:
    """One recommendation; titled: with its report, which the first of several of one report names. Whom it is
    addressed to is said where its own words do not begin with it."""
    fact = found.fact
    if not isinstance(fact, Recommendation):
        return
    addressee = messages.one_line(fact.addressee or "")
    to = f"till {addressee}" if addressee and not fold(fact.text).startswith(fold(addressee)) else None
    number = of_life.numbered(followed.number) if followed else None
    label = messages.label(
        of_matters.recommendation(fact.number), number, to, fact.graded, found.document.title if titled else None
    )
    sheet.add_fact(found, fact.text, label, telling.notes(sheet.desk, followed) if followed else [])
    for link in links:
        label = of_matters.answer_in(link.document.title, link.document.date)
        sheet.add(link.quote, link.document, scope.part(link), label, [messages.tie_derived()])


def _links(desk: Desk, found: list[Found]) -> dict[int, list[Link]]:
    links: dict[int, list[Link]] = {}
    for document in {one.document.id for one in found}:
        for link in desk.store.links(desk.reader, kind="answers", target_document=document):
            links.setdefault(link.target.id, []).append(link)
    return links


def _is_done(found: Found, standing: _Standing) -> bool:
    """Whether nothing is left to do: as somebody has moved it, else as the auditors themselves grade it."""
    followed = standing.get(found.id)
    if followed is not None and "implementation" in followed.state.by:
        return not followed.is_open
    graded = fold(getattr(found.fact, "graded", None) or "")
    return graded.startswith(_DONE)


def addressed(question: Question, found: Found) -> bool:
    """The body of a question about recommendations is whom they are addressed to, or whose report it is."""
    fact = found.fact
    if question.body is None or not isinstance(fact, Recommendation):
        return isinstance(fact, Recommendation)
    wanted = [fold(name) for name in (question.body.names or (question.body.said,))]
    told = " | ".join(fold(name) for name in (fact.addressee, *fact.addressees, found.document.body) if name)
    return any(name in told for name in wanted) or Bag.of(told).covers(Bag.of(question.body.said).roots)
