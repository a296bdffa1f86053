"""`kanslist watch`: a folder whose documents come in by themselves."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.terminal import opened
from bot.messages import of_terminal as messages
from knowledge.store.reader import OPEN

if TYPE_CHECKING:
    from knowledge.watch import Event


def watch(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="Mappen som dokumenten läggs i.")],
    collection: Annotated[str, typer.Option(metavar="NAMN", help="Samlingen som dokumenten läggs i.")] = OPEN,
    polling: Annotated[
        bool | None, typer.Option("--polling", help="Jämför mappens innehåll: för nätverksmappar.")
    ] = None,
) -> None:
    """Bevaka en mapp: nya och ändrade dokument läggs in av sig själva, tills Ctrl-C."""
    from knowledge.search.passages import Search
    from knowledge.store.sqlite import SqliteStore
    from knowledge.watch import Watcher, follow

    settings = opened.settings(watch_polling=polling)
    collection = opened.collection(collection, settings)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    store = SqliteStore.open(settings.database_url)
    try:
        watcher = Watcher(folder, collection, store, Search.open(store, settings.data))
        follow(
            watcher,
            _tell,
            stop,
            polling=settings.watch_polling,
            ready=lambda: _say(messages.watching(str(folder), collection)),
        )
    finally:
        store.close()


def _tell(event: Event) -> None:
    if event.kind != "unchanged":
        _say(messages.watched(event.kind, event.file, event.reason), failed=event.kind in ("failed", "unreachable"))


def _say(sentence: str, *, failed: bool = False) -> None:
    from adapters.terminal.render import harmless

    out = sys.stderr if failed else sys.stdout
    out.write(harmless(sentence) + "\n")
    out.flush()
