"""Text files: encodings, form feeds and furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.reading.read import read

TEXT = "Älvkulla kommun\nÖverenskommelse om språkombud på Ångströmsvägen – §§ 3–4"


@pytest.mark.parametrize(
    ("encoding", "why"),
    [
        ("utf-8", "what most systems write"),
        ("utf-8-sig", "Notepad's mark must not stand before the first word"),
        ("cp1252", "what older case systems export"),
        ("utf-16", "what Windows calls Unicode"),
    ],
)
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str, why: str) -> None:
    """å ä ö and dashes come out the same however the file was saved."""
    path = tmp_path / "handling.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert [page.text for page in read(path).pages] == [TEXT], why


def test_a_text_without_form_feeds_has_one_page_without_a_number(tmp_path: Path) -> None:
    """The contract cites such a text without a page."""
    path = tmp_path / "handling.txt"
    path.write_text(TEXT, "utf-8")
    assert read(path).pages[0].number is None


def test_form_feeds_divide_pages_and_their_furniture_is_set_apart(tmp_path: Path) -> None:
    """Numbers from 1; a line that repeats on top of the pages leaves all but the first."""
    bodies = ["§ 1\nMötet öppnas.", "§ 2\nDagordningen fastställs.", "§ 3\nMötet avslutas."]
    path = tmp_path / "protokoll.txt"
    path.write_text("\f".join(f"Protokoll 2020\n{n}\n\n{body}\n" for n, body in enumerate(bodies, 1)), "utf-8")
    pages = read(path).pages
    assert [page.number for page in pages] == [1, 2, 3]
    assert [page.text for page in pages] == [f"Protokoll 2020\n\n{bodies[0]}", bodies[1], bodies[2]]
    assert pages[1].furniture == ("Protokoll 2020", "2")


def test_letters_written_in_two_parts_become_one(tmp_path: Path) -> None:
    """A decomposed å (a and a ring) must be found by a search for å."""
    path = tmp_path / "handling.txt"
    path.write_text("A\u030angstro\u0308m", "utf-8")
    assert read(path).pages[0].text == "Ångström"
