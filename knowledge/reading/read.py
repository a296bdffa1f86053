"""A file → its Reading. What kind of file it is is told by its name and proved by its first bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from knowledge.errors import (
    FileEmpty,
    FileEncrypted,
    FileFormatOther,
    FileMissing,
    FileTooLarge,
    FileTypeFalse,
    FileTypeUnknown,
    FileUnreachable,
)
from knowledge.reading.masking import mask
from knowledge.reading.pages import Page, Reading
from knowledge.reading.text import text_pages
from knowledge.reading.types import DOCX, HTML, MEDIA_TYPES, PDF, UNREAD, begins_as_html

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

LIMIT_MB = 200
"""Files over this size are refused: a protokoll with all its attachments stays well below it."""


def read(path: Path) -> Reading:
    """Read one file in this process. Raises ReadingError with what is wrong with the file."""
    data = _bytes(path)
    media_type = _media_type(path.suffix.lower(), data)
    digest = hashlib.sha256(data).hexdigest()
    return Reading(path.name, media_type, digest, tuple(map(_masked, _pages(data, media_type))))


def _media_type(suffix: str, data: bytes) -> str:
    """By the name's ending; a text that says of itself that it is HTML is that."""
    if suffix in UNREAD:
        raise FileFormatOther(format=UNREAD[suffix])
    if suffix not in MEDIA_TYPES:
        raise FileTypeUnknown
    media_type = MEDIA_TYPES[suffix]
    return HTML if media_type.startswith("text/") and begins_as_html(data) else media_type


def _masked(page: Page) -> Page:
    return replace(page, text=mask(page.text), furniture=tuple(map(mask, page.furniture)))


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise FileMissing
        size = path.stat().st_size
        if size > LIMIT_MB * 1024 * 1024:
            raise FileTooLarge(limit=LIMIT_MB)
        data = path.read_bytes()
    except PermissionError as error:
        raise FileUnreachable from error
    except OSError as error:
        raise FileMissing from error
    if not data.strip():
        raise FileEmpty
    return data


def _pages(data: bytes, media_type: str) -> list[Page]:
    """The pages of a file whose content is what its name says. The parsers are loaded where they are needed."""
    _refuse_unread(data)
    if media_type == PDF:
        if b"%PDF-" not in data[:1024]:
            raise FileTypeFalse
        from knowledge.reading.pdf import pdf_pages

        return pdf_pages(data)
    if media_type == DOCX:
        if not data.startswith(_ZIP):
            raise FileTypeFalse
        from knowledge.reading.docx import docx_pages

        return docx_pages(data)
    if media_type == HTML:
        from knowledge.reading.html import html_pages

        return html_pages(data)
    return text_pages(data)


def _refuse_unread(data: bytes) -> None:
    """Formats that show themselves in their first bytes, whatever the file is called."""
    if data.startswith(b"{\\rtf"):
        raise FileFormatOther(format=UNREAD[".rtf"])
    if data.startswith(_OLE):
        if _name_in_ole("EncryptedPackage") in data:
            raise FileEncrypted
        if _name_in_ole("WordDocument") in data:
            raise FileFormatOther(format=UNREAD[".doc"])


def _name_in_ole(name: str) -> bytes:
    return name.encode("utf-16-le")
