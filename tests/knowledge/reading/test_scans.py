"""Pages without a text layer: told, read where tesseract is installed, and never taken for pages that hold nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from knowledge.errors import FileWithoutText
from knowledge.reading import scans
from knowledge.reading.read import read
from tests.knowledge.reading.drawing import Placed, column, draw
from tests.knowledge.reading.scanning import scanned

TEXT = column(70, 100, ["§ 12 Åtgärder för arbetsmiljön", "Nämnden beslutar att godkänna förslaget."], 20)
OTHER = column(70, 100, ["§ 13 Övriga frågor", "Inga övriga frågor anmäldes till mötet."])


@pytest.fixture
def tesseract() -> None:
    """The program itself: CI installs it, so there its absence is a fault."""
    if scans.available() is None:
        if os.environ.get("CI"):
            pytest.fail("tesseract with Swedish is missing: apt-get install tesseract-ocr tesseract-ocr-swe")
        pytest.skip("NOT RUN: tesseract with Swedish is missing: apt-get install tesseract-ocr tesseract-ocr-swe")


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "available", lambda: None)


@pytest.mark.usefixtures("tesseract")
def test_a_mixed_file_is_read_page_by_page(tmp_path: Path) -> None:
    """The scanned page is read and marked with its confidence; the other keeps its own text, unmarked."""
    pages = read(scanned(tmp_path / "protokoll.pdf", [(TEXT, True), (OTHER, False)])).pages
    assert "§ 12 Åtgärder för arbetsmiljön" in pages[0].text
    assert "Nämnden beslutar att godkänna förslaget." in pages[0].text
    assert pages[0].scanned is not None
    assert 0.7 < pages[0].scanned <= 1
    assert pages[1].text == "§ 13 Övriga frågor\nInga övriga frågor anmäldes till mötet."
    assert pages[1].scanned is None


@pytest.mark.usefixtures("tesseract")
def test_labels_on_a_scanned_page_stand_before_their_values(tmp_path: Path) -> None:
    """What is read from a picture goes through the same layout."""
    front: list[Placed] = [
        *column(70, 100, ["Plats och tid"], 20),
        *column(250, 100, ["Stadshuset, Älvkulla", "kl. 14:00"], 20),
        *column(70, 180, ["Beslutande"], 20),
        *column(250, 180, ["Disa Holmqvister (S)", "Milton Quist (M)"], 20),
    ]
    text = read(scanned(tmp_path / "protokoll.pdf", [(front, True)])).pages[0].text
    assert [line for line in text.split("\n") if line] == [
        "Plats och tid", "Stadshuset, Älvkulla", "kl. 14:00", "Beslutande", "Disa Holmqvister (S)", "Milton Quist (M)",
    ]  # fmt: skip


@pytest.mark.usefixtures("tesseract")
def test_the_section_sign_is_read(tmp_path: Path) -> None:
    """Tesseract's Swedish reads § as 8: without the sign a scanned protokoll has no paragraphs. Figures stay."""
    lines = ["§ 12 Åtgärder för miljön", "Paragraf § 7, § 8 och § 9", "Justering av §§ 94", "Antal barn 8 12 30"]
    text = read(scanned(tmp_path / "protokoll.pdf", [(column(70, 100, lines, 20), True)])).pages[0].text
    assert [line for line in text.split("\n") if line] == lines


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_the_pages_are_told_as_unread(tmp_path: Path) -> None:
    """The rest of the file goes in, and the report can say what is missing."""
    reading = read(scanned(tmp_path / "protokoll.pdf", [(OTHER, False), (TEXT, True), (TEXT, True)]))
    assert [page.scanned for page in reading.pages] == [None, 0.0, 0.0]
    assert reading.unread == 2


@pytest.mark.usefixtures("without_tesseract")
def test_a_file_of_pictures_alone_is_refused_without_tesseract(tmp_path: Path) -> None:
    """Nothing of it could be answered from."""
    with pytest.raises(FileWithoutText):
        read(scanned(tmp_path / "protokoll.pdf", [(TEXT, True)]))


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (subprocess.TimeoutExpired("tesseract", 1), "a page that takes too long"),
        (subprocess.CalledProcessError(1, "tesseract"), "a page that tesseract fails on"),
    ],
)
def test_a_page_that_cannot_be_read_costs_that_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, why: str
) -> None:
    """The page is told as unread, the file goes in."""

    def failing(*args: object, **kwargs: object) -> None:
        raise fault

    monkeypatch.setattr(scans, "available", lambda: "/nowhere/tesseract")
    monkeypatch.setattr(subprocess, "run", failing)
    reading = read(scanned(tmp_path / "protokoll.pdf", [(OTHER, False), (TEXT, True)]))
    assert reading.unread == 1, why


def test_an_empty_page_is_no_scan(tmp_path: Path) -> None:
    """A blank back side is not reported as unread."""
    reading = read(draw(tmp_path / "protokoll.pdf", [OTHER, []]))
    assert [page.scanned for page in reading.pages] == [None, None]
