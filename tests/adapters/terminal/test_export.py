"""`kanslist export` as an operator or a script uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adapters.terminal.main import run
from tests.bot.record import clerk


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder whose data is the record of Älvkulla."""
    clerk(tmp_path).close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KANSLIST_DATA", str(tmp_path))
    monkeypatch.setenv("KANSLIST_DATABASE", f"sqlite:///{tmp_path}/k.db")
    return tmp_path


def test_a_table_goes_to_standard_output_or_a_file(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """CSV by default; the file is named on standard error, so that a pipe holds the table alone."""
    assert run(["export", "recommendations"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"\xef\xbb\xbfNr;Handling;")
    assert run(["export", "recommendations", "--format", "json", "--output", "r.json"]) == 0
    assert "två rader i r.json".encode() in capfdbinary.readouterr().err.lower()
    assert len(json.loads((folder / "r.json").read_text())["rows"]) == 2


def test_as_of_a_day_before_there_was_anything_is_empty(folder: Path) -> None:
    """A heading and no rows, which is an answer."""
    assert run(["export", "recommendations", "--as-of", "2000-01-01", "--output", "r.csv"]) == 0
    assert len((folder / "r.csv").read_bytes().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["hemligheter"], "går inte att exportera. Välj recommendations, "),
        (["recommendations", "--format", "pdf"], "Välj xlsx, csv eller json"),
        (["recommendations", "--as-of", "2099-01-01"], "till och med i dag"),
        (["recommendations", "--output", "finns/inte.csv"], "Det gick inte att skriva till finns/inte.csv"),
    ],
)
def test_wrong_use_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """With what would be right; status 2."""
    assert run(["export", *arguments]) == 2
    assert told in capsys.readouterr().err
