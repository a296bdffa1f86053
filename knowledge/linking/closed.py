"""What later documents say is done: assignments ("uppdraget är slutfört") and motions that have been decided on.

An assignment is tied to a sentence of a later document in its case, or, elsewhere, of the same body and in most of its
own words; where a case has several assignments the sentence must say which. A motion is done when fullmäktige has
decided on it, an initiative when the body that it was handed to has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from knowledge.extraction.flow import plain
from knowledge.facts import Decision, Fact, Proposal
from knowledge.linking import motions, stated
from knowledge.linking.matters import ALL, one_place
from knowledge.linking.paragraphs import Slice
from knowledge.linking.sections import Section, Sections
from knowledge.linking.suggestion import Suggestion
from knowledge.linking.traces import akin, content, named
from knowledge.linking.words import held
from knowledge.names import fold
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.keys import item_of
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import load

_SETTLED = frozenset(("bifall", "avslag", "besvarad"))
_DECIDED, _SAID, _PROPOSED = 0.9, 0.75, 0.6
"""How sure it is by who says it: a decision, running text, a förslag."""
_WHICH = 0.4
"""The share of an assignment's words that says which of several of a case is meant."""
_ELSEWHERE, _FEWEST = 0.7, 4
"""The share, and the number of words, that says it in another case."""


def closed(store: SqliteStore, ties: Sequence[LinkRow]) -> Iterator[Suggestion]:
    """The suggestions of all assignments and motions. ties: of decisions to what was proposed."""
    yield from _motions(store, ties)
    yield from _assignments(store)


def _motions(store: SqliteStore, ties: Sequence[LinkRow]) -> Iterator[Suggestion]:
    wanted = [row for row in ties if row.source is not None and row.kind in ("decides", "grants", "rejects", "settles")]
    ids = sorted({id_ for row in wanted for id_ in (row.target, row.source or 0)})
    found = {one.id: one for one in store.facts_of(OPERATOR, ids)} if ids else {}
    for row in wanted:
        target, decision = found.get(row.target), found.get(row.source or 0)
        if target is not None and decision is not None and _answers(target, decision):
            page = next(one for one in store.pages(OPERATOR, row.document) if one.number == row.page)
            quote = Slice(page, row.start, row.end)
            yield Suggestion(
                target, decision.document, quote, stated.IMPLEMENTATION, stated.DONE, "suggested.motion",
                row.confidence, decision.id,
            )  # fmt: skip


def _answers(target: Found, decision: Found) -> bool:
    """Whether a decision answers a motion or an initiative for good."""
    fact, said = target.fact, decision.fact
    if not isinstance(fact, Proposal) or not isinstance(said, Decision) or target.document.kind not in motions.KINDS:
        return False
    if said.outcome not in _SETTLED or said.proposed_to is not None:
        return False
    return target.document.kind != "motion" or "fullmäktige" in fold(said.body or decision.document.body or "")


# ---- assignments


def _assignments(store: SqliteStore) -> Iterator[Suggestion]:
    """Each assignment's surest suggestion, the oldest of those."""
    given = store.facts(OPERATOR, FactQuery("assignments", limit=ALL))
    if not given:
        return
    best: dict[int, Suggestion] = {}
    for document, section, sentence in _sentences(store):
        decision, proposed = _stands_in(store, document, sentence)
        sure = _DECIDED if decision else _PROPOSED if proposed else _SAID
        for one, share in _meant(store, given, document, section, sentence):
            made = Suggestion(
                one, document, sentence, stated.IMPLEMENTATION, stated.DONE, "suggested.assignment",
                round(sure * share, 2), decision,
            )  # fmt: skip
            if one.id not in best or made.confidence > best[one.id].confidence:
                best[one.id] = made
    yield from best.values()


