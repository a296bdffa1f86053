"""`kanslist outbox` shows what waits, was sent and failed, and why; `retry` tries again at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.terminal.main import run
from bot.answers.answer import Answer
from bot.follow_up.delivery.enqueue import enqueue
from knowledge.store.deliveries import Ended
from knowledge.store.sqlite import SqliteStore
from tests.fakes.platform import Platform

LETTER = Answer(question="", intent="digest", outcome="answered", lead="Veckans brev.")
NOW = 1_795_000_000


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Platform:
    made = Platform()
    monkeypatch.setattr("adapters.terminal.opened.senders", lambda _settings, _store: [made])
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in whose outbox one message was sent, one waits, one failed and one rests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KANSLIST_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("KANSLIST_DATABASE", raising=False)
    store = SqliteStore(tmp_path / "data" / "kanslist.db")
    for number in range(1, 5):
        enqueue(store, f"C{number}", "2026-W47", "veckobrev", LETTER, now=NOW)
    for channel, ended in (
        ("C2", Ended("waiting", "Slack kan inte nås", NOW + 60, unclear=True, refusals=0)),
        ("C3", Ended("failed", "document_removed", NOW, unclear=False, refusals=0)),
        ("C4", Ended("suspended", "kanalen är arkiverad", NOW, unclear=False, refusals=3)),
    ):
        leased = store.lease_delivery(channel, NOW)
        assert leased is not None
        store.end_delivery(leased.id, leased.holder, ended)
    store.delivery_sent(1, "ts", NOW, marked=True)
    store.close()
    return tmp_path


def test_the_outbox_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each, newest first, with the reason in words; no word of what was sent."""
    assert run(["outbox"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.startswith("Väntar 1, skickas 0, skickad 1, misslyckad 1, vilar 1.")
    assert "kan vara skickade två gånger: 1" in head
    assert [row.split()[:2] for row in rows] == [
        ["4", "vilar"], ["3", "misslyckad"], ["2", "väntar"], ["1", "skickad"],
    ]  # fmt: skip
    assert "kanalen är arkiverad" in rows[0]
    assert "borttagen eller inte längre öppen" in rows[1]
    assert "ett försök, nästa 2026-11-" in rows[2]
    assert "oklart om den kom fram" in rows[2]
    assert "kan vara skickad två gånger" in rows[3]
    assert "Veckans brev" not in "".join(rows)


def test_one_is_tried_again(folder: Path, platform: Platform, capsys: pytest.CaptureFixture[str]) -> None:
    """By its number; the others are left alone."""
    assert run(["outbox", "retry", "4"]) == 0
    assert capsys.readouterr().out == "Ett meddelande kom fram.\n"
    assert [one.channel for one in platform.posted] == ["C4"]


def test_all_are_tried_again(folder: Path, platform: Platform, capsys: pytest.CaptureFixture[str]) -> None:
    """What waits, failed or rests; what is unclear is looked for first, and what does not arrive is said."""
    platform.closed.add("C4")
    assert run(["outbox", "retry", "--all"]) == 1
    told = capsys.readouterr()
    assert told.out == "Två meddelanden kom fram; ett meddelande gjorde det inte.\n"
    assert "C4 tar inte emot meddelanden" in told.err
    assert sorted(one.channel for one in platform.posted) == ["C2", "C3"]
    assert platform.looked == ["C2"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["retry"], "Ange vilket meddelande"),
        (["retry", "2", "--all"], "Ange vilket meddelande"),
        (["retry", "99"], "Det finns inget meddelande 99"),
        (["retry", "1"], "Det finns inget meddelande 1 som kan skickas om"),
        (["send"], "retry"),
    ],
)
def test_wrong_use_says_what_to_do(
    folder: Path, platform: Platform, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """Nothing is sent by mistake; what was sent is not sent again."""
    assert run(["outbox", *arguments]) != 0
    assert said in capsys.readouterr().err
    assert platform.posted == []
