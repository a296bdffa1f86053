"""Motions and initiatives of which the record holds no decision: how old each is, and by when one ought to be decided.

A motion is decided by fullmäktige, an initiative by the body to which it was put; what a committee proposes decides
nothing (kommunallagen (2017:725) 5 kap. 35 §: within a year). Nothing is said to be unanswered, only that no decision
is held here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.follow_up.due import answered_motions
from bot.follow_up.life import Followed, follow, telling
from bot.follow_up.life.model import decided_by
from bot.messages import of_life
from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.facts import Decision, Submission
from knowledge.linking.words import held, stems
from knowledge.names import fold
from knowledge.store.api import FactQuery, Found
from knowledge.vocabulary import load

_MOST = 2_000
_SHOWN = 15
_ALIKE = 0.75
"""The share of the words of what was handed in that a decision's heading has which names it."""
_A_YEAR = re.compile(r"\b(?:år\w*|försen\w*|gamla|äldre)\b")
_INITIATIVES = re.compile(r"\w*initiativ")
_FINAL = ("bifall", "avslag", "delvis bifall", "besvarad", "läggs till handlingarna", "utgår")
"""Outcomes that end a motion: one that is sent on for an answer is decided by none of the others."""
_ON_THE_WAY = ("tillstyrks", "avstyrks", "återremiss", "bordläggning", "överlämnas")
"""Outcomes that do not end an initiative; any other decision on it does."""


def unanswered(desk: Desk, question: Question) -> Answer:
    """Those without a decision, the oldest first; of the year that is asked for only those past it."""
    initiatives = bool(_INITIATIVES.search(folded(question.said)))
    answered = answered_motions(desk)
    found = [
        one
        for one in _put(desk, question, initiatives)
        if one.found.document.id not in answered
        and not (isinstance(one.found.fact, Submission) and _is_named_decided(desk, one.found, initiatives))
    ]
    if _A_YEAR.search(folded(question.said)):
        found = [one for one in found if (by := decided_by(one.born)) and by < desk.today.isoformat()]
    found.sort(key=lambda one: one.born or "9999")
    if not found:
        return not_found(desk, question, of_life.any_unanswered(initiatives))
    sheet = Sheet(desk, question)
    shown = scope.page(question, found, _SHOWN)
    numbered = {one.found.id: one for one in follow(desk, [one.found for one in shown], give=desk.staff)}
    for each in shown:
        _add(sheet, numbered[each.found.id], initiatives)
    notes = [*sheet.rest(len(found), _SHOWN), of_life.unanswered_means()]
    return sheet.answered(of_life.unanswered_lead(len(found), initiatives), notes)


def _put(desk: Desk, question: Question, initiatives: bool) -> list[Followed]:
    """The motions (or initiatives) that are held as papers, and those that minutes only list; closed ones left out."""
    kind = "ledamotsinitiativ" if initiatives else "motion"
    papers = desk.store.facts(desk.reader, FactQuery("proposals", kind=kind, limit=_MOST))
    listed = [
        one
        for one in desk.store.facts(desk.reader, FactQuery("submissions", limit=_MOST))
        if isinstance(one.fact, Submission) and one.fact.kind == ("initiativ" if initiatives else "motion")
    ]
    titles = [stems(one.document.title) for one in papers]
    listed = [one for one in listed if not any(title and held(title, _words(one)) >= _ALIKE for title in titles)]
    meant = scope.on_topic(desk, question, [*papers, *listed], "text", "by")
    of_place = [one for one in meant if scope.of_place(question, one.document)]
    return [one for one in follow(desk, of_place, give=False) if one.is_open]


def _is_named_decided(desk: Desk, found: Found, initiatives: bool) -> bool:
    """Whether the heading of a decision that ends it names what minutes only list as handed in."""
    wanted = _words(found)
    return any(
        held(wanted, stems(getattr(one.fact, "heading", None) or "")) >= _ALIKE
        for one in _decisions(desk, found)
        if wanted and _ends(one, initiatives)
    )


def _decisions(desk: Desk, found: Found) -> Sequence[Found]:
    """The decisions since it was put whose headings name a motion or an initiative."""
    named = re.compile(load("taken_up")["of_motion"], re.IGNORECASE)
    query = FactQuery("decisions", since=found.document.date, limit=_MOST)
    return [one for one in desk.store.facts(desk.reader, query) if named.search(getattr(one.fact, "heading", "") or "")]


def _ends(found: Found, initiatives: bool) -> bool:
    """Whether a decision ends the matter: fullmäktige's own, or of an initiative any body's, that is no proposal."""
    fact = scope.upward(found).fact
    if not isinstance(fact, Decision) or fact.proposed_to:
        return False
    if initiatives:
        return fact.outcome not in _ON_THE_WAY and found.document.kind in scope.MINUTES
    return fact.outcome in _FINAL and "fullmäktige" in fold(fact.body or found.document.body or "")


def _words(found: Found) -> frozenset[str]:
    said = found.fact.text if isinstance(found.fact, Submission) else found.document.title
    return stems(said) - frozenset(stem for word in load("taken_up")["papers"] for stem in stems(word))


def _add(sheet: Sheet, one: Followed, initiatives: bool) -> None:
    fact, by = one.found.fact, None if initiatives else decided_by(one.born)
    text = fact.text if isinstance(fact, Submission) else one.found.document.title
    number = of_life.numbered(one.number) if sheet.desk.staff or one.state.by else None
    label = messages.label(telling.name(one), number, of_life.put_on(one.born) if one.born else None)
    notes = [of_life.aged(one.age)] if one.age is not None else []
    notes += [of_life.ought(by, past=by < sheet.desk.today.isoformat())] if by else []
    sheet.add_fact(one.found, text, label, [*notes, *telling.notes(sheet.desk, one)])
