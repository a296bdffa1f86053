"""What an issue is made of: all that one reader may see of a period, read once, whoever wants what of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from bot.answers import scope
from bot.answers.sheet import Desk
from bot.follow_up import moments
from bot.follow_up.digest.changed import Corrected, corrected
from bot.follow_up.digest.missing import Absent, absent
from bot.follow_up.due import Due, everything, overdue, soon
from bot.follow_up.news import is_news
from bot.follow_up.standing import Moved, moved
from knowledge.facts import Decision, Recommendation
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.keys import item_of

SOON = 14
"""Days that what is due is told ahead."""
MINUTES = ("protokoll", "samverkansprotokoll")
_BESIDE = ("reservations", "votes")


class Period(Protocol):
    """What came in from `start` to `end` (aware; bot/follow_up/watch/calendar.py). missed: issues before it that were
    never made, which it covers too."""

    @property
    def start(self) -> datetime: ...
    @property
    def end(self) -> datetime: ...
    @property
    def missed(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Span:
    """A period that nobody planned: for a preview, or by hand."""

    start: datetime
    end: datetime
    missed: int = 0


@dataclass(frozen=True)
class Material:
    """documents: that came in and were not there before; decisions: theirs, as far as they are news, each once;
    beside: (document, §) → its reservations and votes; opened: new recommendations; moved: what a person has done with
    a thing; late: whose last day has passed, the latest first; today: the day on which the period ends."""

    today: date
    documents: Sequence[Document] = ()
    decisions: Sequence[Found] = ()
    beside: Mapping[tuple[int, str | None], Sequence[Found]] = field(default_factory=dict)
    opened: Sequence[Found] = ()
    moved: Sequence[Moved] = ()
    soon: Sequence[Due] = ()
    late: Sequence[Due] = ()
    corrected: Sequence[Corrected] = ()
    absent: Sequence[Absent] = ()

    def beside_of(self, decision: Found) -> Sequence[Found]:
        """The reservations and votes of a decision's §."""
        return self.beside.get((decision.document.id, item_of(decision.fact)), ())

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.soon or self.late or self._came)

    @property
    def _came(self) -> bool:
        return bool(self.decisions or self.opened or self.moved or self.corrected or self.absent)

    def has_news(self, start: date) -> bool:
        """Whether anything is told that was not the case before that day: what was late already is none."""
        passed = any((one.last or "") >= start.isoformat() for one in self.late)
        return self._came or bool(self.soon) or passed


def due_of(desk: Desk) -> list[Due]:
    """All that is to be done, which no period changes. Raises StoreError."""
    return everything(desk)


def read(desk: Desk, period: Period, dues: Sequence[Due]) -> Material:
    """All of a period. dues: of due_of. Raises StoreError."""
    since, until = moments.moment(period.start), moments.moment(period.end)
    today = moments.last_day(period.end)
    arrived = desk.store.arrived(desk.reader, since, until)
    replaced = desk.store.replaced(desk.reader, since, until)
    anew = {new.id for new, _ in replaced}
    documents = [one for one in arrived if one.id not in anew]
    return Material(
        today,
        documents,
        _decisions(desk, documents),
        _beside(desk, documents),
        _recommendations(desk, documents),
        moved(desk, period.start, period.end),
        soon(dues, today, SOON),
        overdue(dues, today),
        corrected(desk, replaced, desk.store.hidden_between(desk.reader, since, until)),
        absent(desk, today),
    )


def _facts(desk: Desk, kind: str, documents: Iterable[Document]) -> list[Found]:
    return [
        one
        for document in documents
        for one in desk.store.facts(desk.reader, FactQuery(kind, document=document.id, limit=scope.MOST))
    ]


def _decisions(desk: Desk, documents: Iterable[Document]) -> list[Found]:
    found = [scope.upward(one) for one in _facts(desk, "decisions", documents)]
    return scope.once(one for one in found if isinstance(one.fact, Decision) and is_news(one.fact))


def _recommendations(desk: Desk, documents: Iterable[Document]) -> list[Found]:
    return [one for one in _facts(desk, "recommendations", documents) if isinstance(one.fact, Recommendation)]


def _beside(desk: Desk, documents: Sequence[Document]) -> Mapping[tuple[int, str | None], Sequence[Found]]:
    found: dict[tuple[int, str | None], list[Found]] = defaultdict(list)
    for kind in _BESIDE:
        for one in _facts(desk, kind, documents):
            found[one.document.id, item_of(one.fact)].append(one)
    return {place: scope.once(held) for place, held in found.items()}
