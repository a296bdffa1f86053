"""Decisions, votes, proposals and what became of them, as minutes of councils print them; matters.toml has the rows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.facts import squeeze
from knowledge.ingest import ingest
from tests.bot.record import incoming

HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = tomllib.loads((HERE / "matters.toml").read_text(encoding="utf-8"))["row"]


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """The minutes beside this file, read as anyone's documents are."""
    made = Kanslist.open(Settings(_env_file=None, data=tmp_path_factory.mktemp("matters")))
    assert not ingest([HERE / "record"], "öppen", made.store, made.search).failed
    yield made
    made.close()


@pytest.mark.parametrize("row", ROWS, ids=[" | ".join(row["ask"]) for row in ROWS])
def test_a_matter_is_told_as_its_minutes_say(clerk: Kanslist, row: dict[str, Any]) -> None:
    """The last answer has the row's outcome and words; lead: what its first sentences hold, so that it answers."""
    answer = [clerk.ask_now(incoming(text, conversation=str(row["ask"]))) for text in row["ask"]][-1]
    text = squeeze(answer.text)
    assert answer.outcome == row.get("outcome", "answered"), (row["why"], answer.text)
    assert [said for said in row.get("all", []) if squeeze(said) not in text] == [], (row["why"], answer.text)
    assert [said for said in row.get("none", []) if squeeze(said) in text] == [], (row["why"], answer.text)
    assert row.get("lead", "") in answer.lead, (row["why"], answer.lead)
