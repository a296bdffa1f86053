"""Which facts a question means: the store's own look-ups first, then the question's slots and topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot import messages
from bot.answers.sheet import Desk
from bot.questions import capitals
from bot.questions.affiliations import written
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.facts import AgendaItem, Attendance, Decision, Fact, Part, Reservation, Source, Statement, VoteCount
from knowledge.names import fold
from knowledge.reading.pages import Page
from knowledge.search.entries import FLAGS, is_of_one_matter, opening_of
from knowledge.search.entries import MINUTES as MINUTES
from knowledge.search.sought import FIELDS, Group, Sought
from knowledge.store.api import Document, FactQuery, Found, Link
from knowledge.store.keys import item_number, item_of

MOST = 2_000
"""Facts of one case or one document that are read."""
NEWEST = 200
"""Facts, meetings or documents that are read for a question without a case number; the newest come first."""
_PROPOSES = re.compile(r"\bföreslår(?: att)? ((?:kommun|region|landstings)?(?:fullmäktige|styrelsen))\b", re.IGNORECASE)
NAME = r"[A-ZÅÄÖÉÜ][\w'’-]+(?: (?:[A-ZÅÄÖÉÜ][\w'’-]+|von|af|de|van|der)){1,4}"
SECTION = re.compile(r"^[ \t]*(?:(?!Se\b)(?:[A-ZÅÄÖ]{2,5}|[A-ZÅÄÖ][a-zåäö]{1,2})[ \t]+)?§§?\s?\d", re.MULTILINE)
_GENITIVE = re.compile(r"(?<=[nte])s$")
"""The ending of a body that is named as whose something is ("arbetsmarknadsnämndens")."""
MOVED = ("motion", "ledamotsinitiativ")
"""Kinds of documents in which somebody moves something."""
SHOWN = 12
"""Items of an answer."""
_One = TypeVar("_One")


def marked(desk: Desk, question: Question, kind: str, flag: str) -> list[Found]:
    """As `facts`, of those alone that are marked so (a field of the fact that is true)."""
    if question.case:
        return [one for one in facts(desk, question, kind) if getattr(one.fact, flag)]
    wanted = sought(desk, question, f"fact {kind}")
    wanted = replace(wanted, fields=len(FIELDS), groups=(*wanted.groups, ((frozenset({FLAGS[flag]}),),)))
    found = desk.store.facts_of(desk.reader, desk.search.rows(wanted, NEWEST))
    return [upward(one) for one in found if of_body(question, one.document, one.fact)]


def facts(
    desk: Desk, question: Question, kind: str, *, dated: bool = True, named: bool = False, also: Sequence[Group] = ()
) -> list[Found]:
    """The facts of one list within the question's case, §, body, place and (where `dated`) period, newest first.

    Without a case those come from the index that hold its topic words in whatever way `on_topic` may meet them, and
    (where `named`) name one of its people. also: further words, each group to be met. Where there are too many, the
    newest, and the answer says so.
    """
    found = (
        _of_case(desk, question, kind, dated) if question.case else _indexed(desk, question, kind, dated, named, also)
    )
    fitting = [one for one in found if of_body(question, one.document, one.fact) and of_place(question, one.document)]
    return [upward(one) for one in fitting]


def _of_case(desk: Desk, question: Question, kind: str, dated: bool) -> list[Found]:
    period = question.period if dated else None
    since, until = (period.since, period.until) if period else (None, None)
    query = FactQuery(kind, case=question.case, item=question.item, since=since, until=until, limit=MOST)
    return desk.store.facts(desk.reader, query)


def _indexed(desk: Desk, question: Question, kind: str, dated: bool, named: bool, also: Sequence[Group]) -> list[Found]:
    """Those that hold the words, also with their document's title or opening; first those that do by themselves,
    where there are too many to tell them all."""
    wanted = sought(desk, question, f"fact {kind}", dated=dated, named=named)
    wanted = replace(wanted, groups=(*wanted.groups, *also))
    if not (wanted.groups or wanted.item or wanted.place) and wanted.bodies is None:
        query = FactQuery(kind, since=wanted.since, until=wanted.until, limit=NEWEST + 1)
        newest = desk.store.facts(desk.reader, query)
        desk.cut.extend([NEWEST] if len(newest) > NEWEST else [])
        return newest[:NEWEST]
    ids = desk.search.rows(replace(wanted, fields=len(FIELDS)), NEWEST + 1)
    if len(ids) > NEWEST:
        own = desk.search.rows(wanted, NEWEST + 1) if wanted.groups else ids
        if len(own) > NEWEST or not own:
            desk.cut.append(NEWEST)
        ids = list(dict.fromkeys([*own[:NEWEST], *(ids if own is not ids and len(own) < NEWEST else ())]))
    return desk.store.facts_of(desk.reader, ids)


def documents(desk: Desk, question: Question, topic: Sequence[str], fields: int = len(FIELDS)) -> list[Document]:
    """The documents within the question's body and place that hold the words, newest first.

    fields: 1 for their title, body or file's name; else also how they begin.
    """
    asked = replace(question, topic=tuple(topic), item=None)
    wanted = replace(sought(desk, asked, "document", dated=False), fields=fields)
    ids = desk.search.rows(wanted, NEWEST + 1)
    if len(ids) > NEWEST:
        desk.cut.append(NEWEST)
    return desk.store.documents_of(desk.reader, ids[:NEWEST])


def sought(desk: Desk, question: Question, row: str, *, dated: bool = True, named: bool = False) -> Sought:
    """What the index is asked for: the question's words, people and slots."""
    period = question.period if dated else None
    people = tuple(tuple(frozenset({word}) for word in fold(name).split()) for name in question.people if named)
    return Sought(
        row,
        desk.reader,
        groups=(*desk.wording.groups(question.topic), *([people] if people else []), *_of_unions(question)),
        bodies=None if question.body is None else tuple(fold(name) for name in question.body.names),
        place=question.municipality,
        item=item_number(question.item),
        since=period.since if period else None,
        until=period.until if period else None,
    )


