"""Pages in, facts out: the stages of extraction in the order in which a document meets them."""

from __future__ import annotations

from knowledge.extraction import (
    agenda_items,
    appeals,
    assignments,
    attendance,
    audit_questions,
    decisions,
    document,
    follow_ups,
    meeting,
    open_points,
    promises,
    proposals,
    proposals_at_meeting,
    recommendations,
    references,
    reservations,
    signatories,
    statements,
    submissions,
    union_proposals,
    votes,
)
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Flow
from knowledge.facts import DocumentFacts, Proposal, squeeze
from knowledge.reading.pages import Reading


def extract(reading: Reading) -> DocumentFacts:
    """All facts of one document, each with its source. Never raises on a text, however strange."""
    flow = Flow(reading.pages)
    context = Context.of(flow, document.find(flow, reading.file))
    given = tuple(assignments.find(context))
    return DocumentFacts(
        document=context.document,
        meeting=meeting.find(context),
        attendance=tuple(attendance.find(context)),
        agenda_items=tuple(agenda_items.find(context)),
        decisions=tuple(decisions.find(context)),
        proposals=_proposals(context),
        votes=tuple(votes.find(context)),
        reservations=tuple(reservations.find(context)),
        statements=tuple(statements.find(context)),
        recommendations=tuple(recommendations.find(context)),
        audit_questions=tuple(audit_questions.find(context)),
        assignments=given,
        open_points=tuple(open_points.find(context)),
        signatories=tuple(signatories.find(context)),
        references=tuple(references.find(context)),
        appeals=tuple(appeals.find(context)),
        promises=tuple(promises.find(context, {squeeze(one.text) for one in given})),
        followed_up=tuple(follow_ups.find(context)),
        submissions=tuple(submissions.find(context)),
    )


def _proposals(context: Context) -> tuple[Proposal, ...]:
    """Those at the meeting, those of the document itself, and the unions'."""
    return (*proposals_at_meeting.find(context), *proposals.find(context), *union_proposals.find(context))
