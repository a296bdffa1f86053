"""The watched folder inside `serve`: a process of its own, so that reading documents slows no answer."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable
from multiprocessing.context import SpawnProcess
from pathlib import Path

from aiohttp import web

from adapters import logs
from bot.settings import Settings
from knowledge.errors import KanslistError
from knowledge.search.passages import Search
from knowledge.store.sqlite import SqliteStore
from knowledge.watch import Event, Watcher, follow

AGAIN_AFTER = 30.0
"""Seconds after which a watcher that ended is started again: its share may be back, the store free."""
STOP_SECONDS = 10.0
"""How long the watcher may finish the file that it is at when the server stops."""
NICENESS = 10


class Watching:
    """Keeps one watching process alive from `start` to `stop`."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._arguments = (
            folder,
            settings.watch_collection,
            settings.watch_polling,
            settings.database_url,
            settings.data,
        )
        self._stopping = threading.Event()
        self._process: SpawnProcess | None = None
        self._thread = threading.Thread(target=self._keep, name="watching", daemon=True)

    def start(self) -> None:
        """Start the process, and a thread that starts it again whenever it ends."""
        self._thread.start()

    def stop(self) -> None:
        """Stop both; the process is given STOP_SECONDS to finish."""
        self._stopping.set()
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join(STOP_SECONDS)
            self._process.kill()
        self._thread.join(STOP_SECONDS)

    def _keep(self) -> None:
        context = multiprocessing.get_context("spawn")
        while not self._stopping.is_set():
            self._process = context.Process(target=watch, args=self._arguments)
            self._process.start()
            if self._stopping.is_set():
                self._process.terminate()
            self._process.join()
            if not self._stopping.is_set():
                logs.logger("watch").warning("watcher ended", status=self._process.exitcode)
                self._stopping.wait(AGAIN_AFTER)


def beside(settings: Settings, folder: Path) -> Callable[[web.Application], AsyncIterator[None]]:
    """The context in which the server has a watcher."""

    async def run(_app: web.Application) -> AsyncIterator[None]:
        watching = Watching(settings, folder)
        watching.start()
        yield
        await asyncio.to_thread(watching.stop)

    return run


def watch(folder: Path, collection: str, polling: bool, database: str, data: Path) -> None:
    """The watching process: until SIGTERM, or until the server that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the server stops us
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    os.nice(NICENESS)
    logs.configure()
    threading.Thread(target=_stop_with_parent, args=(stop,), daemon=True).start()
    log = logs.logger("watch")
    try:
        store = SqliteStore.open(database)
        try:
            watcher = Watcher(folder, collection, store, Search.open(store, data))
            follow(watcher, _log, stop, polling=polling, ready=lambda: log.info("watching"))
        finally:
            store.close()
    except KanslistError as error:
        log.warning("watching failed", error=type(error).__name__, reason=str(error))
        raise SystemExit(1) from error


def _stop_with_parent(stop: threading.Event) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        stop.set()


def _log(event: Event) -> None:
    """A line without the file's name, which may be a person's; `kanslist coverage` names the files that failed."""
    log = logs.logger("watch")
    if event.kind in ("failed", "unreachable"):
        log.warning("watched", kind=event.kind, reason=event.reason)
    elif event.kind != "unchanged":
        log.info("watched", kind=event.kind)
