"""The life of a recommendation, an assignment, an open point, a motion or a promise: what it is now, and why.

For the other pieces, everything as the desk's reader may see it:

- `followed(desk, FactQuery("recommendations"))`: every fact that the query finds, as a `Followed`: the fact, its number
  (0 where it could not be given one just now), `State`, whole history, the suggestions that wait, owner, promised day,
  age in days, days overdue.
- `follow(desk, facts)`: the same of facts that were found already, in their order; what is not followed is left out.
  With `give=False` nothing is given a number, for what is only counted or sorted out; with `before=moment` as it was.
- `of_number(desk, 12)`: the one with that number, or None.
- `moved_between(desk, start, end)`: what was moved from `start` (included) to `end` (not included), with those moves.

Lists that are followed: recommendations, assignments, open_points, promises, submissions, and proposals of motions and
initiatives (as the whole paper: one `Followed` a paper, number and state under the list "motions").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.answers.sheet import Desk
from bot.follow_up.life import known, model
from bot.follow_up.life.model import State, state_of
from bot.follow_up.life.suggestions import Suggestion, suggestions, waiting
from knowledge.store.api import FactQuery, Found
from knowledge.store.followed import MOTIONS, Move, subject_of

__all__ = ["Followed", "Moved", "State", "Suggestion", "follow", "followed", "moved_between", "of_number"]


@dataclass(frozen=True, slots=True)
class Followed:
    """found: the fact (of a motion its first clause); list: what it is followed in; born: the day of its document, ISO;
    owner, due: as moved, else as the fact says; age: days since born; over: days past `due`, None where not overdue."""

    found: Found
    number: int
    list: str
    state: State
    history: tuple[Move, ...]
    waiting: tuple[Suggestion, ...]
    born: str | None
    owner: str | None
    due: str | None
    age: int | None
    over: int | None

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do, as far as anybody has said."""
        return self.state.is_open

    @property
    def is_overdue(self) -> bool:
        """Whether it is open past its promised day."""
        return self.over is not None

    @property
    def newest(self) -> int:
        """The id of its newest move, 0 where it was never moved (`put_moves`)."""
        return max((one.id for one in self.history), default=0)


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing with those of its moves that were asked for, in their order."""

    followed: Followed
    moves: tuple[Move, ...]


def followed(desk: Desk, query: FactQuery) -> list[Followed]:
    """Every fact that the query finds and that is followed, newest document first. Raises StoreError."""
    return follow(desk, desk.store.facts(desk.reader, query))


def follow(desk: Desk, found: Sequence[Found], *, give: bool = True, before: datetime | None = None) -> list[Followed]:
    """How these facts stand, in their order; a motion once. give: a number to what has none yet, since it is shown;
    before: as it was at that moment (aware), now where none is given. Raises StoreError."""
    found = _once([one for one in found if subject_of(one)])
    numbers = known.numbers(desk, found, give=give)
    moves: dict[int, list[Move]] = defaultdict(list)
    for move in desk.store.moves(desk.reader, set(numbers.values())) if numbers else ():
        if before is None or move.made_at < _utc(before):
            moves[move.subject].append(move)
    told = suggestions(desk, found) if found else {}
    return [_followed(desk, one, numbers.get(one.id, 0), moves, told.get(one.id, [])) for one in found]


def of_number(desk: Desk, number: int) -> Followed | None:
    """What is followed under this number; None where nothing is that the reader may see. Raises StoreError."""
    found = known.fact_of(desk, number)
    return next(iter(follow(desk, [found])), None) if found else None


def moved_between(desk: Desk, start: datetime, end: datetime) -> list[Moved]:
    """What was moved in between (aware times), oldest move first. Raises StoreError."""
    moves: dict[int, list[Move]] = defaultdict(list)
    for move in desk.store.moves_between(desk.reader, _utc(start), _utc(end)):
        moves[move.subject].append(move)
    held = ((of_number(desk, number), made) for number, made in moves.items())
    return [Moved(one, tuple(made)) for one, made in held if one is not None]


def _utc(moment: datetime) -> str:
    """As the store writes the times of moves."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _followed(
    desk: Desk, found: Found, number: int, moves: dict[int, list[Move]], told: Sequence[Suggestion]
) -> Followed:
    history = tuple(moves.get(number, ()))
    state = state_of(history)
    due = state.due or getattr(found.fact, "due", None)
    subject = subject_of(found)
    return Followed(
        found,
        number,
        subject.list if subject else "",
        state,
        history,
        waiting(state, told),
        found.document.date,
        state.owner or getattr(found.fact, "responsible", None),
        due,
        model.age(found.document.date, desk.today),
        model.days_over(due, desk.today, is_open=state.is_open),
    )


def _once(found: Sequence[Found]) -> list[Found]:
    """Of a motion its first clause alone."""
    kept: dict[tuple[object, ...], Found] = {}
    for one in found:
        subject = subject_of(one)
        motion = subject is not None and subject.list == MOTIONS
        kept.setdefault((MOTIONS, one.document.id) if motion else (one.id,), one)
    return list(kept.values())
