"""Which files are read, by the ending of their names. What a file is its content must prove: read.py."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".pdf": PDF,
    ".docx": DOCX,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
}

UNREAD = {
    ".doc": "äldre Word (.doc)",
    ".dot": "äldre Word (.dot)",
    ".docm": "Word med makron (.docm)",
    ".odt": "OpenDocument (.odt)",
    ".rtf": "RTF (.rtf)",
}
"""Documents in formats that are not read, by their names: each is told of, so that it is not missed in silence."""

_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)


def begins_as_html(data: bytes) -> bool:
    """Whether the bytes say of themselves that they are HTML."""
    return _BEGINS.match(data[:4096].removeprefix(codecs.BOM_UTF8)) is not None


def readable(path: Path) -> bool:
    """Whether a file found in a folder is a document: a known ending, not hidden, no office program's lock file."""
    return path.suffix.lower() in MEDIA_TYPES.keys() | UNREAD.keys() and not path.name.startswith((".", "~"))
