"""The tantivy index: what a passage is stored as, and queries built from terms (never parsed from a user's text)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from knowledge.names import fold
from knowledge.reading.pages import Page
from knowledge.search import entries, lookup, words
from knowledge.search.cutting import Slice, cut
from knowledge.search.sought import FIELDS, Sought
from knowledge.store.api import Document, Projected
from knowledge.store.reader import Reader

HEAP = 32_000_000
"""Bytes that tantivy gathers before it writes a segment."""
PARTS_WEIGHT = 0.5
"""A word found as a part of a compound, beside the word itself."""
ABOUT_WEIGHT = 0.35
"""A word found in the passage's heading or its document's title, beside the text itself."""
MANY = 50_000
"""Passages that are ranked: those with the rarest words of the question, from the rarest on; common words only add."""
SPLIT_WEIGHT = 0.7
"""A part of a compound of the question that the record does not hold as a whole."""
ALIKE_WEIGHT = 0.4
"""Another word for the same thing, beside the word itself."""
_TWO_ERRORS = 8
"""Letters of a word in which two typing errors may be."""

_STATE = "state"
_IDS = range(1, 2**63)  # what SQLite gives as ids, and what an integer field holds


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage by its place, and its score."""

    document: int
    ordinal: int
    start: int
    end: int
    section: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Filter:
    """What every hit must fulfil. body: folded; since, until: ISO dates, inclusive."""

    reader: Reader
    body: str | None = None
    since: str | None = None
    until: str | None = None
    document: int | None = None

    def possible(self) -> bool:
        """Whether anything can fulfil it: some collection, days that are days, an id that is one."""
        days = all(day is None or entries.day_number(day) for day in (self.since, self.until))
        seen = self.reader.everything or bool(self.reader.collections)
        return seen and days and (self.document is None or self.document in _IDS)


