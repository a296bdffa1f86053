"""The front page of one family, the §§ of a second and the votes of a third: layouts that nothing was written against.

What each part says is known from its own document, so what the whole must say is their union. That no municipality
writes so is the point: a rule that holds only beside its own family's other habits fails here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest

from knowledge.extraction.extract import extract
from knowledge.reading.pages import Page, Reading
from tests.golden.golden import HERE, Facts, expected, shown

LEAST = 0.90
"""The aim on layouts that were not seen before."""

IDENTITY = {
    "attendance": ("name", "party", "capacity", "replaces", "items"),
    "agenda_items": ("number", "heading", "case_numbers"),
    "decisions": ("item", "text", "outcome", "proposed_to"),
    "proposals": ("item", "kind", "by", "text"),
    "votes": ("item", "yes", "no", "abstain"),
    "reservations": ("item", "by"),
    "statements": ("item", "kind", "by"),
}
"""What must be right of a fact for it to count as found."""

_PARAGRAPH = re.compile(r"^(?P<before>(?:[A-Z]{2,4} )?§ ?)(?P<number>\d+)\b", re.MULTILINE)


@dataclass(frozen=True)
class Minutes:
    """A family's minutes, taken apart."""

    name: str
    front: str
    paragraphs: tuple[tuple[str, str], ...]
    """(number, text) of each §."""
    facts: Facts

    @property
    def voted(self) -> tuple[tuple[str, str], ...]:
        """The §§ in which a vote was taken."""
        numbers = {vote["item"] for vote in self.facts.get("votes", ())}
        return tuple(one for one in self.paragraphs if one[0] in numbers)


def taken_apart(name: str) -> Minutes:
    """Cut a golden document at its §§."""
    text = (HERE / f"{name}.txt").read_text("utf-8").replace("\f", "")
    facts = expected(HERE / f"{name}.txt")
    assert facts is not None
    numbers = [item["number"] for item in facts["agenda_items"]]
    starts = [match for match in _PARAGRAPH.finditer(text) if match["number"] in numbers]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    cut = tuple((one["number"], text[one.start() : end]) for one, end in zip(starts, ends, strict=True))
    assert [number for number, _ in cut] == numbers
    return Minutes(name, text[: starts[0].start()], cut, facts)


FAMILIES = [
    taken_apart(name)
    for name in (
        "arendenummer", "att-satser", "namndens-behandling", "beslutande-ledamoter", "narvarande-ledamoter",
        "beslut-forst",
    )
]  # fmt: skip
VOTED = [family for family in FAMILIES if family.voted]


def composed(front: Minutes, middle: Minutes, votes: Minutes) -> tuple[str, Counter[Any]]:
    """The text, and what it says: its §§ numbered anew from 1."""
    text, wanted = front.front, Counter(_identities("attendance", front.facts, None, None))
    taken = [(middle, one) for one in middle.paragraphs] + [(votes, one) for one in votes.voted]
    for number, (family, (old, paragraph)) in enumerate(taken, start=1):
        text += _PARAGRAPH.sub(rf"\g<before>{number}", paragraph, count=1).rstrip() + "\n\n"
        for list_ in IDENTITY:
            if list_ != "attendance":
                wanted.update(_identities(list_, family.facts, old, str(number)))
    return text, wanted


def _identities(list_: str, facts: Facts, old: str | None, new: str | None) -> Iterator[tuple[Any, ...]]:
    """The facts of a list; those of the § `old` as of the § `new`, or all of them."""
    for fact in facts.get(list_, ()):
        where = fact.get("number" if list_ == "agenda_items" else "item")
        if old is None or where == old:
            said = {**fact, **({} if new is None else {"item": new, "number": new})}
            yield list_, *(_plain(said.get(field)) for field in IDENTITY[list_])


def _plain(value: Any) -> str:
    return " ".join(str(value if value not in (None, 0) else "").split())


def found_in(text: str) -> Counter[Any]:
    """What extraction finds, by the same identities."""
    facts = shown(extract(Reading("sammansatt.txt", "text/plain", "0" * 64, (Page(None, text),))))
    return Counter(one for list_ in IDENTITY for one in _identities(list_, facts, None, None))


def f1(wanted: Counter[Any], found: Counter[Any]) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * (wanted & found).total() / (wanted.total() + found.total())


COMBINED = list(product(FAMILIES, FAMILIES, VOTED))


def test_the_parts_are_the_whole() -> None:
    """Each family composed of its own parts says what its document says: the taking apart loses nothing."""
    for family in FAMILIES:
        text, wanted = composed(family, family, family)
        assert f1(wanted, found_in(text)) >= LEAST, family.name


@dataclass
class Tally:
    """What all combinations together should say, what was found, and where the two differ."""

    wanted: Counter[Any]
    found: Counter[Any]
    misses: Counter[str]


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    """By list; each combination of three families is read once."""
    made = {list_: Tally(Counter(), Counter(), Counter()) for list_ in IDENTITY}
    for front, middle, votes in COMBINED:
        if front is middle is votes:
            continue
        text, wanted = composed(front, middle, votes)
        found = found_in(text)
        where = f"{front.name} + {middle.name} + {votes.name}"
        for one, count in (wanted | found).items():
            tally = made[one[0]]
            tally.wanted[where, one] += wanted[one]
            tally.found[where, one] += found[one]
            if wanted[one] != found[one]:
                tally.misses[f"wanted {wanted[one]}, found {found[one]} in {where}: {one[1:]}"] += count
    return made


@pytest.mark.parametrize("list_", IDENTITY)
def test_recombined_layouts_are_read_as_their_parts(tallies: dict[str, Tally], list_: str) -> None:
    """Of each list at least 0.90 over all combinations of three families; the worst are named."""
    tally = tallies[list_]
    score = f1(tally.wanted, tally.found)
    assert tally.wanted.total() > len(COMBINED)
    assert score >= LEAST, f"{score:.3f}\n" + "\n".join(name for name, _ in tally.misses.most_common(12))
