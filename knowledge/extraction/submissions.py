"""What minutes only say was handed in: motions, interpellations and medborgarförslag listed under a § of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction import headings, items, people
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Line
from knowledge.extraction.items import Item
from knowledge.extraction.outline import Section
from knowledge.facts import Submission
from knowledge.vocabulary import load, longest_first

_WORDS = load("submissions")
_KINDS = {word: kind for kind, forms in _WORDS["kinds"].items() for word in forms}
_BEFORE = rf"(?:(?:{'|'.join(longest_first(_WORDS['before']))})\s+)+"
_HEADING = re.compile(
    rf"{_BEFORE}(?P<kind>{'|'.join(longest_first(list(_KINDS)))})\b(?:\s+(?:och|samt|,)\s+\w+)?(?:\s+(?:till|från)\s+\w+)*\W*$",
    re.IGNORECASE,
)
"""The whole heading: "Svar på motion om …" and "Ny motion om …" are matters of their own."""
_LEADS = re.compile(r".*(?::|\bom)$", re.DOTALL)
_HANDED_IN = re.compile(
    rf"\b(?:lämnat|ställt|väckt|inkommit|inlämnat|lämnar|ställer|väcker)\b.*\b(?:{'|'.join(longest_first(list(_KINDS)))})",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 220


def find(context: Context) -> list[Submission]:
    """What was handed in, in order, each once."""
    return [
        made
        for section in context.sections
        if (match := _HEADING.match(section.heading.strip()))
        for made in _listed(context, section, _KINDS[match["kind"].casefold()])
    ]


def _listed(context: Context, section: Section, kind: str) -> Iterator[Submission]:
    led = False
    for item in items.split(context, section.body, section.end):
        if headings.recognise(item.text):
            led = False
        elif _HANDED_IN.search(item.text) and item.text.endswith("."):
            yield _made(context, section, kind, item)
        elif item.mark:
            if led and len(item.text) <= _LONGEST:
                yield _made(context, section, kind, item)
        else:
            lines = context.lines(item.start, item.end)
            lead = next((at for at, line in enumerate(lines) if _LEADS.match(line.stripped)), None)
            led = led or lead is not None
            for one in _titles(lines[0 if lead is None else lead + 1 :]) if led else ():
                yield _made(context, section, kind, one)


def _titles(lines: Sequence[Line]) -> Iterator[Item]:
    """The lines below a lead-in, of which each is one, as far as they are no sentences."""
    for line in lines:
        left = len(line.text) - len(line.text.lstrip())
        if not line.stripped or line.stripped.endswith(".") or not line.stripped[0].isupper():
            return
        yield Item("", line.stripped, line.start + left, line.start + left + len(line.stripped), line.index)


def _made(context: Context, section: Section, kind: str, item: Item) -> Submission:
    return Submission(
        item=section.number,
        kind=kind,
        text=item.text,
        by=tuple(dict.fromkeys(one.name for one in people.with_party(item.text))),
        source=context.cite((item.start, item.end), section=section),
        rule="submissions.listed",
    )
