"""Votes: the counts, what a yes was for, and the ballots where the § names them.

A vote told twice in a § (in the sentence and in the list at its end) is one element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extraction import ballots, people
from knowledge.extraction.context import Context
from knowledge.extraction.gates import Gate, folded
from knowledge.extraction.outline import Block, Section
from knowledge.facts import Ballot, VoteCount
from knowledge.vocabulary import load, words

_NUMBERS: dict[str, int] = load("votes")["numbers"]
_NUMBER = rf"\b(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"


def _spaced(pattern: str) -> str:
    """A space of the vocabulary stands for any white space of the text, line breaks and columns too."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


def _compile(name: str) -> tuple[tuple[re.Pattern[str], Gate], ...]:
    filled = (_spaced(pattern).replace("{n}", _NUMBER) for pattern in words("votes", name))
    patterns = (re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in filled)
    return tuple((pattern, Gate(pattern)) for pattern in patterns)


_COUNTS, _ABSTAIN, _MEANS = _compile("counts"), _compile("abstain"), _compile("yes_means")
_ELSEWHERE = frozenset(("ärendet", "beredning", "underlag", "expediering", "förslag till beslut"))
_TOLD = ("omröstning", "beslutsgång", "voteringslista", "")
_AFTER = 160
_ASKED = re.compile("|".join(words("votes", "asked")), re.IGNORECASE)
_NOT_WORDING = tuple(words("votes", "not_wording"))
_LISTED = re.compile(r"(?:votering|omröstning)s?(?:lista|resultat|protokoll)? ?:? ?§+ ?(?P<number>\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Count:
    """A count in the text. turn: which vote of the § it tells, by what was asked for before it; None in a list."""

    block: Block
    start: int
    end: int
    yes: int
    no: int
    abstain: int
    turn: int | None


def find(context: Context) -> list[VoteCount]:
    """The votes of every §, in order."""
    found: list[VoteCount] = []
    for section in context.sections:
        counts = _once(list(_counts(context, section)))
        for place, count in enumerate(counts):
            before = counts[place - 1].end if place else section.body
            after = counts[place + 1].start if place + 1 < len(counts) else section.end
            found.append(_vote(context, section, count, (before, after), alone=len(counts) == 1))
    found = _from_front(context, _unlisted(found))
    return list({(vote.item, vote.yes, vote.no, vote.source.start): vote for vote in found}.values())


def _from_front(context: Context, found: list[VoteCount]) -> list[VoteCount]:
    """With the ballots of the lists on the front pages, each of the one vote that it adds up to."""
    end = context.outline.front_end
    lists = [one for one in ballots.tables(context, 0, end) if one] if end and found else []
    for cast in lists:
        fits = [at for at, one in enumerate(found) if ballots.adds_up(cast, one.yes, one.no, one.abstain)]
        if len(fits) == 1 and not found[fits[0]].ballots:
            found[fits[0]] = found[fits[0]].model_copy(update={"ballots": cast})
    return found


def _once(counts: list[_Count]) -> list[_Count]:
    """Each vote once: the same count told again belongs to the same vote, unless another was asked for in between."""
    kept: list[_Count] = []
    for count in counts:
        if not any(
            (one.yes, one.no) == (count.yes, count.no) and (count.turn is None or one.turn in (None, count.turn))
            for one in kept
        ):
            kept.append(count)
    return kept


def _unlisted(found: list[VoteCount]) -> list[VoteCount]:
    """Without the counts of lists that another § told of."""
    told = {(vote.item, vote.yes, vote.no) for vote in found if vote.source.section == f"§ {vote.item}"}
    return [
        vote for vote in found if vote.source.section == f"§ {vote.item}" or (vote.item, vote.yes, vote.no) not in told
    ]


def _counts(context: Context, section: Section) -> Iterator[_Count]:
    for block in section.blocks:
        raw = context.flow.text[block.start : block.end]
        if block.kind in _ELSEWHERE or ("ja" not in raw.casefold() and "resultat" not in raw.casefold()):
            continue
        taken: list[tuple[int, int]] = []
        for match in sorted(_matches(raw), key=lambda one: one.start()):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            yield _count_of(context, section, block, match)


def _count_of(context: Context, section: Section, block: Block, match: re.Match[str]) -> _Count:
    start, end = block.start + match.start(), block.start + match.end()
    parts = match.groupdict()
    after = context.text(start, min(section.end, end + _AFTER))
    abstain = _count(parts["abstain"]) if parts.get("abstain") else _abstain(after)
    turn = None if block.kind == "voteringslista" else _turn(context, section, start)
    return _Count(block, start, end, _count(parts["yes"]), _count(parts["no"]), abstain, turn)


def _turn(context: Context, section: Section, until: int) -> int:
    """How many votes were asked for before the offset: by "Omröstning begärs", or numbered headings."""
    asked = len(_ASKED.findall(context.text(section.body, until)))
    numbered = [block for block in section.of_kind("omröstning", "beslutsgång") if block.start <= until]
    numbers = [int(match[1]) for block in numbered if (match := re.search(r"(\d)\D*$", block.heading))]
    return max([asked, *numbers])


def _matches(raw: str) -> Iterator[re.Match[str]]:
    said = folded(raw)
    for pattern, gate in _COUNTS:
        if gate.admits(said):
            yield from pattern.finditer(raw)


def _vote(context: Context, section: Section, count: _Count, around: tuple[int, int], *, alone: bool) -> VoteCount:
    before = context.text(max(around[0], count.start - 1500), count.start)
    after = context.text(count.start, min(section.end, count.end + _AFTER))
    return VoteCount(
        source=context.cite((count.start, count.end), section=section),
        rule="votes.count",
        item=_item(count.block, section),
        yes=count.yes,
        no=count.no,
        abstain=count.abstain,
        yes_means=_means(before) or _means(after),
        ballots=_ballots(context, section, count, around, alone=alone),
    )


def _ballots(
    context: Context, section: Section, count: _Count, around: tuple[int, int], *, alone: bool
) -> tuple[Ballot, ...]:
    """Who voted how. Of several votes in a §, and in a table, only ballots that add up to the count are its own."""
    spans = [(around[0], count.start), (count.end, around[1]), around]
    places = [[*_within(section, start, end)] for start, end in spans]
    told = [ballots.find(context, place) for place in places]
    if alone and told[-1]:
        return told[-1]
    told += [table for place in places for start, end in place for table in ballots.tables(context, start, end)]
    return next((one for one in told if ballots.adds_up(one, count.yes, count.no, count.abstain)), ())


def _within(section: Section, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of the span that stand under headings below which it is told who voted how."""
    for block in section.of_kind(*_TOLD):
        first, last = max(start, block.start), min(end, block.end)
        if first < last:
            yield first, last


def _item(block: Block, section: Section) -> str:
    """A list of votes says itself which § it belongs to, wherever it is bound in."""
    listed = _LISTED.match(block.heading)
    return listed["number"] if listed else section.number


def _count(printed: str) -> int:
    return int(printed) if printed.isdigit() else _NUMBERS[printed.casefold()]


def _abstain(text: str) -> int:
    said = folded(text)
    for pattern, gate in _ABSTAIN:
        match = pattern.search(text) if gate.admits(said) else None
        if match:
            return _count(match["abstain"])
    return 0


def _means(text: str) -> str | None:
    """The last wording of the question before the count."""
    said = folded(text)
    patterns = (pattern for pattern, gate in _MEANS if gate.admits(said))
    found = [match for pattern in patterns for match in pattern.finditer(text) if _is_wording(match["means"])]
    if not found:
        return None
    last = max(found, key=lambda match: match.start())
    return last["means"].strip(' ”"“:,') or None


def _is_wording(means: str) -> bool:
    """Whether what stands after "Ja:" says what it was for, and not who voted so."""
    person = next(people.with_party(means), None)
    return (person is None or person.start > 0) and not means.lstrip().casefold().startswith(_NOT_WORDING)
