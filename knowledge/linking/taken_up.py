"""Each clause of a decision and the förslag that it takes up: of its own §, or of what prepared the case before.

A clause takes up the clause that it says again (`decided.same`) or, with other words, the one that it is most like and
that is most like it (`decided.changed`); a decision "enligt förvaltningens förslag" takes up all of that
(`decided.by-reference`). What prepares a § is of the same case (or is the motion that its heading names), is not later,
and was not decided on before. A clause that is like nothing is tied to nothing: it is new.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from knowledge.facts import Decision, Proposal
from knowledge.linking.matters import Matter, one_case, one_place
from knowledge.linking.motions import motions_named
from knowledge.linking.wording import likeness, same
from knowledge.names import fold
from knowledge.store.api import Found
from knowledge.store.links import LinkRow
from knowledge.vocabulary import load

KIND = "decides"
ALIKE = 0.5
"""How much two clauses share that are one clause changed."""
ALONE = 0.3
"""The same where only one is left on either side."""
OFFICE = "förvaltningen"
"""The owner of a förslag that an office gives."""


class Preparing:
    """What prepares each deciding §, among all matters of the record."""

    def __init__(self, matters: Sequence[Matter]) -> None:
        self._by_case: dict[tuple[int, int], list[Matter]] = defaultdict(list)
        for matter in matters:
            for key in {(case.year, case.serial) for case in matter.cases}:
                self._by_case[key].append(matter)
        self._motions = motions_named(matters)

    def of(self, decided: Matter) -> list[tuple[Matter, list[Found]]]:
        """(matter, the clauses that it proposes to the body that decides), the earliest first."""
        found = {id(one): one for one in self._same_case(decided)}
        found |= {id(one): one for one in self._motions(decided)}
        told = [(one, proposed(one, decided)) for one in found.values() if not self._decided_before(one, decided)]
        return sorted((pair for pair in told if pair[1]), key=lambda pair: (pair[0].day, pair[0].document.id))

    def _same_case(self, decided: Matter) -> Iterator[Matter]:
        for key in {(case.year, case.serial) for case in decided.cases}:
            for one in self._by_case[key]:
                if precedes(one, decided) and one_case(one.cases, decided.cases):
                    yield one

    def _decided_before(self, one: Matter, decided: Matter) -> bool:
        """Whether the same body has decided on the case in between, and did not put it off."""
        return any(
            other.body == decided.body and one.day <= other.day < decided.day and other is not one and settles(other)
            for key in {(case.year, case.serial) for case in one.cases & decided.cases}
            for other in self._by_case[key]
        )


def taken_up(decided: Matter, preparing: Iterable[tuple[Matter, list[Found]]]) -> list[LinkRow]:
    """The ties of one §."""
    sources = [own(decided), *(clauses for _, clauses in preparing)]
    rows = [row for clauses in sources for row in paired(decided.decisions, clauses)]
    rows += _by_reference(decided, list(preparing), {row.source for row in rows})
    return rows


def own(matter: Matter) -> list[Found]:
    """The förslag till beslut that the § itself gives, of nobody at the meeting."""
    return [one for one in matter.proposals if of_office(one)]


def proposed(one: Matter, decided: Matter) -> list[Found]:
    """What a matter proposes to the body that decides."""
    words = load("taken_up")
    if one.document.kind in words["preparing"]:
        return one.proposals
    if one.document.kind not in words["deciding"]:
        return []
    return [
        found
        for found in one.decisions
        if isinstance(found.fact, Decision)
        and found.fact.proposed_to
        and _prepares(one, found.fact.proposed_to, decided)
    ]


def followed(decided: Matter, preparing: Iterable[tuple[Matter, list[Found]]], rows: Iterable[LinkRow]) -> set[str]:
    """Whose förslag was taken up whole and word for word: the bodies, folded, and OFFICE for that of an office."""
    again = {row.target for row in rows if row.rule == "decided.same"}
    whole = {OFFICE} if (clauses := own(decided)) and all(one.id in again for one in clauses) else set()
    for matter, clauses in preparing:
        if clauses and all(one.id in again for one in clauses):
            whole.add(OFFICE if matter.document.kind in load("taken_up")["preparing"] else matter.body)
    return whole


def is_of(whose: str, owners: Iterable[str]) -> bool:
    """Whether a förslag "arbetsutskottets", "förvaltningens" is one of these owners'."""
    if re.search(load("taken_up")["office"], whose):
        return OFFICE in owners
    return any(_ends_alike(owner, whose) for owner in owners if owner != OFFICE)


