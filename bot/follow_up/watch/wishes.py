"""What somebody wants to be told of, read from what they typed: terms as the record writes them, never wider.

What is not understood, or may mean several things, is asked back (`Unclear`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot.follow_up.watch.model import Terms, Wanted, Which
from bot.questions import affiliations, slots
from bot.questions.lexicon import Lexicon
from bot.questions.normalise import Word
from bot.questions.reading import Draft
from knowledge.case_numbers import CaseNumber
from knowledge.names import fold
from knowledge.search.words import swedish
from knowledge.store.api import Readable
from knowledge.store.reader import Reader
from knowledge.vocabulary import words

MOST = 20
"""Terms of one kind in one subscription."""
Why = Literal["nothing", "body", "person", "which", "mixed", "many"]


@dataclass(frozen=True, slots=True)
class Unclear:
    """What was not understood. why: nothing is wanted; a body that the record does not hold; one of several people; a
    kind of recommendations that is not offered; things that belong together in several ways; too many. said: as typed;
    choices: what it may mean."""

    why: Why
    said: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What the terms are looked up in: what everybody may read."""

    store: Readable
    reader: Reader
    lexicon: Lexicon


def wish(text: str, record: Record) -> Wanted | Unclear:
    """What is wanted. text: without when and how."""
    parts = re.split(rf"(?<!\w){_any('but')}(?!\w)", text, maxsplit=1, flags=re.IGNORECASE)
    if len(parts) == 2 and not parts[1].strip(" ,."):
        return Unclear("nothing", text)
    kinds = _Kinds(parts[0])
    if kinds.unclear:
        return kinds.unclear
    named = _terms(kinds.left, record)
    but = _terms(parts[1], record) if len(parts) == 2 else Terms()
    for terms in (named, but):
        if isinstance(terms, Unclear):
            return terms
    assert isinstance(named, Terms)  # noqa: S101 - said above
    if len(parts) == 2 and but == Terms():
        return Unclear("nothing", text)
    whole = kinds.everything and named.empty and not kinds.by_kind
    if named.empty and not (whole or kinds.by_kind):
        return Unclear("nothing", text)
    return Wanted(
        **named.model_dump(),
        everything=whole,
        recommendations=kinds.recommendations,
        assignments=kinds.assignments,
        decisions=kinds.decisions,
        but=but,
    )


class _Kinds:
    """The kinds of facts that are named; left: the text without them."""

    def __init__(self, text: str) -> None:
        self.left = text
        self.unclear: Unclear | None = None
        if (said := self._takes("which")) is not None:
            self.unclear = Unclear("which", said)
            return
        self.recommendations: Which | None = None
        kinds: tuple[Which, ...] = ("overdue", "new", "all")
        for kind in kinds:
            if self._takes("recommendations" if kind == "all" else kind) is not None:
                self.recommendations = self.recommendations or kind
        self.assignments = self._takes("assignments") is not None
        self.decisions = self._takes("decisions") is not None
        self.everything = self._takes("everything") is not None
        self.by_kind = bool(self.recommendations or self.assignments or self.decisions)

    def _takes(self, name: str) -> str | None:
        match = re.search(rf"(?<![\w-]){_any(name)}(?![\w-])", self.left, re.IGNORECASE)
        if match is None:
            return None
        self.left = f"{self.left[: match.start()]} {self.left[match.end() :]}"
        return match[0]


def _terms(text: str, record: Record) -> Terms | Unclear:
    draft = Draft(text)
    cases = tuple(_as_held(one, record) for one in _cases(draft))
    bodies = _bodies(draft, record.lexicon)
    if isinstance(bodies, Unclear):
        return bodies
    people = slots.people(draft, record.lexicon)
    if len(people) > 1 and (several := _one_name(text, people)):
        return Unclear("person", several, people)
    parties = affiliations.parties(draft)
    found = Terms(cases=cases, bodies=bodies, people=people, parties=parties, words=_words(draft))
    if any(len(held) > MOST for held in (found.cases, found.bodies, found.people, found.words)):
        return Unclear("many", text)
    return found if not _is_mixed(draft, found) else Unclear("mixed", text)


