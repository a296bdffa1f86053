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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from rapidfuzz import fuzz

from knowledge.case_numbers import parse
from knowledge.facts import Recommendation
from knowledge.linking.answer_tables import Row, rows
from knowledge.linking.paragraphs import Slice, paragraphs
from knowledge.linking.replying import ENTRY, before_heading, is_label, labelled, passage
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
_OTHER_NUMBER = 0.85
"""The share that says it again beside another number: "den första" of those that remain."""
_NUMBER = 0.3
"""How much its number counts for, beside the share."""
_ENOUGH = 3
"""Words in common without which two texts do not say one thing."""
_OPENING = 7
"""Words within which a sentence says of which recommendation it speaks."""
_TITLE = 0.75
_NUMBERED = re.compile(r"\s*(?:[•\-–−]\s*)?rekommendation(?:en)?\s+(?:nr\.?\s*|nummer\s+)?(\d{1,2})\b", re.IGNORECASE)


_SPEAKS_OF = re.compile(
    r"\s*(?:vad\s+gäller|vad\s+avser|beträffande|angående|gällande|när\s+det\s+gäller|i\s+fråga\s+om|den\s+\w+\s+rekommendationen)\b",
    re.IGNORECASE,
)
"""How a sentence begins that names a recommendation and answers it in one."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    document: Document
    paragraphs: tuple[Slice, ...]
    audit_words: frozenset[str]
    """The stems of its title and of the paragraphs that speak of an audit."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    id: int
    number: int
    text: str
    stems: frozenset[str]
    found: Found


@dataclass(frozen=True, slots=True)
class Reply:
    """A document that answers a recommendation. quote: the sentence that does, None where labels alone do; sentences:
    all whole ones there, the recommendation said again left out; labels: (axis, value, line or row of a table)."""

    recommendation: Found
    document: Document
    quote: Slice | None
    sentences: tuple[Slice, ...]
    labels: tuple[tuple[str, str, Slice], ...]
    rule: str
    confidence: float


def answers(found: Iterable[Reply]) -> Iterator[LinkRow]:
    """The ties of what `replies` found."""
    for one in found:
        if one.quote is None:
            continue
        place = (one.quote.page.number, one.quote.start, one.quote.end)
        yield LinkRow(KIND, one.recommendation.id, one.document.id, *place, None, one.rule, one.confidence)


def replies(store: SqliteStore) -> Iterator[Reply]:
    """Every answer found in the store, over all collections: who may see a link is decided where it is read."""
    reports: dict[int, list[Found]] = {}
    for found in store.facts(OPERATOR, FactQuery("recommendations", limit=_ALL)):
        reports.setdefault(found.document.id, []).append(found)
    if not reports:
        return
    candidates = list(_candidates(store))
    wanted = {id_: [_wanted(one) for one in ones] for id_, ones in reports.items()}
    for candidate in candidates:
        named = [
            id_
            for id_, (one, *_) in reports.items()
            if _may_answer(candidate.document, one.document) and _names(candidate, one.document)
        ]
        if named:
            yield from _replies(candidate, [one for id_ in named for one in wanted[id_]])


def _wanted(found: Found) -> _Wanted:
    fact = found.fact
    text = fact.text if isinstance(fact, Recommendation) else ""
    return _Wanted(found.id, getattr(fact, "number", 0), text, stems(text), found)


def _candidates(store: SqliteStore) -> Iterator[_Candidate]:
    """The documents that speak of an audit."""
    words = load("answers")
    for document in store.documents(OPERATOR, limit=_ALL):
        if document.kind not in words["kinds"]:
            continue
        pages = store.pages(OPERATOR, document.id)
        parts = tuple(cut for part in paragraphs(pages) for cut in _one_by_one(part))
        audit = [part.text for part in parts if any(sign in part.text.casefold() for sign in words["signs"])]
        if audit:
            yield _Candidate(document, parts, stems(" ".join([document.title, *audit])), tuple(rows(pages)))


def _one_by_one(part: Slice) -> Iterator[Slice]:
    """A paragraph cut before each sentence that goes on to another recommendation by its number, and before each entry
    of a numbered list."""
    starts = {one.start for one in part.sentences()[1:] if _number(one.text) is not None}
    starts |= {part.start + match.start() for match in ENTRY.finditer(part.text)} - {part.start}
    for start, end in pairwise([part.start, *sorted(starts), part.end]):
        yield Slice(part.page, start, end)


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


def _replies(candidate: _Candidate, wanted: Sequence[_Wanted]) -> Iterator[Reply]:
    answered: set[int] = set()
    for row in candidate.rows:
        recommendation = _said_in(row, wanted)
        if recommendation is not None and recommendation.id not in answered:
            answered.add(recommendation.id)
            labels = tuple((axis, value, row.whole) for axis, value in row.labels)
            yield Reply(
                recommendation.found, candidate.document, row.told or row.whole, (), labels, "answers.row", 0.95
            )
    said = [_said(part, wanted) for part in candidate.paragraphs]
    for index, recommendation in enumerate(said):
        if recommendation is None or recommendation.id in answered:
            continue
        quote = _answer(candidate.paragraphs, said, index, recommendation)
        sentences, labels = _told(candidate.paragraphs, said, index, recommendation)
        if quote is not None or labels:
            answered.add(recommendation.id)
            rule, sure = _sure(candidate.paragraphs[index], recommendation)
            yield Reply(recommendation.found, candidate.document, quote, sentences, labels, rule, sure)


