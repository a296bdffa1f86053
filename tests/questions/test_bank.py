"""Questions as people type them, over the demo documents of Älvkulla: each row of the .toml files is a conversation.

ask: the texts in order, the last is judged; all, any, none: what its text holds, one of which it holds, what it must
not hold; file: how the name of a cited document begins; outcome: "answered" where nothing else is said, or one of
several; why: what the row holds; fault: what is known to be wrong, so that the row must fail until it is mended.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answers.answer import Answer
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.facts import squeeze
from knowledge.ingest import ingest
from knowledge.store.reader import PUBLIC

DEMO = Path(__file__).parents[2] / "deploy/demo"
ROWS: list[dict[str, Any]] = [
    row | {"part": path.stem}
    for path in sorted(Path(__file__).parent.glob("*.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["row"]
]


def _param(row: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=row["fault"])] if "fault" in row else []
    return pytest.param(row, id=f"{row['part']}: {row['ask'][-1]}", marks=marks)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """The demo documents, ingested once."""
    kanslist = Kanslist.open(
        Settings(data=tmp_path_factory.mktemp("questions"), contact="registrator@alvkulla.example")
    )
    assert not ingest([DEMO], "öppen", kanslist.store, kanslist.search).failed
    yield kanslist
    kanslist.close()


def _answer(demo: Kanslist, row: dict[str, Any]) -> Answer:
    conversation = f"{row['part']} {row['ask']}"
    asker = Asker("terminal", "bank")
    return [demo.ask_now(Incoming(text, asker, conversation, private=True)) for text in row["ask"]][-1]


def test_the_bank_is_no_smaller_than_it_says() -> None:
    """At least 150 rows, each with its reason; a tenth are traps, and no more than one in twenty is known to fail."""
    assert len(ROWS) >= 150
    assert all(row["why"] for row in ROWS)
    assert sum("fault" in row for row in ROWS) * 20 <= len(ROWS)
    assert sum(row["part"] == "traps" for row in ROWS) * 10 >= len(ROWS)


@pytest.mark.parametrize("row", [_param(row) for row in ROWS])
def test_a_row_is_answered_as_the_record_says(demo: Kanslist, row: dict[str, Any]) -> None:
    """The last answer has the outcome, the words and the source of its row, and every quote stands on its page."""
    answer = _answer(demo, row)
    text = squeeze(answer.text)
    wanted = row.get("outcome", "answered")
    assert answer.outcome in ([wanted] if isinstance(wanted, str) else wanted), answer.text
    assert [word for word in row.get("all", []) if squeeze(word) not in text] == [], answer.text
    assert not row.get("any") or any(squeeze(word) in text for word in row["any"]), answer.text
    assert [word for word in row.get("none", []) if squeeze(word) in text] == [], answer.text
    assert "file" not in row or any(one.document.startswith(row["file"]) for one in answer.citations), answer.text
    pages = {one.file: demo.store.pages(PUBLIC, one.id) for one in demo.store.documents(PUBLIC)}
    for one in answer.citations:
        held = [page for page in pages[one.document] if page.number == one.page and one.quote in page.text]
        assert held or any(one.quote in page.text for page in pages[one.document] if one.page is None), one.quote
