"""Statements to the minutes: särskilt uttalande, ersättaryttrande, protokollsanteckning, jäv, who takes no part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from knowledge.extraction import people, sentences, unions
from knowledge.extraction.context import Context
from knowledge.extraction.gates import Gate, folded
from knowledge.extraction.outline import Block, Section
from knowledge.facts import Statement, StatementKind
from knowledge.vocabulary import load, words

_OPENING = re.compile("|".join(words("statements", "opening")), re.IGNORECASE)
_ABSTAINS = re.compile("|".join(words("statements", "abstains")), re.IGNORECASE)
_CONFLICT = re.compile("|".join(words("statements", "conflict")), re.IGNORECASE)
_NO_CONFLICT = re.compile("|".join(words("statements", "no_conflict")), re.IGNORECASE)
_RESERVES = re.compile("|".join(words("statements", "reservation")), re.IGNORECASE)
_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
_WORDINGS: dict[str, str] = load("statements")["wording"]
_WORDING = tuple((kind, re.compile(_WORDINGS[kind], re.IGNORECASE)) for kind in _KINDS if kind in _WORDINGS)
_OWN_TEXT = frozenset(("särskilt uttalande", "särskilt yttrande", "ersättaryttrande", "protokollsanteckning"))
_ELSEWHERE = frozenset(
    ("ärendet", "beredning", "underlag", "expediering", "förslag till beslut", "voteringslista", "beslut")
)
_ANNOUNCES = re.compile(r"(?:följande|enligt nedan)[^.:]*[.:]?$|:$", re.IGNORECASE)
_NAMED_FIRST = 80
_ANY = Gate(_CONFLICT, _ABSTAINS, _OPENING)


def find(context: Context) -> list[Statement]:
    """One element an author or group of authors, its kind that of the heading or of the wording itself."""
    found: list[Statement] = []
    for section in context.sections:
        for block in section.blocks:
            found += _in_block(context, section, block)
    return list({(fact.item, fact.kind, fact.by): fact for fact in reversed(found)}.values())[::-1]


def _in_block(context: Context, section: Section, block: Block) -> Iterator[Statement]:
    if block.kind in _OWN_TEXT:
        yield from _under_heading(context, section, block)
    elif not context.may_hold(_ANY, block.start, block.end):
        return
    elif block.kind not in _ELSEWHERE:
        yield from _told(context, section, block)
    elif block.kind == "beslut":
        yield from _events(context, section, block)


def _kind(text: str, block: Block) -> StatementKind | None:
    """What the sentence says goes before its heading; a reservation is none."""
    if not _ANY.admits(folded(text)):
        return None
    if _CONFLICT.search(text):
        return None if _NO_CONFLICT.search(text) else "jäv"
    if _ABSTAINS.search(text):
        return "deltar inte i beslutet"
    if _RESERVES.search(text):
        return None
    for kind in _KINDS:
        if kind == block.kind and _OPENING.search(text):
            return kind
    for kind, wording in _WORDING:
        if wording.search(text) and _OPENING.search(text):
            return kind
    return None


def _by(text: str) -> tuple[str, ...]:
    """Who is named before the verb; the people of the whole sentence where none is."""
    verb = next((match for p in (_ABSTAINS, _CONFLICT, _OPENING) if (match := p.search(text))), None)
    return (_named(text[: verb.start()]) if verb else ()) or _named(text)


def _named(text: str) -> tuple[str, ...]:
    """Persons or parties, else unions."""
    return people.named(text) or unions.named(text)


def _under_heading(context: Context, section: Section, block: Block) -> Iterator[Statement]:
    made = [
        _statement(context, section, kind, opening, after, "statements.heading")
        for opening, after in sentences.passages(context, block.start, block.end, lambda text: _opens(text, block))
        if (kind := _kind(context.text(*opening), block))
    ]
    yield from made or _whole(context, section, block)


def _opens(text: str, block: Block) -> bool:
    return _kind(text, block) is not None and bool(_by(text)) and _author_first(text)


def _author_first(text: str) -> bool:
    """The author stands at the sentence's beginning; one that is named later only tells of someone."""
    first = next(people.with_party(text), None)
    return first.start < _NAMED_FIRST if first else bool(_named(text[:_NAMED_FIRST]))


def _whole(context: Context, section: Section, block: Block) -> Iterator[Statement]:
    """A block without an opening sentence is its heading's statement, by whom the heading or that sentence names."""
    first = next(iter(sentences.spans(context, block.start, block.end)), None)
    if first is None:
        return
    by = _named(" ".join(block.heading.split()[1:])) if " från " in block.heading else ()
    by = by or tuple(person.name for person in people.with_party(context.text(*first)))
    kind = next((kind for kind in _KINDS if kind == block.kind), None)
    if by and kind:
        span = (block.heading_start, block.end)
        yield Statement(
            source=context.cite(span, section=section),
            rule="statements.block",
            item=section.number,
            kind=kind,
            by=by,
            text=context.text(block.start, block.end),
        )


def _told(context: Context, section: Section, block: Block) -> Iterator[Statement]:
    for opening, after in sentences.passages(context, block.start, block.end, lambda text: _opens(text, block)):
        kind = _kind(context.text(*opening), block)
        if kind:
            yield _statement(context, section, kind, opening, after, "statements.sentence")


def _events(context: Context, section: Section, block: Block) -> Iterator[Statement]:
    """Jäv and who takes no part, told under the decision itself."""
    for opening in sentences.spans(context, block.start, block.end):
        text = context.text(*opening)
        kind = _kind(text, block)
        if kind in ("jäv", "deltar inte i beslutet") and _opens(text, block):
            yield _statement(context, section, kind, opening, (opening[1], opening[1]), "statements.sentence")


def _statement(
    context: Context, section: Section, kind: StatementKind, opening: sentences.Span, after: sentences.Span, rule: str
) -> Statement:
    """Where the sentence announces a text, that is the statement; else the sentence is."""
    said = context.text(*opening)
    announces = kind not in ("jäv", "deltar inte i beslutet") and _ANNOUNCES.search(said) is not None
    written = context.text(*after) if announces else ""
    return Statement(
        source=context.cite((opening[0], after[1] if written else opening[1]), section=section),
        rule=rule,
        item=section.number,
        kind=kind,
        by=_by(said),
        text=written or said,
    )
