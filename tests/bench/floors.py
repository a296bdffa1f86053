"""What an answer can at best take: the raw look-up, the raw full-text query, the raw comparison of names."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable, Sequence
from itertools import cycle

import tantivy
from rapidfuzz import fuzz, process
from tantivy import Occur, Query

from bot.kanslist import Kanslist
from knowledge.search import words
from tests.bench.figures import Figures
from tests.bench.in_process import repeat

CANDIDATES = 200
"""Names that a fuzzy look-up compares in full."""


def floors(kanslist: Kanslist, cases: Sequence[str], passages: Sequence[str]) -> dict[str, Figures]:
    """By kind of question, one at a time."""
    connection = sqlite3.connect(kanslist.store.path)
    return {
        "case number": repeat("floor: one indexed look-up in SQLite", _look_up(connection, cases)),
        "passage, five words": repeat("floor: five terms in tantivy", _query(kanslist, passages)),
        "fuzzy name": repeat(f"floor: rapidfuzz over {CANDIDATES} names", _compare(connection)),
    }


def _look_up(connection: sqlite3.Connection, asked: Sequence[str]) -> Callable[[], object]:
    numbers = cycle([found.groups() for text in asked if (found := re.search(r"(\d{4})-(\d{4})", text))])
    sql = "SELECT fact FROM fact_cases WHERE year = ? AND serial = ? AND list = 'decisions'"
    return lambda: connection.execute(sql, [int(part) for part in next(numbers)]).fetchall()


def _query(kanslist: Kanslist, asked: Sequence[str]) -> Callable[[], object]:
    index = tantivy.Index.open(str(kanslist.search.folder / "passages"))
    searcher, schema = index.searcher(), index.schema
    stems = cycle([[words.forms(word)[0] for word in words.asked(text)] for text in asked])

    def search() -> object:
        terms = [(Occur.Should, Query.term_query(schema, "words", stem)) for stem in next(stems)]
        return searcher.search(Query.boolean_query(terms), 10, count=False)

    return search


def _compare(connection: sqlite3.Connection) -> Callable[[], object]:
    held = [row[0] for row in connection.execute("SELECT DISTINCT name FROM document_names LIMIT 20000")]
    drawn = random.Random(1)
    return lambda: process.extract(drawn.choice(held), held[:CANDIDATES], scorer=fuzz.ratio, limit=5)