def _cases(draft: Draft) -> list[CaseNumber]:
    """Every case number; each is taken before the next is looked for."""
    found: list[CaseNumber] = []
    rest = Draft(draft.text)
    while len(found) <= MOST and (one := slots.case(rest)) is not None:
        draft.take(one.start, one.end)
        found.append(one)
        rest = Draft(rest.text[: one.start] + " " * (one.end - one.start) + rest.text[one.end :])
    return found


def _as_held(case: CaseNumber, record: Record) -> str:
    """The number as the record prints it, else as it was typed."""
    for key, printed in record.store.cases(record.reader, unit=case.key.unit, year=case.key.year):
        if key == case.key:
            return printed
    return case.printed.upper()


def _bodies(draft: Draft, lexicon: Lexicon) -> tuple[str, ...] | Unclear:
    found: dict[str, None] = {}
    for _ in range(MOST + 1):
        free = Draft("".join(char if draft.free(at, at + 1) else " " for at, char in enumerate(draft.text)))
        body = slots.body(free, lexicon)
        if body is None:
            break
        if not body.names:
            return Unclear("body", body.said, lexicon.bodies[:8])
        for span in free.taken:
            draft.take(*span)
        found |= dict.fromkeys(body.names)
    return tuple(found)


def _one_name(text: str, people: Sequence[str]) -> str | None:
    """The one word of the text that all these people are called by; None where each was named."""
    said = fold(text)
    if all(fold(name) in said for name in people):
        return None
    return people[0].rsplit(" ", 1)[-1]


def _words(draft: Draft) -> tuple[str, ...]:
    """The runs of words that are left: what stands side by side belongs together, a comma or an "eller" parts it."""
    runs: list[list[str]] = []
    last: Word | None = None
    for word in draft.words:
        if not draft.free(word.start, word.end) or word.folded in _fillers():
            continue
        star = "*" if draft.text[word.end : word.end + 1] == "*" else ""
        said = draft.text[word.start : word.end].casefold() + star
        if last is None or _parted(draft, last, word):
            runs.append([said])
        elif said not in runs[-1]:
            runs[-1].append(said)
        last = word
    return tuple(dict.fromkeys(" ".join(run) for run in runs))


def _parted(draft: Draft, last: Word, word: Word) -> bool:
    between = draft.text[last.end : word.start].casefold()
    return any(mark in between if not mark.isalpha() else re.search(rf"(?<!\w){mark}(?!\w)", between) for mark in _or())


def _is_mixed(draft: Draft, found: Terms) -> bool:
    """Whether two parts, divided by commas, each name terms of two kinds: "AMN språkombud, SN budget" is two wishes."""
    kinds = [bool(found.bodies or found.cases), bool(found.words), bool(found.people or found.parties)]
    if sum(kinds) < 2 or not re.search(r"[,;]", draft.text):
        return False
    start, both = 0, 0
    for part in re.split(r"[,;]", draft.text):
        spans = [word for word in draft.words if start <= word.start < start + len(part)]
        taken = any(not draft.free(word.start, word.end) for word in spans)
        left = any(draft.free(word.start, word.end) and word.folded not in _fillers() for word in spans)
        both += taken and left
        start += len(part) + 1
    return both > 1


def unknown_words(wanted: Wanted) -> list[str]:
    """Those of its words that are no Swedish, so that they may be misspelt."""
    said = [word for run in wanted.words for word in run.split() if not word.endswith("*")]
    return [word for word in said if word.isalpha() and not swedish(fold(word))]


@cache
def _fillers() -> frozenset[str]:
    return frozenset((*words("watching", "wanted", "fillers"), *words("search", "stop")))


@cache
def _or() -> tuple[str, ...]:
    return words("watching", "wanted", "or")


@cache
def _any(name: str) -> str:
    return "(?:" + "|".join(words("watching", "wanted", name)) + ")"
