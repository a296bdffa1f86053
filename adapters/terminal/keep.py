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
    with opened.record(opened.settings()) as store:
        store.backup(str(file))
    sys.stdout.write(messages.backed_up(str(file)) + "\n")


def restore(file: Annotated[Path, typer.Argument(metavar="FIL", help="En fil från kanslist backup.")]) -> None:
    """Lägg tillbaka en säkerhetskopia. Stoppa servern först; det nuvarande registret sparas bredvid."""
    from bot.links import revoke
    from knowledge.store.restore import restore as put_back
    from knowledge.store.sqlite import file_of

    settings = opened.settings()
    target = file_of(settings.database_url)
    kept = put_back(target, file)
    revoke(settings)  # a key names a document's id, and the id may be another document's from now on
    sys.stdout.write(messages.restored(str(file), str(target), str(kept) if kept else None) + "\n")


def verify() -> None:
    """Kontrollera varje citat i registret mot sin sida."""
    from adapters.terminal.render import harmless, shown
    from knowledge.verify import verify as check

    with opened.record(opened.settings()) as store:
        report = check(store)
    for broken in report.broken:
        where = messages.place(broken.page, None, None)
        sys.stderr.write(f"{shown(broken.file)} {where}, {broken.what}: ”{harmless(broken.quote)[:100]}”\n")
    sys.stdout.write(messages.verified(report.documents, report.quotes, len(report.broken)) + "\n")
    if report.broken:
        raise typer.Exit(1)
