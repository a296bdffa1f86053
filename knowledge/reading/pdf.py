"""PDF files with pypdfium2: the characters of each page with their boxes, put together to words."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from knowledge.errors import FileBroken, FileEncrypted, FileWithoutText
from knowledge.reading.columns import page_text
from knowledge.reading.furniture import Edged, furniture
from knowledge.reading.layout import Line, Word, lines_of
from knowledge.reading.pages import Page

_SPACES = frozenset(" \t\u00a0\u2007\u202f\u2002\u2003\u2009\u3000")
_BREAKS = frozenset("\r\n\f\v")
_SOFT_HYPHENS = frozenset("\ufffe\u00ad\x02")
_FEWEST_LETTERS = 20
"""A whole file with fewer letters than this has no text layer that is worth the name."""


def pdf_pages(data: bytes) -> list[Page]:
    """The pages, their furniture set apart. Raises FileEncrypted, FileBroken, FileWithoutText."""
    document = _open(data)
    try:
        pages = [_lines(document, index) for index in range(len(document))]
    except pdfium.PdfiumError as error:
        raise FileBroken from error
    finally:
        document.close()
    if sum(ch.isalpha() for lines in pages for line in lines for ch in line.text) < _FEWEST_LETTERS:
        raise FileWithoutText
    return _part(pages)


def _part(pages: Sequence[Sequence[Line]]) -> list[Page]:
    found = furniture([[Edged(line.text, line.base) for line in lines] for lines in pages])
    made = []
    for number, (lines, out) in enumerate(zip(pages, found, strict=True), 1):
        kept = [line for index, line in enumerate(lines) if index not in out]
        made.append(Page(number, page_text(kept), tuple(lines[index].text for index in sorted(out))))
    return made


def _open(data: bytes) -> Any:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise FileEncrypted from error
        raise FileBroken from error
    if len(document) == 0:
        raise FileBroken
    return document


def _lines(document: Any, index: int) -> list[Line]:
    page = document[index]
    textpage = page.get_textpage()
    try:
        return lines_of(list(_words(textpage, page.get_width())))
    finally:
        textpage.close()
        page.close()


@dataclass(slots=True)
class _Char:
    text: str
    left: float
    right: float
    base: float
    size: float


def _words(textpage: Any, width: float) -> Iterator[Word]:
    """Runs of characters without white space between them, in the order in which the file draws them."""
    run: list[_Char] = []
    for char in _chars(textpage, width):
        if run and (char is None or not _goes_on(run[-1], char)):
            yield _word(run)
            run = []
        if char is not None:
            run.append(char)
    if run:
        yield _word(run)


def _goes_on(last: _Char, char: _Char) -> bool:
    if abs(char.base - last.base) > 0.35 * last.size:
        return False
    return -0.6 * last.size < char.left - last.right < 0.25 * max(last.size, 1.0)


def _word(run: list[_Char]) -> Word:
    text = unicodedata.normalize("NFC", "".join(char.text for char in run))
    sizes = sorted(char.size for char in run)
    return Word(text, run[0].left, max(char.right for char in run), run[0].base, sizes[len(sizes) // 2])


def _chars(textpage: Any, width: float) -> Iterator[_Char | None]:
    """Characters with their boxes in points, y downwards; None at white space. Upright text within the page only."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    handle = textpage.raw
    for index in range(raw.FPDFText_CountChars(handle)):
        text = _letter(raw.FPDFText_GetUnicode(handle, index))
        if text is None:
            yield None
            continue
        if not raw.FPDFText_GetLooseCharBox(handle, index, box):
            continue
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        if _turned(handle, index) or box.right < 0 or box.left > width:
            continue
        yield _Char(text, box.left, box.right, -y.value, abs(box.top - box.bottom) or 1.0)


def _turned(handle: Any, index: int) -> bool:
    """Whether the character stands on its side (text in the margin)."""
    angle: float = raw.FPDFText_GetCharAngle(handle, index)
    return 0.2 < angle < 6.08


def _letter(code: int) -> str | None:
    """What a character reads as; None for white space and what draws nothing."""
    ch = chr(code) if 0 < code < 0x110000 else " "
    if ch in _SPACES or ch in _BREAKS:
        return None
    if ch in _SOFT_HYPHENS:
        return "-"
    category = unicodedata.category(ch)
    if category == "Co":
        return "•"
    if category in ("Cc", "Cs", "Cn", "Cf"):
        return None
    return unicodedata.normalize("NFKC", ch) if "\ufb00" <= ch <= "\ufb06" else ch
