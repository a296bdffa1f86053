"""The `kanslist` command. Each subcommand has its file; what a subcommand needs is imported when it runs."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from adapters.terminal import extract as extract_command
from knowledge.errors import KanslistError

app = typer.Typer(
    name="kanslist",
    help="Kanslist läser kommunens handlingar och svarar på frågor om dem, med citat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("extract")(extract_command.extract)


def main() -> NoReturn:
    """Run the command; a user's fault is one sentence on standard error, Ctrl-C ends with 130."""
    try:
        app()
    except KanslistError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)
