"""`kanslist explain`: the document as the machine sees it, in the terminal or as one page for a browser."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.terminal.render import harmless
from adapters.terminal.row import Row

if TYPE_CHECKING:
    from adapters.terminal.explained import Explained, Seen, SeenPage

_QUOTE = 400
"""Longer quotes are cut in the terminal; the page for a browser shows them whole."""


def explain(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Dokumentet som ska förklaras.")],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="UTFIL", help="Skriv en webbsida med citaten markerade i texten.")
    ] = None,
) -> None:
    """Visa ett dokument så som maskinen ser det: sidor, paragrafer och varje uppgift med regel och citat."""
    from adapters.terminal.explained import explain as explained
    from knowledge.reading.read import read

    seen = explained(read(file))
    if html is not None:
        from adapters.terminal.explain_page import write
        from bot.messages.of_explaining import written

        write(seen, html)
        sys.stdout.write(written(str(html)) + "\n")
    elif sys.stdout.isatty():
        _draw(seen)
    else:
        for row in rows(seen):
            sys.stdout.write(f"{row.mark:{row.indent}}{row.text}".rstrip() + "\n")


def _draw(seen: Explained) -> None:
    """On a screen: folded to its width, in a pager that ends by itself where all of it fits."""
    from adapters.terminal.screen import console, draw

    os.environ.setdefault("LESS", "-FRX")
    out = console()
    with out.pager(styles=True):
        draw(rows(seen), out)


def rows(seen: Explained) -> Iterator[Row]:
    """The document from top to bottom: page by page, section by section, fact by fact."""
    from bot.messages import of_explaining as messages

    yield Row("lead", harmless(seen.title))
    yield Row("text", harmless(seen.told))
    yield Row("note", seen.counted)
    for kind, count in seen.counts:
        yield Row("text", f"{messages.KINDS[kind]}: {count}", 2, "• ")
    for page in seen.pages:
        yield from _page(page)


def _page(seen: SeenPage) -> Iterator[Row]:
    from bot.messages import of_explaining as messages

    yield Row("gap", "")
    name = messages.page(seen.page.number)
    yield Row("lead", f"━━ {name} ━━")
    if not seen.page.text.strip():
        yield Row("note", messages.NO_TEXT)
    outside = [seen.page.text[start:end] for start, end in seen.outside]
    for line in (*seen.page.furniture, *outside):
        yield Row("source", harmless(line), 2, "░ ")
    for section in seen.sections:
        yield Row("gap", "")
        if section.heading:
            yield Row("label", harmless(section.shown))
        if not section.facts:
            yield Row("source", messages.NO_FACTS, 4)
        for fact in section.facts:
            yield from _fact(fact)


def _fact(seen: Seen) -> Iterator[Row]:
    from bot.messages import of_explaining as messages
    from knowledge.extraction.flow import plain
    from knowledge.facts import squeeze

    said = " · ".join(f"{name} {value}" for name, value in seen.said)
    yield Row("text", harmless(f"{messages.KINDS[seen.kind]}: {seen.text}"), 4, "  • ")
    if said:
        yield Row("choice", harmless(said), 6)
    quote = harmless(plain(seen.source.said))
    if squeeze(quote) != squeeze(seen.text):
        yield Row("quote", f"”{quote if len(quote) <= _QUOTE else quote[:_QUOTE].rstrip() + ' …'}”", 6, "    │ ")
    yield Row("source", f"{seen.rule} · {seen.basis_said} · {seen.where}", 6, "    — ")
