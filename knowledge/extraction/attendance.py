"""Who was present, in what capacity, for which §§; and who is listed as absent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from knowledge.extraction import fields, party_tables, presence, roster
from knowledge.extraction.context import Context
from knowledge.extraction.fields import Field
from knowledge.extraction.roster import Row
from knowledge.facts import Attendance, Capacity
from knowledge.vocabulary import words

_CAPACITIES: tuple[Capacity, ...] = get_args(Capacity)
_ABSENT = "frånvarande"
_REMOTE = "distans"
_SERVING = frozenset(words("capacities", "serving"))
_NOT_SERVING = frozenset(words("capacities", "not_serving"))
_PRESENT = re.compile(r"(?:även )?närvarande:?", re.IGNORECASE)


def find(context: Context) -> list[Attendance]:
    """One element a person, capacity and span, in the order of the lists; none where the document has no list."""
    if not context.is_minutes:
        return []
    found: list[Attendance] = []
    seen: set[tuple[str, str, str | None, bool]] = set()
    capacity: Capacity = "ledamot"
    members = False
    table = presence.find(context)
    for fact in _by_crosses(context, table) if table else ():
        seen.add((fact.name, fact.capacity, fact.items, fact.present))
        found.append(fact)
    both_parties = party_tables.find(context)
    for fact in _by_parties(context, both_parties) if both_parties else ():
        seen.add((fact.name, fact.capacity, fact.items, fact.present))
        found.append(fact)
    listed = [(one.start, one.end) for one in (table, both_parties) if one]
    for group in fields.find(context):
        if not group.people or any(start <= group.label.start < end for start, end in listed):
            continue
        named = next((one for one in _CAPACITIES if one == group.name), None)
        capacity = named or capacity
        lines = [line for line in group.lines if not any(start <= line.start < end for start, end in listed)]
        rows = list(roster.read(lines))
        further = members and _PRESENT.fullmatch(group.label.stripped) is not None
        members = members or (capacity == "ledamot" and bool(rows))
        mixed = capacity == "ledamot" and sum(row.party is not None for row in rows) * 2 >= len(rows) > 0
        union = context.document.kind == "samverkansprotokoll"
        both = union and (capacity == "ledamot" or group.name == fields.PARTIES)
        for row in rows:
            own = _among_members(row, capacity, further=further) if (mixed or further) and not union else capacity
            own = _of_party(row) if both and group.name != _ABSENT else own
            fact = _attendance(context, group, row, own)
            key = (fact.name, fact.capacity, fact.items, fact.present)
            if group.name == _REMOTE and (again := [at for at, one in enumerate(found) if one.name == fact.name]):
                for at in again:  # a list of those who were not in the room names them once more
                    found[at] = found[at].model_copy(update={"remote": fact.remote})
            elif key not in seen:
                seen.add(key)
                found.append(fact)
    return found


def _by_crosses(context: Context, table: presence.Table) -> Iterator[Attendance]:
    """Members with a cross were there, those without were not; who served instead of one stands in the row."""
    for seat in table.seats:
        if seat.is_substitute and not seat.came:
            continue  # a substitute who is not called in is not missed
        capacity = _capacity(seat.row, "ersättare" if seat.is_substitute else "ledamot")
        yield _crossed(context, seat.row, capacity, present=seat.came)
        if seat.serving:
            yield _crossed(context, seat.serving, "tjänstgörande ersättare", present=True)


def _by_parties(context: Context, table: party_tables.List) -> Iterator[Attendance]:
    for seat in table.seats:
        yield Attendance(
            source=context.cite(*seat.spans),
            rule="attendance.parties",
            name=seat.row.name,
            organisation=seat.row.organisation,
            roles=tuple(_roles(seat.row)),
            capacity="arbetsgivare" if seat.employer else "arbetstagare",
            present=seat.came,
            remote=seat.row.remote,
        )


def _crossed(context: Context, row: Row, capacity: Capacity, *, present: bool) -> Attendance:
    return Attendance(
        source=context.cite((row.start, row.end)),
        rule="attendance.crosses",
        name=row.name,
        party=row.party,
        roles=tuple(_roles(row)),
        capacity=capacity,
        present=present,
        remote=row.remote,
        replaces=row.replaces,
        items=row.items,
    )


def _of_party(row: Row) -> Capacity:
    """In a list of both parties: whom a union has sent comes for the employees, others for the employer."""
    return "arbetstagare" if row.organisation else "arbetsgivare"


def _among_members(row: Row, capacity: Capacity, *, further: bool) -> Capacity:
    """In a list that mixes members and officials an official is who has a title or a union, and no party.

    further: the list Närvarande that stands after the one of the Beslutande, with those who did not serve.
    """
    if row.party:
        return "ersättare" if further else capacity
    official = row.organisation or any(roster.is_office(role) for role in row.roles)
    return "övrig" if official or further else capacity


def _attendance(context: Context, group: Field, row: Row, capacity: Capacity) -> Attendance:
    absent = group.name == _ABSENT
    return Attendance(
        source=context.cite((row.start, row.end)),
        rule=f"attendance.{'absent' if absent else 'row'}",
        name=row.name,
        party=row.party,
        organisation=row.organisation,
        roles=tuple(_roles(row)),
        capacity=_absent_as(row, capacity) if absent else _capacity(row, capacity),
        present=not absent,
        remote=row.remote or (_REMOTE if group.name == _REMOTE else None),
        replaces=row.replaces,
        items=row.items,
    )


def _roles(row: Row) -> list[str]:
    """Roles as written, in lower case where they begin a title ("Ordförande"); letters such as HR stay."""
    return [role[0].lower() + role[1:] if role[1:2].islower() else role for role in row.roles]


def _capacity(row: Row, capacity: Capacity) -> Capacity:
    """A row may say more than its list: who replaces someone serves, who is called ersättare among the members too."""
    if row.replaces and capacity in ("ledamot", "ersättare"):
        return "tjänstgörande ersättare"
    folded = {role.casefold() for role in row.roles}
    if row.party and capacity in ("övrig", "ledamot") and folded & _NOT_SERVING:
        return "ersättare"
    if capacity in ("ledamot", "ersättare") and folded & _SERVING:
        return "tjänstgörande ersättare"
    if capacity == "ledamot" and "ersättare" in folded:
        return "ersättare"
    return capacity


def _absent_as(row: Row, capacity: Capacity) -> Capacity:
    """In what capacity an absent person would have come: those of unions for the employees, others for the employer."""
    if capacity not in ("arbetsgivare", "arbetstagare"):
        return "ledamot" if row.party else capacity
    return "arbetstagare" if row.organisation else "arbetsgivare"
