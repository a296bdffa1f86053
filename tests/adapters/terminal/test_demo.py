"""The demo: nine documents, two answers, a data folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.server import refuse_what_is_half_set
from adapters.terminal.demo import QUESTIONS, demo_settings, documents
from adapters.terminal.main import run


def test_the_demo_answers_both_questions_with_quotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a newcomer sees first: both answers, each with words and source, in the working folder's data/demo."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KANSLIST_DATA", raising=False)
    monkeypatch.setenv("KANSLIST_DEMO_ONCE", "1")
    assert run(["demo"]) == 0
    first = capsys.readouterr().out
    assert all(f"> {question}" in first for question in QUESTIONS)
    assert first.count("  — 20") >= 2
    assert (tmp_path / "data" / "demo" / "kanslist.db").is_file()
    assert run(["demo"]) == 0
    assert capsys.readouterr().out == first


def test_the_demo_respects_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """KANSLIST_DATA moves it into a folder below; the store in it, or in KANSLIST_DATABASE, gets no demo documents."""
    monkeypatch.setenv("KANSLIST_DATA", str(tmp_path))
    monkeypatch.setenv("KANSLIST_DATABASE", "sqlite:////srv/kanslist.db")
    assert demo_settings().database_url == f"sqlite:///{tmp_path / 'demo' / 'kanslist.db'}"
    assert demo_settings().data == tmp_path / "demo"


def test_the_demo_opens_no_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks in Slack or Teams must not be answered from invented documents; no folder is watched into them."""
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"):
        monkeypatch.setenv(f"KANSLIST_{name}", "x")
    monkeypatch.setenv("KANSLIST_WATCH", str(tmp_path))
    settings = demo_settings()
    assert refuse_what_is_half_set(settings, insecure_local=False) == {"web": True, "slack": False, "teams": False}
    assert settings.watch is None


def test_the_documents_are_found() -> None:
    """At least eight, as PDF and as text."""
    assert len([path for path in documents().iterdir() if path.suffix in {".pdf", ".txt"}]) >= 8
