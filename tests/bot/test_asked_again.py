"""Who asks about a case again is answered from memory, but never with what is no longer so or not theirs to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.buttons.ticket import Ticket
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from knowledge.store.reader import OPEN, PUBLIC

MINUTES = """Älvkulla kommun
Socialnämnden
Sammanträdesprotokoll
{day}

§ 7 SN 2031-0017
Bryggan vid Lövängen

Beslut
Socialnämnden beslutar att {decided}.
"""


@pytest.fixture
def kanslist(tmp_path: Path) -> Iterator[Kanslist]:
    """A clerk who has read one decision of the case in the open, and another one internally."""
    made = Kanslist.open(
        Settings(data=tmp_path, database=f"sqlite:///{tmp_path}/k.db", registrars=frozenset({"terminal:siv"}))
    )
    _read(made, tmp_path / "oppet", "2031-02-04", "bygga bryggan", OPEN)
    _read(made, tmp_path / "slutet", "2031-03-04", "anmäla entreprenören", "intern")
    yield made
    made.close()


def _read(kanslist: Kanslist, folder: Path, day: str, decided: str, collection: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{day}.txt").write_text(MINUTES.format(day=day, decided=decided), "utf-8")
    assert not ingest([folder], collection, kanslist.store, kanslist.search).failed


def _ask(kanslist: Kanslist, text: str, who: str = "åsa", conversation: str = "c") -> str:
    asker = Asker("terminal", who)
    return kanslist.ask_now(Incoming(text, asker, f"{who} {conversation}", private=True)).model_dump_json()


def test_a_new_decision_is_in_the_next_answer(kanslist: Kanslist, tmp_path: Path) -> None:
    """Memory that outlives the record would tell a case as it was before the last meeting."""
    assert _ask(kanslist, "/beslut SN 2031-0017") == _ask(kanslist, "/beslut SN 2031-0017")
    _read(kanslist, tmp_path / "oppet", "2031-04-08", "riva bryggan", OPEN)
    assert "riva bryggan" in _ask(kanslist, "/beslut SN 2031-0017")


def test_a_removed_document_is_in_no_answer(kanslist: Kanslist) -> None:
    """What was taken out of the record is not told from memory either."""
    assert "bygga bryggan" in _ask(kanslist, "/beslut SN 2031-0017")
    [held] = kanslist.store.documents(PUBLIC)
    kanslist.store.remove(held.id, "fel handling")
    assert "bygga bryggan" not in _ask(kanslist, "/beslut SN 2031-0017")


def test_nobody_gets_what_another_may_read(kanslist: Kanslist) -> None:
    """A registrator's answer is kept apart from everybody's, in whichever order they ask."""
    first, theirs = _ask(kanslist, "/beslut SN 2031-0017"), _ask(kanslist, "/beslut SN 2031-0017", "siv")
    assert "anmäla entreprenören" in theirs
    assert "anmäla entreprenören" not in first + _ask(kanslist, "/beslut SN 2031-0017")


def test_an_answer_given_again_is_the_same_one_in_its_place(kanslist: Kanslist) -> None:
    """Its message need not be drawn anew; where others look on it has another button, and another time its own."""
    asked = Incoming("/beslut SN 2031-0017", Asker("slack", "T/U"), "c", private=True)
    first, again = kanslist.ask_now(asked), kanslist.ask_now(replace(asked, conversation="d"))
    beside = kanslist.ask_now(replace(asked, shareable=True))
    assert first is again
    assert [one.press for one in beside.buttons] == ["timeline", "share", "wrong"]
    assert [one.press for one in first.buttons] == ["timeline", "wrong"]


def test_a_button_says_when_its_answer_was_given(kanslist: Kanslist, monkeypatch: pytest.MonkeyPatch) -> None:
    """ "Sedan svaret gavs kl. 14.10" is of the minute in which it was given, not of when somebody first asked."""
    for seconds in (1_000_000_000, 1_000_000_600):
        monkeypatch.setattr("time.time", lambda seconds=seconds: float(seconds))
        made = kanslist.ask_now(Incoming("/beslut SN 2031-0017", Asker("slack", "T/U"), "c", private=True))
        assert Ticket.unpack(made.ticket or "").given == seconds


def test_a_follow_up_is_of_its_own_conversation(kanslist: Kanslist) -> None:
    """The same words after another question ask for something else, whatever they were answered with before."""
    _ask(kanslist, "/beslut SN 2031-0017", conversation="a")
    told = _ask(kanslist, "vem var sekreterare?", conversation="a")
    assert _ask(kanslist, "och vad beslutades?", conversation="a") != _ask(kanslist, "och vad beslutades?")
    assert told == _ask(kanslist, "vem var sekreterare?", conversation="a")
