"""A file that crashes or hangs its reader costs that file alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.errors import FileCrashesReader, FileEmpty, FileTooLarge, FileTooSlow
from knowledge.reading.worker import Worker


def work(path: Path) -> str:
    """What the child does in these tests, by the file's name."""
    if path.name == "crash":
        os._exit(11)
    if path.name == "hang":
        os.read(os.pipe()[0], 1)
    if path.name == "large":
        raise FileTooLarge(limit=7)
    if path.name == "empty":
        raise FileEmpty
    return path.name.upper()


def test_a_lost_child_costs_one_file() -> None:
    """After a crash the next file is read by a new child."""
    worker = Worker(work)
    try:
        assert worker(Path("a")) == "A"
        with pytest.raises(FileCrashesReader):
            worker(Path("crash"))
        assert worker(Path("b")) == "B"
    finally:
        worker.close()


def test_a_file_that_never_ends_is_given_up() -> None:
    """A parser that hangs must not stop the ingest."""
    worker = Worker(work, seconds=3)
    try:
        with pytest.raises(FileTooSlow, match="3 sekunder"):
            worker(Path("hang"))
        assert worker(Path("b")) == "B"
    finally:
        worker.close()


def test_errors_come_through_as_they_are() -> None:
    """The reason a registrar reads is the reading's own, with its values."""
    worker = Worker(work)
    try:
        with pytest.raises(FileTooLarge, match="7 MB"):
            worker(Path("large"))
        with pytest.raises(FileEmpty):
            worker(Path("empty"))
    finally:
        worker.close()
