"""Whether a fact falls under what is wanted: by the record's own keys of bodies, cases and names, and by its words.

`Shelf` reads what a document's facts share (headings, cases, parties) once a document.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.answers import scope
from bot.answers.sheet import Desk
from bot.follow_up.watch.model import Terms, Wanted
from bot.messages import one_line
from bot.questions.affiliations import letters_of
from bot.questions.normalise import roots_in
from knowledge.case_numbers import CaseKey, parse
from knowledge.facts import LISTS, AgendaItem, Assignment, DocumentFacts, DocumentInfo, Fact
from knowledge.names import fold
from knowledge.search.entries import is_of_one_matter
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.keys import CasesOf, bodies_of, item_of, names_in

TOLD = (
    "decisions", "proposals", "votes", "reservations", "statements", "recommendations", "followed_up",
    "audit_questions", "assignments", "promises", "submissions", "open_points", "agenda_items",
)  # fmt: skip
"""Lists whose facts are news; who was present, who signed and what a paper points at are none."""
_NOT_SAID = frozenset({"source", "rule", "basis"})
_LETTERS = re.compile(r"\(([A-ZÅÄÖ]{1,4})\)")
"""A party's letters behind a name: "Karin Ek (S)"."""
_NAMES = {kind: name for name, kind in LISTS.items()}


@dataclass(frozen=True)
class Seen:
    """A fact as subscriptions meet it. list: its name; bodies, folded; cases; names: folded, of those whom it names;
    text: all that it and its § say, folded; parties: letters."""

    list: str
    id: int
    bodies: frozenset[str]
    cases: frozenset[CaseKey]
    names: frozenset[str]
    text: str
    parties: frozenset[str]
    dated: bool

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of its words, less their inflection."""
        return frozenset(roots_in(self.text))

    @cached_property
    def plain(self) -> frozenset[str]:
        """Its words as they stand."""
        return frozenset(self.text.split())


class Shelf:
    """Facts as they are seen, for one reader."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._papers: dict[int, _Paper] = {}
        self._spelt: dict[str, list[str]] = {}

    def seen(self, found: Found) -> Seen:
        """The fact with what its document says of it. Raises StoreError."""
        found = scope.upward(found)
        paper = self._paper(found.document)
        fact = found.fact
        said = " \n ".join((*_texts(fact), *paper.headings(fact), *paper.about))
        called = frozenset(fold(name) for name in names_in(fact))
        named = frozenset(one for name in called for one in self._spellings(name))
        return Seen(
            list=_NAMES[type(fact)],
            id=found.id,
            bodies=frozenset(bodies_of(fact, found.document.body)),
            cases=frozenset(row.key for row in paper.cases(fact)[1]),
            names=named,
            text=fold(said),
            parties=_parties(fact) | {paper.parties[name] for name in named if name in paper.parties},
            dated=isinstance(fact, Assignment) and fact.due is not None,
        )

    def news(self, document: Document) -> Iterator[Found]:
        """The facts of a document that are news; a § alone where nothing else of it is."""
        told: set[str | None] = set()
        for name in TOLD:
            query = FactQuery(name, document=document.id, limit=scope.MOST)
            for one in self._desk.store.facts(self._desk.reader, query):
                item = item_of(one.fact)
                if name == "agenda_items" and item in told:
                    continue
                told.add(item)
                yield one

    def _spellings(self, name: str) -> list[str]:
        """The name, and the other spellings of whoever bears it."""
        if name not in self._spelt:
            self._spelt[name] = self._desk.store.spellings(self._desk.reader, name)
        return self._spelt[name]

    def _paper(self, document: Document) -> _Paper:
        if document.id not in self._papers:
            self._papers[document.id] = _Paper(self._desk, document)
        return self._papers[document.id]


class _Paper:
    """What the facts of a document share."""

    def __init__(self, desk: Desk, document: Document) -> None:
        def all_of(name: str) -> tuple[Fact, ...]:
            query = FactQuery(name, document=document.id, limit=scope.MOST)
            return tuple(one.fact for one in desk.store.facts(desk.reader, query))

        items = tuple(one for one in all_of("agenda_items") if isinstance(one, AgendaItem))
        info = DocumentInfo(file=document.file, case_numbers=document.case_numbers)
        self.cases = CasesOf(DocumentFacts(document=info, agenda_items=items))
        self._headings: dict[str | None, list[str]] = {}
        for one in items:
            self._headings.setdefault(item_of(one), []).append(one.heading)
        self.about = (document.title,) if is_of_one_matter(document.kind, document.body) else ()
        table = ((getattr(one, "name", ""), getattr(one, "party", None)) for one in all_of("attendance"))
        self.parties = {fold(name): str(party) for name, party in table if party}

    def headings(self, fact: Fact) -> tuple[str, ...]:
        """What the § is called that a fact stands in, where the fact does not say it itself."""
        if getattr(fact, "heading", None):
            return ()
        return tuple(self._headings.get(item_of(fact), ()) if item_of(fact) else ())


