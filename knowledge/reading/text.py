"""Text files: their bytes to pages. UTF-8, UTF-16 with a mark, or Windows-1252; form feeds divide pages."""

from __future__ import annotations

import codecs
import re
import unicodedata

from knowledge.errors import FileEmpty, FileTypeFalse

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = re.compile(rb"^(?:%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0|\x89PNG|\xff\xd8\xff|GIF8|\x1f\x8b)")


def text_pages(data: bytes) -> list[str]:
    """The texts of the pages; one where the file has no form feeds. Raises FileTypeFalse for what is no text, FileEmpty."""
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FileEmpty
    pages = unicodedata.normalize("NFC", text).split("\f")
    return pages[:-1] if len(pages) > 1 and not pages[-1].strip() else pages


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
