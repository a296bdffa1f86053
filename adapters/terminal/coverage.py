"""`kanslist coverage`: what the record holds, and what it seems to lack."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.terminal import opened
from bot.messages import of_terminal as messages

if TYPE_CHECKING:
    from knowledge.coverage import Coverage


def coverage(
    as_json: Annotated[bool, typer.Option("--json", help="Svara i JSON.")] = False,
    body: Annotated[str | None, typer.Option(metavar="ORGAN", help="Bara detta organ.")] = None,
    year: Annotated[int | None, typer.Option(metavar="ÅR", help="Bara detta år.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Alla samlingar, oavsett vem som frågar.")] = False,
) -> None:
    """Visa vad registret innehåller per organ och år, och vad som tycks saknas."""
    from bot.access import reader_for
    from knowledge.coverage import coverage as gather
    from knowledge.store.reader import OPERATOR
    from knowledge.store.sqlite import SqliteStore

    settings = opened.settings()
    reader = OPERATOR if everything else reader_for(opened.question("", "coverage"), settings)
    opened.must_exist(settings)
    store = SqliteStore.open(settings.database_url)
    try:
        found = gather(store, reader, body, year)
    finally:
        store.close()
    if as_json:
        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
        return
    for line in lines(found):
        sys.stdout.write(line + "\n")


def lines(found: Coverage) -> Iterator[str]:
    """The report, line by line."""
    from adapters.terminal.render import harmless

    yield messages.HELD
    for one in found.held:
        name = messages.body(one.body, one.municipality)
        yield f"  {harmless(name):50.50} {one.year or '–':>5} {one.documents:>5} {one.meetings:>5} {one.decisions:>5}"
    yield ""
    yield messages.gaps(len(found.gaps))
    yield from (f"• {messages.gap(gap)}" for gap in found.gaps)
    yield ""
    yield messages.missing(len(found.missing))
    for meeting in found.missing:
        file, page, words = meeting.where[0]
        yield f"• {harmless(messages.missing_meeting(meeting.body, meeting.date, meeting.items))}"
        place = ", ".join(part for part in (file, messages.place(page, None, None)) if part)
        yield f"    ”{harmless(words)}” — {harmless(place)}"
    for heading, documents in ((messages.NO_FACTS, found.without_facts), (messages.NO_ITEMS, found.no_items)):
        yield ""
        yield heading.format(count=len(documents))
        yield from (f"• {harmless(document.file)}" for document in documents)
    yield ""
    yield messages.FAILED_FILES.format(count=len(found.failed))
    yield from (f"• {harmless(one.file)} ({one.failed_at[:10]}): {one.reason}" for one in found.failed)
    yield from (messages.watch_told(one.looked_at, one.reachable, one.files) for one in found.watches)
