"""Clerks over papers that a test writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from knowledge.store.reader import OPEN

Clerk = Callable[[Mapping[str, str]], Kanslist]


@pytest.fixture
def clerk_of(tmp_path: Path) -> Iterator[Clerk]:
    """A clerk who has read these papers (file → text); the next ones go into the same record."""
    made: list[Kanslist] = []

    def read(papers: Mapping[str, str], collection: str = OPEN) -> Kanslist:
        folder = tmp_path / collection
        folder.mkdir(exist_ok=True)
        for name, text in papers.items():
            (folder / name).write_text(text, "utf-8")
        if not made:
            settings = {"data": tmp_path, "database": f"sqlite:///{tmp_path}/k.db", "public_url": "https://k.example"}
            made.append(Kanslist.open(Settings(**settings, registrars=["slack:T1/U1"], _env_file=None)))  # type: ignore[arg-type]
        assert not ingest([folder], collection, made[0].store, made[0].search).failed
        return made[0]

    yield read
    for one in made:
        one.close()
