"""Pages in, facts out: the stages of extraction in the order in which a document meets them."""

from __future__ import annotations

from knowledge.extraction import (
    agenda_items,
    attendance,
    decisions,
    document,
    meeting,
    proposals_at_meeting,
    reservations,
    statements,
    votes,
)
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Flow
from knowledge.facts import DocumentFacts
from knowledge.reading.pages import Reading


def extract(reading: Reading) -> DocumentFacts:
    """All facts of one document, each with its source. Never raises on a text, however strange."""
    flow = Flow(reading.pages)
    context = Context.of(flow, document.find(flow, reading.file))
    return DocumentFacts(
        document=context.document,
        meeting=meeting.find(context),
        attendance=tuple(attendance.find(context)),
        agenda_items=tuple(agenda_items.find(context)),
        decisions=tuple(decisions.find(context)),
        proposals=tuple(proposals_at_meeting.find(context)),
        votes=tuple(votes.find(context)),
        reservations=tuple(reservations.find(context)),
        statements=tuple(statements.find(context)),
    )
