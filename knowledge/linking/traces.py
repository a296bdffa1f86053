"""Promises, and the later document that takes up each: a trace, with how sure it is that it is one.

`traces.reference`: a sentence that names the body's uppdrag by its day and §. `traces.case`: the case again, where the
same body decides on it or something is reported. `traces.heading`: a § of the same body under the same heading in which
somebody answers. `traces.words`: a passage of the same body, or of the case, that answers in most of the promise's
words. Below STRONG it only may be one, and is shown as that. What only says the promise again is no trace, nor is a
heading that every meeting has. Each promise has its earliest strong trace, else its best.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.facts import AgendaItem, Assignment, Decision, Promise, squeeze
from knowledge.linking.matters import one_case, one_place
from knowledge.linking.paragraphs import Slice
from knowledge.linking.sections import Section, Sections
from knowledge.linking.words import held, stems
from knowledge.names import fold
from knowledge.reading.pages import Page
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.keys import item_of
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import load

KIND = "trace"
STRONG = 0.75
"""From here on the later document takes the matter up; below it may."""
_ALL = 1_000_000_000
_MINUTES = ("protokoll", "protokollsutdrag", "samverkansprotokoll")
_STANDING = 3
"""Documents of one body with the same heading, from which on it is a standing item of the agenda."""
_HEADING = 0.75
_WORDS = 0.5
_FEW_WORDS = 0.6
"""The share of a promise's words that a passage answers in; and where it shares fewer than three."""
_PREPARED = 0.5
"""The share of its words that a § of the case has which takes up what a tjänsteutlåtande promised."""
_TELLING = 6
"""Letters of a stem that names a matter by itself."""
_REFERRED = 0.5
"""The share of the promise's own words that a sentence has which names its §: a § may give several uppdrag."""
_FEWEST = 2
"""Words of the promise that a passage shares at least."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A promise with what it is about. own: of the sentence; words: with its heading's; around: of the paragraph in
    which it stands, which says what "frågan" is."""

    found: Found
    section: Section | None
    own: frozenset[str]
    words: frozenset[str]
    around: frozenset[str]
    squeezed: str

    @property
    def day(self) -> str:
        return self.found.document.date or ""


@dataclass(frozen=True, slots=True)
class _Trace:
    document: Document
    quote: Slice
    source: int | None
    rule: str
    confidence: float


def traces(store: SqliteStore) -> Iterator[LinkRow]:
    """The traces over all collections: who may see one is decided where it is read."""
    said = list(promised(store))
    if not said:
        return
    archive = _Archive(store)
    for one in said:
        trace = _best(archive, _read(archive.sections, one))
        if trace is not None:
            quote = trace.quote
            yield LinkRow(
                KIND, one.id, trace.document.id, quote.page.number, quote.start, quote.end, trace.source,
                trace.rule, trace.confidence,
            )  # fmt: skip


def promised(store: SqliteStore) -> Iterator[Found]:
    """The promises, and the assignments with a last day or a report to give."""
    yield from store.facts(OPERATOR, FactQuery("promises", limit=_ALL))
    for one in store.facts(OPERATOR, FactQuery("assignments", limit=_ALL)):
        if is_promise(one):
            yield one


def is_promise(found: Found) -> bool:
    """Whether a fact is a promise: an assignment is one where it has a last day or is to be reported."""
    fact = found.fact
    if isinstance(fact, Promise):
        return True
    if not isinstance(fact, Assignment) or found.document.kind not in load("traces")["promising"]:
        return False
    if fact.due and found.document.date and fact.due < found.document.date:
        return False
    if re.search("[”“»]", fact.text):
        return False  # an uppdrag that is quoted was given before
    return bool(fact.due) or re.search(load("traces")["reportable"], fact.text, re.IGNORECASE) is not None


