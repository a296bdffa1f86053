"""What is tied to a fact in other papers or attachments: the yrkanden of a §'s attachment, a promised answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot import messages
from bot.answers import scope, stands
from bot.answers.sheet import Sheet
from bot.messages import of_matters
from knowledge.facts import Proposal
from knowledge.store.api import FactQuery, Found


def attached(sheet: Sheet, found: Sequence[Found]) -> None:
    """Add the yrkanden that stand in the attachments of these decisions' matters."""
    desk = sheet.desk
    for document in dict.fromkeys(one.document.id for one in found):
        headings = {getattr(one.fact, "heading", None) for one in found if one.document.id == document}
        links = desk.store.links(desk.reader, kind="attached", document=document)
        wanted = {link.source for link in links if getattr(link.target.fact, "heading", "") in headings}
        if not wanted:
            continue
        for one in desk.store.facts(desk.reader, FactQuery("proposals", document=document, limit=scope.MOST)):
            if one.id in wanted and isinstance(one.fact, Proposal):
                text = of_matters.proposed(one.fact.by, one.fact.text, one.fact.supported_by, one.fact.response)
                label = messages.label(
                    messages.capital(one.fact.kind), of_matters.in_attachment(), stands.day_of(one.document)
                )
                sheet.add_fact(one, text, label, [messages.tie_derived()])


def answered(sheet: Sheet, found: Found) -> None:
    """Add what the meeting says at which a question was to be answered; nothing where it is not held."""
    desk = sheet.desk
    for link in desk.store.links(desk.reader, kind="answered at", target_document=found.document.id):
        if link.target.id != found.id:
            continue
        where = messages.label(of_matters.answered_at(link.rule), link.document.body, stands.day_of(link.document))
        sheet.add(link.quote, link.document, scope.part(link), where, [messages.tie_derived()])
