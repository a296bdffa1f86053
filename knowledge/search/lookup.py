"""Facts, meetings and documents by the words that they must hold, newest first: which rows, never what they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import tantivy
from tantivy import FieldType, Occur, Order, Query

from knowledge.search.entries import LETTERS, day_number, grams
from knowledge.search.sought import FIELDS, Sought, Way
from knowledge.store.reader import Reader

MOST_TERMS = 64
"""Terms that are looked up one by one."""
RUN = 3
"""Letters of a run."""
RAREST = 6
"""Runs of letters by which a name is looked for."""
FEW = 5_000
"""Names that are gone through by more runs than those."""
CANDIDATES = 150
"""Names that are compared in full."""


def find(index: tantivy.Index, schema: tantivy.Schema, sought: Sought, limit: int) -> list[int]:
    """The ids of the newest rows that fulfil it."""
    if not sought.possible():
        return []
    searcher = index.searcher()
    query = Query.boolean_query([(Occur.Must, condition) for condition in _conditions(schema, sought)])
    hits = searcher.search(query, limit, count=False, order_by_field="order", order=Order.Desc).hits
    return [int(id_ or 0) for id_ in searcher.fast_field_values("id", [address for _, address in hits])]


def surnamed(index: tantivy.Index, schema: tantivy.Schema, reader: Reader, surname: str, limit: int) -> list[str]:
    """Folded names of more than one word that end in the surname, in no order."""
    if not surname or not (reader.everything or reader.collections):
        return []
    conditions = [*_named(schema, reader), Query.term_query(schema, "item", surname)]
    return _names(index, Query.boolean_query([(Occur.Must, condition) for condition in conditions]), limit)


def near(
    index: tantivy.Index, schema: tantivy.Schema, reader: Reader, folded: str, errors: int | None = None
) -> list[str]:
    """Folded names that share the most of its rarest runs of letters; six of them, or more where few names have them.

    errors: letters by which a name may differ, where that is known: each changes three runs at most, so that nothing is
    looked for where more than those stand in no name at all. Six runs and a comparison of what they find are as good as
    comparing all names, and ten times faster among many.
    """
    searcher = index.searcher()
    counted = sorted((searcher.doc_freq("grams", gram), gram) for gram in grams(folded))
    if errors is not None and sum(not count for count, _ in counted) > RUN * errors:
        return []
    rarest: list[str] = []
    held = 0
    for count, gram in counted:
        if count and (len(rarest) < RAREST or held + count <= FEW):
            rarest.append(gram)
            held += count
    if not rarest or not (reader.everything or reader.collections):
        return []
    any_of = Query.boolean_query([(Occur.Should, Query.term_query(schema, "grams", gram)) for gram in rarest])
    must = [(Occur.Must, Query.const_score_query(condition, 0.0)) for condition in _named(schema, reader)]
    return _names(index, Query.boolean_query([(Occur.Must, any_of), *must]), CANDIDATES)


def _named(schema: tantivy.Schema, reader: Reader) -> Iterable[Query]:
    yield Query.term_query(schema, "row", "name")
    if not reader.everything:
        yield one_of(schema, "collection", reader.collections)


def _names(index: tantivy.Index, query: Query, limit: int) -> list[str]:
    """The names of the best rows; one that two collections hold once."""
    searcher = index.searcher()
    hits = searcher.search(query, limit, count=False).hits
    return list(dict.fromkeys(str(searcher.doc(address)["name"][0]) for _, address in hits))


def words(index: tantivy.Index) -> set[str]:
    """Every word that a row holds, whoever may see the row."""
    searcher = index.searcher()
    return {
        term for name in FIELDS for letter in LETTERS for term, _ in searcher.terms_with_prefix(name, letter)
    }  # letter by letter, since nothing else runs in Python during one look


def _conditions(schema: tantivy.Schema, sought: Sought) -> Iterable[Query]:
    yield Query.term_query(schema, "row", sought.row)
    if not sought.reader.everything:
        yield one_of(schema, "collection", sought.reader.collections)
    if sought.bodies is not None:
        yield one_of(schema, "body", sought.bodies)
    if sought.place is not None:
        yield Query.term_query(schema, "place", sought.place)
    if sought.item is not None:
        yield Query.term_query(schema, "item", sought.item)
    if sought.since or sought.until:
        since, until = day_number(sought.since) or 1, day_number(sought.until) or 99_999_999
        yield Query.range_query(schema, "day", FieldType.Integer, since, until)
    for group in sought.groups:
        yield _any([_way(schema, way, FIELDS[: sought.fields]) for way in group])


def _way(schema: tantivy.Schema, way: Way, fields: Sequence[str]) -> Query:
    sets = [_any([one_of(schema, field_, words_) for field_ in fields]) for words_ in way]
    return sets[0] if len(sets) == 1 else Query.boolean_query([(Occur.Must, one) for one in sets])


def one_of(schema: tantivy.Schema, field: str, values: Collection[str]) -> Query:
    """Any of the terms. A set of terms goes through every row that has one, however few rows the rest leaves."""
    if len(values) > MOST_TERMS:
        return Query.term_set_query(schema, field, sorted(values))
    return _any([Query.term_query(schema, field, value) for value in sorted(values)])


def _any(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])