class _Archive:
    """The documents in which a trace may stand, by body, and what each body's meetings always have on the agenda."""

    def __init__(self, store: SqliteStore) -> None:
        self.sections = Sections(store)
        kinds = load("traces")["kinds"]
        dated = [one for one in store.documents(OPERATOR, limit=_ALL) if one.date and one.kind in kinds]
        self.documents = sorted(dated, key=lambda one: (one.date or "", one.id))
        self._by_case: dict[tuple[int, int], list[Document]] = defaultdict(list)
        self._standing: dict[str, Counter[str]] = {}
        self._squeezed: dict[int, str] = {}
        self._references: dict[tuple[str, str], list[tuple[Document, Slice]]] | None = None
        self._store = store

    def says(self, document: Document, squeezed: str) -> bool:
        """Whether the document holds these words."""
        if document.id not in self._squeezed:
            pages = self.sections.pages(document.id)
            self._squeezed[document.id] = squeeze(" ".join(page.text for page in pages))
        return squeezed in self._squeezed[document.id]

    def references(self, day: str, item: str) -> list[tuple[Document, Slice]]:
        """The sentences that name a § of a day, oldest document first."""
        if self._references is None:
            self._references = defaultdict(list)
            for document in self.documents:
                for page in self.sections.pages(document.id):
                    for key, sentence in _references(page):
                        self._references[key].append((document, sentence))
        return self._references.get((day, item), [])

    def decided(self, document: Document, section: Section) -> Found | None:
        """The first decision of a section."""
        number = section.item.fact.number if section.item and isinstance(section.item.fact, AgendaItem) else None
        if number is None:
            return None
        for one in self._store.facts(OPERATOR, FactQuery("decisions", document=document.id, item=number, limit=_ALL)):
            if isinstance(one.fact, Decision) and fold(one.fact.heading or "") == fold(section.heading):
                return one
        return None

    def later(self, said: _Said) -> Iterator[Document]:
        """Later documents of the same body (or of its committee, or its parent) or of the case, oldest first."""
        of_case: set[int] = set()
        for key in said.section.cases if said.section else ():
            of_case |= {one.id for one in self._store.documents(OPERATOR, case=key, limit=_ALL)}
        here = said.found.document
        for one in self.documents:
            if (one.date or "") > said.day and one_place(one, here) and (one.id in of_case or akin(one, here)):
                yield one

    def is_standing(self, document: Document, heading: str) -> bool:
        """Whether a heading stands on the agenda of every meeting of the body."""
        body = fold(document.body or "")
        if body not in self._standing:
            headings: Counter[str] = Counter()
            for one in self._store.facts(OPERATOR, FactQuery("agenda_items", body=document.body, limit=_ALL)):
                headings[fold(getattr(one.fact, "heading", ""))] += 1
            self._standing[body] = headings
        return self._standing[body][fold(heading)] >= _STANDING


def akin(first: Document, second: Document) -> bool:
    """Whether two documents are of one body, or of a body and its committee ("nämndens arbetsutskott")."""
    one, other = fold(first.body or ""), fold(second.body or "")
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _read(sections: Sections, found: Found) -> _Said:
    """What a promise is about. A paper's title is no part of it: a tjänsteutlåtande promises many things."""
    text = getattr(found.fact, "text", "")
    section, paragraph = sections.holding(found.document, found.fact)
    heading = content(section.heading) if section and section.item else frozenset()
    around = content(paragraph.text) if paragraph is not None else frozenset()
    own = content(text)
    return _Said(found, section, own, own | heading, around, squeeze(text))


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """The stems that say what a text is about."""
    return stems(text) - _common()


def _best(archive: _Archive, said: _Said) -> _Trace | None:
    """The earliest strong trace, else the likeliest, else None. Without a day nothing is later."""
    if not said.day:
        return None
    best = _referred(archive, said)
    if best is not None and best.confidence >= STRONG:
        return best
    for document in archive.later(said):
        for trace in _in_document(archive, said, document):
            if trace.confidence >= STRONG:
                return trace
            if best is None or trace.confidence > best.confidence:
                best = trace
    return best


def _in_document(archive: _Archive, said: _Said, document: Document) -> Iterator[_Trace]:
    """Its traces in the order of its sections; none where it has none of the words and is not of the case."""
    here = said.section.cases if said.section else frozenset()
    pages = " ".join(page.text for page in archive.sections.pages(document.id)).casefold()
    wanted = said.words | said.around
    near = sum(stem in pages for stem in wanted) >= min(2, len(wanted)) > 0
    if (not near and not here) or archive.says(document, said.squeezed):
        return
    for section in archive.sections.of(document):
        trace = _of_case(archive, said, document, section) or _of_heading(archive, said, document, section)
        if trace is None and near and not archive.is_standing(document, section.heading):
            trace = _of_words(said, document, section)
        if trace is not None:
            yield trace


def _referred(archive: _Archive, said: _Said) -> _Trace | None:
    """The first later sentence that names the uppdrag by the day and § on which it was given, and by the body."""
    item, body = item_of(said.found.fact), fold(said.found.document.body or "")
    if item is None or not body:
        return None
    for document, quote in archive.references(said.day, item):
        later = (document.date or "") > said.day and one_place(document, said.found.document)
        named = body in fold(quote.text) or fold(document.body or "") == body
        if later and named and re.search(load("traces")["referring"], quote.text, re.IGNORECASE):
            ours = content(getattr(said.found.fact, "text", ""))
            sure = 0.95 if len(ours) > _FEWEST and _share(ours, content(quote.text)) >= _REFERRED else 0.6
            return _Trace(document, quote, None, "traces.reference", sure)
    return None


def _of_case(archive: _Archive, said: _Said, document: Document, section: Section) -> _Trace | None:
    if said.section is None or not one_case(section.cases, said.section.cases):
        return None
    if said.found.document.kind not in _MINUTES and held(said.words, content(section.text)) < _PREPARED:
        return None
    same = fold(document.body or "") == fold(said.found.document.body or "") and document.kind in _MINUTES
    decision = archive.decided(document, section) if same else None
    answer = _answering(section)
    if decision is not None:
        place = decision.fact.source
        page = next(one for one in archive.sections.pages(document.id) if one.number == place.page)
        return _Trace(document, Slice(page, place.start, place.end), decision.id, "traces.case", 0.9)
    confidence = 0.8 if same else 0.75 if answer is not None else 0.5
    return _trace(document, section, answer, "traces.case", confidence)


