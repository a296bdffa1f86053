"""What was promised: what has no later trace in the record, oldest first, by body; and what has one.

Nothing is said to be undone: an answer tells what the documents held here show after the day of the promise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet
from bot.follow_up.life import follow, telling
from bot.messages import of_matters, of_promises
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import Assignment, Promise, squeeze
from knowledge.linking.matters import one_place
from knowledge.linking.traces import KIND, STRONG, akin, is_promise
from knowledge.names import fold
from knowledge.store.api import Document, FactQuery, Found, Link
from knowledge.store.keys import item_of

_SHOWN = 15
_ALL = 1_000_000
_MOST = 5_000
"""Facts of one list that are read, the newest."""
_PASSAGES = 10
"""Passages on a topic beside which a promise is looked for."""
_BEFORE = 500
"""Characters before a promise in which that is said which it answers."""
_LONG = 60
"""Letters from which a sentence that several papers of a case repeat is one promise."""


@dataclass(frozen=True, slots=True)
class _Promised:
    """A promise with its trace, where there is one."""

    found: Found
    trace: Link | None
    closed: bool

    @property
    def taken_up(self) -> bool:
        """Whether a later document takes it up, surely enough to say so, or somebody has closed it."""
        return self.closed or (self.trace is not None and self.trace.confidence >= STRONG)


def promises(desk: Desk, question: Question) -> Answer | None:
    """The promises that the question means; None where there is none."""
    found = scope.on_topic(desk, question, _meant(desk, question), "text", "matter", "responsible")
    found = found or _after_what_was_said(desk, question)
    if not found:
        return None if question.soft else not_found(desk, question, of_promises.any_promise())
    links = {link.target.id: link for link in desk.store.links(desk.reader, kind=KIND)}
    once = list(_once(found))
    closed = {one.found.id for one in follow(desk, once, give=False) if not one.is_open}
    every = [_Promised(one, links.get(one.id), one.id in closed) for one in once]
    open_ = [one for one in every if not one.taken_up]
    taken_up = [one for one in every if one.taken_up]
    shown = taken_up if question.aspect == "answered" or not open_ else open_
    if not shown:
        return not_found(desk, question, of_promises.any_taken_up())
    shown = _by_body(shown)
    sheet = Sheet(desk, question)
    later = _Later(desk)
    part = scope.page(question, shown, _SHOWN)
    beside = telling.beside(desk, [one.found for one in part])
    for one in part:
        _add(sheet, one, later, beside.get(one.found.id, (None, [])))
    notes = sheet.rest(len(shown), _SHOWN)
    if shown is not open_ and not open_ and question.aspect != "answered":
        notes.append(of_promises.none_open())
    if shown[0].taken_up:
        return sheet.answered(of_promises.taken_up_lead(len(shown)), notes)
    if taken_up:
        notes.append(of_promises.taken_up_too(len(taken_up)))
    oldest = min(shown, key=lambda one: one.found.document.date or "9999").found
    lead = of_promises.lead(len(shown), _body(oldest), oldest.document.date, _text(oldest))
    return sheet.answered(lead, [*notes, of_promises.means()])


def _meant(desk: Desk, question: Question) -> list[Found]:
    """The promises and the assignments that are ones, of the body, case and person; of the period by day or due day."""
    period = question.period
    return [
        one
        for kind in ("promises", "assignments")
        for one in _facts(desk, question, kind)
        if is_promise(one)
        and (period is None or period.holds(one.document.date) or period.holds(getattr(one.fact, "due", None)))
        and _is_by(question, one)
    ]


def _after_what_was_said(desk: Desk, question: Question) -> list[Found]:
    """The promises that answer what was said just before on the topic ("… tar med sig frågan")."""
    if not question.topic:
        return []
    kept: dict[int, Found] = {}
    for passage in desk.search.passages(desk.reader, question.topic_said, limit=_PASSAGES):
        held = desk.store.facts(desk.reader, FactQuery("promises", document=passage.document.id))
        page = next(
            (one.text for one in desk.store.pages(desk.reader, passage.document.id) if one.number == passage.page), ""
        )
        for one in held:
            source = one.fact.source
            before = Bag.of(page[max(0, source.start - _BEFORE) : source.end])
            if source.page == passage.page and before.covers(question.topic):
                kept[one.id] = one
    return [one for one in kept.values() if scope.of_body(question, one.document) and _is_by(question, one)]


def _facts(desk: Desk, question: Question, kind: str) -> list[Found]:
    """Those of one list; where no word narrows them all that there are, since the oldest come first."""
    if question.topic:
        return scope.facts(desk, question, kind, dated=False)
    found = desk.store.facts(desk.reader, FactQuery(kind, case=question.case, item=question.item, limit=_MOST))
    if len(found) == _MOST:
        desk.cut.append(_MOST)
    return [one for one in found if scope.of_body(question, one.document) and scope.of_place(question, one.document)]


def _is_by(question: Question, found: Found) -> bool:
    responsible = fold(getattr(found.fact, "responsible", None) or "")
    return not question.people or any(fold(name) in responsible for name in question.people)


def _once(found: Sequence[Found]) -> Iterator[Found]:
    """A sentence that a case's papers repeat once, from the last of them."""
    kept: dict[tuple[str, int], Found] = {}
    for one in sorted(found, key=lambda each: (each.document.date or "", each.id)):
        said = squeeze(_text(one))
        kept[(said, 0 if len(said) >= _LONG else one.document.id)] = one
    yield from kept.values()


