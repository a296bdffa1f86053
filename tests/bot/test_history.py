"""What somebody has asked stands in their App Home for thirty days, and in nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import history
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from knowledge.store import history as kept
from tests.bot.record import clerk, incoming

SAGA, OTHER = Asker("slack", "T0/U0SAGA"), Asker("slack", "T0/U0OTHER")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Kanslist]:
    made = clerk(tmp_path)
    yield made
    made.close()


def ask(kanslist: Kanslist, text: str, asker: Asker = SAGA, *, private: bool = True) -> None:
    message: Incoming = replace(incoming(text, text), asker=asker, private=private)
    history.keep(kanslist.settings, kanslist.store, message, kanslist.ask_now(message))


def asked(kanslist: Kanslist, asker: Asker = SAGA) -> list[str]:
    return [one.question for one in history.of(kanslist.settings, kanslist.store, asker)]


def test_each_has_their_own_newest_first(own: Kanslist) -> None:
    """The same question again moves to the front; what had no answer, what a channel saw and talk are not kept."""
    ask(own, "/beslut SN 2024-0114")
    ask(own, "/tidslinje SN 2024-0114")
    ask(own, "/beslut SN 2024-0114")
    for text in ("hej", "/beslut SN 1999-0001", "/hjalp"):
        ask(own, text)
    ask(own, "/arende SN 2024-0114", private=False)
    ask(own, "/beslut SN 2024-0077", OTHER)
    assert asked(own) == ["/beslut SN 2024-0114", "/tidslinje SN 2024-0114"]
    assert asked(own, OTHER) == ["/beslut SN 2024-0077"]
    assert asked(own, Asker("slack")) == []


def test_nobodys_id_is_kept(own: Kanslist) -> None:
    """Whoever reads the store's file does not read there who asked what."""
    ask(own, "/beslut SN 2024-0114")
    assert "U0SAGA" not in str(own.store._db.read("SELECT * FROM history"))


def test_it_is_forgotten(own: Kanslist, monkeypatch: pytest.MonkeyPatch) -> None:
    """After thirty days by itself, and at once when its owner says so."""
    ask(own, "/beslut SN 2024-0114")
    ask(own, "/beslut SN 2024-0077", OTHER)
    history.forget(own.settings, own.store, OTHER)
    assert asked(own, OTHER) == []
    real = kept.time.time
    monkeypatch.setattr(kept.time, "time", lambda: real() + kept.KEPT_SECONDS + 1)
    assert asked(own) == []
    ask(own, "/beslut SN 2024-0077", OTHER)
    assert own.store._db.read("SELECT count(*) FROM history") == [(1,)]


def test_it_is_bounded(own: Kanslist) -> None:
    """The oldest question of one person gives way."""
    for number in range(kept.KEPT_EACH + 5):
        own.store.put_asked("a", f"fråga {number}", "ticket")
    rows = own.store.asked("a", 1000)
    assert len(rows) == kept.KEPT_EACH
    assert rows[0].question == f"fråga {kept.KEPT_EACH + 4}"
