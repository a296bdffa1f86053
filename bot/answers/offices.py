"""What a person is, by what the record says: member or chair of which bodies, with which title, for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.messages import of_meetings
from knowledge.facts import Attendance, Signatory
from knowledge.names import fold
from knowledge.store.api import Found, FoundMeeting

_SEATS = ("ledamot", "ersättare")
SECRETARY = "sekreterare"
"""The office of whoever keeps minutes, as lists of presence give it too."""
_CHAIRS = "ordförande"
"""What the offices of a body end in; other roles are titles of those who work there."""


@dataclass(frozen=True, slots=True)
class Office:
    """what: "ledamot", "controller"; body: of which body, None for a title; found: where it stands, newest first."""

    what: str
    body: str | None
    found: Found

    @property
    def said(self) -> str:
        """ "ledamot i Socialnämnden", "controller"."""
        return of_meetings.office(self.what, self.body)


def offices(name: str, found: Iterable[Found]) -> list[Office]:
    """The offices of the person, each once: the highest seat in each body, and titles. found: newest first."""
    kept: dict[tuple[str, str], Office] = {}
    for one in found:
        for what, body in _told(name, one):
            seat = "seat" if what in _SEATS or what.endswith(_CHAIRS) else fold(what)
            key = (fold(body or ""), seat)
            if key not in kept or _rank(what) < _rank(kept[key].what):
                kept[key] = Office(what, body, one)
    return sorted(kept.values(), key=lambda office: office.body is None)


def affiliation(name: str, found: Iterable[Found]) -> str | None:
    """The party's letters or the union that the newest entry of the person gives."""
    own = (one.fact for one in found if isinstance(one.fact, Attendance) and fold(one.fact.name) == fold(name))
    return next((said for fact in own if (said := fact.party or fact.organisation)), None)


def secretaries(name: str, meetings: Sequence[FoundMeeting]) -> list[str]:
    """The bodies whose minutes the person kept, each once."""
    bodies = (
        one.document.body or one.document.title for one in meetings if fold(one.meeting.secretary or "") == fold(name)
    )
    return list(dict.fromkeys(bodies))


def _told(name: str, found: Found) -> list[tuple[str, str | None]]:
    fact = found.fact
    body = found.document.body
    if isinstance(fact, Signatory) and fact.title:
        return [(fact.title, None)]
    if not isinstance(fact, Attendance) or fold(fact.name) != fold(name):
        return []
    chairs: list[tuple[str, str | None]] = [(role, body) for role in fact.roles if role.endswith(_CHAIRS)]
    titles: list[tuple[str, str | None]] = [(role, None) for role in fact.roles if not role.endswith(_CHAIRS)]
    seat = "ersättare" if "ersättare" in fact.capacity else fact.capacity
    seats: list[tuple[str, str | None]] = [(seat, body)] if seat in _SEATS and not chairs else []
    return [*chairs, *seats, *titles]


def _rank(what: str) -> int:
    """Chairs before vice chairs before members before substitutes."""
    if what in _SEATS:
        return 2 + _SEATS.index(what)
    return 0 if what == _CHAIRS else 1
