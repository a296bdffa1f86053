"""`kanslist remove`, `removed`, `rebuild`, `watch` and `coverage` as an operator uses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.terminal.main import run
from knowledge.store.reports import Cited
from knowledge.store.sqlite import SqliteStore
from tests.adapters.terminal.test_command import MINUTES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one document in the record."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KANSLIST_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("KANSLIST_DATABASE", raising=False)
    (tmp_path / "protokoll.txt").write_text(MINUTES, "utf-8")
    assert run(["ingest", "protokoll.txt"]) == 0
    return tmp_path


def test_nothing_is_removed_without_a_yes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a keyboard --yes is needed: a script must say that it means it."""
    assert run(["remove", "protokoll.txt", "--reason", "låg fel"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert run(["ask", "/beslut AMN 2020-0276"]) == 0
    assert "protokoll.txt" in capsys.readouterr().out


@pytest.mark.parametrize(("said", "status"), [("ja", 0), ("j", 0), ("", 1), ("nej", 1)])
def test_a_person_is_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str, status: int
) -> None:
    """Enter alone removes nothing, and the question names the document."""
    asked = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda text: asked.append(text) or said)
    assert run(["remove", "protokoll.txt", "--reason", "låg fel"]) == status
    assert "protokoll.txt" in asked[0]


def test_a_removed_document_is_told_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Removed, listed with its reason, named by ingest, and let in again on purpose alone."""
    assert run(["remove", "protokoll.txt", "--reason", "låg fel", "--yes"]) == 0
    assert run(["removed"]) == 0
    said = capsys.readouterr().out
    assert "låg fel" in said
    assert "protokoll.txt" not in said.splitlines()[-1]
    assert run(["ingest", "."]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("0 nya, 0 ändrade, 0 oförändrade, 0 fel, 1 borttagna tidigare i samlingen öppen.")
    assert told.err.startswith("protokoll.txt: borttagen den 20")
    assert "låg fel" in told.err
    assert run(["ingest", ".", "--again"]) == 0
    assert capsys.readouterr().out.startswith("1 nya")


@pytest.mark.parametrize(
    ("arguments", "status", "part"),
    [
        (["remove", "protokoll.txt", "--yes"], 2, "--reason"),
        (["remove", "protokoll.txt", "--yes", "--reason", " "], 2, "--reason SKÄL"),
        (["remove", "saknas.txt", "--yes", "--reason", "x"], 1, "Det finns inget sådant dokument"),
        (["remove", "protokoll.txt", "--yes", "--reason", "x", "--collection", "intern"], 1, "inget sådant dokument"),
    ],
)
def test_wrong_use_removes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, part: str
) -> None:
    """A sentence, and the record as it was."""
    capsys.readouterr()
    assert run(arguments) == status
    assert part in capsys.readouterr().err
    assert run(["ingest", "."]) == 0
    assert "1 oförändrade" in capsys.readouterr().out


def test_rebuild_says_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures of the rebuild, and of the check at its end."""
    (folder / "protokoll.txt").unlink()
    capsys.readouterr()
    assert run(["rebuild"]) == 0
    first, second, _ = capsys.readouterr().out.split("\n")
    assert first == "0 dokument uppdaterade, 1 oförändrade, 0 fel. Länkar och sökindex är nya."
    assert "i 1 dokument stämmer" in second


def test_a_watched_folder_takes_in_what_is_laid_there(folder: Path) -> None:
    """The command as an operator starts it: it says when it watches, and then each document by name."""
    inbox = folder / "in"
    inbox.mkdir()
    script = "import sys; from adapters.terminal.main import main; sys.argv[0] = 'kanslist'; main()"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONWARNINGS": "error"}
    with subprocess.Popen(
        [sys.executable, "-c", script, "watch", str(inbox)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline().startswith("Bevakar ")
        (inbox / "nytt.txt").write_text(MINUTES.replace("2020-04-28", "2020-05-26"), "utf-8")
        assert watching.stdout.readline() == "ny: nytt.txt\n"
        watching.terminate()
        assert watching.wait(60) == 0


def test_a_folder_that_is_not_there_is_not_watched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped path must not look like a quiet folder."""
    assert run(["watch", "saknas"]) != 0
    assert "Mappen som ska bevakas finns inte" in capsys.readouterr().err


def test_coverage_speaks_swedish_and_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table for a person, the same for a program; a closed collection only with --all."""
    (folder / "in").mkdir()
    (folder / "in" / "x.txt").write_text(MINUTES.replace("2020-04-28", "2021-04-27"), "utf-8")
    assert run(["ingest", "in", "--collection", "intern"]) == 0
    capsys.readouterr()
    assert run(["coverage"]) == 0
    said = capsys.readouterr().out
    assert "Arbetsmarknadsnämnden" in said
    assert "Paragrafer som tycks saknas: 0" in said
    assert "2021" not in said
    assert run(["coverage", "--json", "--all"]) == 0
    held = json.loads(capsys.readouterr().out)["held"]
    assert [(one["year"], one["documents"]) for one in held] == [(2020, 1), (2021, 1)]


def test_reports_are_listed_shown_and_settled(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A registrator without a chat channel finds what readers have reported, and ends it with what was done."""
    assert run(["reports"]) == 0
    assert "Inga felanmälningar väntar." in capsys.readouterr().out
    store = SqliteStore.open(f"sqlite:///{folder / 'data' / 'kanslist.db'}")
    cited = Cited(
        "protokoll.txt", "Protokoll", 3, "§ 12", "Nämnden beslutar att bifalla", "http://localhost/dokument/1"
    )
    store.put_report(
        answer="1-a",
        platform="slack",
        question="vad beslutades?",
        lead="Bifall.",
        citations=[cited],
        open_to_all=True,
        comment="det var avslag",
    )
    store.close()
    assert run(["reports", "1"]) == 0
    told = capsys.readouterr().out
    assert "Nämnden beslutar att bifalla" in told
    assert "det var avslag" in told
    assert run(["reports", "1", "--settle", "rättat"]) == 0
    assert run(["reports", "2"]) == 1
    assert run(["reports", "--settle", "rättat"]) == 2
    capsys.readouterr()
    assert run(["reports", "--all"]) == 0
    assert "[rättat]" in capsys.readouterr().out
