"""A file that crashes or hangs its reader costs that file alone."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.errors import FileCrashesReader, FileEmpty, FileTakesMemory, FileTooLarge, FileTooSlow
from knowledge.reading.worker import Worker


def work(path: Path) -> str:
    """What the child does in these tests, by the file's name."""
    if path.name == "crash":
        os._exit(11)
    if path.name == "hang":
        os.read(os.pipe()[0], 1)
    if path.name == "hungry":
        return str(len(bytes(4 * 1024**3)))
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


def test_a_file_that_swells_costs_itself() -> None:
    """A small file that unpacks to gigabytes must not take the machine's memory; the next is read by the same child."""
    worker = Worker(work)
    try:
        with pytest.raises(FileTakesMemory, match="1536 MB"):
            worker(Path("hungry"))
        assert worker(Path("b")) == "B"
    finally:
        worker.close()


PARENT = """
import sys
from pathlib import Path
from knowledge.reading.worker import Worker
from tests.knowledge.reading.test_worker import work
if __name__ == "__main__":
    worker = Worker(work)
    worker(Path("a"))
    print(worker._child[0].pid, flush=True)
    worker(Path("hang"))
"""


def test_a_worker_ends_quietly_with_its_parent(tmp_path: Path) -> None:
    """Ctrl-C reaches the whole group and kill -9 only the parent: neither leaves a child or a traceback of one."""
    (tmp_path / "parent.py").write_text(PARENT)
    root = Path(__file__).parents[3]
    parent = subprocess.Popen(
        [sys.executable, tmp_path / "parent.py"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert parent.stdout is not None
    child = os.pidfd_open(int(parent.stdout.readline()))
    signal.pidfd_send_signal(child, signal.SIGINT)
    parent.kill()
    assert select.select([child], [], [], 30)[0], "the child lives on"
    _, told = parent.communicate()
    os.close(child)
    assert told == ""
