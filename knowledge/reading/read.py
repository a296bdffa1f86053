"""A file → its Reading. What kind of file it is is told by its name and proved by its first bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from knowledge.errors import FileEmpty, FileMissing, FileTooLarge, FileTypeFalse, FileTypeUnknown, FileUnreachable
from knowledge.reading.masking import mask
from knowledge.reading.pages import Page, Reading
from knowledge.reading.text import text_pages
from knowledge.reading.types import MEDIA_TYPES

LIMIT_MB = 200
"""Files over this size are refused: a protokoll with all its attachments stays well below it."""


def read(path: Path) -> Reading:
    """Read one file in this process. Raises ReadingError with what is wrong with the file."""
    data = _bytes(path)
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        raise FileTypeUnknown
    digest = hashlib.sha256(data).hexdigest()
    return Reading(path.name, media_type, digest, tuple(map(_masked, _pages(data, media_type))))


def _masked(page: Page) -> Page:
    return Page(page.number, mask(page.text), tuple(map(mask, page.furniture)))


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
    if media_type != "application/pdf":
        return text_pages(data)
    if b"%PDF-" not in data[:1024]:
        raise FileTypeFalse
    from knowledge.reading.pdf import pdf_pages  # the parser takes a tenth of a second to load

    return pdf_pages(data)
