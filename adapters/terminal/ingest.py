"""`kanslist ingest`: files and folders into the index."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.terminal import opened
from adapters.terminal.render import shown
from bot.messages import of_terminal as messages
from knowledge.store.reader import OPEN

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge.ingest import Report


def ingest(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FIL_ELLER_MAPP...", help="Dokument eller mappar.", readable=False)
    ],
    collection: Annotated[str, typer.Option(metavar="NAMN", help="Samlingen som dokumenten läggs i.")] = OPEN,
    again: Annotated[
        bool, typer.Option("--again", help="Läs om även det oförändrade, och lägg in även det borttagna.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", min=1, max=64, help="Så många filer läses på en gång.")
    ] = None,
) -> None:
    """Lägg in dokument i registret. Går att köra om: det som inte har ändrats lämnas som det är."""
    from knowledge.paths import escaped

    settings = opened.settings()
    collection = opened.collection(collection, settings)
    report = put_in(paths, collection, settings, again=again, jobs=jobs)
    for blocked in report.blocked:
        sys.stderr.write(f"{escaped(blocked.path)}: {shown(messages.blocked(blocked.removal))}\n")
    for failure in report.failed:
        sys.stderr.write(f"{escaped(failure.path)}: {shown(failure.reason)}\n")
    for unread in report.unread:
        sys.stderr.write(f"{escaped(unread.path)}: {messages.unread(unread.unread, unread.pages)}\n")
    if report.open_too:
        sys.stderr.write(f"{shown(messages.open_too(report.open_too))}\n")
    sys.stdout.write(messages.ingested(report, collection) + "\n")
    if report.failed:
        raise typer.Exit(1)


def put_in(
    paths: list[Path], collection: str, settings: Settings, *, again: bool = False, jobs: int | None = None
) -> Report:
    """Ingest with a progress bar on standard error, where that is a terminal. jobs: None for what fits the machine."""
    from knowledge.ingest import WORKERS
    from knowledge.ingest import ingest as run
    from knowledge.search.passages import Search
    from knowledge.store.sqlite import SqliteStore

    store = SqliteStore.open(settings.database_url)
    try:
        search = Search.open(store, settings.data)
        if not sys.stderr.isatty():
            return run(paths, collection, store, search, again=again, jobs=jobs or WORKERS, waiting=_waiting)
        from adapters.terminal.progress import progress

        with progress() as tell:
            return run(paths, collection, store, search, tell, again=again, jobs=jobs or WORKERS, waiting=_waiting)
    finally:
        store.close()


def _waiting() -> None:
    sys.stderr.write(messages.INGEST_WAITS + "\n")
    sys.stderr.flush()
