"""What `kanslist ingest` says of pages that are pictures, and how many files it reads at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.reading import scans
from knowledge.reading.crew import work_off
from tests.adapters.terminal.test_command import run
from tests.knowledge.reading.drawing import column
from tests.knowledge.reading.scanning import scanned


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KANSLIST_DATA", str(tmp_path / "data"))
    text = column(70, 100, ["§ 13 Övriga frågor", "Inga övriga frågor anmäldes till mötet."])
    scanned(tmp_path / "protokoll.pdf", [(text, False), (text, True), (text, True)])
    return tmp_path


def test_pages_that_could_not_be_read_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file goes in, and whoever runs the ingest learns that two of its pages are missing."""
    monkeypatch.setenv("PATH", "")  # the worker, a process of its own, finds no tesseract
    assert scans.available.__wrapped__() is None
    assert run(["ingest", "protokoll.pdf"]) == 0
    assert "protokoll.pdf: 2 av 3 sidor saknar textlager" in capsys.readouterr().err


@pytest.mark.parametrize(("jobs", "status"), [("1", 0), ("2", 0), ("0", 2), ("många", 2)])
def test_jobs_is_a_number_of_at_least_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: str, status: int
) -> None:
    """The number reaches those who read; what is no number is wrong use."""
    seen: list[int] = []

    def noted(files, work, jobs):
        seen.append(jobs)
        return work_off(files, work, jobs)

    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("knowledge.ingest.work_off", noted)
    assert run(["ingest", "protokoll.pdf", "--jobs", jobs]) == status
    assert seen == ([int(jobs)] if status == 0 else [])
