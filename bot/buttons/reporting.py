"""\"Fel i svaret?\": the answer's facts and the reader's words, kept for the registratorer and told to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.answers.answer import Answer, Choice, Citation, Item
from bot.buttons.ticket import Ticket, fingerprint
from bot.errors import ChannelUnknown
from bot.incoming import Incoming
from bot.messages import of_buttons, of_reports
from bot.ports import Sender
from knowledge.reading.masking import mask
from knowledge.store.reports import Cited, Report
from knowledge.store.sqlite import SqliteStore

COMMENT = 2_000
"""Characters of a comment at most."""


def keep(store: SqliteStore, ticket: Ticket, answer: Answer, public: Answer, message: Incoming) -> Report:
    """Keep a report of an answer. answer: as whoever reports it may read it; public: as everyone may; message: what
    they say, and where they are answered.

    Where the answer is another one now than they saw, the report holds what the ticket knows of theirs too. Identity
    numbers in the comment are masked. Raises StoreError.
    """
    comment = mask(message.text.strip())[:COMMENT]
    for one in store.reports():
        if (one.answer, one.comment, one.reply_to) == (ticket.name, comment, message.reply_to):
            return one  # pressed twice
    cited = {one.quote for one in public.citations}
    changed = fingerprint(answer) != ticket.print
    return store.put_report(
        answer=ticket.name,
        platform=message.asker.platform,
        question=ticket.question.text,
        lead=answer.lead,
        citations=[_cited(one) for one in answer.citations],
        open_to_all=all(one.quote in cited for one in answer.citations),
        comment=comment,
        reply_to=message.reply_to,
        given_at=datetime.fromtimestamp(ticket.given, UTC).isoformat(timespec="seconds") if changed else None,
        seen=mask(ticket.lead) if changed else None,
    )


def as_answer(report: Report, *, closed: bool = True) -> Answer:
    """The report as the registratorer's channel shows it. Whoever is in the channel reads it, so that of one that is
    not open to all only the number is told (`closed`): a registrator opens the rest in private. So it is with what the
    reader saw of an answer that has changed since: what that stood on may be closed by now."""
    opened = (Choice(label=of_buttons.open_report(), text=of_reports.command(report.id)),)
    if closed and not report.open:
        lead, note = of_buttons.reported_closed(report.id), of_buttons.read_report(report.id)
        return Answer(question="", intent="report", outcome="answered", lead=lead, notes=(note,), choices=opened)
    items = [Item(label=of_buttons.comment_label(), text=report.comment)] if report.comment else []
    if report.seen and not closed:
        items += [Item(label=of_buttons.seen_label(), text=report.seen)]
    items += [Item(label=of_buttons.answer_label(), text=report.lead)]
    changed = [of_buttons.changed_since(report.given_at)] if report.given_at else []
    return Answer(
        question=report.question,
        intent="report",
        outcome="answered",
        lead=of_buttons.reported(report.id, report.question),
        items=tuple(items),
        notes=(*changed, *([of_buttons.read_report(report.id)] if closed else [])),
        citations=tuple(_citation(one) for one in report.citations),
        choices=opened,
    )


async def announce(senders: Sequence[Sender], channel: str, report: Report) -> None:
    """Tell the registratorer's channel. Raises ChannelUnknown where no platform knows it, DeliveryError."""
    sender = next((one for one in senders if one.knows(channel)), None)
    if sender is None:
        raise ChannelUnknown(channel=channel)
    await sender.post(channel, as_answer(report))


async def reply(senders: Sequence[Sender], report: Report) -> None:
    """Tell whoever reported what came of it, where it is known where they are. Raises DeliveryError."""
    to, settlement = report.reply_to, report.settlement
    sender = next((one for one in senders if to and one.knows(to)), None)
    if sender is None or to is None or settlement is None:
        return
    told = of_reports.reply(report.id, report.question, settlement)
    await sender.post(to, Answer(question=report.question, intent="report", outcome="answered", lead=told))


def _cited(citation: Citation) -> Cited:
    return Cited(citation.document, citation.title, citation.page, citation.section, citation.quote, citation.url)


def _citation(cited: Cited) -> Citation:
    return Citation(
        document=cited.file,
        title=cited.title,
        page=cited.page,
        section=cited.section,
        quote=cited.quote,
        url=cited.url,
    )
