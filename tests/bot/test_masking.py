"""What a person types is masked like what a document says: an answer never repeats an identity number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings


@pytest.fixture
def kanslist(tmp_path: Path) -> Iterator[Kanslist]:
    opened = Kanslist.open(Settings(_env_file=None, data=tmp_path))
    yield opened
    opened.close()


@pytest.mark.parametrize("text", ["/sok 811218-9876", "vad beslutades om 19811218-9876?", "/person 8112189876"])
def test_a_typed_identity_number_is_not_echoed(kanslist: Kanslist, text: str) -> None:
    """An answer stands in a channel's history for years; the number that was asked about must not."""
    answer = kanslist.ask_now(Incoming(text, Asker("terminal"), "terminal:1", private=True))
    assert "9876" not in answer.model_dump_json()
