"""Rows on a screen, folded to its width."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from adapters.terminal.row import STYLES, Row

_WIDEST = 100


def console() -> Console:
    """Standard output; lines no wider than is good to read."""
    found = Console(highlight=False)
    found.width = min(found.width, _WIDEST)
    return found


def draw(rows: Iterable[Row], out: Console | None = None) -> None:
    """Print the rows with their colours, to standard output where no console is given."""
    out = out or console()
    for row in rows:
        if not row.text:
            out.print()
            continue
        text = Text.assemble(*row.runs) if row.runs else Text(row.text, STYLES[row.kind])
        lines = text.wrap(out, max(20, out.width - row.indent))
        for number, line in enumerate(lines):
            mark = row.mark if number == 0 or "│" in row.mark else ""
            line.rstrip()
            out.print(Text.assemble((f"{mark:{row.indent}}", "dim"), line), soft_wrap=True)