class Index:
    """The index in a folder, or in memory where there is no folder to write in."""

    def __init__(self, folder: Path | None) -> None:
        """Open or create it. Raises ValueError or OSError where the folder holds no sound index.

        Passages and the rows of facts are two indexes: how often a word stands in passages, and how long they are,
        decides how they rank, and rows would change both.
        """
        self._schema = _schema()
        self._index = _opened(self._schema, folder and folder / "passages")
        self._rows = _opened(self._schema, folder and folder / "rows")
        self.reload()

    def reload(self) -> None:
        """See what was committed, also by other processes."""
        self._index.reload()
        self._rows.reload()

    def change(self) -> int:
        """The store's change number that the index was brought up to; 0 at first."""
        searcher = self._index.searcher()
        found = searcher.search(Query.term_query(self._schema, "row", _STATE), 1).hits
        return int(searcher.doc(found[0][1])["change"][0]) if found else 0

    def project(self, removed: Iterable[int], added: Iterable[Projected], change: int) -> None:
        """Take out and put in documents, and note the change number last: what breaks off before is done again."""
        passages, rows = self._index.writer(HEAP, 1), self._rows.writer(HEAP, 1)
        searcher, named = self._rows.searcher(), set[str]()
        for document in removed:
            for writer in (passages, rows):
                writer.delete_documents_by_query(Query.term_query(self._schema, "document", document))
        for one in added:
            for piece in cut(one.pages):
                passages.add_document(self._row(one.document, one.pages[piece.ordinal], piece))
            for row in entries.rows(one):
                rows.add_document(tantivy.Document(**row))
            for row in entries.named(one):
                if row["key"] not in named and not searcher.doc_freq("key", row["key"]):
                    named.add(row["key"])
                    rows.add_document(tantivy.Document(**row))
        passages.delete_documents_by_term("row", _STATE)
        passages.add_document(tantivy.Document(row=_STATE, change=change))
        for writer in (rows, passages):
            writer.commit()
            writer.wait_merging_threads()
        self.reload()

    def _row(self, document: Document, page: Page, piece: Slice) -> tantivy.Document:
        spoken = words.words(page.text[piece.start : piece.end])
        row: dict[str, Any] = {
            "row": "passage",
            "words": " ".join(map(words.forms_said, spoken)),
            "parts": " ".join(map(words.parts_said, spoken)),
            "about": _about(" ".join([document.title, document.body or "", piece.heading])),
            "collection": document.collection,
            "body": fold(document.body or "") or entries.NO_BODY,
            "document": document.id,
            "day": entries.day_number(document.date) or 0,
            "ordinal": piece.ordinal,
            "start": piece.start,
            "end": piece.end,
            "section": piece.section or "",
        }
        return tantivy.Document(**row)

    def rows(self, sought: Sought, limit: int) -> list[int]:
        """The ids of the newest facts, meetings or documents that fulfil it."""
        return lookup.find(self._rows, self._schema, sought, limit)

    def surnamed(self, reader: Reader, surname: str, limit: int) -> list[str]:
        """Folded names that end in the surname."""
        return lookup.surnamed(self._rows, self._schema, reader, surname, limit)

    def names_near(self, reader: Reader, folded: str, errors: int | None = None) -> list[str]:
        """Folded names that share the rarest runs of letters with it."""
        return lookup.near(self._rows, self._schema, reader, folded, errors)

    def vocabulary(self) -> set[str]:
        """The words that those rows hold."""
        return lookup.words(self._rows)

    def search(self, asked: Sequence[str], wanted: Filter, limit: int) -> list[Hit]:
        """The best passages for these words, best first."""
        query = self._query(self._index.searcher(), asked, wanted)
        return [] if query is None else self._found(query, limit)

    def _found(self, query: Query, limit: int) -> list[Hit]:
        searcher = self._index.searcher()
        hits = []
        for score, address in searcher.search(query, limit, count=False).hits:
            row = searcher.doc(address)
            document, ordinal, start, end = (row[name][0] for name in ("document", "ordinal", "start", "end"))
            hits.append(Hit(document, ordinal, start, end, row["section"][0] or None, score))
        return hits

    def holds(self, word: str, wanted: Filter) -> bool:
        """Whether any passage has the word in some form, as a part of a compound or in its heading or title."""
        forms = words.forms(word)
        terms = [Query.term_set_query(self._schema, field, list(forms)) for field in ("words", "parts", "about")]
        return bool(self._among(terms, wanted, 1))

    def spelt_nearly(self, word: str, wanted: Filter, limit: int) -> list[Hit]:
        """Passages with a word that one typing error turns into this one, or two in a long word."""
        terms = dict.fromkeys((word, *words.forms(word)))
        fuzzy = [
            Query.fuzzy_term_query(self._schema, "words", term, 2 if len(term) >= _TWO_ERRORS else 1) for term in terms
        ]
        return self._among(fuzzy, wanted, limit)

    def _among(self, terms: Sequence[Query], wanted: Filter, limit: int) -> list[Hit]:
        """Passages in which any term stands, in no order."""
        if not wanted.possible():
            return []
        conditions = [(Occur.Must, Query.const_score_query(condition, 0.0)) for condition in self._conditions(wanted)]
        either = Query.boolean_query([(Occur.Should, term) for term in terms])
        return self._found(Query.boolean_query([(Occur.Must, either), *conditions]), limit)

    def _query(self, searcher: tantivy.Searcher, asked: Sequence[str], wanted: Filter) -> Query | None:
        counted = sorted((self._word(searcher, word) for word in asked), key=lambda term: term[0])
        if not counted or not wanted.possible():
            return None
        rare: list[Query] = []
        held = 0
        for count, term in counted:
            if rare and held + count > MANY:
                break
            rare.append(term)
            held += count
        must = [(Occur.Must, Query.const_score_query(condition, 0.0)) for condition in self._conditions(wanted)]
        any_rare = Query.boolean_query([(Occur.Should, term) for term in rare])
        common = [(Occur.Should, term) for _, term in counted[len(rare) :]]
        return Query.boolean_query([(Occur.Must, any_rare), *common, *must])

    def _word(self, searcher: tantivy.Searcher, word: str) -> tuple[int, Query]:
        """One word of the question, with how often it stands: its best form counts once, wherever it stands."""
        forms = words.forms_asked(word)
        if any(searcher.doc_freq(field, form) for form in forms for field in ("words", "parts")):
            weighted = [(form, 1.0) for form in forms]
        else:
            weighted = [(form, SPLIT_WEIGHT) for form in (*words.parts(word), *forms)]
        weighted += [(form, ALIKE_WEIGHT) for form in words.alike(word)]
        fields = (("words", 1.0), ("parts", PARTS_WEIGHT), ("about", ABOUT_WEIGHT))
        standing = sum(searcher.doc_freq(field, form) for form, _ in weighted for field, _ in fields)
        return standing, Query.disjunction_max_query(
            [
                Query.boost_query(Query.term_query(self._schema, field, form), weight * field_weight)
                for form, weight in weighted
                for field, field_weight in fields
            ],
            0.1,
        )

    def _conditions(self, wanted: Filter) -> list[Query]:
        conditions: list[Query] = []  # that it is a passage is none: the words that are sought stand in no other row
        if not wanted.reader.everything:
            conditions.append(lookup.one_of(self._schema, "collection", wanted.reader.collections))
        if wanted.body is not None:
            conditions.append(Query.term_query(self._schema, "body", wanted.body))
        if wanted.document is not None:
            conditions.append(Query.term_query(self._schema, "document", wanted.document))
        if wanted.since or wanted.until:
            since, until = entries.day_number(wanted.since) or 1, entries.day_number(wanted.until) or 99_999_999
            conditions.append(Query.range_query(self._schema, "day", FieldType.Integer, since, until))
        return conditions


def _opened(schema: tantivy.Schema, folder: Path | None) -> tantivy.Index:
    if folder is None:
        return tantivy.Index(schema)
    folder.mkdir(parents=True, exist_ok=True)
    return tantivy.Index(schema, path=str(folder))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("words", "parts", "about"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in (*FIELDS, "grams"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("id", "order"):
        builder.add_integer_field(name, fast=True)
    for name in ("row", "collection", "body", "place", "item", "key"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("section", "name"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("document", stored=True, indexed=True)
    builder.add_integer_field("day", indexed=True)
    for name in ("ordinal", "start", "end", "change"):
        builder.add_integer_field(name, stored=True)
    return builder.build()


@lru_cache(maxsize=4096)
def _about(text: str) -> str:
    """The forms of a title or heading; those of one document are the same again and again."""
    return " ".join(map(words.forms_said, words.words(text)))
