"""The first sentence about what was decided: the matter, the latest word in it, and yes or no where that is asked."""

from __future__ import annotations

from rapidfuzz import fuzz

from bot import messages
from bot.answers import scope, stands, verdict, which
from bot.answers.sheet import Desk
from bot.messages import of_matters
from bot.questions.question import Question
from knowledge.facts import AgendaItem, Decision
from knowledge.names import fold
from knowledge.store.api import Found

_SAME = 88
"""How alike the headings are under which several bodies deal with one matter."""


def lead(desk: Desk, question: Question, found: list[Found]) -> str:
    """The lead of an answer that shows these decisions, newest first."""
    facts = [one.fact for one in found if isinstance(one.fact, Decision)]
    about = _about(desk, question, found, facts[0])
    if question.aspect == "settled" and len(facts) > 1 and (pending := _pending(found)):
        return pending
    told = _latest(question, found)
    said = verdict.said(question, told) if len(sections(found)) == 1 or _one_matter(found) else ""
    if len(facts) == 1:
        return said + _one(about, found[0])
    first = verdict.answering(question, told)
    text = of_matters.headed("" if _one_matter(found) else (first.heading or ""), first.text)
    counts = (sum(not fact.proposed_to for fact in facts), sum(bool(fact.proposed_to) for fact in facts))
    whose = "" if len(sections(found)) == 1 else _whose(told[0])
    return said + of_matters.decided_many(about, *counts, messages.one_line(text), whose, first.proposed_to)


def sections(found: list[Found]) -> set[tuple[int, str | None, str | None]]:
    """The §§ in which these decisions were made."""
    return {(one.document.id, one.fact.item, one.fact.heading) for one in found if isinstance(one.fact, Decision)}


def matters(desk: Desk, question: Question, found: list[Found]) -> list[Found]:
    """The headings of a case's decisions that do not carry their own."""
    if question.case is None or all(getattr(one.fact, "heading", None) for one in found):
        return []
    documents = {one.document.id for one in found}
    items = scope.facts(desk, question, "agenda_items")
    return scope.once(one for one in items if one.document.id in documents)[:3]


def _one(about: str, found: Found) -> str:
    fact = found.fact
    if not isinstance(fact, Decision):
        return ""
    text = messages.one_line(fact.text)
    if fact.proposed_to:
        return of_matters.proposed_one(about, fact.body or found.document.body, fact.proposed_to, text)
    return of_matters.decided_one(about, text)


def _latest(question: Question, found: list[Found]) -> list[Found]:
    """The clauses of the § that says the last word: the newest, of one day that of the body highest up."""
    newest = max(found, key=lambda one: (one.document.date or "", _rank(one)))
    if question.case is not None and all(getattr(one.fact, "proposed_to", None) for one in _of_section(newest, found)):
        final = [one for one in found if not getattr(one.fact, "proposed_to", None) and _rank(one) > _rank(newest)]
        newest = final[0] if final else newest
    return _of_section(newest, found)


def _of_section(one: Found, found: list[Found]) -> list[Found]:
    return [other for other in found if stands.place(other) == stands.place(one)]


def _rank(found: Found) -> int:
    """How high up a body is: fullmäktige, styrelse, nämnd, and what only prepares."""
    body = fold(_body(found) or "")
    order = ("utskott", "nämnd", "styrelse", "fullmäktige")
    return max((rank for rank, kind in enumerate(order) if kind in body and "utskott" not in body), default=0)


def _one_matter(found: list[Found]) -> bool:
    """Whether all headings are one but for a typing error or what a body writes before it ("Svar på …")."""
    headings = list({which.fold_heading(one.fact.heading or "") for one in found if isinstance(one.fact, Decision)})
    return all(fuzz.ratio(headings[0], other) >= _SAME for other in headings)


def _whose(found: Found) -> str:
    """ "Kommunstyrelsen 15 juni 2026"."""
    return " ".join(part for part in (_body(found), stands.day_of(found.document)) if part)


def _about(desk: Desk, question: Question, found: list[Found], first: Decision) -> str:
    case = question.case_said or ""
    if case and first.case_numbers:
        case = first.case_numbers[0]
    return of_matters.matter(case, _heading(desk, question, found))


def _heading(desk: Desk, question: Question, found: list[Found]) -> str:
    first = found[0].fact
    own = first.heading if isinstance(first, Decision) else None
    if len(sections(found)) != 1 and question.case is None and not _one_matter(found):
        return ""
    if own is None:
        named = matters(desk, question, found)
        own = next((one.fact.heading for one in named if isinstance(one.fact, AgendaItem)), "")
    return messages.one_line(own or "")


def _pending(found: list[Found]) -> str:
    """Of what only others have dealt with so far: that the latest of them proposes it; empty where it is decided."""
    bodies = {fold(_body(one) or "") for one in found if isinstance(one.fact, Decision) and not one.fact.proposed_to}
    upward = [one for one in found if isinstance(one.fact, Decision) and one.fact.proposed_to]
    latest = max(upward, key=lambda one: one.document.date or "", default=None)
    if latest is None or not isinstance(latest.fact, Decision):
        return ""
    fact, to = latest.fact, latest.fact.proposed_to or ""
    if any(body.endswith(fold(to)) or fold(to).endswith(body) for body in bodies if body):
        return ""
    about = of_matters.matter("", messages.one_line(fact.heading or ""))
    return of_matters.proposed_one(about, fact.body or latest.document.body, to, messages.one_line(fact.text))


def _body(found: Found) -> str | None:
    return getattr(found.fact, "body", None) or found.document.body
