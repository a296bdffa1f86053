"""Whether what is quoted is said of whom it is asked of: of that union, that organisation, that municipality."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.passages import alike, asked
from bot.answers.passages.wanted import Wanted, kind_words
from bot.answers.sheet import Desk
from bot.questions.affiliations import written
from bot.questions.normalise import Bag, root, words
from knowledge.facts import Attendance
from knowledge.names import fold
from knowledge.store.api import Document, FactQuery

_NEAR = 60
"""Characters between a municipality and the number that is its own, with no other number between."""
_LISTED = 3
"""People of one list of presence; more than that in one quote is the list."""
_SHORT = 5
"""Letters of a word that is easily the first part of a word for something else."""
_WHO_DID = re.compile(
    r"(?:och |men )?(?:vem|vilke[nt] (?:företag|bolag|firma|myndighet)) (?P<verb>[a-zåäö]+(?:de|te|er|ar))\b"
)
_DONE = re.compile(r"(?:de|te|tt|t|ta|d|da|ts|des|tes|er|ar|as|s)$")
"""How a verb ends that says that something is or was done."""
_PARTY = 3
"""Letters of a party, which is no name of who did it."""
_FEW = 2
"""Telling words of which each must be the thing itself."""
_ENUMERATED = re.compile(
    r"\w+(?:,\s+\w+)+,?\s+(?:och|samt|eller)\s+\w+|\w+(?:,\s+\w+(?:\s+\w+)?)+,?\s+(?:etc\w*|m\.?\s?m\b|med mera)",
    re.IGNORECASE,
)


def of_unions(text: str, wanted: Wanted) -> bool:
    """Whether every union that is asked about is written in the text as a name: Kommunal, not what is kommunal."""
    said = [(word.folded, text[word.start].isupper()) for word in words(text)]
    return all(any(_is_written(said, form) for form in written(union)) for union in wanted.question.unions)


def _is_written(said: Sequence[tuple[str, bool]], form: Sequence[str]) -> bool:
    spoken = [word for word, _ in said]
    return any(capital and _begins(spoken[at:], form) for at, (_, capital) in enumerate(said))


def _begins(spoken: Sequence[str], form: Sequence[str]) -> bool:
    told = [fold(word) for word in spoken[: len(form)]]
    return told[:-1] == list(form[:-1]) and bool(told) and told[-1].removesuffix("s") == form[-1].removesuffix("s")


def of_place(text: str, wanted: Wanted) -> bool:
    """Whether a number of what every municipality has (employees, inhabitants) is said to be the one's asked for."""
    place = wanted.question.municipality
    if place is None or not set(asked.counted(wanted.question)) & kind_words("everyones"):
        return True
    name = rf"\b{re.escape(place)}"
    thing = rf"\b(?:{'|'.join(asked.counted(wanted.question))})"
    said = (
        rf"{name}\D{{0,{_NEAR}}}\d[\d\s]*(?:\w+ )?{thing}",
        rf"\d[\d\s]*(?:\w+ )?{thing}\D{{0,{_NEAR}}}{name}",
        rf"(?:{thing}\D{{0,{_NEAR}}}{name}|{name}\D{{0,{_NEAR}}}{thing})\D{{0,{_NEAR}}}\d",
    )
    return any(re.search(way, text, re.IGNORECASE) for way in said)


def is_the_thing(here: Bag, around: Bag, wanted: Wanted) -> bool:
    """Whether short words of a question that says little are met as themselves: lunch is not met by "lunchpromenad".

    around: headings and titles, in which the first part of a compound tells what the matter is.
    """
    telling = wanted.telling
    if len(telling) > _FEW:
        return True
    return all(
        len(one) > _SHORT or not alike.met(here, one) or alike.met(around, one) or _as_itself(here, one)
        for one in telling
    )


def _as_itself(bag: Bag, one: str) -> bool:
    return any(held.endswith(one) for held in bag.roots) or alike.instead(bag, one) is not None


def is_done(text: str, wanted: Wanted) -> bool:
    """Whether what somebody is asked to have done is told as done, of others than the question names: not "inköp"."""
    asked_of = _WHO_DID.match(wanted.question.said.casefold())
    verb = root(asked_of["verb"]) if asked_of else None
    if verb is None or verb not in wanted.roots:
        return True
    named = (word for word in words(text)[1:] if text[word.start].isupper() and len(word.folded) > _PARTY)
    if all(word.root in wanted.roots for word in named):
        return False
    return any(
        verb in (word.root, f"{word.root}t") and (_DONE.search(word.folded) or word.folded == f"{verb}a")
        for word in words(text)
    )


def in_passing(text: str, around: Bag, wanted: Wanted) -> bool:
    """Whether the one thing of which an assessment, a number or a day is asked is only one in a row of examples."""
    telling = wanted.telling
    if not (wanted.assessed or wanted.audited or wanted.asks_value) or len(telling) != 1:
        return False
    one = next(iter(telling))
    rest = _ENUMERATED.sub(" ", text)
    return not around.holds(one) and alike.met(Bag.of(text), one) and not alike.met(Bag.of(rest), one)


def is_list_of_presence(desk: Desk, document: Document, page: int | None, start: int, end: int) -> bool:
    """Whether the quote is a part of a list of presence, which is told from its facts or not at all."""
    listed = desk.store.facts(desk.reader, FactQuery("attendance", document=document.id, limit=500))
    inside = [one for one in listed if isinstance(one.fact, Attendance) and _within(one.fact, page, start, end)]
    return len(inside) >= _LISTED


def _within(fact: Attendance, page: int | None, start: int, end: int) -> bool:
    return fact.source.page == page and start <= fact.source.start < end
