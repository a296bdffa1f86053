"""Files read in the test's own process: what workers do is held in tests/knowledge/reading, and each takes a second
to start."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from knowledge.errors import KanslistError

_T = TypeVar("_T")


def work_off_here(
    files: Sequence[Path], work: Callable[[Path], _T], _jobs: int
) -> Iterator[tuple[int, _T | KanslistError]]:
    """As knowledge.reading.crew.work_off, one file after the other and without a worker."""
    for index, path in enumerate(files):
        try:
            yield index, work(path)
        except KanslistError as error:
            yield index, error
