"""Passage search ranks better than what could be had without it; tests/bench prints the same table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.facts import squeeze
from knowledge.ingest import ingest
from tests.bench import ranking

PAIRS = ranking.pairs(ranking.OURS)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """The demo documents in a store of their own."""
    data: Path = tmp_path_factory.mktemp("demo")
    kanslist = Kanslist.open(Settings(_env_file=None, data=data))
    ingest([ranking.DEMO], "öppen", kanslist.store, kanslist.search)
    yield kanslist
    kanslist.close()


def test_every_pair_can_be_found(demo: Kanslist) -> None:
    """A pair whose words stand in no passage measures nothing."""
    texts = [squeeze(text) for text in ranking.passages(demo)]
    assert [pair.ask for pair in PAIRS if not any(squeeze(one) in text for one in pair.gold for text in texts)] == []


def test_it_ranks_better_than_bm25_over_stems_and_than_trigrams(demo: Kanslist) -> None:
    """More first places and more within five than each baseline over the same passages."""
    hits = {}
    for name, engine in ranking.engines(demo, ranking.passages(demo)).items():
        ranks = [ranking.rank(engine(pair.ask), pair) for pair in PAIRS]
        hits[name] = (ranks.count(1), sum(1 for rank in ranks if rank))
    first, five = hits.pop("Kanslist")
    assert first > max(one for one, _ in hits.values())
    assert five >= max(one for _, one in hits.values())
