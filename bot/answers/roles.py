"""Who has a role ("vem är HR-chef på socialförvaltningen?"), from lists of presence and signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot import messages
from bot.answers import scope, stands
from bot.answers.answer import Answer
from bot.answers.handlers import handler
from bot.answers.people import person
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_meetings
from bot.questions.affiliations import same_union
from bot.questions.names import SPELT_OTHERWISE, same_person
from bot.questions.normalise import Bag, root, words
from bot.questions.question import Question
from knowledge.facts import Attendance, Signatory
from knowledge.names import fold
from knowledge.store.api import Found

_OFFICE = re.compile(
    r"\b(?:(?P<first>\w+)-,? (?:\w+-,? )*(?:och|samt) )?(?P<last>\w{3,}?)s?(?:förvaltning|kontor)(?:en|et|ens|ets)?\b",
    re.IGNORECASE,
)
"""An administration, by what it is for: "vård- och omsorgsförvaltningen" is for vård and omsorg."""
_OF_UNIONS = "samverkansprotokoll"
_BESIDE = re.compile(r"\b(?:biträdande|bitr|vice|f\.?d|tidigare|förre|förra|ersättare)\b", re.IGNORECASE)
"""What makes a title another one than the title alone."""


@dataclass(frozen=True, slots=True)
class _Holder:
    name: str
    title: str
    found: Found


def role(desk: Desk, question: Question) -> Answer | None:
    """The persons with the role; a person's record where a name is asked for; None where nobody has the role."""
    if question.people and not question.topic:
        return person(desk, question)
    if question.aspect == "handler" and (told := handler(desk, question)):
        return told
    if not question.topic or question.people:
        return None
    office = _office(question)
    asked = question.without_topic({word for part in office for word in part.roots}) if office else question
    if not asked.topic:
        return None
    found = [
        one
        for name in ("attendance", "signatories")
        for one in scope.facts(desk, asked.without_item(), name)
        if _has(asked, one)
    ]
    holders = _once(_exact(asked, _of_office(desk, office, found)))
    if not holders:
        return None
    sheet = Sheet(desk, question)
    for one in holders[: scope.SHOWN]:
        document = one.found.document
        label = messages.label(document.body or document.title, stands.day_of(document))
        sheet.add_fact(one.found, of_meetings.with_title(one.name, one.title), label)
    said = [(one.name, one.title, one.found.document.body) for one in holders[: scope.SHOWN]]
    return sheet.answered(of_meetings.has_role(said))


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing that an administration is for. stem: as bodies write it; roots: of the words that named it."""

    stem: str
    roots: frozenset[str]


def _office(question: Question) -> list[_Part]:
    """What the administration that is named is for; empty where none is."""
    match = _OFFICE.search(question.said)
    if match is None:
        return []
    named = frozenset(word.root for word in words(match.group()))
    return [_Part(fold(match[part]).removesuffix("s"), named) for part in ("first", "last") if match[part]]


def _of_office(desk: Desk, office: Sequence[_Part], found: list[Found]) -> list[Found]:
    """Those of the administration: it stands beside the title, else the document is of its body, else it is of a group
    with the unions whose minutes name it."""
    if not office:
        return found

    def all_in(*texts: str | None) -> bool:
        text = fold(" ".join(one for one in texts if one))
        return all(part.stem in text for part in office)

    beside = [one for one in found if all_in(*_told(one))]
    of_body = [one for one in found if all_in(one.document.body, one.document.title)]
    if beside or of_body:
        return [one for one in found if one in beside or one in of_body]
    groups = {one.document.id for one in found if one.document.kind == _OF_UNIONS}
    named = re.compile(rf"{re.escape(office[-1].stem)}s?(?:förvaltning|nämnd|kontor)")
    meant = {
        group
        for group in groups
        if all_in(text := fold(" ".join(page.text for page in desk.store.pages(desk.reader, group))))
        and named.search(text)
    }
    return [one for one in found if one.document.id in meant]


def _exact(question: Question, found: Sequence[Found]) -> list[_Holder]:
    """Those with the title itself first; a deputy ("biträdande") is told only where nobody has it."""
    holders = [_Holder(*_named(question, one), one) for one in found]
    told = bool(_BESIDE.search(question.said))
    without = [one for one in holders if told or not _BESIDE.search(one.title)]
    return sorted(without or holders, key=lambda one: not _is_title(question, one.title))


def _is_title(question: Question, title: str) -> bool:
    return {root(word.folded) for word in words(title)} == set(question.topic)


def _once(holders: Sequence[_Holder]) -> list[_Holder]:
    """Each person once, also where the record spells the name in two ways."""
    kept: list[_Holder] = []
    for one in holders:
        if not any(same_person(fold(one.name), fold(other.name), SPELT_OTHERWISE) for other in kept):
            kept.append(one)
    return kept


def _has(question: Question, found: Found) -> bool:
    fact = found.fact
    if isinstance(fact, Attendance):
        if question.unions and not any(same_union(fact.organisation, union) for union in question.unions):
            return False
        if question.parties and fact.party not in question.parties:
            return False
        return bool(_fitting(question, fact))
    if isinstance(fact, Signatory) and fact.title and not question.unions and not question.parties:
        return Bag.of(fact.title).covers(question.topic)
    return False


def _fitting(question: Question, fact: Attendance) -> list[str]:
    """The roles of an entry that are the one asked for."""
    return [role for role in fact.roles if Bag.of(role, fact.organisation).covers(question.topic)]


def _told(found: Found) -> tuple[str | None, ...]:
    fact = found.fact
    if isinstance(fact, Attendance):
        return (*fact.roles, fact.organisation)
    return (fact.title,) if isinstance(fact, Signatory) else ()


def _named(question: Question, found: Found) -> tuple[str, str]:
    fact = found.fact
    if isinstance(fact, Attendance):
        roles = _fitting(question, fact)
        return fact.name, ", ".join([*(roles or fact.roles), *([fact.organisation] if fact.organisation else [])])
    if isinstance(fact, Signatory):
        return fact.name, fact.title or ""
    return "", ""
