"""Many files, several workers: nothing is lost with a lost worker but the file that loses it every time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.errors import FileCrashesReader, FileEmpty, KanslistError
from knowledge.reading.crew import work_off


def work(path: Path) -> str:
    """What a child does here: `kills` always loses its worker, `once` the first time, `empty` is refused."""
    if path.name == "kills":
        os._exit(9)
    if path.name == "once" and not path.with_name("tried").exists():
        path.with_name("tried").touch()
        os._exit(9)
    if path.name == "empty":
        raise FileEmpty
    return path.name


def outcomes(files: list[Path], jobs: int) -> list[tuple[str, str | type[KanslistError]]]:
    found = work_off(files, work, jobs)
    return [(files[index].name, of if isinstance(of, str) else type(of)) for index, of in found]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_lost_worker_costs_one_file(tmp_path: Path, jobs: int) -> None:
    """The file that killed its worker is tried once more after the others and then set aside; all others go in."""
    files = [tmp_path / name for name in ("a", "kills", "b", "empty", "c", "d")]
    assert outcomes(files, jobs) == [
        ("a", "a"), ("b", "b"), ("empty", FileEmpty), ("c", "c"), ("d", "d"), ("kills", FileCrashesReader),
    ]  # fmt: skip


def test_a_file_that_is_read_alone_goes_in(tmp_path: Path) -> None:
    """A worker may be lost to another file's appetite for memory: alone the file has all of it."""
    assert outcomes([tmp_path / "once", tmp_path / "a"], 2) == [("a", "a"), ("once", "once")]


def test_more_files_than_are_read_ahead_come_in_order(tmp_path: Path) -> None:
    """Results are stored in the order in which the folder names the files."""
    names = [f"{number:02}" for number in range(30)]
    assert outcomes([tmp_path / name for name in names], 2) == [(name, name) for name in names]


def test_no_files_are_no_work() -> None:
    """An empty folder starts no process."""
    assert outcomes([], 2) == []