def _by_body(found: Sequence[_Promised]) -> list[_Promised]:
    """By body, the one with the oldest promise first; within it the oldest first, those without a day last."""
    oldest: dict[tuple[str, str], str] = {}
    for one in found:
        whose, day = _whose(one.found), one.found.document.date or "9999"
        oldest[whose] = min(oldest.get(whose, "9999"), day)
    return sorted(found, key=lambda one: (oldest[_whose(one.found)], _whose(one.found), *_place(one.found)))


def _whose(found: Found) -> tuple[str, str]:
    return _body(found), found.document.municipality or ""


def _place(found: Found) -> tuple[str, int, int, int]:
    """By day, then as the document has it."""
    source = found.fact.source
    return found.document.date or "9999", found.document.id, source.page or 0, source.start


class _Later:
    """How much the record holds after a day, of a body or its committee, as the reader sees it."""

    def __init__(self, desk: Desk) -> None:
        self._documents = desk.store.documents(desk.reader, limit=_ALL)
        self.places = {one.municipality for one in self._documents if one.municipality}

    def after(self, document: Document) -> list[str]:
        """The days of the later documents of the same body, in order."""
        day = document.date or "9999"
        return sorted(
            one.date
            for one in self._documents
            if one.date and one.date > day and akin(one, document) and self._is_there(one, document)
        )

    def _is_there(self, one: Document, document: Document) -> bool:
        """Of the same municipality; where the record holds one alone, also what does not name it."""
        return one.municipality == document.municipality or (len(self.places) < 2 and one_place(one, document))


def _add(sheet: Sheet, promised: _Promised, later: _Later, life: tuple[str | None, list[str]]) -> None:
    """One promise with its trace. life: its number, and how it stands where somebody has moved it."""
    found, fact = promised.found, promised.found.fact
    due = getattr(fact, "due", None)
    place = found.document.municipality if len(later.places) > 1 else None
    label = messages.label(
        of_promises.body_in(_body(found), place),
        life[0],
        messages.day(found.document.date) if found.document.date else of_promises.undated(),
        fact.source.section,
        of_matters.due(due) if due else None,
    )
    text = of_matters.headed(_matter(sheet.desk, found), _text(found))
    notes = [] if promised.trace is not None or promised.closed else [_no_trace(found, later)]
    sheet.add_fact(found, text, label, [*life[1], *notes])
    trace = promised.trace
    if trace is not None:
        what = of_promises.later_trace() if promised.taken_up else of_promises.may_be()
        day = messages.day(trace.document.date) if trace.document.date else None
        source = sheet.desk.store.facts_of(sheet.desk.reader, [trace.source]) if trace.source else []
        section = messages.section(item_of(source[0].fact)) if source else None
        label = messages.label(what, day, section, trace.document.body)
        sheet.add(trace.quote, trace.document, scope.part(trace), label, [messages.tie_derived()])


def _matter(desk: Desk, found: Found) -> str:
    """In which matter it was promised: its own, else the only one of its §, else the title of a paper on one matter."""
    own = getattr(found.fact, "matter", None)
    if own or found.document.kind not in scope.MINUTES:
        return own or found.document.title
    item = item_of(found.fact)
    headings = {one.heading for one in scope.agenda_items(desk, found.document, item)} if item else set()
    return headings.pop() if len(headings) == 1 else ""


def _no_trace(found: Found, later: _Later) -> str:
    document = found.document
    if not document.date:
        return of_promises.no_day()
    days = later.after(document)
    if not days:
        return of_promises.nothing_later(document.body)
    return of_promises.no_trace(len(days), document.body, days[-1])


def _body(found: Found) -> str:
    return found.document.body or found.document.title


def _text(found: Found) -> str:
    return found.fact.text if isinstance(found.fact, Promise | Assignment) else ""