def _of_heading(archive: _Archive, said: _Said, document: Document, section: Section) -> _Trace | None:
    ours = content(said.section.heading) if said.section and said.section.item else frozenset()
    theirs = content(section.heading)
    if len(ours) < 2 or not akin(document, said.found.document) or archive.is_standing(document, section.heading):
        return None
    if min(held(ours, theirs), held(theirs, ours)) < _HEADING:
        return None
    answer = _answering(section)
    return _trace(document, section, answer, "traces.heading", 0.8 if answer is not None else 0.6)


def _of_words(said: _Said, document: Document, section: Section) -> _Trace | None:
    """The paragraph that answers in most of the promise's words."""
    best: _Trace | None = None
    pattern = load("traces")["answering"]
    heading = content(section.heading) if section.item else frozenset()
    for paragraph in section.paragraphs:
        if not re.search(pattern, paragraph.text, re.IGNORECASE):
            continue
        there = content(paragraph.text) | heading
        score = max(_share(said.words, there), _share(said.around, there), _all_of(said.own, there))
        if score >= _WORDS and (best is None or score > best.confidence):
            sentences = paragraph.sentences() or [paragraph]
            quote = max(sentences, key=lambda one: len(content(one.text) & (said.words | said.around)))
            best = _Trace(document, quote, None, "traces.words", round(min(score, 1.0) * 0.7, 2))
    return best


def named(text: str) -> set[tuple[str, str]]:
    """(ISO day, §) of each § of a day that a text names."""
    return {_key(match) for match in _day_and_item().finditer(text)}


def _references(page: Page) -> Iterator[tuple[tuple[str, str], Slice]]:
    """((ISO day, §), sentence) of each § of a day that a page names."""
    if "§" not in page.text:
        return
    for match in _day_and_item().finditer(page.text):
        start = max(page.text.rfind(mark, 0, match.start()) + len(mark) for mark in (". ", ".\n", "\n\n"))
        ends = [at for mark in (". ", ".\n", "\n\n") if (at := page.text.find(mark, match.end())) >= 0]
        end = min([*(at + 1 for at in ends), len(page.text)])
        start += len(page.text[start:end]) - len(page.text[start:end].lstrip())
        yield _key(match), Slice(page, start, start + len(page.text[start:end].rstrip()))


def _key(match: re.Match[str]) -> tuple[str, str]:
    return match["iso"] or _iso(match["day"], match["month"], match["year"]), match["item"]


def _iso(day: str, month: str, year: str) -> str:
    number = [one.casefold() for one in load("calendar")["months"]].index(month.casefold()) + 1
    return f"{year}-{number:02}-{int(day):02}"


@cache
def _day_and_item() -> re.Pattern[str]:
    months = "|".join(load("calendar")["months"])
    day = (
        rf"(?:(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)|(?P<day>[0-3]?\d)\s+(?P<month>{months})\s+(?P<year>(?:19|20)\d\d))"
    )
    return re.compile(rf"{day},?\s*§\s?(?P<item>\d{{1,4}})\b", re.IGNORECASE)


def _all_of(own: frozenset[str], there: frozenset[str]) -> float:
    """A promise of one matter word ("återkommer om kylskåpet") is met where all of its own words are."""
    named = any(len(stem) >= _TELLING for stem in own)
    return _FEW_WORDS if named and held(own, there) == 1.0 else 0.0


def _share(words: frozenset[str], there: frozenset[str]) -> float:
    share = held(words, there)
    shared = round(share * len(words))
    enough = shared > _FEWEST or (shared == _FEWEST and share >= _FEW_WORDS)
    return share if enough else 0.0


def _answering(section: Section) -> Slice | None:
    """The first sentence of a section below its heading in which somebody answers or reports."""
    pattern = load("traces")["answering"]
    for paragraph in section.paragraphs:
        for sentence in paragraph.sentences():
            if fold(sentence.text) != fold(section.heading) and re.search(pattern, sentence.text, re.IGNORECASE):
                return sentence
    return None


def _trace(document: Document, section: Section, answer: Slice | None, rule: str, confidence: float) -> _Trace | None:
    quote = answer or _heading(section)
    source = section.item.id if section.item is not None else None
    return None if quote is None else _Trace(document, quote, source, rule, confidence)


def _heading(section: Section) -> Slice | None:
    """The heading where it stands, else the first paragraph."""
    if section.item is None or not section.paragraphs:
        return section.paragraphs[0].sentences()[0] if section.paragraphs else None
    place = section.item.fact.source
    page = next((one.page for one in section.paragraphs if one.page.number == place.page), None)
    return Slice(page, place.start, place.end) if page is not None else None


@cache
def _common() -> frozenset[str]:
    words: Sequence[str] = load("traces")["common"]
    return frozenset(stem for word in words for stem in stems(word))