def _said_in(row: Row, wanted: Sequence[_Wanted]) -> _Wanted | None:
    """The recommendation that a table's row says again, also where it gives it another number."""
    numbered = [one for one in wanted if one.number == row.number and held(one.stems, stems(row.said)) >= _SOME]
    return numbered[0] if len(numbered) == 1 else _best(row.said, None, wanted)


def _told(
    parts: Sequence[Slice], said: Sequence[_Wanted | None], index: int, recommendation: _Wanted
) -> tuple[tuple[Slice, ...], tuple[tuple[str, str, Slice], ...]]:
    """(the whole sentences of the answer, its lines with labels)."""
    others = (at for at in range(index + 1, len(said)) if said[at] is not None or _number(parts[at].text) is not None)
    until = next(others, len(said))
    below = [parts[index], *(() if _listed(parts, said, index) else passage(parts, index, until))]
    below = [before_heading(part) for part in below]
    first, *own = _unheaded(below[0].sentences(), recommendation)
    own = list(takewhile(lambda one: not _SPEAKS_OF.match(one.text) or _mentions(one, recommendation), own))
    first_too = [first] if _SPEAKS_OF.match(first.text) else []
    whole = [*first_too, *own, *(one for part in below[1:] for one in part.sentences())]
    return tuple(one for one in map(_full, whole) if one and not _repeats(one, recommendation)), tuple(
        label for part in below for label in labelled(part)
    )


def _sure(part: Slice, recommendation: _Wanted) -> tuple[str, float]:
    """By which rule the paragraph says the recommendation again, and how sure that is."""
    if _number(part.text) is not None:
        return "answers.number", 0.95
    return "answers.words", round(0.9 * held(recommendation.stems, stems(part.text)), 2)


def _said(part: Slice, wanted: Sequence[_Wanted]) -> _Wanted | None:
    """The recommendation that a paragraph says again, or None. Two that are said equally well are none."""
    return _best(part.text, _number(part.text), wanted)


def _best(text: str, number: int | None, wanted: Sequence[_Wanted]) -> _Wanted | None:
    words = stems(text)
    scored = sorted(((_score(item, words, number, text), item) for item in wanted), key=lambda pair: -pair[0])
    if not scored or scored[0][0] <= 0 or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][1]


def _score(item: _Wanted, words: frozenset[str], number: int | None, text: str) -> float:
    share = held(item.stems, words)
    if number is not None and number == item.number:
        return share + _NUMBER if share >= _SOME else 0.0
    least = 1.0 if len(item.stems) <= _ENOUGH else _MOST if number is None else _OTHER_NUMBER
    if share < least or not _enough(item, words):
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
    first, *others = _unheaded(parts[index].sentences(), recommendation)
    for sentence in others:
        if not _repeats(sentence, recommendation) and (full := _full(sentence)) is not None:
            return full
    if _SPEAKS_OF.match(first.text) and not _repeats(first, recommendation):
        return _full(first)
    if _listed(parts, said, index) or index + 1 == len(parts) or said[index + 1] is not None:
        return None
    skipped = 1 + (index + 2 < len(parts) and is_label(parts[index + 1]) and said[index + 2] is None)
    following = parts[index + skipped]
    return None if following.bulleted else _full(following.sentences()[0])


def _listed(parts: Sequence[Slice], said: Sequence[_Wanted | None], index: int) -> bool:
    """Whether a recommendation is an entry of a list, so that what stands below is not said of it alone."""
    return parts[index].bulleted or bool(index and ENTRY.match(parts[index].text) and said[index - 1] is not None)


def _unheaded(sentences: Sequence[Slice], recommendation: _Wanted) -> list[Slice]:
    """Sentences of which the first is the recommendation alone, where it is a heading that ran into the answer."""
    first, *others = sentences
    for match in re.finditer(r"\n\s*(?=[A-ZÅÄÖ])", first.text):
        head = Slice(first.page, first.start, first.start + match.start())
        rest = Slice(first.page, first.start + match.end(), first.end)
        if held(recommendation.stems, stems(head.text)) >= _MOST and not _repeats(rest, recommendation):
            return [head, rest, *others]
    return [first, *others]


def _mentions(sentence: Slice, recommendation: _Wanted) -> bool:
    return held(recommendation.stems, stems(sentence.text)) > 0


def _repeats(sentence: Slice, recommendation: _Wanted) -> bool:
    words = stems(sentence.text)
    return bool(words) and held(words, recommendation.stems) >= _MOST


def _full(sentence: Slice) -> Slice | None:
    """The sentence where it is one: no heading, no lead-in to a list."""
    sentence = sentence.unheaded
    return sentence if sentence.text.endswith(".") and len(sentence.text.split()) > 1 else None
