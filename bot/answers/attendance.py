"""Who was there: by side, union, party, role or name; present, absent or remote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot import messages
from bot.answers import choosing, scope, substitutes
from bot.answers.answer import Answer
from bot.answers.attendants import as_listed, text_of
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions import vocabulary
from bot.questions.affiliations import same_union
from bot.questions.normalise import Bag, words
from bot.questions.question import Question
from knowledge.facts import Attendance
from knowledge.names import fold
from knowledge.store.api import Document, Found
from knowledge.vocabulary import words as known

_PART = re.compile(
    r"\b(?:från|fr\.?o\.?m|till|t\.?o\.?m|kl|del av|ej|endast)\b[^\n]{0,20}(?:§|\d|punkt|tid)|§|\b\d{1,2}[.:]\d\d\b",
    re.I,
)
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b")
_SHOWN = 80
_ELECTED = ("ledamot", "tjänstgörande ersättare")
_SEATED = (*_ELECTED, "arbetsgivare", "arbetstagare")
"""Capacities of those who sit at the table, not beside it."""
_IN_LEAD = 24
_ANY_CHANNEL = frozenset({"distans", "länk", "digitalt"})
"""What minutes write where they do not name the program."""


_SUBSTITUTES: Mapping[str, Callable[[Attendance], bool]] = {
    "substitutes": lambda fact: fact.replaces is not None or "ersättare" in fact.capacity,
    "serving": lambda fact: fact.replaces is not None or fact.capacity == "tjänstgörande ersättare",
    "idle": lambda fact: fact.capacity == "ersättare",
    "replaced": lambda fact: fact.replaces is not None,
}


def attendance(desk: Desk, question: Question) -> Answer | None:
    """The attendance of one meeting; None where no list fits. Of who is a member the record says only who was there."""
    if question.aspect == "members":
        told = attendance(desk, replace(question, aspect="seated"))
        return told and told.model_copy(update={"notes": (of_meetings.only_who_was_there(), *told.notes)})
    capacities, topic = _sides(question)
    listed = _in_scope(desk, question, topic, capacities)
    asked = as_listed(question, listed)
    found = _told(desk, asked, listed, capacities, topic)
    read = [messages.read_as(*pair) for pair in zip(question.people, asked.people, strict=True) if pair[0] != pair[1]]
    return found.model_copy(update={"notes": (*read, *found.notes)}) if found and read else found


def _told(
    desk: Desk, question: Question, listed: list[Found], capacities: frozenset[str], topic: Sequence[str]
) -> Answer | None:
    if question.people and question.aspect in ("substitutes", "replaced"):
        return substitutes.whose_place(desk, question, listed) or _unlisted(desk, question, listed)
    fitting = [one for one in listed if _fits(question, one, capacities, topic)]
    if not fitting and capacities:
        listed = _in_scope(desk, question, question.topic)
        fitting = [one for one in listed if _fits(question, one, frozenset(), question.topic)]
    if question.people and listed and not fitting:
        return _unlisted(desk, question, listed)
    if not fitting:
        return None if question.topic else _nobody(desk, question)
    held = Counter(one.document.id for one in fitting)
    documents = list({one.document.id: one.document for one in fitting}.values())
    documents.sort(key=lambda one: (one.date or "", held[one.id]), reverse=True)
    back = _which(question, documents)
    if back:
        return back
    chosen = [one for one in fitting if one.document.id == documents[0].id]
    if question.aspect == "replaced":
        return substitutes.were_replaced(desk, question, chosen)
    return _answer(desk, question, documents, chosen)


def _in_scope(
    desk: Desk, question: Question, topic: Sequence[str], capacities: frozenset[str] = frozenset()
) -> list[Found]:
    """The lists that are meant; of a person only the rows with the name, where there are any."""
    asked = replace(question.without_item(), topic=tuple(topic))
    if question.people:
        named = scope.facts(desk, asked, "attendance", named=True)
        if named:
            return named
        asked = replace(asked, topic=())
    sides = [scope.any_of(sorted(capacities))] if capacities and question.aspect not in _SUBSTITUTES else []
    return scope.facts(desk, asked, "attendance", also=sides)


def _sides(question: Question) -> tuple[frozenset[str], tuple[str, ...]]:
    """The capacities that topic words name, and the topic that is left."""
    sides = vocabulary.capacities()
    capacities = [side for word in question.topic for side in sides.get(word, ())]
    if question.unions:
        capacities = [side for side in capacities if side not in _ELECTED]
    return frozenset(capacities), tuple(word for word in question.topic if word not in sides)


def _fits(question: Question, found: Found, capacities: frozenset[str], topic: Sequence[str]) -> bool:
    fact = found.fact
    if not isinstance(fact, Attendance):
        return False
    channels = _channels(question)
    if question.aspect in _SUBSTITUTES and not question.people:
        capacities = frozenset()
    checks: list[Callable[[], bool]] = [
        lambda: _aspect(question.aspect, fact, bool(question.people)),
        lambda: not capacities or fact.capacity in capacities,
        lambda: not question.unions or any(same_union(fact.organisation, union) for union in question.unions),
        lambda: not question.parties or fact.party in question.parties,
        lambda: not question.people or fold(fact.name) in {fold(name) for name in question.people},
        lambda: not channels or fold(fact.remote or "") in channels | _ANY_CHANNEL,
        lambda: _on_topic(found, fact, topic),
    ]
    return all(check() for check in checks)


def _channels(question: Question) -> set[str]:
    """The programs that the question names ("via Skype"), of those that minutes name."""
    if question.aspect != "remote":
        return set()
    said = {word.folded for word in words(question.said)}
    return said & {fold(name) for name in known("unions", "remote")} - _ANY_CHANNEL


def _aspect(aspect: str, fact: Attendance, named: bool) -> bool:
    if named:
        return True
    if aspect == "absent":
        return not fact.present
    if aspect == "remote":
        return fact.present and fact.remote is not None
    if aspect == "partial":
        return fact.present and fact.capacity != "övrig" and is_partial(fact)
    if aspect in _SUBSTITUTES:
        return _SUBSTITUTES[aspect](fact)
    return fact.present and (aspect != "seated" or fact.capacity in _SEATED)


def is_partial(fact: Attendance) -> bool:
    """Whether the list says that the person was there for a part only: a § span, a time, a point of a §."""
    return fact.items is not None or bool(_PART.search(fact.source.quote.replace(fact.name, "")))


def _on_topic(found: Found, fact: Attendance, topic: Sequence[str]) -> bool:
    document = found.document
    return not topic or Bag.of(*fact.roles, fact.organisation, document.title, document.body, document.file).covers(
        topic
    )


def _which(question: Question, documents: list[Document]) -> Answer | None:
    """A question back where meetings of several bodies fit and the question names none."""
    if question.people or not choosing.unclear(question, [(one.body or one.title, one) for one in documents]):
        return None
    latest: dict[tuple[str | None, str | None], tuple[str, Document]] = {}
    for document in documents:
        latest.setdefault((document.body, document.municipality), (choosing.document_said(document), document))
    return choosing.which(question, list(latest.values()))


def _answer(desk: Desk, question: Question, documents: list[Document], found: list[Found]) -> Answer:
    sheet = Sheet(desk, question)
    people: list[Attendance] = []
    for one in found:
        if isinstance(one.fact, Attendance):
            people.append(one.fact)
            if len(people) <= _SHOWN:
                sheet.add_fact(one, text_of(one.fact), messages.capital(one.fact.capacity))
    meetings = len({(one.date, fold(one.body or "")) for one in documents})
    notes = [of_meetings.latest_of(meetings)] if meetings > 1 and not question.period else []
    if len(people) > _SHOWN:
        notes.append(messages.more_left(len(people) - _SHOWN))
    meeting = choosing.document_said(documents[0])
    timed = [quote for one in people if _CLOCK.search(quote := messages.one_line(one.source.quote))]
    if question.people and question.when and timed:
        return sheet.answered(of_meetings.listed_so(meeting, timed[0]), notes)
    if question.people:
        return sheet.answered(
            of_meetings.was_there(
                people[0].name,
                meeting,
                people[0].present,
                people[0].remote,
                people[0].items,
                asked_remote=question.aspect == "remote",
            ),
            notes,
        )
    names = list(dict.fromkeys(one.name for one in people))
    lead = of_meetings.attended(question.aspect, meeting, names, _IN_LEAD, figure=question.count)
    return sheet.answered(lead, notes, choosing.others(question, documents))


def _unlisted(desk: Desk, question: Question, listed: list[Found]) -> Answer | None:
    """The list is held and the person is not on it, or nobody took the person's place: said, with where it stands."""
    documents = {one.document.id for one in listed}
    if not listed or (len(documents) > 1 and not question.period and not question.case):
        return None
    asked = {fold(name) for name in question.people}
    sheet = Sheet(desk, question)
    for one in listed:
        fact = one.fact
        if not isinstance(fact, Attendance):
            continue
        meeting = choosing.document_said(one.document)
        if fold(fact.replaces or "") in asked:
            sheet.add_fact(one, text_of(fact), messages.capital(fact.capacity))
            return sheet.answered(of_meetings.replaced(question.people[0], fact.name, meeting))
        if fold(fact.name) in asked:
            sheet.add_fact(one, text_of(fact), messages.capital(fact.capacity))
            return sheet.answered(of_meetings.not_replaced(fact.name, meeting, present=fact.present))
    return _listed_from(desk, question, listed[0], of_meetings.not_listed(question.people[0], _meeting(listed)))


