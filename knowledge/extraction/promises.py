"""Promises: who says in minutes or a tjänsteutlåtande that a matter comes back, is taken along, or is reported.

A promise is what is said there and then. What was decided before, is asked for, or is only proposed is none, and what
is an assignment with its words already (assignments.py) is not told twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from knowledge.extraction import assignments, bodies, items, periods, sentences
from knowledge.extraction.context import Context
from knowledge.extraction.gates import Gate
from knowledge.facts import Promise, squeeze
from knowledge.vocabulary import load

_KINDS = frozenset({"protokoll", "protokollsutdrag", "samverkansprotokoll", "tjänsteutlåtande"})
_LONGEST = 600
"""Characters of a sentence; what is longer is a table or a list without marks."""
_ATT = re.compile(r"att\b")
_CLOSE = 60
"""Characters between the sign and the day by which it is to be."""


def find(context: Context, given: Collection[str] = ()) -> list[Promise]:
    """The promises in the order of the document, each once. given: the assignments' texts, squeezed."""
    if context.document.kind not in _KINDS or not context.may_hold(_gate(), 0, len(context.flow.text)):
        return []
    made: dict[str, Promise] = {}
    proposed = assignments.proposed(context)
    for start, end in _sentences(context):
        if end - start > _LONGEST or any(first <= start < last for first, last in proposed):
            continue
        text = context.text(start, end)
        key = squeeze(text)
        told = key in made or any(key in one for one in given) or (_ATT.match(text) and not _is_decided(context, start))
        sign = None if told else _sign(text)
        if sign:
            made[key] = _made(context, text, (start, end), *sign)
    return list(made.values())


def _sentences(context: Context) -> Iterator[sentences.Span]:
    for item in items.split(context):
        if context.may_hold(_gate(), item.start, item.end):
            yield from sentences.spans(context, item.start, item.end)


def _is_decided(context: Context, start: int) -> bool:
    """Whether the offset stands under a heading of decisions: an att-sats elsewhere is what somebody wants."""
    section = context.outline.section_at(start) if context.is_minutes else None
    return section is not None and any(one.start <= start < one.end for one in section.of_kind("beslut"))


def _sign(text: str) -> tuple[str, re.Match[str]] | None:
    """(form, match) of the first sign of a promise in the sentence; None where there is none."""
    words = load("promises")["not"]
    if re.search(words["told"], text, re.IGNORECASE) or re.match(words["lists"], text, re.IGNORECASE):
        return None
    for form, patterns in _forms().items():
        for pattern in patterns:
            match = pattern.search(text)
            if match and not re.search(words["before"], text[: match.start()], re.IGNORECASE):
                return form, match
    return None


def _made(context: Context, text: str, span: sentences.Span, form: str, match: re.Match[str]) -> Promise:
    section = context.outline.section_at(span[0]) if context.is_minutes else None
    due = periods.last_day(text[match.start() :], context.document.date)
    if due and due.start > _CLOSE + match.end() - match.start():
        due = None
    return Promise(
        text=text,
        item=section.number if section else None,
        matter=(section.heading or None) if section else None,
        case_numbers=section.case_numbers if section else (),
        responsible=_responsible(text),
        due=due.date if due else None,
        basis="derived" if due and due.derived else "stated",
        source=context.cite(span, section=section),
        rule=f"promises.{form}",
    )


def _responsible(text: str) -> str | None:
    """Who promises, where the sentence names an office, a body or a person for it."""
    words = load("promises")["who"]
    match = _subject().search(text)
    if match is None or match["who"].casefold() in words["things"]:
        return None
    return bodies.display(" ".join(match["who"].split()))


@cache
def _forms() -> Mapping[str, Sequence[re.Pattern[str]]]:
    forms = load("promises")["forms"]
    return {name: [re.compile(form, re.IGNORECASE) for form in patterns] for name, patterns in forms.items()}


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(load("promises")["who"]["subject"])


@cache
def _gate() -> Gate:
    return Gate(*(pattern for patterns in _forms().values() for pattern in patterns))
