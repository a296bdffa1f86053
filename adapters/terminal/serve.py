"""`kanslist serve`: the server for Teams, Slack and the web."""

from __future__ import annotations

from typing import Annotated

import typer

from adapters.terminal import opened


def serve(
    host: Annotated[str | None, typer.Option(metavar="ADRESS", help="Adressen att lyssna på.")] = None,
    port: Annotated[int | None, typer.Option(metavar="PORT", help="Porten att lyssna på.")] = None,
    insecure_local: Annotated[
        bool, typer.Option("--insecure-local", help="Öppna Teams utan inloggning, bara för prov på den egna datorn.")
    ] = False,
) -> None:
    """Starta servern: Teams, Slack, webben, hälsa och mätvärden."""
    settings = opened.settings(host=host, port=port)
    from adapters.server import run

    run(settings, insecure_local)
