"""Reservations against a decision, under their heading or wherever the § tells of one."""

from __future__ import annotations

import re

from knowledge.extraction import people, sentences
from knowledge.extraction.context import Context
from knowledge.extraction.gates import Gate
from knowledge.extraction.outline import Block, Section
from knowledge.facts import Reservation
from knowledge.vocabulary import words

_RESERVES = re.compile("|".join(words("statements", "reservation")), re.IGNORECASE)
_ONLY_TALK = re.compile("|".join(words("statements", "no_reservation")), re.IGNORECASE)
_ABSTAINS = re.compile("|".join((*words("statements", "abstains"), *words("statements", "conflict"))), re.IGNORECASE)
_ELSEWHERE = frozenset(("ärendet", "beredning", "underlag", "expediering", "förslag till beslut", "voteringslista"))
_ANY = Gate(_RESERVES)
_FOLLOWS = re.compile(r"(?:följande|skriftlig|enligt nedan)[^.]*[:.]?$", re.IGNORECASE)


def find(context: Context) -> list[Reservation]:
    """One element a sentence in which someone reserves; a written reservation that follows is its text."""
    found: list[Reservation] = []
    for section in context.sections:
        for block in section.blocks:
            if block.kind == "reservation":
                found += _under_heading(context, section, block)
            elif block.kind not in _ELSEWHERE and context.may_hold(_ANY, block.start, block.end):
                found += _told(context, section, block)
    return list({(fact.item, fact.by): fact for fact in reversed(found)}.values())[::-1]


def _opens(text: str) -> bool:
    return _RESERVES.search(text) is not None and not _ONLY_TALK.search(text) and bool(_by(text))


def _by(text: str) -> tuple[str, ...]:
    match = _RESERVES.search(text)
    before = text[: match.start()] if match else text
    return people.named(before) or people.named(text)


def _told(context: Context, section: Section, block: Block) -> list[Reservation]:
    passages: list[tuple[sentences.Span, sentences.Span]] = []
    for opening, after in sentences.passages(context, block.start, block.end, _opens):
        if passages and _within_text(context, passages[-1][0], opening):
            passages[-1] = (passages[-1][0], (passages[-1][1][0], after[1]))
        else:
            passages.append((opening, after))
    return [_reservation(context, section, *passage, "reservations.sentence") for passage in passages]


def _within_text(context: Context, announced: sentences.Span, sentence: sentences.Span) -> bool:
    """Whether a sentence only belongs to the written reservation above it: it names no person with a party."""
    if not _FOLLOWS.search(context.text(*announced)):
        return False
    return next(people.with_party(context.text(*sentence)), None) is None


def _under_heading(context: Context, section: Section, block: Block) -> list[Reservation]:
    found = _told(context, section, block)
    if found:
        return found
    first = next(iter(sentences.spans(context, block.start, block.end)), None)
    if first is None:
        return []
    text = context.text(*first)
    if _ABSTAINS.search(text) or _ONLY_TALK.search(text) or not _by(text):
        return []
    return [_reservation(context, section, first, (first[1], block.end), "reservations.heading")]


def _reservation(
    context: Context, section: Section, opening: sentences.Span, after: sentences.Span, rule: str
) -> Reservation:
    """A reservation that announces its wording has the wording as text, else the sentence."""
    said = context.text(*opening)
    written = context.text(*after) if _FOLLOWS.search(said) else ""
    end = after[1] if written else opening[1]
    return Reservation(
        source=context.cite((opening[0], end), section=section),
        rule=rule,
        item=section.number,
        by=_by(said),
        text=written or said,
    )
