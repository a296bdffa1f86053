"""Ballots: who voted how, told in sentences, in lists after "Ja:", in rows and in tables with a cross in a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.extraction import people
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Line
from knowledge.facts import Ballot, Vote
from knowledge.vocabulary import words

_SENTENCE = re.compile(
    r"(?P<voters>(?:[^.:]|\.(?=\s?[a-zå]|\w))*?\([^.:]*?)"
    r"\b(?:(?:röstar|röstade|röstat) (?=ja\b|nej\b|avst)|(?=avst(?:år|od) från att rösta))"
    r"(?P<vote>ja|nej|avstår|avstod)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r":|\.(?!\s?[a-zå]|\w)", re.IGNORECASE)
_LIST = re.compile(
    r"\b(?P<vote>ja|nej|avstår|avstod)[- ]?(?:röster|röst)? ?(?:röstar|röstade)? ?(?:\(?\d*\)?)? ?: ?"
    r"(?P<voters>[A-ZÅÄÖ](?:(?!\b(?:ja|nej)[- ]?röster)[^.:])*\))",
    re.IGNORECASE,
)
# The question put: "Den som stödjer F E:s (S) yrkande röstar ja" names no voter.
_ASKED = re.compile(
    r"\b(?:den|de|ledamöter) som\b|\b(?:yrkande|förslag|motion)(?:et|en)?\s*(?:röstar\s*)?$", re.IGNORECASE
)
_ROW = re.compile(r"(?P<who>.+?\([^)]*\)).{0,30}?[-:–] ?(?P<vote>ja|nej|avstår)\b", re.IGNORECASE)
_VOTES: dict[str, Vote] = {"ja": "ja", "nej": "nej", "avstår": "avstår", "avstod": "avstår", "avst": "avstår"}

_CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_COLUMN = re.compile(
    rf"(?P<vote>ja|nej|avstår|avstod|avst\.?)(?:[- ]röst(?:er)?)?|{'|'.join(words('votes', 'columns'))}"
)
_CROSS = re.compile(r"[xX✓✗×●•]|1")
_GAP_ROWS = 3


def find(context: Context, spans: Sequence[tuple[int, int]]) -> tuple[Ballot, ...]:
    """The ballots that the spans name, each voter once; without tables, which are only to be trusted by their sum."""
    found: dict[str, Ballot] = {}
    for start, end in spans:
        text = context.text(start, end)
        for match in (*_sentences(text), *_LIST.finditer(text)):
            for person in () if _ASKED.search(match["voters"]) else people.with_party(match["voters"]):
                _keep(found, person, _VOTES[match["vote"].casefold()])
        for line in context.lines(start, end):
            _in_row(found, line.stripped)
    return tuple(found.values())


def _sentences(text: str) -> Iterator[re.Match[str]]:
    """ "F E (M) and F E (S) röstar ja": tried where a sentence begins, since what fits further on fits from there."""
    ending: re.Match[str] | None
    at = 0 if "röst" in text.casefold() else None
    while at is not None:
        match = ending = _SENTENCE.match(text, at)
        if match:
            yield match
        else:
            ending = _SENTENCE_END.search(text, at)
        at = ending.end() if ending else None


def _in_row(found: dict[str, Ballot], text: str) -> None:
    row = _ROW.fullmatch(text) if "(" in text else None
    voter = next(people.with_party(row["who"]), None) if row else None
    if row and voter:
        _keep(found, voter, _VOTES[row["vote"].casefold()])


def adds_up(ballots: Sequence[Ballot], yes: int, no: int, abstain: int) -> bool:
    """Whether the ballots are as many of each kind as were counted."""
    count = Counter(ballot.vote for ballot in ballots)
    return (count["ja"], count["nej"]) == (yes, no) and count["avstår"] in (abstain, 0)


def tables(context: Context, start: int, end: int) -> Iterator[tuple[Ballot, ...]]:
    """The ballots of every table in the span whose header has a column Ja and a column Nej.

    A cross belongs to the column above it, and so does a name where the columns hold names. Who has a substitute in
    a column of its own did not vote: the substitute did.
    """
    header: list[tuple[int, int, Vote | None]] = []
    found: dict[str, Ballot] = {}
    empty = 0
    for line in context.lines(start, end):
        columns = _header(line)
        if columns:
            yield tuple(found.values())
            header, found, empty = columns, {}, 0
        elif header and line.stripped:
            rows = list(_voters(line, header))
            empty = 0 if rows or _CELL.search(line.text) is None else empty + 1
            for person, vote in rows:
                _keep(found, person, vote)
            if empty > _GAP_ROWS:
                yield tuple(found.values())
                header, found = [], {}
    yield tuple(found.values())


def _keep(found: dict[str, Ballot], person: people.Person, vote: Vote) -> None:
    found.setdefault(person.name, Ballot(name=person.name, party=person.party, vote=vote))


def _header(line: Line) -> list[tuple[int, int, Vote | None]]:
    """(start, end, vote) of each column of a header, the vote None for other columns; empty for other lines."""
    columns: list[tuple[int, int, Vote | None]] = []
    for cell in _CELL.finditer(line.text):
        match = _COLUMN.fullmatch(cell.group().casefold())
        if match is None:
            return []
        vote = _VOTES[match["vote"].rstrip(".")] if match["vote"] else None
        columns.append((cell.start(), cell.end(), vote))
    told = [vote for _, _, vote in columns]
    return columns if "ja" in told and "nej" in told else []


def _voters(line: Line, header: Sequence[tuple[int, int, Vote | None]]) -> Iterator[tuple[people.Person, Vote]]:
    """Who voted how in a row: the last person before a cross, or the persons below the columns."""
    persons: list[people.Person] = []
    named = any(vote is None for _, _, vote in header)
    for cell in _CELL.finditer(line.text):
        vote = _below(cell.start(), cell.end(), header)
        person = next(people.with_party(cell.group()), None)
        if named and cell.group() in people.LETTERS and not persons:
            persons += _in_two_columns(line, cell)
            continue
        if person and named:
            persons.append(person)
        elif person and vote:
            yield person, vote
        elif persons and vote and _CROSS.fullmatch(cell.group()):
            yield persons[-1], vote
            return


def _in_two_columns(line: Line, party: re.Match[str]) -> Iterator[people.Person]:
    """The person whose party stands in a column of its own: "Siv Ek, ordförande    S"."""
    first = _CELL.search(line.text)
    match = re.match(people.NAME, first.group()) if first else None
    if first and match and first.start() < party.start():
        yield people.Person(match.group(), party.group(), first.start(), party.end())


def _below(start: int, end: int, header: Sequence[tuple[int, int, Vote | None]]) -> Vote | None:
    """The vote of the column under which a cell stands: the nearest."""

    def distance(column: tuple[int, int, Vote | None]) -> tuple[int, int]:
        left, right, _ = column
        return max(left - end, start - right, 0), abs(start + end - left - right)

    return min(header, key=distance)[2]
