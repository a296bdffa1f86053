"""What a document tells of appealing against a decision: that or how it can be done, to whom, the last day if printed.

A last day that only follows ("inom tre veckor från anslaget") is not worked out: the quote says what to count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.extraction import dates, items, sentences
from knowledge.extraction.context import Context
from knowledge.extraction.gates import Gate, folded
from knowledge.facts import Appeal, squeeze
from knowledge.vocabulary import load

_WORDS = load("appeals")
_TOLD = re.compile("|".join(_WORDS["told"]), re.IGNORECASE)
_NOT = re.compile("|".join(_WORDS["not"]), re.IGNORECASE)
_LAST_DAY = re.compile(_WORDS["last_day"], re.IGNORECASE)
_UNTIL = re.compile(_WORDS["until"], re.IGNORECASE)
_TO = re.compile(_WORDS["to"], re.IGNORECASE)
_ANY = Gate(*(re.compile(pattern, re.IGNORECASE) for pattern in (*_WORDS["told"], _WORDS["last_day"])))
_DAY = 40
"""Characters after a label within which its day stands."""
_NEAR = 4
"""Characters between two sentences of one instruction."""

Span = tuple[int, int]


def find(context: Context) -> list[Appeal]:
    """What the minutes tell, in order; neighbouring sentences are one. The same words again are told once."""
    if not context.is_minutes:
        return []
    labelled = list(_labelled(context))
    days = [span for span, _ in labelled]
    found = [made for _, made in labelled]
    for start, end in _joined(list(_sentences(context))):
        if not any(first < end and start < last for first, last in days):
            found.append(_made(context, (start, end), "appeals.told"))
    found.sort(key=lambda one: (one.source.page or 0, one.source.start))
    kept: dict[tuple[str | None, str], Appeal] = {}
    for one in found:
        kept.setdefault((one.item, squeeze(one.text)), one)
    return list(kept.values())


def _labelled(context: Context) -> Iterator[tuple[Span, Appeal]]:
    """ "Sista dag för överklagande" with its day."""
    text = context.flow.text
    for label in _LAST_DAY.finditer(text):
        day = dates.first(text[label.end() : label.end() + _DAY], context.document.date, "future")
        if day is not None and not text[label.end() : label.end() + day.start].strip():
            span = (label.start(), label.end() + day.end)
            yield span, _made(context, span, "appeals.last-day")


def _sentences(context: Context) -> Iterator[Span]:
    for item in items.split(context):
        if _ANY.admits(folded(item.text)):
            for span in sentences.spans(context, item.start, item.end):
                text = context.text(*span)
                if _TOLD.search(text) and not _NOT.search(text):
                    yield span


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Sentences that follow on each other as one span."""
    for number, (start, end) in enumerate(spans):
        if number and start - spans[number - 1][1] <= _NEAR:
            continue
        for following in spans[number + 1 :]:
            if following[0] - end > _NEAR:
                break
            end = following[1]
        yield start, end


def _made(context: Context, span: Span, rule: str) -> Appeal:
    text = context.text(*span)
    day = dates.first(text, context.document.date, "future") if rule.endswith("day") or _UNTIL.search(text) else None
    to = _TO.search(text)
    section = context.outline.section_at(span[0])
    return Appeal(
        text=text,
        item=section.number if section else None,
        to=" ".join(to["to"].split()) if to else None,
        last_day=day.date if day else None,
        source=context.cite(span, section=section),
        rule=rule,
        basis="derived" if day is not None and day.derived else "stated",
    )
