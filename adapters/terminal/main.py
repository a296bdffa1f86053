"""The `kanslist` command. Each subcommand has its file; what a subcommand needs is imported when it runs."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from adapters.terminal import (
    ask,
    chat,
    coverage,
    demo,
    digest,
    doctor,
    explain,
    export,
    extract,
    ingest,
    keep,
    outbox,
    rebuild,
    remove,
    reports,
    serve,
    watch,
)
from adapters.terminal.render import shown
from bot.messages import of_terminal as messages
from knowledge.errors import FileMissing, KanslistError, StoreKindUnknown

app = typer.Typer(
    name="kanslist",
    help="Kanslist läser kommunens handlingar och svarar på frågor om dem, med citat.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("ingest")(ingest.ingest)
app.command("watch")(watch.watch)
app.command("remove")(remove.remove)
app.command("removed")(remove.removed)
app.command("coverage")(coverage.coverage)
app.command("rebuild")(rebuild.rebuild)
app.command("extract")(extract.extract)
app.command("explain")(explain.explain)
app.command("ask")(ask.ask)
app.command("chat")(chat.chat)
app.command("serve")(serve.serve)
app.command("digest")(digest.digest)
app.command("outbox")(outbox.outbox)
app.command("export")(export.export)
app.command("reports")(reports.reports)
app.command("backup")(keep.backup)
app.command("restore")(keep.restore)
app.command("verify")(keep.verify)
app.command("doctor")(doctor.doctor)
app.command("demo")(demo.demo)


@app.callback(invoke_without_command=True)
def begin(
    version: Annotated[bool, typer.Option("--version", help="Visa vilken version det är.", is_eager=True)] = False,
) -> None:
    """Kanslist läser kommunens handlingar och svarar på frågor om dem, med citat."""
    if version:
        from importlib.metadata import version as installed

        sys.stdout.write(f"Kanslist {installed('kanslist')}\n")
        raise typer.Exit


INTERRUPTED = 130
WRONG_USE = 2
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)


def main() -> NoReturn:
    """Run the command and leave with its status: 0 done, 1 done in part or failed, 2 wrong use, 130 by Ctrl-C.

    What goes wrong is one Swedish sentence on standard error, never a traceback.
    """
    if sys.stdout is None:  # closed by whoever started us: `>&-`
        sys.exit(_say(messages.NO_OUTPUT, 1))
    try:
        status = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read our output has left: nothing more to say, and the interpreter shall not try at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except OSError as error:
        if error.errno not in _FULL:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = _say(messages.NO_OUTPUT, 1)
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Run the command with these arguments; the status to leave with."""
    try:
        status = typer.main.get_command(app).main(arguments or ["--help"], "kanslist", standalone_mode=False)
    except TyperException as error:
        return _say(_wrong_use(error), WRONG_USE)
    except KanslistError as error:
        wrong_use = isinstance(error, FileMissing | StoreKindUnknown) or type(error).__name__ == "SettingsError"
        return _say(str(error), WRONG_USE if wrong_use else 1)
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("\n")
        return INTERRUPTED
    return int(status or 0)


def _wrong_use(error: TyperException) -> str:
    """What typer found wrong, in Swedish."""
    parameter = getattr(error, "param", None)
    named = parameter and (
        parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.metavar or parameter.name
    )
    told = str(getattr(error, "message", ""))
    option = getattr(error, "option_name", None)
    return messages.wrong_use(type(error).__name__, option=option, parameter=named, told=told)


def _say(sentence: str, status: int) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"{shown(sentence)}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
