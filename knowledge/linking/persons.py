"""One person across spellings, without merging two people.

Letters alone prove nothing (`spellings`). Two spellings are one person where enough speaks for it: one municipality,
body, party or union, and years in which both appear. Nothing outweighs what speaks against: both on the list of one
meeting, two municipalities, two parties at the same time. People of one name are told apart before they are compared.
A group is joined only where each of its members may be each of the others, so the order of the documents is no matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.linking.spellings import Likeness, is_common, likeness, pairs
from knowledge.store.persons import Mention

ENOUGH = 0.6
ENOUGH_FOR_COMMON = 0.8
"""What must speak for two spellings; more where the surname is one of the most borne."""

TERM = 4
"""Years of a term of office: seen within as many, two spellings have the years in common."""
WEIGHTS = {"municipality": 0.2, "body": 0.25, "affiliation": 0.25, "years": 0.1, "document": 0.2}
SPELLING = {Likeness.SOUND: 0.2, Likeness.EXTRA: 0.1, Likeness.LETTER: 0.0}


@dataclass(frozen=True, slots=True)
class Person:
    """Spellings that are one person: (name, document) of each mention, how sure, and what spoke for it."""

    mentions: tuple[tuple[str, str], ...]
    confidence: float
    evidence: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The folded spellings, the most frequent first."""
        said = [name for name, _ in self.mentions]
        return tuple(sorted(set(said), key=lambda name: (-said.count(name), name)))


@dataclass(frozen=True, slots=True)
class _Bearer:
    """One who bears one spelling: the mentions of a name in one municipality, of one party where there are several."""

    name: str
    mentions: tuple[Mention, ...]

    def values(self, field: str) -> frozenset[str]:
        return frozenset(value for one in self.mentions if (value := getattr(one, field)))

    @property
    def order(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        return self.name, tuple(sorted((one.document, one.party or "") for one in self.mentions))

    @property
    def listed(self) -> frozenset[str]:
        return frozenset(one.document for one in self.mentions if one.listed)

    @property
    def years(self) -> tuple[int, int] | None:
        found = [int(one.day[:4]) for one in self.mentions if one.day]
        return (min(found), max(found)) if found else None


@dataclass(frozen=True, slots=True)
class _Tie:
    one: _Bearer
    other: _Bearer
    confidence: float
    evidence: tuple[str, ...]

    @property
    def order(self) -> tuple[object, ...]:
        return -self.confidence, *sorted((self.one.order, self.other.order))


def persons(mentions: Iterable[Mention]) -> list[Person]:
    """Everyone who is written in more than one way; the same mentions in any order give the same list."""
    by_name: dict[str, set[Mention]] = defaultdict(set)
    for mention in mentions:
        by_name[mention.name].add(mention)
    bearers = {name: _bearers(name, said) for name, said in by_name.items()}
    ties = [
        tie
        for first, second in pairs(by_name)
        for one in bearers[first]
        for other in bearers[second]
        if (tie := _tie(one, other)) is not None
    ]
    return sorted(_joined(ties), key=lambda person: person.mentions)


def judged(one: Sequence[Mention], other: Sequence[Mention]) -> tuple[float, tuple[str, ...]] | None:
    """How sure it is that two bearers of two spellings are one, and by what; None where something speaks against it."""
    tie = _tie(_Bearer(one[0].name, tuple(one)), _Bearer(other[0].name, tuple(other)))
    return (tie.confidence, tie.evidence) if tie else None


def _bearers(name: str, mentions: Iterable[Mention]) -> list[_Bearer]:
    """The people of one name, as far as they can be told apart."""
    places: dict[str | None, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=_order):
        places[mention.municipality].append(mention)
    return [bearer for said in places.values() for bearer in _by_party(name, said)]


def _by_party(name: str, mentions: list[Mention]) -> Iterator[_Bearer]:
    """Those of different parties at one time are different people; a mention that may be any of them is nobody's."""
    in_document: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.party:
            in_document[mention.document].add(mention.party)
    parties: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        named = {mention.party} if mention.party else in_document[mention.document]
        if len(named) == 1:
            parties[next(iter(named))].append(mention)
    known = [_Bearer(name, tuple(said)) for said in parties.values()]
    if any(_overlap(one, other) for one, other in combinations(known, 2)):
        yield from known
    else:
        yield _Bearer(name, tuple(mentions))


def _order(mention: Mention) -> tuple[str, ...]:
    return tuple(str(getattr(mention, field) or "") for field in Mention.__slots__)


def _against(one: _Bearer, other: _Bearer) -> bool:
    """Whether the two can not be one person."""
    if one.listed & other.listed:
        return True
    places = one.values("municipality"), other.values("municipality")
    if all(places) and not places[0] & places[1]:
        return True
    parties = one.values("party"), other.values("party")
    return all(parties) and not parties[0] & parties[1] and _overlap(one, other)


def _overlap(one: _Bearer, other: _Bearer, within: int = 0) -> bool:
    """Whether both may have been there in one year, or so many years apart; where a day is unknown, they may."""
    first, second = one.years, other.years
    return first is None or second is None or (first[0] <= second[1] + within and second[0] <= first[1] + within)


def _tie(one: _Bearer, other: _Bearer) -> _Tie | None:
    alike = likeness(one.name, other.name)
    if alike is None or _against(one, other):
        return None
    if alike is Likeness.LETTER and min(len(one.values("document")), len(other.values("document"))) > 1:
        return None  # a letter that is another is a slip of one document, or another name
    evidence = tuple(_evidence(one, other))
    affiliated = "affiliation" in evidence
    confidence = round(SPELLING[alike] + sum(WEIGHTS[said] for said in evidence), 2)
    common = is_common(one.name) or is_common(other.name)
    if confidence < (ENOUGH_FOR_COMMON if common else ENOUGH) or (alike is Likeness.LETTER and not affiliated):
        return None
    return _Tie(one, other, min(confidence, 0.99), (f"spelling:{alike.name.lower()}", *evidence))


def _evidence(one: _Bearer, other: _Bearer) -> Iterator[str]:
    for field in ("municipality", "body", "document"):
        if one.values(field) & other.values(field):
            yield field
    if (one.values("party") & other.values("party")) or (one.values("organisation") & other.values("organisation")):
        yield "affiliation"
    if one.years and other.years and _overlap(one, other, within=TERM):
        yield "years"


def _joined(ties: Iterable[_Tie]) -> Iterator[Person]:
    """The surest ties first; a tie joins two groups where no member of the one speaks against one of the other."""
    group_of: dict[_Bearer, frozenset[_Bearer]] = {}
    used: list[_Tie] = []
    for tie in sorted(ties, key=lambda tie: tie.order):
        one = group_of.get(tie.one, frozenset({tie.one}))
        other = group_of.get(tie.other, frozenset({tie.other}))
        if one is not other and not all(_may_be(a, b) for a in one for b in other):
            continue
        used.append(tie)
        group_of |= dict.fromkeys(one | other, one | other)
    for group in set(group_of.values()):
        within = [tie for tie in used if tie.one in group]
        said = {(one.name, one.document) for bearer in group for one in bearer.mentions}
        evidence = tuple(sorted({word for tie in within for word in tie.evidence}))
        yield Person(tuple(sorted(said)), min(tie.confidence for tie in within), evidence)


def _may_be(one: _Bearer, other: _Bearer) -> bool:
    alike = one.name == other.name or likeness(one.name, other.name) is not None
    return alike and not _against(one, other)
