"""PDF files with pypdfium2: the characters of each page with their boxes, put together to words."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
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
        pages = [_drawn(document, index) for index in range(len(document))]
    except pdfium.PdfiumError as error:
        raise FileBroken from error
    finally:
        document.close()
    if sum(ch.isalpha() for page in pages for line in page.lines for ch in line.text) < _FEWEST_LETTERS:
        raise FileWithoutText
    return _part(pages)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page as it is drawn: the lines that stand upright, and what stands on its side in the margin."""

    lines: Sequence[Line]
    margin: str


def _part(pages: Sequence[_Drawn]) -> list[Page]:
    found = furniture([[Edged(line.text, line.base) for line in page.lines] for page in pages])
    made = []
    for number, (page, out) in enumerate(zip(pages, found, strict=True), 1):
        kept = [line for index, line in enumerate(page.lines) if index not in out]
        apart = [page.lines[index].text for index in sorted(out)]
        made.append(Page(number, page_text(kept), (*apart, *([page.margin] if page.margin else []))))
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


def _drawn(document: Any, index: int) -> _Drawn:
    page = document[index]
    textpage = page.get_textpage()
    try:
        chars = list(_chars(textpage, page.get_width()))
    finally:
        textpage.close()
        page.close()
    turns = Counter(char.turn for char in chars if char is not None)
    upright = turns.most_common(1)[0][0] if turns else 0
    margin = "".join(" " if char is None else char.text for char in chars if char is None or char.turn != upright)
    return _Drawn(lines_of(list(_words(chars, upright))), " ".join(margin.split()))


@dataclass(frozen=True, slots=True)
class _Char:
    """A character in the direction of its own text. turn: quarters of a turn that the text stands on its side."""

    text: str
    left: float
    right: float
    base: float
    size: float
    turn: int


def _words(chars: Sequence[_Char | None], turn: int) -> Iterator[Word]:
    """Runs of characters without white space between them, in the order in which the file draws them."""
    run: list[_Char] = []
    for char in chars:
        if char is not None and char.turn != turn:
            continue
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
    """Characters with their boxes in points; None at white space. What lies beside the page is left out."""
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
        turn = round(raw.FPDFText_GetCharAngle(handle, index) / (math.pi / 2)) % 4
        if turn or (box.right >= 0 and box.left <= width):
            yield _turned(text, box, x.value, y.value, turn)


def _turned(text: str, box: Any, x: float, y: float, turn: int) -> _Char:
    """The character in the direction of its text: left to right, and downwards."""
    low, high = sorted((box.bottom, box.top))
    near, far = sorted((box.left, box.right))
    left, right, base, size = (
        (near, far, -y, high - low),
        (-high, -low, -x, far - near),
        (-far, -near, y, high - low),
        (low, high, x, far - near),
    )[turn]
    return _Char(text, left, right, base, size or 1.0, turn)


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