def any_of(texts: Iterable[str]) -> Group:
    """The words of texts of which one must stand there."""
    return tuple(tuple(frozenset({word}) for word in text.split()) for text in texts)


def _of_unions(question: Question) -> list[Group]:
    """The words of the unions that the question names, any of them."""
    ways = [tuple(frozenset({word}) for word in form) for union in question.unions for form in written(union)]
    return [tuple(ways)] if ways else []


def upward(found: Found) -> Found:
    """A decision whose own words propose it to another body, as such a proposal; anything else as it is."""
    fact = found.fact
    if not isinstance(fact, Decision) or fact.proposed_to:
        return found
    match = _PROPOSES.search(messages.one_line(fact.text))
    if match is None:
        return found
    return replace(found, fact=fact.model_copy(update={"proposed_to": match[1]}))


def of_body(question: Question, document: Document, fact: Fact | None = None) -> bool:
    """Whether the document, or the fact itself, is of the body that the question names."""
    return is_body(question, getattr(fact, "body", None) or document.body)


def is_body(question: Question, name: str | None) -> bool:
    """Whether a body's name is one that the question may mean; every name is, where it means none."""
    return question.body is None or fold(name or "") in {fold(one) for one in question.body.names}


def of_place(question: Question, document: Document) -> bool:
    """Whether the document is of the municipality that the question names."""
    return question.municipality is None or document.municipality == question.municipality


def page(question: Question, found: Sequence[_One], shown: int = SHOWN) -> Sequence[_One]:
    """The part of a long answer that is shown now."""
    return found[question.offset : question.offset + shown]


def once(found: Iterable[Found]) -> list[Found]:
    """What an extract repeats of its minutes is told once, from the document whose adjustment is known."""
    kept: dict[tuple[object, ...], Found] = {}
    for one in found:
        key = _same(one)
        if key not in kept or (one.document.adjusted_on and not kept[key].document.adjusted_on):
            kept[key] = one
    return list(kept.values())


def _same(one: Found) -> tuple[object, ...]:
    """What makes two facts of one day and § the same: their words, or who they are by, or the count."""
    fact = one.fact
    where = (type(fact), one.document.date or one.document.id, getattr(fact, "item", getattr(fact, "number", None)))
    if isinstance(fact, Reservation | Statement):
        return (*where, getattr(fact, "kind", None), tuple(sorted(fold(name) for name in fact.by)))
    if isinstance(fact, VoteCount):
        return (*where, fact.yes, fact.no, fact.abstain)
    cases = tuple(getattr(fact, "case_numbers", ()))
    return (*where, cases, fold(str(getattr(fact, "text", None) or getattr(fact, "heading", ""))))


def on_topic(
    desk: Desk, question: Question, found: Iterable[Found], *texts: str, own_only: bool = False
) -> list[Found]:
    """Those that hold every topic word: in `texts` or the heading; else with the document's title or opening."""
    wanted, candidates = question.topic, list(found)
    if not wanted:
        return candidates
    headings: dict[tuple[int, str], str] = {}
    own = {one.id: [*_said(one.fact, texts), _heading(desk, one, headings)] for one in candidates}
    candidates = _named(desk, question, candidates, own)
    near = [one for one in candidates if Bag.of(*own[one.id]).covers(wanted)]
    if near or own_only:
        return near
    titled = [one for one in candidates if Bag.of(*own[one.id], one.document.title, one.document.body).covers(wanted)]
    return titled or [one for one in candidates if Bag.of(*own[one.id], opening(desk, one.document)).covers(wanted)]


def _named(desk: Desk, question: Question, found: list[Found], own: Mapping[int, Sequence[str]]) -> list[Found]:
    """Those that hold what the question writes in capitals; as it is written, where any do."""
    if not question.names:
        return found
    held = {
        one.id: capitals.held(
            question.names, *own[one.id], one.document.title, one.document.body, opening(desk, one.document)
        )
        for one in found
    }
    best = max(held.values(), default=0)
    return [one for one in found if best and held[one.id] == best]


def opening(desk: Desk, document: Document) -> str:
    """How a document about one matter begins, where its title may run over several lines; empty for minutes."""
    if not is_of_one_matter(document.kind, document.body):
        return ""
    return opening_of(page.text for page in desk.store.pages(desk.reader, document.id))


