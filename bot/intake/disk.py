"""Where dropped files lie while they wait: a folder each in `intake` below the data folder, readable by us alone."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from bot.errors import FileNotKept
from knowledge.errors import FileTooLarge
from knowledge.paths import shown
from knowledge.reading.read import LIMIT_MB

FOLDER = "intake"
_LONGEST = 150
"""Bytes of a name at most; file systems take 255, and the store may add to it."""


@dataclass(slots=True)
class Slot:
    """A place for one file. `take` is handed its bytes as they come."""

    id: str
    path: Path
    size: int = 0
    hashed: hashlib._Hash = field(default_factory=hashlib.sha256)
    """The SHA-256 of what was taken."""

    def take(self, part: bytes) -> None:
        """Write a part of the file. Raises FileTooLarge before the limit is passed, FileNotKept."""
        self.size += len(part)
        if self.size > LIMIT_MB * 1024 * 1024:
            raise FileTooLarge(limit=LIMIT_MB)
        self.hashed.update(part)
        with _kept(), self.path.open("ab") as out:
            out.write(part)


class Disk:
    """The folder. Raises FileNotKept wherever the disk does not do as it is told."""

    def __init__(self, data: Path) -> None:
        self.folder = data.absolute() / FOLDER

    def slot(self, name: str) -> Slot:
        """A new place for a file that somebody calls so."""
        id_ = secrets.token_hex(12)
        path = self.folder / id_ / safe_name(name)
        with _kept():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(mode=0o700)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return Slot(id_, path)

    def holds(self, path: str) -> bool:
        """Whether this is the path of a file of ours."""
        return Path(path).is_relative_to(self.folder)

    def drop(self, path: Path) -> None:
        """Take a file and its folder away; what has gone already is no fault."""
        if self.holds(str(path)) and path.parent != self.folder:
            shutil.rmtree(path.parent, ignore_errors=True)

    @contextmanager
    def standing(self, path: Path, over: str | None) -> Iterator[Path]:
        """Where the file lies while it is laid in: over the place of the version before it, where there is one."""
        place = Path(over) if over else path
        with _kept():
            if place != path:
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                shutil.copyfile(path, place)
                place.chmod(0o600)
        try:
            yield place
        finally:
            if place != path:
                self.drop(place)

    def sweep(self, older_than: float) -> None:
        """Take away what is older than so many seconds: also what a process left that was killed before it said so."""
        until = time.time() - older_than
        with _kept():
            for one in list(self.folder.iterdir()) if self.folder.is_dir() else ():
                if one.stat().st_mtime < until:
                    shutil.rmtree(one, ignore_errors=True)


def safe_name(name: str) -> str:
    """A file's name as it may lie on a disk and be shown: no path, no control characters, no identity numbers."""
    plain = name.encode(errors="replace").decode().replace("\\", "/").replace("\0", "")
    last = PurePosixPath(plain).name
    path = PurePosixPath(shown(PurePosixPath(unicodedata.normalize("NFC", last))).strip(" .") or "fil")
    ending = path.suffix if len(path.suffix.encode()) <= 12 else ""
    stem = path.name.removesuffix(ending).encode()[: _LONGEST - len(ending.encode())].decode(errors="ignore")
    return (stem.strip(" .") or "fil") + ending


@contextmanager
def _kept() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileNotKept from error
