"""A file → its Reading. What kind of file it is is told by its name and proved by its first bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from knowledge.errors import FileEmpty, FileMissing, FileTooLarge, FileTypeFalse, FileTypeUnknown, FileUnreachable
from knowledge.reading.furniture import part_furniture
from knowledge.reading.masking import mask
from knowledge.reading.pages import Page, Reading
from knowledge.reading.text import text_pages

LIMIT_MB = 200
"""Files over this size are refused: a protokoll with all its attachments stays well below it."""

MEDIA_TYPES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".pdf": "application/pdf"}
"""What is read, by the ending of the file's name."""


def read(path: Path) -> Reading:
    """Read one file in this process. Raises ReadingError with what is wrong with the file."""
    data = _bytes(path)
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        raise FileTypeUnknown
    texts, paged = _texts(data, media_type)
    digest = hashlib.sha256(data).hexdigest()
    return Reading(path.name, media_type, digest, tuple(_pages(texts, paged=paged)))


def readable(path: Path) -> bool:
    """Whether a file found in a folder is one to read: a known ending, not hidden, no lock file of an office program."""
    return path.suffix.lower() in MEDIA_TYPES and not path.name.startswith((".", "~"))


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


def _texts(data: bytes, media_type: str) -> tuple[Sequence[str], bool]:
    if media_type != "application/pdf":
        texts = text_pages(data)
        return texts, len(texts) > 1
    if b"%PDF-" not in data[:1024]:
        raise FileTypeFalse
    from knowledge.reading.pdf import pdf_pages  # the parser takes a tenth of a second to load

    return pdf_pages(data), True


def _pages(texts: Sequence[str], *, paged: bool) -> list[Page]:
    if not paged:
        return [Page(None, mask(texts[0]))]
    parted = part_furniture(texts)
    return [
        Page(number, mask(text), tuple(mask(line) for line in furniture))
        for number, (text, furniture) in enumerate(parted, 1)
    ]
