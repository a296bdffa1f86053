"""`kanslist digest`: the weekly letter, shown or posted."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer

from adapters.terminal import opened
from bot.messages import of_terminal as messages


def digest(
    channel: Annotated[str, typer.Option(metavar="ID", help="Kanalen i Slack eller samtalet i Teams.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa brevet utan att skicka det.")] = False,
    post: Annotated[bool, typer.Option("--post", help="Skicka brevet till kanalen.")] = False,
) -> None:
    """Veckans brev: nya beslut, rekommendationer och det som ska vara klart."""
    if dry_run == post:
        raise typer.BadParameter(messages.DIGEST_CHOICE)
    import asyncio

    from adapters.terminal.render import harmless
    from bot.follow_up.digest.posting import deliver, weekly
    from bot.messages import of_matters
    from knowledge.store.reader import PUBLIC

    settings = opened.settings()
    with opened.clerk(settings) as kanslist:
        if post:
            kanslist.senders += opened.senders(settings, kanslist.store)
            letter = asyncio.run(deliver(kanslist, channel, date.today()))
            sys.stdout.write(harmless(of_matters.digest_posted(channel, letter.lead)) + "\n")
            return
        from adapters.terminal.render import show

        show(weekly(kanslist, PUBLIC, date.today()))
