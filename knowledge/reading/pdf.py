"""PDF files with pypdfium2: the characters of each page with their boxes, put together to words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from knowledge.errors import FileBroken, FileEncrypted, FileWithoutText
from knowledge.reading.characters import drawn
from knowledge.reading.columns import page_text
from knowledge.reading.crosses import Heads, aligned, open_heads
from knowledge.reading.furniture import Edged, furniture
from knowledge.reading.grids import Grid, grids
from knowledge.reading.layout import Line, Word, lines_of
from knowledge.reading.pages import Page
from knowledge.reading.rules import rules
from knowledge.reading.scans import pictured, scan
from knowledge.reading.tables import table_lines

_FEWEST_ROWS = 2
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
    if not _has_letters(pages):
        raise FileWithoutText
    return _part(pages)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page as it is drawn: the lines that stand upright, and what stands on its side in the margin."""

    lines: Sequence[Line]
    margin: str
    scanned: float | None = None
    grids: Sequence[Grid] = ()


def _has_letters(pages: Sequence[_Drawn]) -> bool:
    letters = (ch for page in pages for line in page.lines for ch in line.text if ch.isalpha())
    return any(True for _ in islice(letters, _FEWEST_LETTERS - 1, None))


def _part(pages: Sequence[_Drawn]) -> list[Page]:
    found = furniture([[Edged(line.text, line.base) for line in page.lines] for page in pages])
    made = []
    above: Heads | None = None
    for number, (page, out) in enumerate(zip(pages, found, strict=True), 1):
        kept = [line for index, line in enumerate(page.lines) if index not in out]
        apart = [page.lines[index].text for index in sorted(out)]
        text = _text(kept, _whole(page.grids, [page.lines[index] for index in out]), above)
        above = open_heads(kept, above)
        made.append(Page(number, text, (*apart, *([page.margin] if page.margin else [])), page.scanned))
    return made


def _whole(found: Sequence[Grid], furniture: Sequence[Line]) -> list[Grid]:
    """The tables that hold no furniture: a header with rules is none of them."""
    return [grid for grid in found if not any(grid.top < line.base < grid.bottom for line in furniture)]


def _text(lines: Sequence[Line], found: Sequence[Grid], above: Heads | None) -> str:
    """The page's text; a ruled table stands row by row where its lines do. above: the table that goes on here."""
    parts: list[str] = []
    rest = list(lines)
    for grid in found:
        parts.append(page_text(aligned([line for line in rest if line.base <= grid.top], above)))
        above = None
        parts.append("\n".join(table_lines(grid.rows)))
        rest = [line for line in rest if line.base > grid.bottom]
    parts.append(page_text(aligned(rest, above)))
    return "\n\n".join(part for part in parts if part)


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
        found = drawn(textpage, page.get_width())
        if _letters(found.words) >= _FEWEST_LETTERS or not pictured(page):
            lines = lines_of(found.words)
            return _Drawn(lines, found.margin, grids=_grids(page, lines, found.words))
        scanned = scan(page)
    finally:
        textpage.close()
        page.close()
    if scanned is None or _letters(scanned.words) <= _letters(found.words):
        return _Drawn(lines_of(found.words), found.margin, 0.0 if not found.words else None)
    return _Drawn(lines_of(scanned.words), found.margin, scanned.confidence)


def _grids(page: Any, lines: Sequence[Line], words: Sequence[Word]) -> list[Grid]:
    """The ruled tables; only a page with lines of several cells is looked at."""
    if sum(len(line.cells) > 1 for line in lines) < _FEWEST_ROWS:
        return []
    return grids(rules(page), words)


def _letters(words: Iterable[Word]) -> int:
    """How many letters they hold, counted no further than needed."""
    count = 0
    for word in words:
        count += sum(map(str.isalpha, word.text))
        if count >= _FEWEST_LETTERS:
            break
    return count
