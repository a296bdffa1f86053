"""Votes: the counts, what a yes was for, and the ballots where the § names them.

A vote told twice in a § (in the sentence and in the list at its end) is one element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.extraction import people
from knowledge.extraction.context import Context
from knowledge.extraction.outline import Block, Section
from knowledge.facts import Ballot, Vote, VoteCount
from knowledge.vocabulary import load, words

_NUMBERS: dict[str, int] = load("votes")["numbers"]
_NUMBER = rf"\b(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"


def _spaced(pattern: str) -> str:
    """A space of the vocabulary stands for any white space of the text, line breaks and columns too."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


def _compile(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(_spaced(pattern).replace("{n}", _NUMBER), re.IGNORECASE | re.DOTALL)
        for pattern in words("votes", name)
    )


_COUNTS, _ABSTAIN, _MEANS = _compile("counts"), _compile("abstain"), _compile("yes_means")
_ELSEWHERE = frozenset(("ärendet", "beredning", "underlag", "expediering", "förslag till beslut"))
_AFTER = 160
_LISTED = re.compile(r"voteringslista ?:? ?§+ ?(?P<number>\d+)", re.IGNORECASE)
_BALLOT_SENTENCE = re.compile(
    r"(?P<voters>(?:[^.:]|\.(?=\s?[a-zå]|\w))*?\([^.:]*?)\b(?:röstar|röstade|röstat) (?P<vote>ja|nej|avstår)\b",
    re.IGNORECASE,
)
_BALLOT_LIST = re.compile(
    r"\b(?P<vote>ja|nej|avstår)[- ]?(?:röster|röst)? ?(?:\(?\d*\)?)? ?: ?(?P<voters>[A-ZÅÄÖ][^.:]+\([^.:]+)",
    re.IGNORECASE,
)
_BALLOT_ROW = re.compile(r"(?P<who>.+?\([^)]*\)).{0,30}?[-:–] ?(?P<vote>ja|nej|avstår)\b", re.IGNORECASE)


def find(context: Context) -> list[VoteCount]:
    """The votes of every §, in order."""
    found: list[VoteCount] = []
    for section in context.sections:
        seen: set[tuple[int, int]] = set()
        for block in section.blocks:
            if block.kind in _ELSEWHERE:
                continue
            for vote in _in_block(context, section, block):
                if (vote.yes, vote.no) not in seen:
                    seen.add((vote.yes, vote.no))
                    found.append(vote)
    return list({(vote.item, vote.yes, vote.no): vote for vote in reversed(found)}.values())[::-1]


def _in_block(context: Context, section: Section, block: Block) -> Iterator[VoteCount]:
    """The counts in a block; the same count again says the same vote."""
    raw = context.flow.text[block.start : block.end]
    if "ja" not in raw.casefold() and "resultat" not in raw.casefold():
        return
    taken: list[tuple[int, int]] = []
    for match in sorted(_matches(raw), key=lambda one: one.start()):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        taken.append(match.span())
        yield _vote(context, section, block, match)


def _matches(raw: str) -> Iterator[re.Match[str]]:
    for pattern in _COUNTS:
        yield from pattern.finditer(raw)


def _vote(context: Context, section: Section, block: Block, match: re.Match[str]) -> VoteCount:
    start, end = block.start + match.start(), block.start + match.end()
    before = context.text(max(section.body, start - 1500), start)
    after = context.text(start, min(section.end, end + _AFTER))
    parts = match.groupdict()
    return VoteCount(
        source=context.cite((start, end), section=section),
        rule="votes.count",
        item=_item(block, section),
        yes=_count(parts["yes"]),
        no=_count(parts["no"]),
        abstain=_count(parts["abstain"]) if parts.get("abstain") else _abstain(after),
        yes_means=_means(before) or _means(after),
        ballots=_ballots(context, section),
    )


def _item(block: Block, section: Section) -> str:
    """A list of votes says itself which § it belongs to, wherever it is bound in."""
    listed = _LISTED.match(block.heading)
    return listed["number"] if listed else section.number


def _count(printed: str) -> int:
    return int(printed) if printed.isdigit() else _NUMBERS[printed.casefold()]


def _abstain(text: str) -> int:
    for pattern in _ABSTAIN:
        match = pattern.search(text)
        if match:
            return _count(match["abstain"])
    return 0


def _means(text: str) -> str | None:
    """The last wording of the question before the count."""
    found = [match for pattern in _MEANS for match in pattern.finditer(text)]
    if not found:
        return None
    last = max(found, key=lambda match: match.start())
    return last["means"].strip(' ”"“:,') or None


def _ballots(context: Context, section: Section) -> tuple[Ballot, ...]:
    """Who voted how, where names stand beside the vote."""
    ballots: dict[str, Ballot] = {}
    for block in section.of_kind("omröstning", "beslutsgång", "voteringslista", ""):
        text = context.text(block.start, block.end)
        for pattern in (_BALLOT_SENTENCE, _BALLOT_LIST):
            for match in pattern.finditer(text):
                vote = _VOTES[match["vote"].casefold()]
                for person in people.with_party(match["voters"]):
                    ballots.setdefault(person.name, Ballot(name=person.name, party=person.party, vote=vote))
        for line in context.lines(block.start, block.end):
            row = _BALLOT_ROW.fullmatch(line.stripped)
            voter = next(people.with_party(row["who"]), None) if row else None
            if row and voter:
                vote = _VOTES[row["vote"].casefold()]
                ballots.setdefault(voter.name, Ballot(name=voter.name, party=voter.party, vote=vote))
    return tuple(ballots.values())


_VOTES: dict[str, Vote] = {"ja": "ja", "nej": "nej", "avstår": "avstår"}
