"""`kanslist rebuild`: everything that is derived, made anew from the stored pages."""

from __future__ import annotations

import sys

import typer

from adapters.terminal import opened
from bot.messages import of_terminal as messages


def rebuild() -> None:
    """Ta fram uppgifter, länkar och sökindex på nytt ur de sparade sidorna. Filerna behövs inte."""
    from knowledge.rebuild import rebuild as run
    from knowledge.search.passages import Search
    from knowledge.store.sqlite import SqliteStore

    settings = opened.settings()
    opened.must_exist(settings)
    store = SqliteStore.open(settings.database_url)
    try:
        search = Search(store, settings.data)
        if sys.stderr.isatty():
            from adapters.terminal.progress import progress

            with progress() as tell:
                done = run(store, search, tell)
        else:
            done = run(store, search)
    finally:
        store.close()
    for name, reason in done.failed:
        sys.stderr.write(f"{name}: {reason}\n")
    sys.stdout.write(messages.rebuilt(len(done.updated), done.unchanged, len(done.failed)) + "\n")
    checked = done.verified
    sys.stdout.write(messages.verified(checked.documents, checked.quotes, len(checked.broken)) + "\n")
    if done.failed or checked.broken:
        raise typer.Exit(1)
