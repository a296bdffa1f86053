"""`kanslist backup` and `kanslist verify`: the store kept safe and kept honest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from adapters.terminal import opened
from bot.messages import of_terminal as messages


def backup(file: Annotated[Path, typer.Argument(metavar="FIL", help="En fil som inte finns än.")]) -> None:
    """Kopiera registret till en fil, också medan servern är i gång. Skriver aldrig över en fil."""
    from knowledge.store.sqlite import SqliteStore

    store = SqliteStore.open(opened.settings().database_url)
    try:
        store.backup(str(file))
    finally:
        store.close()
    sys.stdout.write(messages.backed_up(str(file)) + "\n")


def verify() -> None:
    """Kontrollera varje citat i registret mot sin sida."""
    from adapters.terminal.render import harmless
    from knowledge.store.sqlite import SqliteStore
    from knowledge.verify import verify as check

    store = SqliteStore.open(opened.settings().database_url)
    try:
        report = check(store)
    finally:
        store.close()
    for broken in report.broken:
        where = messages.place(broken.page, None, None)
        sys.stderr.write(f"{broken.file} {where}, {broken.what}: ”{harmless(broken.quote)[:100]}”\n")
    sys.stdout.write(messages.verified(report.documents, report.quotes, len(report.broken)) + "\n")
    if report.broken:
        raise typer.Exit(1)
