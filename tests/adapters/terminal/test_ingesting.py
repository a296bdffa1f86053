"""`kanslist ingest` as an operator meets it: collections, odd names, and what is told."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from adapters.terminal.main import run
from tests.adapters.terminal.test_command import MINUTES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one document, and no record yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KANSLIST_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("KANSLIST_DATABASE", raising=False)
    (tmp_path / "arkiv").mkdir()
    (tmp_path / "arkiv" / "protokoll.txt").write_text(MINUTES, "utf-8")
    return tmp_path


@pytest.mark.parametrize("named", ["Öppen", " öppen ", unicodedata.normalize("NFD", "öppen"), "ÖPPEN"])
def test_a_collection_is_meant_however_it_is_spelled(
    folder: Path, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    """A capital letter must not hide a document from everyone."""
    assert run(["ingest", "arkiv", "--collection", named]) == 0
    assert capsys.readouterr().out == "1 nya, 0 ändrade, 0 oförändrade, 0 fel i samlingen öppen.\n"


@pytest.mark.parametrize("command", ["ingest", "watch"])
@pytest.mark.parametrize("named", ["oppen", "", "hemlig"])
def test_a_collection_that_nobody_reads_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, named: str
) -> None:
    """Its documents would be lost without a word; the sentence names the setting that adds one."""
    assert run([command, "arkiv", "--collection", named]) == 2
    assert "KANSLIST_COLLECTIONS" in capsys.readouterr().err


def test_what_stays_open_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Laying a public file into intern hides nothing: it says so, and how to take it out of the open collection."""
    run(["ingest", "arkiv"])
    assert run(["ingest", "arkiv", "--collection", "intern"]) == 0
    told = capsys.readouterr().err
    assert "protokoll.txt" in told
    assert "kanslist remove" in told


def test_names_are_told_escaped_and_masked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file's name moves no cursor and tells no personal identity number, and one in other letters goes in."""
    (folder / "arkiv" / "a\n\x1b[2J 811218-9876.txt").write_bytes(b"\0\1")
    Path(os.fsdecode(os.fsencode(folder) + b"/arkiv/n\xe4mnd 811218-9876.txt")).write_text(
        MINUTES + "\nSlut.\n", "utf-8"
    )
    assert run(["ingest", "arkiv"]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("2 nya")
    assert "a\\n\\x1b[2J XXXXXX-XXXX.txt: " in told.err
    assert run(["ask", "/beslut AMN 2020-0276"]) == 0
    assert "9876" not in capsys.readouterr().out
