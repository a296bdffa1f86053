"""What is answered when a file was laid in: what it is called in the record, and its first facts with their links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from bot.answers.answer import Answer, Citation, Item
from bot.answers.sheet import basis_notes
from bot.intake import look
from bot.intake.held import of_digest
from bot.links import permalink
from bot.messages import of_intake, one_line, shortened
from bot.settings import Settings
from knowledge.ingest import Report
from knowledge.store.api import Document, FactQuery
from knowledge.store.intake import Waiting
from knowledge.store.reader import Reader
from knowledge.store.sqlite import SqliteStore

Settled = Literal["waiting", "added", "discarded"]
_CITED = 3
_TEXT = 400


def settled(report: Report) -> Settled:
    """What has become of the file; one that failed waits on."""
    if report.failed:
        return "waiting"
    return "discarded" if report.blocked else "added"


def answer(store: SqliteStore, settings: Settings, waiting: Waiting, report: Report, reader: Reader) -> Answer:
    """What was added, as the one who pressed may read it."""
    file = waiting.file
    if report.failed:
        return look.told(file, of_intake.refused(file, report.failed[0].reason))
    if report.blocked:
        return look.told(file, of_intake.removed(file, report.blocked[0].removal))
    document = of_digest(store, settings.intake_collection, reader, waiting.digest)
    if document is None:  # it lies where this reader may not look
        return look.done(file, of_intake.added_before(file))
    if report.unchanged or report.updated:
        return look.done(file, of_intake.nothing_new(document))
    shown = list(_decisions(store, settings, document, reader))
    notes = [of_intake.not_adjusted()] if document.kind in look.MINUTES and not document.adjusted_on else []
    notes += [of_intake.unread(one.unread, one.pages) for one in report.unread]
    return look.done(file, of_intake.added(document, changed=bool(report.changed))).model_copy(
        update={
            "items": tuple(item for item, _ in shown),
            "citations": tuple(citation for _, citation in shown),
            "notes": tuple(notes),
        }
    )


def _decisions(
    store: SqliteStore, settings: Settings, document: Document, reader: Reader
) -> Iterator[tuple[Item, Citation]]:
    found = store.facts(reader, FactQuery(list="decisions", document=document.id))
    for number, one in enumerate(found[:_CITED]):
        source, text = one.fact.source, getattr(one.fact, "text", "")
        label = of_intake.first("decisions", source.section, getattr(one.fact, "proposed_to", None))
        notes = tuple(basis_notes(one.fact))
        yield (
            Item(label=label, text=shortened(one_line(text), _TEXT), citation=number, notes=notes),
            Citation(
                document=document.file,
                title=document.title,
                page=source.page,
                section=source.section,
                quote=source.quote,
                url=permalink(settings, document, source),
            ),
        )
