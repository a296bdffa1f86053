"""Motions and initiatives, and the §§ whose headings name them: a paper that is handed in has no case number yet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from knowledge.facts import Decision
from knowledge.linking.matters import Matter, one_place
from knowledge.linking.words import held, stems
from knowledge.store.api import Found
from knowledge.store.links import LinkRow
from knowledge.vocabulary import load

KINDS = ("motion", "ledamotsinitiativ")
_TITLE = 0.75
_FEWEST = 2
"""Words of its matter that a title has at least: one word is the matter of many."""
_TIES = {
    "bifall": "grants",
    "tillstyrks": "grants",
    "avslag": "rejects",
    "avstyrks": "rejects",
    "besvarad": "settles",
}


def motions_named(matters: Sequence[Matter]) -> Callable[[Matter], Iterator[Matter]]:
    """How the motions that a §'s heading names are found, by the words of their titles."""
    titles: dict[int, frozenset[str]] = {}
    by_stem: dict[str, list[Matter]] = defaultdict(list)
    for matter in matters:
        if matter.document.kind in KINDS:
            titles[id(matter)] = stems(matter.document.title) - _papers()
            for stem in titles[id(matter)]:
                by_stem[stem].append(matter)

    def named(decided: Matter) -> Iterator[Matter]:
        if not re.search(load("taken_up")["of_motion"], decided.heading, re.IGNORECASE):
            return
        words = stems(decided.heading)
        near = {id(one): one for stem in words for one in by_stem.get(stem, ())}
        for one in near.values():
            title = titles[id(one)]
            if (
                len(title) >= _FEWEST
                and held(title, words) >= _TITLE
                and one.day <= decided.day
                and one_place(one.document, decided.document)
            ):
                yield one

    return named


def settled(decided: Matter, motion: list[Found], taken: set[int]) -> Iterator[LinkRow]:
    """The ties of what is decided on a motion's clauses as such: granted, rejected, or said to be answered.

    taken: the clauses that a decision has taken up in words. A decision that names one clause by its order is tied to
    that one. "Delvis bifall" does not say to what, and is tied to none.
    """
    for decision in decided.decisions:
        fact = decision.fact
        kind = _TIES.get(fact.outcome or "") if isinstance(fact, Decision) else None
        if kind is None or not isinstance(fact, Decision) or not _is_of_motion(fact, decided):
            continue
        ordinals = _ordinals(fact.text)
        for number, clause in enumerate(motion, 1):
            if clause.id not in taken and (not ordinals or number in ordinals):
                source = fact.source
                yield LinkRow(
                    kind, clause.id, decision.document.id, source.page, source.start, source.end, decision.id,
                    "motion.clause" if ordinals else "motion.whole", 0.95 if ordinals else 0.9,
                )  # fmt: skip


def _is_of_motion(fact: Decision, decided: Matter) -> bool:
    """Whether the decision is on the motion: it names it, or it is the only one of a § that does."""
    of_motion = load("taken_up")["of_motion"]
    return bool(re.search(of_motion, fact.text, re.IGNORECASE)) or len(decided.decisions) == 1


def _ordinals(text: str) -> set[int]:
    """Which clauses are named: "första att-satsen", "2:a och 3:e att-satserna"."""
    words = load("answers")["ordinals"]
    found: set[int] = set()
    for match in _clause().finditer(" ".join(text.casefold().split())):
        for said in (match["ordinal"], match["second"]):
            if said:
                digits = re.match(r"\d+", said)
                found.add(int(digits[0]) if digits else words.index(said) + 1)
    return found


@cache
def _clause() -> re.Pattern[str]:
    ordinals = "|".join(load("answers")["ordinals"])
    return re.compile(load("taken_up")["clause"].replace("{ordinals}", ordinals))


@cache
def _papers() -> frozenset[str]:
    return frozenset(stem for word in load("taken_up")["papers"] for stem in stems(word))
