"""A recommendation and the later documents that answer it.

A wrong link costs more than none. A document answers a recommendation when all of this holds:
1. it is of a kind in which answers are given, not older than the report, of the same municipality where both are known;
2. it names the report: by a case number of its own or by the words of its title, where it speaks of an audit;
3. one of its paragraphs says the recommendation again, by its number or order together with some of its words, or in
   most of its words, and says no other recommendation better;
4. a sentence follows there that says something else, and is the quote. A bare list of the recommendations has none.
A link closes nothing: it names a document to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.case_numbers import parse
from knowledge.facts import Recommendation
from knowledge.linking.paragraphs import Slice, paragraphs
from knowledge.linking.words import held, stems
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import load

KIND = "answers"

_ALL = 1_000_000
_MOST = 0.65
"""The share of a recommendation's words that says it again without its number."""
_SOME = 0.34
"""The share that is enough beside its number."""
_ENOUGH = 3
"""Words in common without which two texts do not say one thing."""
_OPENING = 7
"""Words within which a sentence says of which recommendation it speaks."""
_TITLE = 0.75
_NUMBERED = re.compile(r"\s*(?:[•\-–−]\s*)?rekommendation(?:en)?\s+(?:nr\.?\s*|nummer\s+)?(\d{1,2})\b", re.IGNORECASE)


_SPEAKS_OF = re.compile(
    r"\s*(?:vad gäller|vad avser|beträffande|angående|gällande|när det gäller|i fråga om|den \w+ rekommendationen)\b",
    re.IGNORECASE,
)
"""How a sentence begins that names a recommendation and answers it in one."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    document: Document
    paragraphs: tuple[Slice, ...]
    audit_words: frozenset[str]
    """The stems of its title and of the paragraphs that speak of an audit."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    id: int
    number: int
    text: str
    stems: frozenset[str]


def answers(store: SqliteStore) -> Iterator[LinkRow]:
    """Every answer found in the store, over all collections: who may see a link is decided where it is read."""
    reports: dict[int, list[Found]] = {}
    for found in store.facts(OPERATOR, FactQuery("recommendations", limit=_ALL)):
        reports.setdefault(found.document.id, []).append(found)
    if not reports:
        return
    candidates = list(_candidates(store))
    for recommendations in reports.values():
        report = recommendations[0].document
        wanted = [_wanted(found) for found in recommendations if isinstance(found.fact, Recommendation)]
        for candidate in candidates:
            if _may_answer(candidate.document, report) and _names(candidate, report):
                yield from _links(candidate, wanted)


def _wanted(found: Found) -> _Wanted:
    fact = found.fact
    text = fact.text if isinstance(fact, Recommendation) else ""
    return _Wanted(found.id, getattr(fact, "number", 0), text, stems(text))


def _candidates(store: SqliteStore) -> Iterator[_Candidate]:
    """The documents that speak of an audit."""
    words = load("answers")
    for document in store.documents(OPERATOR, limit=_ALL):
        if document.kind not in words["kinds"]:
            continue
        parts = tuple(cut for part in paragraphs(store.pages(OPERATOR, document.id)) for cut in _one_by_one(part))
        audit = [part.text for part in parts if any(sign in part.text.casefold() for sign in words["signs"])]
        if audit:
            yield _Candidate(document, parts, stems(" ".join([document.title, *audit])))


def _one_by_one(part: Slice) -> Iterator[Slice]:
    """A paragraph cut before each sentence that goes on to another recommendation by its number."""
    start = part.start
    for sentence in part.sentences()[1:]:
        if _number(sentence.text) is not None:
            yield Slice(part.page, start, sentence.start)
            start = sentence.start
    yield Slice(part.page, start, part.end)


def _may_answer(document: Document, report: Document) -> bool:
    if document.id == report.id or (document.date and report.date and document.date < report.date):
        return False
    return not (document.municipality and report.municipality) or document.municipality == report.municipality


