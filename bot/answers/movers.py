"""Who put a motion, an initiative or an interpellation whose own text is not held: the heading of the § says it."""

from __future__ import annotations

import re

from bot import messages
from bot.answers import scope, sentences, stands
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions import vocabulary
from bot.questions.question import Question
from knowledge.facts import AgendaItem, Source
from knowledge.store.api import Found

_PARTY = r"\([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}\)"
_KIND = r"(?:\w*motion|\w*initiativ\w*|interpellation|enkel fråga|fråga|skrivelse|yrkande)(?:en|et)?"
_LETTERS = r"[A-ZÅÄÖ]{1,4}(?:(?:,|\s+och|\s+samt)\s+[A-ZÅÄÖ]{1,4})*"
_BY = re.compile(
    rf"\b(?P<kind>(?i:{_KIND}))\s+(?:väckt\s+)?(?:av|från)\s+"
    rf"(?P<who>[^:]+?{_PARTY}(?:\s+(?:m\.?\s?fl\.?|med flera))?|{_LETTERS})"
    r"(?=\s+(?:om|angående|gällande|avseende|rörande|till|med)\b|[,:.]|$)"
)
_AFTER = re.compile(
    rf"\b(?P<kind>{_KIND})\b.*\s[-–]\s+(?P<who>[A-ZÅÄÖ][^–]*?{_PARTY}(?:\s+(?:m\.?\s?fl\.?|med flera))?)\s*$",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(r"\b(?:m\.?\s?fl\.?|med flera)\s*$", re.IGNORECASE)
_PUT = re.compile(rf"{_PARTY}.*\b(?:lämna|inkom|väck|lagt|ställ|inlämna)\w*\b.*\b{_KIND}", re.IGNORECASE)


def put_by(heading: str) -> tuple[str, str] | None:
    """What a heading says was put and by whom: "Motion av Eva Ek (S) om …" and "Motion om … - Eva Ek (S)"."""
    told = messages.one_line(heading)
    match = _BY.search(told) or _AFTER.search(told)
    return (match["kind"].casefold(), match["who"].strip()) if match else None


def movers(desk: Desk, question: Question) -> Answer | None:
    """Who put what the question names, from the headings of the matters on its topic; None where none says it."""
    roots = frozenset().union(*vocabulary.document_words().values())
    asked = question.without_topic(roots)
    if not asked.topic and asked.case is None:
        return None
    found = scope.once(scope.on_topic(desk, asked, scope.facts(desk, asked, "agenda_items"), own_only=True))
    named = [(one, *put) for one in found if isinstance(one.fact, AgendaItem) and (put := put_by(one.fact.heading))]
    if not named:
        return None
    sheet = Sheet(desk, question)
    for one, _, _ in named[: scope.SHOWN]:
        label = messages.label(
            of_matters.matter_label(),
            messages.section(stands.place(one)[1]),
            one.document.body,
            stands.day_of(one.document),
        )
        sheet.add_fact(one, getattr(one.fact, "heading", ""), label)
    if len({_first(who) for _, _, who in named}) > 1:
        return sheet.answered(of_matters.put_by_several(len(named)))
    kind, who = max(((kind, who) for _, kind, who in named), key=lambda put: len(put[1]))
    for one, _, _ in named if _AND_OTHERS.search(who) else ():
        if told := _in_full(desk, one, _first(who)):
            sheet.cite(one.document, told)
            return sheet.answered(messages.passage_lead(told.quote))
    return sheet.answered(of_matters.put_by(kind, who))


def _first(who: str) -> str:
    """The first of the names, without its party."""
    return who.split(" (")[0].strip()


def _in_full(desk: Desk, found: Found, first: str) -> Source | None:
    """The sentence of the § that names all who put it: "Eva Ek (S), Bo By (S) … har lämnat en motion"."""
    for page in desk.store.pages(desk.reader, found.document.id):
        if page.number != found.fact.source.page:
            continue
        for one in sentences.cut(page.text, found.fact.source.start + len(found.fact.source.quote), len(page.text)):
            told = messages.one_line(one.text)
            if first in told and _PUT.search(told):
                at = page.text.find(first.split()[0], one.start)
                return Source.cut([(page, max(at, one.start), one.end)], found.fact.source.section)
    return None
