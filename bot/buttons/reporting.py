"""\"Fel i svaret?\": the answer's facts and the reader's words, kept for the registratorer and told to them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.answer import Answer, Citation, Item
from bot.buttons.ticket import Ticket
from bot.errors import ChannelUnknown
from bot.messages import of_buttons
from bot.ports import Sender
from knowledge.reading.masking import mask
from knowledge.store.api import Writable
from knowledge.store.reports import Cited, Report

COMMENT = 2_000
"""Characters of a comment at most."""


def keep(store: Writable, ticket: Ticket, answer: Answer, public: Answer, platform: str, comment: str) -> Report:
    """Keep a report of an answer. answer: as whoever reports it may read it; public: as everyone may.

    Identity numbers in the comment are masked. Raises StoreError.
    """
    cited = {one.quote for one in public.citations}
    return store.put_report(
        answer=ticket.name,
        platform=platform,
        question=ticket.question.text,
        lead=answer.lead,
        citations=[_cited(one) for one in answer.citations],
        open_to_all=all(one.quote in cited for one in answer.citations),
        comment=mask(comment.strip())[:COMMENT],
    )


def as_answer(report: Report) -> Answer:
    """The report as the registratorer's channel shows it. Whoever is in the channel reads it, so that of one that is
    not open to all only the number is told: `kanslist reports` shows the rest."""
    if not report.open:
        lead, note = of_buttons.reported_closed(report.id), of_buttons.read_report(report.id)
        return Answer(question="", intent="report", outcome="answered", lead=lead, notes=(note,))
    items = [Item(label=of_buttons.comment_label(), text=report.comment)] if report.comment else []
    items += [Item(label=of_buttons.answer_label(), text=report.lead)]
    return Answer(
        question=report.question,
        intent="report",
        outcome="answered",
        lead=of_buttons.reported(report.id, report.question),
        items=tuple(items),
        notes=(of_buttons.read_report(report.id),),
        citations=tuple(_citation(one) for one in report.citations),
    )


async def announce(senders: Sequence[Sender], channel: str, report: Report) -> None:
    """Tell the registratorer's channel. Raises ChannelUnknown where no platform knows it, DeliveryError."""
    sender = next((one for one in senders if one.knows(channel)), None)
    if sender is None:
        raise ChannelUnknown(channel=channel)
    await sender.post(channel, as_answer(report))


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
