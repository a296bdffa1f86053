"""`kanslist outbox`: what waits, was sent and failed, and why; `kanslist outbox retry` tries again now."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from adapters.terminal import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.follow_up.delivery.runner import Tally
    from bot.settings import Settings

SHOWN = 50
"""Rows that are shown, unless all are asked for."""


def outbox(
    what: Annotated[Literal["retry"] | None, typer.Argument(metavar="retry", help="Försök skicka igen nu.")] = None,
    number: Annotated[int | None, typer.Argument(metavar="NR", help="Bara det meddelandet.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Visa alla; med retry: försök med alla.")] = False,
) -> None:
    """Visa vad som väntar, har skickats och har misslyckats, eller försök skicka igen."""
    from adapters.terminal.render import harmless
    from bot.messages import of_outbox

    settings = opened.settings()
    if what is None:
        with opened.record(settings) as store:
            lines = [of_outbox.counts(store.delivery_counts())]
            lines += [of_outbox.row(one) for one in store.deliveries(limit=-1 if every else SHOWN)]
        sys.stdout.write("".join(f"{harmless(line)}\n" for line in lines))
        return
    if (number is None) != every:
        raise typer.BadParameter(of_outbox.retry_what())
    tally = _retried(settings, None if number is None else [number])
    sys.stdout.write(harmless(of_outbox.retried(tally.counts)) + "\n")
    for error in tally.errors:
        sys.stderr.write(harmless(str(error)) + "\n")
    if tally.errors:
        raise typer.Exit(1)


def _retried(settings: Settings, wanted: Sequence[int] | None) -> Tally:
    """What comes of trying these, or all that did not arrive, at once. Raises DeliveryUnknown."""
    import asyncio
    import time

    from bot.errors import DeliveryUnknown

    with opened.clerk(settings) as kanslist:
        kanslist.senders += opened.senders(settings, kanslist.store)
        if not kanslist.store.retry_deliveries(int(time.time()), wanted) and wanted:
            raise DeliveryUnknown(number=wanted[0])
        rows = [kanslist.store.delivery(one) for one in wanted or ()]
        return asyncio.run(kanslist.outbox.once({one.channel for one in rows if one} if wanted else None))
