"""How well passage search ranks: Kanslist beside BM25 over stems and beside trigrams, over the same passages."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import Stemmer

from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.extraction.flow import plain
from knowledge.facts import squeeze
from knowledge.ingest import ingest
from knowledge.names import fold
from knowledge.search.cutting import cut
from knowledge.store.reader import OPERATOR

DEMO = Path(__file__).parent.parent.parent / "deploy" / "demo"
OURS = Path(__file__).with_name("passages.jsonl")
DEEPEST = 5
"""Passages of an answer's list that are looked through."""

Engine = Callable[[str], Sequence[str]]
"""A question in, the texts of the best passages out, best first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, and slices of the passages that answer it."""

    ask: str
    gold: tuple[str, ...]


def pairs(file: Path) -> list[Pair]:
    """The pairs of a file of JSON lines ("ask", "gold")."""
    rows = (json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())
    return [Pair(row["ask"], tuple(row["gold"])) for row in rows]


def measure_demo(data: Path) -> str:
    """The table for the demo documents with our own pairs; data: an empty folder."""
    kanslist = Kanslist.open(Settings(_env_file=None, data=data))  # type: ignore[call-arg]  # pydantic-settings' own
    ingest([DEMO], "öppen", kanslist.store, kanslist.search)
    try:
        return measure("demo", kanslist, pairs(OURS))
    finally:
        kanslist.close()


def measure(name: str, kanslist: Kanslist, asked: Sequence[Pair]) -> str:
    """The table: each engine's hits at 1 and at 5, the mean of one over the rank, and its slowest question."""
    texts = passages(kanslist)
    rows = [f"Passage search, {name}: {len(asked)} questions over {len(texts)} passages"]
    rows += [_row(engine, called, asked) for called, engine in engines(kanslist, texts).items()]
    return "\n".join(rows)


def engines(kanslist: Kanslist, texts: Sequence[str]) -> dict[str, Engine]:
    """Kanslist's search and what it is measured beside."""

    def ours(words: str) -> list[str]:
        return [one.text for one in kanslist.search.passages(OPERATOR, words, limit=DEEPEST)]

    return {
        "Kanslist": ours,
        "BM25 over stems (FTS5)": _Stems(texts),
        "trigrams (FTS5)": _Trigrams(texts, stemmed=False),
        "stems as trigrams (FTS5)": _Trigrams(texts, stemmed=True),
    }


def _row(engine: Engine, name: str, asked: Sequence[Pair]) -> str:
    engine(asked[0].ask)
    took, ranks = [], []
    for pair in asked:
        began = time.perf_counter()
        found = engine(pair.ask)
        took.append(time.perf_counter() - began)
        ranks.append(rank(found, pair))
    first, five = ranks.count(1), sum(1 for rank in ranks if rank)
    mean = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"  {name:26s} hit@1 {first:3d}  hit@5 {five:3d}  MRR {mean:.3f}  slowest {max(took) * 1000:6.1f} ms"


def rank(found: Sequence[str], pair: Pair) -> int:
    """The place of the first passage that holds a gold slice, from 1; 0 where none does."""
    gold = [squeeze(one) for one in pair.gold]
    held = (at for at, text in enumerate(found[:DEEPEST], 1) if any(one in squeeze(text) for one in gold))
    return next(held, 0)


def passages(kanslist: Kanslist) -> list[str]:
    """The text of every passage of the record."""
    pages = [kanslist.store.pages(OPERATOR, one.id) for one in kanslist.store.documents(OPERATOR)]
    return [these[piece.ordinal].text[piece.start : piece.end] for these in pages for piece in cut(these)]


class _Table:
    """An FTS5 table of prepared texts, beside the texts themselves."""

    def __init__(self, texts: Sequence[str], prepared: Sequence[str], tokenizer: str) -> None:
        self._texts = texts
        self._rows = sqlite3.connect(":memory:")
        self._rows.execute(f'CREATE VIRTUAL TABLE passage USING fts5(text, tokenize="{tokenizer}")')
        self._rows.executemany("INSERT INTO passage(rowid, text) VALUES (?, ?)", enumerate(prepared))

    def best(self, terms: Sequence[str]) -> list[str]:
        """The passages that hold any of the terms, by BM25."""
        if not terms:
            return []
        query = " OR ".join(f'"{term}"' for term in terms)
        found = self._rows.execute(
            "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT ?", (query, DEEPEST)
        )
        return [self._texts[row] for (row,) in found]


class _Stems:
    """Plain BM25 over PyStemmer's stems, all words of the question or-ed."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._table = _Table(texts, [" ".join(_stems(text)) for text in texts], "unicode61 remove_diacritics 0")

    def __call__(self, words: str) -> Sequence[str]:
        return self._table.best(list(dict.fromkeys(_stems(words))))


class _Trigrams:
    """Every word of three letters or more, or its stem, as a substring, by BM25 over FTS5's trigrams."""

    def __init__(self, texts: Sequence[str], *, stemmed: bool) -> None:
        self._table = _Table(texts, [fold(plain(text)) for text in texts], "trigram")
        self._stemmed = stemmed

    def __call__(self, words: str) -> Sequence[str]:
        terms = _stems(words) if self._stemmed else re.findall(r"\w+", fold(words))
        return self._table.best([term for term in dict.fromkeys(terms) if len(term) >= 3])


def _stems(text: str) -> list[str]:
    stemmer = Stemmer.Stemmer("swedish")
    return stemmer.stemWords(re.findall(r"\w+", fold(plain(text))))
