"""Text files: their bytes to pages. UTF-8, UTF-16 with a mark, or Windows-1252; form feeds divide pages."""

from __future__ import annotations

import codecs
import re
import unicodedata

from knowledge.errors import FileEmpty, FileTypeFalse
from knowledge.reading.furniture import Edged, furniture
from knowledge.reading.pages import Page

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = re.compile(rb"^(?:%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0|\x89PNG|\xff\xd8\xff|GIF8|\x1f\x8b)")


def text_pages(data: bytes) -> list[Page]:
    """The pages; one without a number where the file has no form feeds. Raises FileTypeFalse, FileEmpty."""
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FileEmpty
    texts = unicodedata.normalize("NFC", text).split("\f")
    if len(texts) == 1:
        return [Page(None, texts[0])]
    return _part([page.split("\n") for page in (texts if texts[-1].strip() else texts[:-1])])


def _part(pages: list[list[str]]) -> list[Page]:
    """Numbered pages, their furniture set apart."""
    filled = [[index for index, line in enumerate(lines) if line.strip()] for lines in pages]
    found = furniture([[Edged(lines[i]) for i in indexes] for lines, indexes in zip(pages, filled, strict=True)])
    made = []
    for number, (lines, indexes, out) in enumerate(zip(pages, filled, found, strict=True), 1):
        gone = {indexes[i] for i in out}
        kept = "\n".join(line for index, line in enumerate(lines) if index not in gone).strip("\n")
        made.append(Page(number, kept, tuple(lines[index].strip() for index in sorted(gone))))
    return made


def _decode(data: bytes) -> str:
    if data.startswith(_UTF16_MARKS):
        return _strict(data, "utf-16")
    if _BINARY.match(data) or b"\0" in data:
        raise FileTypeFalse
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strict(data, "cp1252")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileTypeFalse from error
