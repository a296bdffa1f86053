"""The §§ of a meeting and the matters below them."""

from __future__ import annotations

import re

from knowledge.extraction.context import Context
from knowledge.extraction.flow import has_words
from knowledge.extraction.gates import Gate
from knowledge.extraction.outline import Section
from knowledge.facts import AgendaItem

_ATTACHMENT = re.compile(r"\b[Bb]ilag(?:a|or) \d{1,2}(?:(?:, ?| och | samt |[-–])\d{1,2})*\b")
_ANY = Gate(_ATTACHMENT)


def find(context: Context) -> list[AgendaItem]:
    """One element a § or matter with a heading, in the order in which they stand."""
    return [_item(context, section) for section in context.sections if has_words(section.heading)]


def _item(context: Context, section: Section) -> AgendaItem:
    return AgendaItem(
        source=context.cite(*section.heading_spans, section=section),
        rule="agenda_items.matter" if section.depth else "agenda_items.paragraph",
        number=section.number,
        heading=section.heading,
        case_numbers=section.case_numbers,
        attachments=_attachments(context, section),
    )


def _attachments(context: Context, section: Section) -> tuple[str, ...]:
    """The bilagor that the § names, each once."""
    if not context.may_hold(_ANY, section.body, section.end):
        return ()
    named = (match.group() for match in _ATTACHMENT.finditer(context.text(section.body, section.end)))
    return tuple(dict.fromkeys(name[0].lower() + name[1:] for name in named))
