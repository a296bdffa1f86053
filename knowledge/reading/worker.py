"""Reading and extraction in a process of their own: a file that crashes or hangs the parser costs that file alone."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from knowledge.errors import FileCrashesReader, FileTakesMemory, FileTooSlow, KanslistError

T = TypeVar("T")

SECONDS = 300.0
"""How long one file, or one scanned page of it, may take: two hundred times what a long protokoll takes."""
MEMORY_MB = 1536
"""Address space that a worker may have: several times what a long protokoll takes, while four fit a server."""

_ALIVE = "alive"

_pipe: Connection | None = None
"""In a child: the way to its parent."""


def alive() -> None:
    """Tell the parent, if this is a worker's child, that slow work goes on: the time allowed begins anew."""
    if _pipe is not None:
        _pipe.send(_ALIVE)


class Worker(Generic[T]):
    """One child process that does `work` on files, started when needed and again after a loss. For one thread."""

    def __init__(self, work: Callable[[Path], T], seconds: float = SECONDS) -> None:
        """work: a function of a module (the child imports it), its result and its KanslistError go through a pipe."""
        self._work = work
        self._seconds = seconds
        self._child: tuple[multiprocessing.process.BaseProcess, Connection] | None = None

    def __call__(self, path: Path) -> T:
        """The result for one file. Raises what `work` raises, FileTooSlow, FileCrashesReader."""
        _, pipe = self._child = self._child or _start(self._work)
        try:
            pipe.send(path)
            result, fault = self._reply(pipe)
        except (EOFError, ConnectionError) as error:
            self.close()
            raise FileCrashesReader from error
        if fault is not None:
            kind, values = fault
            raise kind(**values)
        done: T = result
        return done

    def _reply(self, pipe: Connection) -> Any:
        while pipe.poll(self._seconds):
            if (reply := pipe.recv()) != _ALIVE:
                return reply
        self.close()
        raise FileTooSlow(seconds=round(self._seconds))

    def close(self) -> None:
        """Stop the child."""
        if self._child is not None:
            process, pipe = self._child
            self._child = None
            pipe.close()
            process.kill()
            process.join()


def _start(work: Callable[[Path], T]) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs), daemon=True)
    with _interrupts_blocked():
        process.start()
    theirs.close()
    return process, ours


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """What this thread starts meanwhile never sees Ctrl-C, not even before its own code runs."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[Path], T], pipe: Connection) -> None:
    """The child. Ctrl-C is the parent's business; an error that is not ours ends the child, and the parent notices."""
    global _pipe
    _pipe = pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_MB * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
    while True:
        try:
            path = pipe.recv()
            pipe.send(_done(work, path))
        except (EOFError, ConnectionError):  # the parent has gone
            return


def _done(work: Callable[[Path], T], path: Path) -> Any:
    """The reply on one file: its result and None, or None and the error's type and values."""
    try:
        return work(path), None
    except KanslistError as error:
        return None, (type(error), error.values)
    except MemoryError:
        return None, (FileTakesMemory, {"limit": MEMORY_MB})


def _end_with_parent() -> None:
    """End this process when the parent ends, however that ends and whatever is read just now."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
