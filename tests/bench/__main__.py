"""`make bench`: the measured bars, the ranking, the time to an answer, HTTP and reading, beside their floors."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from tests.bench import http, in_process, ranking, reading, scores

ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"


def main() -> int:
    """Print every figure; returns the exit status."""
    documents = SEEDS if SEEDS.is_dir() else ROOT / "deploy" / "demo"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data=Path(folder))  # type: ignore[call-arg]  # pydantic-settings' own argument
        kanslist = Kanslist.open(settings)
        ingest([documents], "öppen", kanslist.store, kanslist.search)
        say(f"Record: {len(list(documents.iterdir()))} documents ({'seeds' if documents == SEEDS else 'demo'})")
        say(in_process.measure(kanslist))
        if documents == SEEDS:
            say(ranking.measure("seeds", kanslist, ranking.pairs(SEEDS.parent / "gold" / "passages.jsonl")))
        kanslist.close()
        say(ranking.measure_demo(Path(folder) / "demo"))
        say(asyncio.run(http.measure(Path(tempfile.gettempdir()) / "kanslist-load" / str(http.FACTS))))
        say(reading.measure(Path(folder), documents))
        say(
            scores.measure(SEEDS.parent, Path(folder))
            if documents == SEEDS
            else "Scores: left out, ../shared is missing"
        )
    return 0


def say(text: str) -> None:
    sys.stdout.write(text + "\n\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