def section_text(desk: Desk, found: Found) -> str:
    """The text from a fact of a § to the next §, at most to the end of the next page."""
    source = found.fact.source
    pages = desk.store.pages(desk.reader, found.document.id)
    at = next((number for number, page in enumerate(pages) if page.number == source.page), 0)
    text = "\n".join(page.text for page in pages[at : at + 3])
    following = SECTION.search(text, source.start + len(source.quote))
    before = max((match.start() for match in SECTION.finditer(text, 0, source.start + 1)), default=0)
    return text[before : following.start() if following else len(text)]


def part(link: Link) -> Part:
    """Where a link's quote stands."""
    return Source.cut([(Page(link.page, " " * link.start + link.quote), link.start, link.start + len(link.quote))])


def _said(fact: Fact, texts: Sequence[str]) -> list[str]:
    said: list[str] = []
    for name in (*texts, "heading"):
        value = getattr(fact, name, None)
        if isinstance(value, str):
            said.append(value)
        elif isinstance(value, tuple):
            said.extend(part for part in value if isinstance(part, str))
    return said


def _heading(desk: Desk, one: Found, known: dict[tuple[int, str], str]) -> str:
    """The heading of the § that a fact without a heading of its own stands under."""
    item = item_of(one.fact)
    if not item or getattr(one.fact, "heading", None):
        return ""
    key = (one.document.id, item)
    if key not in known:
        known[key] = " ".join(agenda.heading for agenda in agenda_items(desk, one.document, item))
    return known[key]


def heading(desk: Desk, one: Found) -> str:
    """The fact's own heading, or that of the only matter it can belong to."""
    own = getattr(one.fact, "heading", None)
    item = getattr(one.fact, "item", None)
    if own or not item:
        return own or ""
    cases = set(getattr(one.fact, "case_numbers", ()))
    items = agenda_items(desk, one.document, item)
    named = [agenda for agenda in items if cases & set(agenda.case_numbers)] or items
    return named[0].heading if len(named) == 1 else ""


def members(desk: Desk, document: Document, parties: Sequence[str]) -> frozenset[str]:
    """Folded names of those whom the document's attendance gives one of these parties, and the letters themselves."""
    key = (document.id, tuple(parties))
    if key in desk.members:
        return desk.members[key]
    listed = desk.store.facts(desk.reader, FactQuery("attendance", document=document.id, limit=MOST)) if parties else []
    names = {fold(one.fact.name) for one in listed if isinstance(one.fact, Attendance) and one.fact.party in parties}
    if parties and not listed:
        names |= _lettered(desk, document, parties)
    desk.members[key] = frozenset(names | {fold(letters) for letters in parties})
    return desk.members[key]


def _lettered(desk: Desk, document: Document, parties: Sequence[str]) -> set[str]:
    """Folded names that a document without a list of presence writes with one of these letters: "Karin Ek (S)"."""
    letters = "|".join(re.escape(one) for one in parties)
    named = re.compile(rf"({NAME}) \((?:{letters})\)")
    pages = desk.store.pages(desk.reader, document.id)
    return {fold(name) for page in pages for name in named.findall(messages.one_line(page.text))}


def of_party(fact: Fact, parties: Sequence[str]) -> bool:
    """Whether the fact's own words give one of those whom it is by one of these parties: "Karin Ek m.fl. (S)"."""
    said = messages.one_line(fact.source.quote)
    names = "|".join(re.escape(name) for name in getattr(fact, "by", ()))
    letters = "|".join(re.escape(one) for one in parties)
    return bool(names and letters and re.search(rf"(?:{names})(?: m\.\s?fl\.?)? \((?:{letters})\)", said))


def agenda_items(desk: Desk, document: Document, item: str | None = None) -> list[AgendaItem]:
    """The matters of a document, or of one § of it."""
    found = desk.store.facts(desk.reader, FactQuery("agenda_items", document=document.id, item=item, limit=MOST))
    return [one.fact for one in found if isinstance(one.fact, AgendaItem)]


def about(question: Question) -> str:
    """What was asked for, for an answer that finds nothing: " om fotbollsplanen", " i AMN 1999-0001"."""
    parts = []
    if question.case_said:
        parts.append(f" i ärende {messages.echo(question.case_said)}")
    if question.item:
        parts.append(f" i § {question.item}")
    people = messages.listed([messages.echo(name) for name in question.people])
    if question.topic_said:
        parts.append(f" om {messages.quoted(question.topic_said)}{f' och {people}' if people else ''}")
    elif people:
        parts.append(f" om {people}")
    if question.unions or question.parties:
        parts.append(f" från {messages.listed([*question.unions, *question.parties])}")
    if question.body:
        towards = "till" if question.intent == "recommendations" else "från"
        parts.append(f" {towards} {messages.echo(_GENITIVE.sub('', question.body.said))}")
    if question.municipality:
        parts.append(f" i {question.municipality}")
    if question.period:
        parts.append(f" {messages.echo(question.period.said)}")
    return "".join(parts)