def _names(candidate: _Candidate, report: Document) -> bool:
    """Whether the document names the report."""
    cases = {parse(number) for number in report.case_numbers} - {None}
    if cases & {parse(number) for number in candidate.document.case_numbers}:
        return True
    title = stems(report.title)
    return bool(title) and held(title, candidate.audit_words) >= _TITLE


def _links(candidate: _Candidate, wanted: Sequence[_Wanted]) -> Iterator[LinkRow]:
    said = [_said(part, wanted) for part in candidate.paragraphs]
    answered: set[int] = set()
    for index, recommendation in enumerate(said):
        if recommendation is None or recommendation.id in answered:
            continue
        quote = _answer(candidate.paragraphs, said, index, recommendation)
        if quote is not None:
            answered.add(recommendation.id)
            rule, sure = _sure(candidate.paragraphs[index], recommendation)
            place = (quote.page.number, quote.start, quote.end)
            yield LinkRow(KIND, recommendation.id, candidate.document.id, *place, None, rule, sure)


def _sure(part: Slice, recommendation: _Wanted) -> tuple[str, float]:
    """By which rule the paragraph says the recommendation again, and how sure that is."""
    if _number(part.text) is not None:
        return "answers.number", 0.95
    return "answers.words", round(0.9 * held(recommendation.stems, stems(part.text)), 2)


def _said(part: Slice, wanted: Sequence[_Wanted]) -> _Wanted | None:
    """The recommendation that a paragraph says again, or None. Two that are said equally well are none."""
    words = stems(part.text)
    number = _number(part.text)
    scored = sorted(((_score(item, words, number, part.text), item) for item in wanted), key=lambda pair: -pair[0])
    if not scored or scored[0][0] <= 0 or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][1]


def _score(item: _Wanted, words: frozenset[str], number: int | None, text: str) -> float:
    share = held(item.stems, words)
    if number is not None:
        return share if number == item.number and share >= _SOME else 0.0
    if share < (_MOST if len(item.stems) >= _ENOUGH else 1.0) or not _enough(item, words):
        return 0.0
    return share + fuzz.partial_ratio(item.text.casefold(), text.casefold()) / 1000


def _enough(item: _Wanted, words: frozenset[str]) -> bool:
    """Whether the words in common are no chance: three, or both of a recommendation that has no more."""
    return len(item.stems & words) >= max(2, min(_ENOUGH, len(item.stems)))


def _number(text: str) -> int | None:
    """The number that a paragraph begins with: "Rekommendation 3", "Den tredje rekommendationen"; else None."""
    match = _NUMBERED.match(text)
    if match:
        return int(match[1])
    opening = " ".join(text.split()[:_OPENING]).casefold()
    for number, word in enumerate(load("answers")["ordinals"], 1):
        if re.search(rf"\b{word} rekommendationen\b", opening):
            return number
    return None


def _answer(
    parts: Sequence[Slice], said: Sequence[_Wanted | None], index: int, recommendation: _Wanted
) -> Slice | None:
    """The first sentence that says something else than the recommendation: in its paragraph, else in the next one."""
    first, *others = parts[index].sentences()
    for sentence in others:
        if not _repeats(sentence, recommendation) and (full := _full(sentence)) is not None:
            return full
    if _SPEAKS_OF.match(first.text) and not _repeats(first, recommendation):
        return _full(first)
    if parts[index].bulleted or index + 1 == len(parts) or said[index + 1] is not None:
        return None
    following = parts[index + 1]
    return None if following.bulleted else _full(following.sentences()[0])


def _repeats(sentence: Slice, recommendation: _Wanted) -> bool:
    words = stems(sentence.text)
    return bool(words) and held(words, recommendation.stems) >= _MOST


def _full(sentence: Slice) -> Slice | None:
    """The sentence where it is one: no heading, no lead-in to a list."""
    sentence = sentence.unheaded
    return sentence if sentence.text.endswith(".") and len(sentence.text.split()) > 1 else None
