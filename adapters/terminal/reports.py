"""`kanslist reports`: answers that readers have reported as wrong, and what was done about them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.terminal import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.store.reports import Report


def reports(
    number: Annotated[int | None, typer.Argument(metavar="NR", help="En felanmälan, med allt som hör till.")] = None,
    settle: Annotated[str | None, typer.Option(metavar="TEXT", help="Avsluta den: vad som gjordes.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Visa också dem som är avslutade.")] = False,
) -> None:
    """Visa svar som läsare har anmält som fel, eller avsluta en anmälan."""
    import asyncio

    from adapters.terminal.render import harmless
    from bot.buttons import reporting
    from bot.messages import of_buttons

    if settle is not None and (number is None or not settle.strip()):
        raise typer.BadParameter(of_buttons.settle_what())
    settings = opened.settings()
    with opened.record(settings) as store:
        if number is not None and settle is not None:
            settled = store.settle_report(number, settle.strip())
            if settled.reply_to:
                asyncio.run(reporting.reply(opened.senders(settings, store), settled))
            sys.stdout.write(of_buttons.settled(number) + "\n")
            return
        found = [store.report(number)] if number is not None else store.reports(waiting=not every)
    for one in found:
        for line in _whole(one) if number is not None else (_row(one),):
            sys.stdout.write(harmless(line) + "\n")
    if not found:
        sys.stdout.write(of_buttons.none_waiting() + "\n")


def _row(report: Report) -> str:
    from bot import messages

    settled = f"  [{report.settlement}]" if report.settlement else ""
    comment = f": {messages.one_line(report.comment)}" if report.comment else ""
    return f"{report.id:>4}  {report.reported_at[:10]}  {report.platform:8}  {report.question}{comment}{settled}"


def _whole(report: Report) -> Iterator[str]:
    from bot import messages
    from bot.messages import of_buttons, of_terminal

    yield _row(report)
    if report.given_at:
        yield of_buttons.changed_since(report.given_at)
    if report.seen:
        yield f"{of_buttons.seen_label()}: {messages.one_line(report.seen)}"
    yield f"{of_buttons.answer_label()} ({report.answer}): {messages.one_line(report.lead)}"
    for cited in report.citations:
        where = of_terminal.place(cited.page, None, cited.section)
        yield f"  ”{messages.one_line(cited.quote)}”"
        yield f"   {' · '.join(part for part in (cited.title, where) if part)} ({cited.file})"
