"""`kanslist export`: what is followed, as a table of how it stood on a day."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from adapters.terminal import opened


def export(
    name: Annotated[
        str, typer.Argument(metavar="LISTA", help="recommendations, assignments, promises, motions eller open_points.")
    ],
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="csv, xlsx eller json.")] = "csv",
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", metavar="DATUM", formats=["%Y-%m-%d"], help="Hur det såg ut i slutet av den dagen."),
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="FIL", help="Skriv till en fil.")] = None,
) -> None:
    """Exportera rekommendationer, uppdrag, löften, motioner eller öppna punkter."""
    from bot.access import reader_for
    from bot.follow_up.exports.formats import FORMATS
    from bot.follow_up.exports.table import LISTS, table
    from bot.messages import of_exports

    if name not in LISTS:
        raise typer.BadParameter(of_exports.one_of(name, LISTS))
    if form not in FORMATS:
        raise typer.BadParameter(of_exports.one_of(form, tuple(FORMATS)))
    day = as_of.date() if as_of else date.today()
    if day > date.today():
        raise typer.BadParameter(of_exports.other_day(date.today().isoformat()))
    if output is None and form == "xlsx" and sys.stdout.isatty():
        raise typer.BadParameter(of_exports.needs_a_file())
    settings = opened.settings()
    with opened.clerk(settings) as kanslist:
        made = table(kanslist.desk(reader_for(opened.question("", "export"), settings)), name, day)
    body = FORMATS[form][1](made)
    if output is None:
        sys.stdout.buffer.write(body)
        return
    try:
        output.write_bytes(body)
    except OSError as error:
        raise typer.BadParameter(of_exports.not_written(str(output))) from error
    sys.stderr.write(of_exports.written(len(made.rows), str(output)) + "\n")