def _sentences(store: SqliteStore) -> Iterator[tuple[Document, Section, Slice]]:
    """Every sentence that says that an uppdrag is done, oldest document first."""
    sections = Sections(store, keep=1)
    kinds = load("traces")["kinds"]
    documents = [one for one in store.documents(OPERATOR, limit=ALL) if one.date and one.kind in kinds]
    for document in sorted(documents, key=lambda one: (one.date or "", one.id)):
        if any(_may_close().search(page.text) for page in store.pages(OPERATOR, document.id)):
            for section in sections.of(document):
                for part in section.paragraphs:
                    for sentence in part.sentences():
                        if says_done(sentence.text):
                            yield document, section, sentence.unheaded


def says_done(sentence: str) -> bool:
    """Whether a sentence says that an uppdrag is done."""
    text = plain(sentence)
    if text.endswith("?"):
        return False
    matches = (form.search(text) for form in _forms())
    return any(match is not None and stated.holds(text, match) for match in matches)


def _stands_in(store: SqliteStore, document: Document, sentence: Slice) -> tuple[int | None, bool]:
    """(the decision in which a sentence stands, whether it stands in what is only proposed)."""
    decisions = store.facts(OPERATOR, FactQuery("decisions", document=document.id, limit=ALL))
    proposals = store.facts(OPERATOR, FactQuery("proposals", document=document.id, limit=ALL))
    decision = next((one for one in decisions if _overlaps(one.fact, sentence)), None)
    if decision is not None and getattr(decision.fact, "proposed_to", None) is None:
        return decision.id, False
    return None, decision is not None or any(_overlaps(one.fact, sentence) for one in proposals)


def _overlaps(fact: Fact, sentence: Slice) -> bool:
    return any(
        part.page == sentence.page.number and part.start < sentence.end and sentence.start < part.end
        for part in (fact.source, *fact.source.more)
    )


def _meant(
    store: SqliteStore, given: Sequence[Found], document: Document, section: Section, sentence: Slice
) -> Iterator[tuple[Found, float]]:
    """The assignments that a sentence means, each with how sure it is."""
    earlier = [one for one in given if _earlier(one, document)]
    said = content(sentence.text)
    if where := named(plain(sentence.text)):
        meant = [one for one in earlier if (one.document.date, item_of(one.fact)) in where and _is_of(one, sentence)]
        yield from _one_of(meant, said)
        return
    keys = section.cases
    of_case = {one.id for key in keys for one in store.facts(OPERATOR, FactQuery("assignments", case=key, limit=ALL))}
    if of_case:
        yield from _one_of([one for one in earlier if one.id in of_case], said)
    else:
        yield from _elsewhere(earlier, document, said)


def _one_of(meant: Sequence[Found], said: frozenset[str]) -> Iterator[tuple[Found, float]]:
    """The only assignment, else the only one whose words are said."""
    if len(meant) > 1:
        meant = [one for one in meant if held(content(_text(one)), said) >= _WHICH]
    if len(meant) == 1:
        yield meant[0], 1.0


def _is_of(one: Found, sentence: Slice) -> bool:
    """Whether a sentence that names a day and a § speaks of this body's meeting."""
    body = fold(one.document.body or "")
    return not body or body in fold(plain(sentence.text)) or "fullmäktige" not in fold(sentence.text)


def _elsewhere(given: Sequence[Found], document: Document, said: frozenset[str]) -> Iterator[tuple[Found, float]]:
    """The only assignment of the same body that a sentence says again in most of its words."""
    near: dict[str, list[Found]] = defaultdict(list)
    for one in given:
        words = content(_text(one))
        if len(words) >= _FEWEST and akin(one.document, document) and held(words, said) >= _ELSEWHERE:
            near[" ".join(sorted(words))].append(one)
    if len(near) == 1:
        ((one, *_),) = near.values()
        yield one, 0.8


def _earlier(one: Found, document: Document) -> bool:
    return bool(one.document.date and document.date and one.document.date < document.date) and one_place(
        one.document, document
    )


def _text(found: Found) -> str:
    return str(getattr(found.fact, "text", ""))


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.IGNORECASE) for form in load("suggestions")["assignments"]["forms"])


@cache
def _may_close() -> re.Pattern[str]:
    return re.compile(load("suggestions")["assignments"]["may_close"], re.IGNORECASE)
