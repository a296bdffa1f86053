"""Which files are read, by the ending of their names."""

from __future__ import annotations

from pathlib import Path

MEDIA_TYPES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".pdf": "application/pdf"}


def readable(path: Path) -> bool:
    """Whether a file found in a folder is one to read: a known ending, not hidden, no office program's lock file."""
    return path.suffix.lower() in MEDIA_TYPES and not path.name.startswith((".", "~"))
