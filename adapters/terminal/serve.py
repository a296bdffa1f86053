"""`kanslist serve`: the server for Teams, Slack and the web."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from adapters.terminal import opened
from bot.messages import of_terminal


def serve(
    host: Annotated[str | None, typer.Option(metavar="ADRESS", help="Adressen att lyssna på.")] = None,
    port: Annotated[int | None, typer.Option(metavar="PORT", help="Porten att lyssna på.")] = None,
    insecure_local: Annotated[
        bool, typer.Option("--insecure-local", help="Öppna Teams utan inloggning, bara för prov på den egna datorn.")
    ] = False,
) -> None:
    """Starta servern: Teams, Slack, webben, hälsa och mätvärden."""
    from knowledge.store.sqlite import file_of

    settings = opened.settings(host=host, port=port)
    file = file_of(settings.database_url)
    if not file.is_file():
        sys.stderr.write(of_terminal.empty_record(str(file.parent)) + "\n")
    from adapters.server import run

    run(settings, insecure_local)
