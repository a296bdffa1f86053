"""What the auditors recommend: all, open, by topic, addressee; with what in the record answers each."""

from __future__ import annotations

from bot import messages
from bot.answers import reports, scope
from bot.answers.answer import Answer
from bot.answers.followed_up import followed_up
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import Recommendation
from knowledge.names import fold
from knowledge.store.api import Found, Link

_SHOWN = 30
_OWN = ("text", "addressee", "addressees", "issuer")
_DONE = ("åtgärdad", "genomförd", "avslutad", "uppfylld")


def recommendations(desk: Desk, question: Question) -> Answer | None:
    """The recommendations that the question means; None where there is none."""
    found = [one for one in scope.facts(desk, question.without_body(), "recommendations") if addressed(question, one)]
    found = _on_topic(desk, question, found)
    if done := followed_up(desk, question, found):
        return done
    links = _links(desk, found)
    if question.aspect == "answered":
        found = [one for one in found if one.id in links]
        if not found:
            return not_found(desk, question, of_matters.any_answer())
    if not found:
        return None
    if question.aspect == "closed":
        found = [one for one in found if _done(one)] or found
    if question.aspect == "open":
        found = [one for one in found if not _done(one)]
    sheet = Sheet(desk, question)
    named: set[int] = set()
    for one in scope.page(question, found, _SHOWN):
        _add(sheet, one, links.get(one.id, []), titled=one.document.id not in named)
        named.add(one.document.id)
    answered = sum(1 for one in found if one.id in links)
    closed = sum(1 for one in found if _done(one))
    notes = [of_matters.answered_not_closed()] if answered else []
    notes += sheet.rest(len(found), _SHOWN)
    if not found:
        return None
    documents = len({one.document.id for one in found})
    return sheet.answered(of_matters.recommendations_lead(len(found), closed, answered, documents), notes)


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


def _add(sheet: Sheet, found: Found, links: list[Link], *, titled: bool) -> None:
    """One recommendation; titled: with its report, which the first of several of one report names. Whom it is
    addressed to is said where its own words do not begin with it."""
    fact = found.fact
    if not isinstance(fact, Recommendation):
        return
    addressee = messages.one_line(fact.addressee or "")
    to = f"till {addressee}" if addressee and not fold(fact.text).startswith(fold(addressee)) else None
    title = found.document.title if titled else None
    label = messages.label(of_matters.recommendation(fact.number), to, fact.graded, title)
    sheet.add_fact(found, fact.text, label)
    for link in links:
        label = of_matters.answer_in(link.document.title, link.document.date)
        sheet.add(link.quote, link.document, scope.part(link), label, [messages.tie_derived()])


def _links(desk: Desk, found: list[Found]) -> dict[int, list[Link]]:
    links: dict[int, list[Link]] = {}
    for document in {one.document.id for one in found}:
        for link in desk.store.links(desk.reader, kind="answers", target_document=document):
            links.setdefault(link.target.id, []).append(link)
    return links


def _done(found: Found) -> bool:
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
