"""Several workers on many files: results in order, and a file whose worker was lost is tried once more, alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from knowledge.errors import FileCrashesReader, KanslistError
from knowledge.reading.worker import Worker

T = TypeVar("T")

_AHEAD = 4
"""How many files a worker may be ahead of the one whose result is taken: what bounds the memory."""


def work_off(files: Sequence[Path], work: Callable[[Path], T], jobs: int) -> Iterator[tuple[int, T | KanslistError]]:
    """(index of a file, what `work` gave or raised). In order, but for those whose worker was lost: they come last.

    work: a function of a module. jobs: how many files are worked on at once, each in a process of its own.
    """
    workers = [Worker(work) for _ in range(min(max(1, jobs), len(files)))]
    if not workers:
        return
    try:
        lost: list[int] = []
        outcome: T | KanslistError
        for index, outcome in _together(files, workers):
            if isinstance(outcome, FileCrashesReader):
                lost.append(index)  # another file's appetite may have been at fault: once more, with nothing beside it
            else:
                yield index, outcome
        for index in lost:
            alone = _tried(workers[0], files[index])
            yield index, alone
    finally:
        for worker in workers:
            worker.close()


def _together(files: Sequence[Path], workers: Sequence[Worker[T]]) -> Iterator[tuple[int, T | KanslistError]]:
    free = list(workers)

    def one(path: Path) -> T | KanslistError:
        worker = free.pop()
        try:
            return _tried(worker, path)
        finally:
            free.append(worker)

    with ThreadPoolExecutor(len(workers)) as pool:
        ahead: list[Future[T | KanslistError]] = []
        try:
            for index, path in enumerate(files):
                ahead.append(pool.submit(one, path))
                if len(ahead) > _AHEAD * len(workers):
                    yield index + 1 - len(ahead), ahead.pop(0).result()
            for index, future in enumerate(ahead, len(files) - len(ahead)):
                yield index, future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            if any(not future.done() for future in ahead):  # whoever took the results has gone
                for worker in workers:
                    worker.close()


def _tried(worker: Worker[T], path: Path) -> T | KanslistError:
    try:
        return worker(path)
    except KanslistError as error:
        return error
