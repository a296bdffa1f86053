"""Free questions are answered by the sentence that answers, or honestly not at all; free.toml has the rows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answers.passages import candidates
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.facts import squeeze
from knowledge.ingest import ingest
from tests.bot.record import incoming

HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = tomllib.loads((HERE / "free.toml").read_text(encoding="utf-8"))["row"]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """The documents beside this file, read as anyone's documents are."""
    kanslist = Kanslist.open(Settings(_env_file=None, data=tmp_path_factory.mktemp("free")))
    ingest([HERE / "record"], "öppen", kanslist.store, kanslist.search)
    yield kanslist
    kanslist.close()


@pytest.mark.parametrize("row", ROWS, ids=[row["ask"] for row in ROWS])
def test_the_sentence_that_answers_is_quoted(record: Kanslist, row: dict[str, Any]) -> None:
    """The answer has the row's outcome, holds its words, and cites a page that holds them too."""
    answer = record.ask_now(incoming(row["ask"], conversation=row["ask"]))
    text = squeeze(answer.text)
    assert answer.outcome == row.get("outcome", "answered"), row["why"]
    assert [said for said in row.get("all", []) if squeeze(said) not in text] == [], row["why"]
    assert [said for said in row.get("none", []) if squeeze(said) in text] == [], row["why"]
    assert bool(answer.citations) == (answer.outcome == "answered") or answer.outcome == "not_found"


def test_passages_left_uncut_would_not_have_answered(record: Kanslist, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that lack a word are not cut into sentences, for speed alone: with all of them cut answers are the same."""

    def answers(conversation: str) -> list[dict[str, Any]]:
        asked = (incoming(row["ask"], conversation=f"{conversation} {row['ask']}") for row in ROWS)
        return [record.ask_now(one).model_dump() for one in asked]

    spared = answers("spared")
    monkeypatch.setattr(candidates, "may_meet", lambda *_: True)
    assert answers("all cut") == spared