def covers(wanted: Wanted, seen: Seen, overdue: Container[int] = ()) -> bool:
    """Whether a fact is wanted. overdue: the facts whose last day has passed, for recommendations that are."""
    return _is_of_kind(wanted, seen, overdue) and _all(wanted, seen) and not _any(wanted.but, seen)


def _is_of_kind(wanted: Wanted, seen: Seen, overdue: Container[int]) -> bool:
    if not wanted.by_kind:
        return True
    if seen.list in ("recommendations", "followed_up") and wanted.recommendations:
        return wanted.recommendations != "overdue" or seen.id in overdue
    return (wanted.assignments and seen.dated) or (wanted.decisions and seen.list == "decisions")


def _all(terms: Terms, seen: Seen) -> bool:
    """Whether one of each kind that is named is met."""
    return all(
        not named or any(meets(one, seen) for one in named)
        for named, meets in (
            (terms.bodies, _of_body),
            (terms.cases, _of_case),
            (terms.people, _of_person),
            (terms.parties, _of_party),
            (terms.words, _of_words),
        )
    )


def _any(terms: Terms, seen: Seen) -> bool:
    return any(
        any(meets(one, seen) for one in named)
        for named, meets in (
            (terms.bodies, _of_body),
            (terms.cases, _of_case),
            (terms.people, _of_person),
            (terms.parties, _of_party),
            (terms.words, _of_words),
        )
    )


def _of_body(body: str, seen: Seen) -> bool:
    return fold(body) in seen.bodies


def _of_case(printed: str, seen: Seen) -> bool:
    key = case_key(printed)
    return key is not None and any(same_case(key, one) for one in seen.cases)


def same_case(wanted: CaseKey, held: CaseKey) -> bool:
    """Whether two keys are one case; a number without unit is every registry's."""
    return (wanted.year, wanted.serial) == (held.year, held.serial) and (
        wanted.unit is None or held.unit is None or wanted.unit == held.unit
    )


@lru_cache(maxsize=20_000)
def case_key(printed: str) -> CaseKey | None:
    """The key of a wanted case."""
    return parse(printed)


def _of_person(name: str, seen: Seen) -> bool:
    folded = fold(name)
    return folded in seen.names or f" {folded} " in f" {seen.text} "


def _of_party(letters: str, seen: Seen) -> bool:
    return letters in seen.parties


def _of_words(run: str, seen: Seen) -> bool:
    return all(
        any(word.startswith(begun) for word in seen.plain) if star else root in seen.roots
        for root, begun, star in wanted_words(run)
    )


@lru_cache(maxsize=20_000)
def wanted_words(run: str) -> tuple[tuple[str, str, bool], ...]:
    """(root, as typed, whether what begins so is meant too) of each word of a run."""
    found = []
    for word in run.split():
        bare = fold(word.rstrip("*"))
        found += [(root, bare, word.endswith("*")) for root in roots_in(bare)]
    return tuple(found)


def _texts(fact: Fact) -> Iterator[str]:
    for name in type(fact).model_fields:
        if name not in _NOT_SAID:
            yield from _strings(getattr(fact, name))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield one_line(value)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, Mapping):
        yield from _strings(tuple(value.values()))
    elif hasattr(value, "name"):  # a ballot
        yield str(value.name)


def _parties(fact: Fact) -> frozenset[str]:
    """The parties that a fact names: a person's, a voter's, or those that act themselves."""
    named = [getattr(fact, "party", None), *(ballot.party for ballot in getattr(fact, "ballots", ()))]
    acting = [letters_of(name) for name in names_in(fact)]
    own = [name for name in names_in(fact) if name.isupper()]
    beside = _LETTERS.findall(fact.source.said) if acting else []
    return frozenset(one for one in (*named, *acting, *own, *beside) if one)
