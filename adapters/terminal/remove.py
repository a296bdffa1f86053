"""`kanslist remove` and `kanslist removed`: a document out of the record, and what has been taken out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from adapters.terminal import opened
from bot.messages import of_terminal as messages


def remove(
    document: Annotated[str, typer.Argument(metavar="DOKUMENT", help="Filnamnet i registret, eller dokumentets id.")],
    reason: Annotated[str, typer.Option(metavar="SKÄL", help="Varför det tas bort; visas när någon lägger in det.")],
    collection: Annotated[str | None, typer.Option(metavar="NAMN", help="Samlingen som det ligger i.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ta bort utan att fråga.")] = False,
) -> None:
    """Ta bort ett dokument ur registret, alla versioner. Det kommer inte tillbaka när mappen läggs in på nytt."""
    from adapters.terminal.render import harmless
    from knowledge.remove import find
    from knowledge.remove import remove as take_out
    from knowledge.search.passages import Search
    from knowledge.store.sqlite import SqliteStore

    if not reason.strip():
        raise typer.BadParameter(messages.REASON_MISSING)
    settings = opened.settings()
    opened.must_exist(settings)
    store = SqliteStore.open(settings.database_url)
    try:
        found = find(store, document, collection)
        asked = messages.remove_this(harmless(found.file), harmless(found.title), found.id, found.collection)
        if not yes and not _confirmed(asked):
            sys.stdout.write(messages.REMOVED_NOTHING + "\n")
            raise typer.Exit(1)
        done = take_out(store, Search.open(store, settings.data), found, reason.strip())
    finally:
        store.close()
    sys.stdout.write(messages.removed(done.removal, done.elsewhere) + "\n")


def _confirmed(asked: str) -> bool:
    """Whether the person at the keyboard says yes; without a keyboard --yes is needed."""
    if not sys.stdin.isatty():
        raise typer.BadParameter(messages.YES_NEEDED)
    return input(asked + " [j/N] ").strip().casefold() in ("j", "ja")


def removed() -> None:
    """Visa vad som har tagits bort ur registret: id, dag, samling och skäl."""
    from adapters.terminal.render import harmless
    from knowledge.store.reader import OPERATOR

    with opened.record(opened.settings()) as store:
        found = store.removals(OPERATOR)
    for one in found:
        sys.stdout.write(f"{one.id}  {one.removed_on}  {harmless(one.collection)}  {harmless(one.reason)}\n")
    if not found:
        sys.stdout.write(messages.NOTHING_REMOVED + "\n")
