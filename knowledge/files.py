"""Which files an ingest looks at: those given, and the documents in the folders given. Only regular ones are opened."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import (
    FileMissing,
    FileNameTooLong,
    FileNotRegular,
    FileUnreachable,
    FolderEmpty,
    FolderUnreachable,
    KanslistError,
    LinkBroken,
    LinkCircular,
    LinkToFolder,
)
from knowledge.paths import as_text, shown
from knowledge.reading.types import readable

_BY_NUMBER: dict[int | None, type[KanslistError]] = {
    errno.ENAMETOOLONG: FileNameTooLong,
    errno.ELOOP: LinkCircular,
    errno.EACCES: FileUnreachable,
    errno.EPERM: FileUnreachable,
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to take in. name: as it is shown and cited; origin: where it lies, by which its document is known."""

    path: Path
    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A path that no document comes from, and why. name: as it is shown."""

    path: Path
    name: str
    error: KanslistError


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder whose type is not read."""

    path: Path


def find(given: Iterable[Path], below: Path | None = None) -> Iterator[File | Problem | Skipped]:
    """The files to look at, each once. below: files are named by their path below this folder."""
    roots = list(given)
    seen: set[str] = set()
    for root in roots:
        for found in _of(root, below, roots):
            if isinstance(found, File):
                if found.origin in seen:
                    continue
                seen.add(found.origin)
            yield found


def is_folder(path: Path) -> bool:
    """Whether it is a folder; what cannot be looked at is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def digest(path: Path) -> str:
    """The SHA-256 of a regular file. Raises FileMissing, FileUnreachable, FileNotRegular …"""
    try:
        # O_NONBLOCK: should a pipe lie there by now, opening it waits for nobody
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise FileNotRegular
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _fault(error, path) from error


def _of(root: Path, below: Path | None, roots: list[Path]) -> Iterator[File | Problem | Skipped]:
    name = shown(root.relative_to(below)) if below else shown(Path(root.name or root))
    try:
        mode = root.stat().st_mode
        if not stat.S_ISDIR(mode):
            yield _file(root, name)
            return
    except OSError as error:
        yield Problem(root, name, _fault(error, root))
        return
    except KanslistError as error:
        yield Problem(root, name, error)
        return
    found = list(_folder(root, roots))
    yield from found
    if all(isinstance(one, Skipped) for one in found):
        yield Problem(root, name, FolderEmpty())


def _folder(root: Path, roots: list[Path]) -> Iterator[File | Problem | Skipped]:
    shut: list[Path] = []
    listed: list[Path] = []
    for folder, folders, files in os.walk(root, onerror=lambda error: shut.append(Path(os.fsdecode(error.filename)))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(folder, name).is_symlink()]
        listed += [Path(folder, name) for name in [*links, *files] if not name.startswith(".")]
    for path in sorted(listed):
        found = _listed(path, root, roots)
        if found is not None:
            yield found
    for path in shut:
        yield Problem(path, shown(path.relative_to(root)), FolderUnreachable())


def _listed(path: Path, root: Path, roots: list[Path]) -> File | Problem | Skipped | None:
    """What a listed file or link is; None for a link into a folder that is read anyhow."""
    name = shown(path.relative_to(root))
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            return _link_to_folder(path, name, roots)
        return _file(path, name) if readable(path) else Skipped(path)
    except OSError as error:
        return Problem(path, name, _fault(error, path))
    except KanslistError as error:
        return Problem(path, name, error)


def _link_to_folder(path: Path, name: str, roots: list[Path]) -> Problem | None:
    target, place = path.resolve(), path.parent.resolve()
    if place == target or place.is_relative_to(target):
        return Problem(path, name, LinkCircular())
    if any(target.is_relative_to(root.resolve()) for root in roots):
        return None
    return Problem(path, name, LinkToFolder())


def _file(path: Path, name: str) -> File:
    """A file that can be found. Raises FileNotRegular, OSError."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise FileNotRegular
    return File(path, name, as_text(path.resolve()))


def _fault(error: OSError, path: Path) -> KanslistError:
    if error.errno == errno.ENOENT and path.is_symlink():
        return LinkBroken()
    return _BY_NUMBER.get(error.errno, FileMissing)()
