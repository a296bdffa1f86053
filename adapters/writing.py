"""What adapters write while people wait: those that wait for one another share a thread's turn and a transaction.

An event that is recorded, or forgotten, takes SQLite ten microseconds; a thread and a transaction of its own take it
ten times that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, ParamSpec, Protocol, TypeVar

from adapters.logs import logger

LINGER_SECONDS = 0.02
"""How long what nobody waits for waits for company."""

_P = ParamSpec("_P")
_Given = TypeVar("_Given")
_log = logger("store")


class Transactions(Protocol):
    """The part of the store that this needs."""

    def together(self, *, durable: bool = True) -> AbstractContextManager[None]: ...


class Writing:
    """The writes of one event loop to one store. None is the worse for a power cut: a platform sends such again."""

    def __init__(self, store: Transactions) -> None:
        self._store = store
        self._waiting: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def later(self, write: Callable[_P, _Given], *args: _P.args, **kwargs: _P.kwargs) -> _Given:
        """As do, of what nobody waits for: with all else that comes to be written meanwhile."""
        await asyncio.sleep(LINGER_SECONDS)
        return await self.do(write, *args, **kwargs)

    async def do(self, write: Callable[_P, _Given], *args: _P.args, **kwargs: _P.kwargs) -> _Given:
        """What the write gives, once it is committed. Raises what it raises."""
        written: asyncio.Future[_Given] = asyncio.get_running_loop().create_future()
        self._waiting.append((partial(write, *args, **kwargs), written))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        return await written

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            given = await asyncio.to_thread(self._write, [write for write, _ in batch])
            for (_, written), one in zip(batch, given, strict=True):
                if written.done():
                    continue  # nobody waits for it any more
                if isinstance(one, Exception):
                    written.set_exception(one)
                else:
                    written.set_result(one)

    def _write(self, writes: Sequence[Callable[[], Any]]) -> list[Any]:
        """What each gives, or the error that it raised."""
        if len(writes) > 1:
            try:
                with self._store.together(durable=False):
                    return [write() for write in writes]
            except Exception as error:  # noqa: BLE001  undone: each by itself, which says which of them cannot be written
                _log.info("writes apart", count=len(writes), error=type(error).__name__)
        return [_tried(write) for write in writes]


def _tried(write: Callable[[], Any]) -> Any:
    try:
        return write()
    except Exception as error:  # noqa: BLE001  handed on to whoever waits for it
        return error
