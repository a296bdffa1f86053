"""A secret that a server makes for itself: a file in the data folder, made once, read by all its processes."""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

_SECRET_BYTES = 32


def kept(file: Path) -> bytes | None:
    """The secret in this file, made now where there is none yet, for its owner alone.

    None where the folder does not exist or may not be written.
    """
    try:
        return _read(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return _made(file)
    except OSError:
        return None


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> bytes | None:
    return file.read_bytes().strip() or None


def _made(file: Path) -> bytes | None:
    """Made beside its place and linked there whole, so that of two processes both read the first one's."""
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            out.write(secrets.token_hex(_SECRET_BYTES).encode())
    except OSError:
        return None
    try:
        os.link(fresh, file)
    except OSError:  # another process was first, or the disk knows no links
        if not file.exists():
            fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return file.read_bytes().strip()