def _nobody(desk: Desk, question: Question) -> Answer | None:
    """The list of the one meeting in scope is held, and nobody on it is what was asked for: said, with where it is."""
    if question.people or not (question.body or question.period or question.case):
        return None
    every = replace(question.without_item(), aspect="", parties=(), unions=())
    listed = scope.facts(desk, every, "attendance")
    if len({(one.document.date, fold(one.document.body or "")) for one in listed}) != 1:
        return None
    first = [one for one in listed if one.document.id == listed[0].document.id]
    told = substitutes.were_replaced(desk, question, first) if question.aspect == "absent" else None
    whom = [*question.parties, *question.unions]
    channels = sorted(messages.capital(one) for one in _channels(question))
    lead = of_meetings.nobody(question.aspect, _meeting(first), whom, channels)
    return told or _listed_from(desk, question, first[0], lead)


def _meeting(listed: Sequence[Found]) -> str:
    return choosing.document_said(listed[0].document)


def _listed_from(desk: Desk, question: Question, first: Found, lead: str) -> Answer:
    """The answer that somebody is not on a list, citing where it begins."""
    sheet = Sheet(desk, question)
    sheet.add_fact(first, text_of(first.fact) if isinstance(first.fact, Attendance) else "", of_meetings.list_begins())
    return sheet.answered(lead)
