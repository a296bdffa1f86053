"""The facts of one document as a readable overview in Swedish."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from adapters.terminal.render import harmless
from bot.messages.of_facts import HEADINGS
from bot.messages.of_terminal import place
from knowledge.facts import DocumentFacts, Fact

_SAID = (
    "party", "organisation", "roles", "capacity", "item", "kind", "outcome", "proposed_to", "by", "supported_by",
    "answer", "addressee", "responsible", "due", "to", "last_day", "yes", "no", "title",
)  # fmt: skip


def overview(facts: DocumentFacts) -> None:
    """Print the overview to standard output."""
    for line in lines(facts):
        sys.stdout.write(line + "\n")


def lines(facts: DocumentFacts) -> Iterator[str]:
    """The overview, line by line."""
    info = facts.document
    yield harmless(info.title or info.file)
    told = [info.kind, info.body, info.municipality, info.date, *info.case_numbers]
    yield harmless(" · ".join(text for text in told if text))
    if facts.meeting is not None:
        meeting = facts.meeting
        people = [("ordförande", meeting.chair), ("sekreterare", meeting.secretary)]
        people += [("justerare", name) for name in meeting.adjusters]
        yield harmless(" · ".join(f"{role} {name}" for role, name in people if name))
    for name, elements in facts.lists():
        if elements:
            heading, field = HEADINGS[name]
            yield ""
            yield f"{heading} ({len(elements)})"
            yield from (_line(fact, field) for fact in elements)


def _line(fact: Fact, field: str) -> str:
    text = getattr(fact, field) or fact.source.quote
    said = [_say(getattr(fact, name, None)) for name in _SAID]
    where = place(fact.source.page, None, None)
    details = " · ".join(part for part in [*said, where] if part)
    return "  • " + harmless(text + (f"  [{details}]" if details else ""))


def _say(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)
