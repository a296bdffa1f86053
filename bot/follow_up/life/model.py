"""The life of a recommendation, an assignment, a motion …: two axes, an owner and a day, folded from its moves.

Acceptance is what the body says of it, implementation what has come of it; both as the trackers of GAO and NAO keep
them. A move that was undone counts for nothing; undoing an undoing brings it back. Pure: no store, no clock.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.store.followed import Move

ACCEPTANCE = ("inväntar svar", "godtas", "godtas delvis", "avvisas")
IMPLEMENTATION = ("öppen", "påbörjad", "delvis genomförd", "genomförd", "ej genomförd", "ersatt", "inaktuell")
CLOSED = frozenset({"genomförd", "ersatt", "inaktuell"})
"""Every other implementation status is open; what the body has rejected (avvisas) stays open."""
VALUES: Mapping[str, tuple[str, ...]] = {"acceptance": ACCEPTANCE, "implementation": IMPLEMENTATION}
YEAR = 1
"""Years within which fullmäktige ought to decide on a motion (kommunallagen (2017:725) 5 kap. 35 §)."""


@dataclass(frozen=True, slots=True)
class State:
    """How it stands. owner, due: as moves say (due: ISO); by: axis → the move that set it; confirmed, rejected: keys of
    suggestions."""

    acceptance: str = ACCEPTANCE[0]
    implementation: str = IMPLEMENTATION[0]
    owner: str | None = None
    due: str | None = None
    by: Mapping[str, Move] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do."""
        return self.implementation not in CLOSED

    @property
    def is_refused(self) -> bool:
        """Whether the body has rejected it: it stays open, marked."""
        return self.acceptance == "avvisas"

    @property
    def closed_by(self) -> Move | None:
        """The move that closed it; None while it is open."""
        return None if self.is_open else self.by.get("implementation")

    def value(self, axis: str) -> str | None:
        """What stands on an axis."""
        held: dict[str, str | None] = {
            "acceptance": self.acceptance,
            "implementation": self.implementation,
            "owner": self.owner,
            "due": self.due,
        }
        return held.get(axis)


def standing(moves: Sequence[Move]) -> list[Move]:
    """The moves that still count, in their order: none that was undone, no undoing itself."""
    undone: set[int] = set()
    for move in sorted(moves, key=lambda one: -one.id):
        if move.undoes is not None and move.id not in undone:
            undone.add(move.undoes)
    return [one for one in sorted(moves, key=lambda one: one.id) if one.id not in undone and one.undoes is None]


def state_of(moves: Sequence[Move]) -> State:
    """How it stands after these moves of it; the last one on an axis counts. No moves: öppen, inväntar svar."""
    counting = standing(moves)
    by: dict[str, Move] = {one.axis: one for one in counting if one.axis != "suggestion"}

    def said(axis: str, before: str | None = None) -> str | None:
        return by[axis].value if axis in by else before

    return State(
        said("acceptance") or ACCEPTANCE[0],
        said("implementation") or IMPLEMENTATION[0],
        said("owner"),
        said("due"),
        by,
        frozenset(one.suggestion for one in counting if one.suggestion and one.axis != "suggestion"),
        frozenset(one.suggestion for one in counting if one.suggestion and one.axis == "suggestion"),
    )


def last_act(moves: Sequence[Move]) -> list[Move]:
    """What "ångra" takes back: the last moves that count and were made at once, by one person for one reason."""
    counting = standing(moves)
    if not counting:
        return []
    last = counting[-1]
    return [one for one in counting if _act(one) == _act(last)]


def _act(move: Move) -> tuple[str, ...]:
    return move.made_at, move.actor, move.role, move.reason


def age(born: str | None, today: date) -> int | None:
    """Days since it was given; None where its document has no day, or one that is to come."""
    day = _day(born)
    return None if day is None or day > today else (today - day).days


def days_over(due: str | None, today: date, *, is_open: bool) -> int | None:
    """Days past the promised one, of what is open; None where it is not overdue."""
    day = _day(due)
    return (today - day).days if day is not None and is_open and day < today else None


def decided_by(born: str | None) -> str | None:
    """The day (ISO) by which fullmäktige ought to decide on a motion that was put on that day.

    A year ends on the day of the same number; where its month has none, on its last one (lagen (1930:173), 1 §)."""
    day = _day(born)
    if day is None:
        return None
    return day.replace(year=day.year + YEAR, day=min(day.day, monthrange(day.year + YEAR, day.month)[1])).isoformat()


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