def precedes(one: Matter, decided: Matter) -> bool:
    """Whether a matter may prepare another: of another document, not later, of no other municipality or meeting."""
    if one is decided or one.document.id == decided.document.id or one.day > decided.day:
        return False
    same_meeting = one.day == decided.day and one.body == decided.body and one.item == decided.item
    return not same_meeting and one_place(one.document, decided.document)


def settles(matter: Matter) -> bool:
    """Whether something is decided there that does not only put the matter off."""
    put_off = load("taken_up")["put_off"]
    return matter.document.kind in load("taken_up")["deciding"] and any(
        isinstance(one.fact, Decision) and one.fact.outcome not in put_off for one in matter.decisions
    )


def paired(
    decisions: Sequence[Found], clauses: Sequence[Found], alike: float = ALIKE, *, alone: bool = True
) -> Iterator[LinkRow]:
    """The ties between the clauses of a decision and those of one förslag, each at most once.

    alike: how much they share at least; alone: whether less is enough where one is left on either side.
    """
    scored = sorted(
        ((likeness(text_of(clause), text_of(one)), at, number) for at, one in enumerate(decisions)
         for number, clause in enumerate(clauses)),
        key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1], pair[2]),
    )  # fmt: skip
    left, open_ = set(range(len(decisions))), set(range(len(clauses)))
    for last in (False, True) if alone else (False,):
        for score, at, number in scored:
            enough = alike if not last else ALONE if len(left) == len(open_) == 1 else 1.0
            if at in left and number in open_ and score >= enough:
                left.discard(at)
                open_.discard(number)
                yield _row(decisions[at], clauses[number], score)


def text_of(found: Found) -> str:
    """The wording of a decision or a proposal."""
    return found.fact.text if isinstance(found.fact, Decision | Proposal) else ""


def _row(decision: Found, clause: Found, score: float) -> LinkRow:
    said_again = same(text_of(clause), text_of(decision))
    rule = "decided.same" if said_again else "decided.changed"
    return tie(KIND, clause, decision, rule, round(1.0 if said_again else score, 2))


def tie(kind: str, target: Found, decision: Found, rule: str, confidence: float) -> LinkRow:
    """A tie whose words are the decision's own."""
    source = decision.fact.source
    place = (source.page, source.start, source.end)
    return LinkRow(kind, target.id, decision.document.id, *place, decision.id, rule, confidence)


def _by_reference(
    decided: Matter, preparing: list[tuple[Matter, list[Found]]], tied: set[int | None]
) -> Iterator[LinkRow]:
    """The ties of decisions that name whose proposal they follow."""
    for decision in decided.decisions:
        whose = _whose(text_of(decision)) if decision.id not in tied else None
        if whose is None:
            continue
        for clause in _proposal_of(whose, decided, preparing):
            yield tie(KIND, clause, decision, "decided.by-reference", 0.8)


def _proposal_of(whose: str, decided: Matter, preparing: list[tuple[Matter, list[Found]]]) -> list[Found]:
    """The clauses of the office or body that is named: those of the § itself, else the latest that it gave."""
    if re.search(load("taken_up")["office"], whose):
        offices = [
            clauses for matter, clauses in preparing if matter.document.kind in load("taken_up")["preparing"][:2]
        ]
        return own(decided) or (offices[-1] if offices else [])
    bodies = [clauses for matter, clauses in preparing if matter.body and _ends_alike(matter.body, whose)]
    return bodies[-1] if bodies else own(decided)


def _ends_alike(body: str, whose: str) -> bool:
    """Whether "arbetsutskottets" names "kommunstyrelsens arbetsutskott"."""
    name = fold(whose).removesuffix("s")
    return body.endswith((name, name.removesuffix("et"), name.removesuffix("en")))


def _whose(text: str) -> str | None:
    for pattern in _references():
        match = pattern.search(" ".join(text.split()))
        if match:
            return match["whose"].casefold()
    return None


def of_office(found: Found) -> bool:
    """Whether a proposal is a förslag till beslut that nobody at the meeting made."""
    fact = found.fact
    if not isinstance(fact, Proposal) or fact.kind != "förslag till beslut" or fact.by:
        return False
    return not re.search(load("taken_up")["finding"], fact.text, re.IGNORECASE)


def _prepares(one: Matter, to: str, decided: Matter) -> bool:
    """Whether a proposal passes the body that decides: addressed to it, or an utskott's of its own to fullmäktige."""
    return _is_body(to, decided) or bool(decided.body and one.body.startswith(f"{decided.body}s "))


def _is_body(name: str, decided: Matter) -> bool:
    """Whether the body is the one that decides: "fullmäktige" is "kommunfullmäktige"; unknown bodies are none."""
    to = fold(name)
    return bool(decided.body) and (decided.body.endswith(to) or to.endswith(decided.body))


@cache
def _references() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in load("taken_up")["by_reference"])
