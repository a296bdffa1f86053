"""A person as Popolo describes one: a name, other names, memberships. All of it derived from attendance lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from knowledge.facts import Attendance
from knowledge.names import fold
from knowledge.store.api import FactQuery, Found, Readable
from knowledge.store.reader import Reader

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Membership:
    """A seat or a post. area: the municipality. on_behalf_of: party or union. role: as printed, else the capacity.

    first_seen, last_seen: ISO days of the meetings that show it; when it began and ended is not said there.
    """

    organization: str
    area: str | None
    on_behalf_of: str | None
    role: str
    first_seen: str | None
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever bears a name, as far as the reader may see. other_names: further spellings, the most frequent first."""

    name: str
    other_names: tuple[str, ...]
    memberships: tuple[Membership, ...]


def person(store: Readable, reader: Reader, name: str) -> Person | None:
    """The person of this name, or of one of its spellings; None where no attendance list that may be seen has it.

    People of one name are told apart by their memberships: municipality, body and party stand in each.
    """
    found = store.facts(reader, FactQuery("attendance", person=name, limit=_MOST))
    known = set(store.spellings(reader, name))
    listed = [(one, one.fact) for one in found if isinstance(one.fact, Attendance) and fold(one.fact.name) in known]
    if not listed:
        return None
    written = [spelling for spelling, _ in Counter(fact.name for _, fact in listed).most_common()]
    return Person(written[0], tuple(written[1:]), tuple(_memberships(listed)))


def _memberships(listed: list[tuple[Found, Attendance]]) -> list[Membership]:
    days: dict[tuple[str, str | None, str | None, str], list[str]] = defaultdict(list)
    for found, fact in listed:
        document = found.document
        role = ", ".join(fact.roles) or fact.capacity
        of = (document.body or document.title, document.municipality, fact.party or fact.organisation, role)
        days[of] += [document.date] if document.date else []
    made = [Membership(*of, min(seen, default=None), max(seen, default=None)) for of, seen in days.items()]
    return sorted(made, key=lambda one: (one.first_seen or "", one.organization, one.role))
