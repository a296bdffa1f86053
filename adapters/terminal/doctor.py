"""`kanslist doctor`: what is wrong, before a user finds it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from adapters.terminal import opened

_MARKS = {"ok": "✓", "warning": "!", "fault": "✗"}


def doctor(
    offline: Annotated[bool, typer.Option("--offline", help="Fråga varken Slack eller Microsoft.")] = False,
) -> None:
    """Kontrollera inställningar, nycklar, register och klocka, och säg vad som ska åtgärdas."""
    import asyncio

    from adapters.doctor import here, there
    from adapters.terminal.render import harmless
    from bot.messages import of_doctor

    settings = opened.settings()
    found = [*here.checks(settings), *([] if offline else asyncio.run(there.checks(settings)))]
    for one in found:
        sys.stdout.write(harmless(f"{_MARKS[one.kind]} {one.text}") + "\n")
    faults = sum(one.kind == "fault" for one in found)
    warnings = sum(one.kind == "warning" for one in found)
    sys.stdout.write(of_doctor.summed(faults, warnings) + "\n")
    if faults:
        raise typer.Exit(1)
