"""What a follow-up audit says of the recommendations of an earlier report, tied to those where they were given.

A wrong tie costs more than none. The earlier report is of the same municipality, named by the follow-up (a case number
of its own, or the words of its title), and holds one recommendation, and no second one nearly as alike, that says the
same to no other body.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from knowledge.case_numbers import parse
from knowledge.facts import Fact, FollowedUp, Source, squeeze
from knowledge.linking import stated
from knowledge.linking.matters import ALL, one_place
from knowledge.linking.paragraphs import Slice
from knowledge.linking.suggestion import Suggestion
from knowledge.linking.words import held, stems
from knowledge.names import fold
from knowledge.reading.pages import Page
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore

_ALIKE = 85
"""How alike two wordings are, from 0 to 100, that say one recommendation."""
_CLEAR = 6
"""How much less alike the next one is."""
_TITLE = 0.75
_FAR = 1500
"""Characters below a recommendation within which its grade stands."""
_ASKED = re.compile(r"^.{0,120}?\b(?:rekommenderas|bör|ska|skall|behöver)\b(?:\s+att\b)?\s*|^att\s+", re.IGNORECASE)


def followed(store: SqliteStore) -> Iterator[Suggestion]:
    """The suggestions of every follow-up in the store."""
    given = _every(store, "recommendations")
    judged = [*(one for one in given if _graded(one.fact)), *_every(store, "followed_up")]
    if not judged:
        return
    by_report: dict[int, list[Found]] = defaultdict(list)
    for one in given:
        if not _graded(one.fact):
            by_report[one.document.id].append(one)
    for document, ones in _by_document(judged):
        pages = store.pages(OPERATOR, document.id)
        text = stems(" ".join([document.title, *(page.text for page in pages)]))
        reports = [found for found in by_report.values() if _follows(document, text, found[0].document)]
        for one in ones:
            original = _original(one, [found for report in reports for found in report])
            value = stated.grade(_graded(one.fact))
            quote = _quote(one.fact, pages)
            if original is not None and value is not None and quote is not None:
                yield Suggestion(
                    original[0], document, quote, stated.IMPLEMENTATION, value, "suggested.follow-up",
                    round(0.95 * original[1] / 100, 2), one.id,
                )  # fmt: skip


def _every(store: SqliteStore, name: str) -> list[Found]:
    return store.facts(OPERATOR, FactQuery(name, limit=ALL))


def _by_document(found: Sequence[Found]) -> Iterator[tuple[Document, list[Found]]]:
    gathered: dict[int, list[Found]] = defaultdict(list)
    for one in found:
        gathered[one.document.id].append(one)
    return ((ones[0].document, ones) for ones in gathered.values())


def _follows(follow_up: Document, text: frozenset[str], report: Document) -> bool:
    """Whether a follow-up is later than a report and names it."""
    if report.id == follow_up.id or not one_place(report, follow_up):
        return False
    if report.date and follow_up.date and report.date >= follow_up.date:
        return False
    cases = {parse(number) for number in report.case_numbers} & {parse(number) for number in follow_up.case_numbers}
    title = stems(report.title)
    return bool(cases - {None}) or (len(title) > 1 and held(title, text) >= _TITLE)


def _original(judged: Found, given: Sequence[Found]) -> tuple[Found, float] | None:
    """(the recommendation that is meant, how alike), or None where none or more than one fits."""
    scored = [(_alike(judged.fact, one.fact), one) for one in given if _same_body(judged.fact, one.fact)]
    scored = sorted(scored, key=lambda pair: -pair[0])
    if not scored or scored[0][0] < _ALIKE or (len(scored) > 1 and scored[0][0] - scored[1][0] < _CLEAR):
        return None
    return scored[0][1], scored[0][0]


def _alike(one: Fact, other: Fact) -> float:
    first, second = (_asked(fact) for fact in (one, other))
    return float(fuzz.ratio(squeeze(first), squeeze(second)))


def _asked(fact: Fact) -> str:
    """What is asked for, without who is asked."""
    return _ASKED.sub("", " ".join(str(getattr(fact, "text", "")).split()), count=1)


def _same_body(one: Fact, other: Fact) -> bool:
    """Whether nothing says that two recommendations are to different bodies."""
    ours, theirs = ({fold(name) for name in getattr(fact, "addressees", ())} for fact in (one, other))
    return not (ours and theirs) or bool(ours & theirs)


def _graded(fact: Fact) -> str:
    return str(getattr(fact, "graded", None) or "")


def _quote(fact: Fact, pages: Sequence[Page]) -> Slice | None:
    """The sentence or row that judges: the part of the fact's source that holds the grade, else from its words to the
    grade below or beside them."""
    source = fact.source
    parts = [source, *source.more]
    page = next((one for one in pages if one.number == parts[-1].page), None)
    if page is None:
        return None
    if isinstance(fact, FollowedUp):
        last = parts[-1]
        return Slice(page, last.start, last.end)
    return _to_grade(fact, page, source)


def _to_grade(fact: Fact, page: Page, source: Source) -> Slice | None:
    last = source.more[-1] if source.more else source
    said = re.compile(r"\s+".join(map(re.escape, _graded(fact).split())), re.IGNORECASE)
    match = said.search(page.text, last.end, last.end + _FAR) or said.search(page.text, source.start, last.end)
    if match is None:
        return None
    line_end = page.text.find("\n", match.end())
    end = len(page.text) if line_end < 0 else line_end
    start = next(part.start for part in [source, *source.more] if part.page == page.number)
    if match.start() > last.end and "\n\n" in page.text[last.end : match.start()]:
        start = _sentence_start(page.text, match.start())
    return Slice(page, start, start + len(page.text[start:end].rstrip()))


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence or line begins that holds a place."""
    before = max(text.rfind(mark, 0, at) + len(mark) for mark in (". ", ".\n", "\n\n"))
    return before + len(text[before:at]) - len(text[before:at].lstrip())
