"""The groups of an issue, in the order in which they are read, and how each of their entries is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bot import messages
from bot.answers import scope, stands
from bot.answers.sheet import Desk, Sheet
from bot.follow_up.digest.changed import Corrected
from bot.follow_up.digest.material import Material
from bot.follow_up.digest.missing import Absent
from bot.follow_up.due import Due
from bot.follow_up.standing import Moved
from bot.messages import of_digest, of_matters, one_line
from knowledge.facts import Decision, Recommendation, Reservation, VoteCount
from knowledge.names import fold
from knowledge.store.api import Found
from knowledge.store.keys import item_of

_TEXT = 400
"""Characters of what is said of one thing; its quote holds the rest."""
_WEIGHT = 2
_DIGITS = 6
Place = tuple[str, int, str, str]
_NOWHERE: Place = ("", 0, "", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is told. line: it alone, in the short form; add: writes it with its quote; place: what it stands
    beside where they are shown: the body and § of a decision."""

    line: str
    add: Callable[[Sheet], None]
    place: Place = _NOWHERE


@dataclass(frozen=True, slots=True)
class Group:
    """name: of of_digest.GROUPS; weight: how many of its entries a round gives it, where there is no room for all."""

    name: str
    entries: Sequence[Entry]
    weight: int = 1

    def first(self, count: int) -> list[Entry]:
        """So many entries, and those that belong to the last of them; those of one body and § together."""
        while 0 < count < len(self.entries) and self.entries[count].place == self.entries[count - 1].place != _NOWHERE:
            count += 1
        order: dict[object, int] = {}
        for one in self.entries:
            order.setdefault(one.place[0], len(order))
        return sorted(self.entries[:count], key=lambda one: (order[one.place[0]], one.place[1:]))

    @property
    def heading(self) -> str:
        """Above its entries, with their number."""
        return of_digest.heading(self.name, len(self.entries))


Known = dict[tuple[str, int], "Entry"]
"""Entries that were made before, by group and fact: very many issues tell the same."""


def groups(desk: Desk, material: Material, known: Known | None = None) -> list[Group]:
    """Those that hold anything. known: of the same whole material, kept from issue to issue."""
    kept: Known = {} if known is None else known

    def of(name: str, id_: int, make: Callable[[], Entry]) -> Entry:
        if (name, id_) not in kept:
            kept[name, id_] = make()
        return kept[name, id_]

    late = defaultdict(list)
    for one in material.late:
        late[{"promise": "late_promises", "recommendation": "late_recommendations"}.get(one.kind, "late")].append(one)
    made = [
        Group(
            "decisions",
            [of("decisions", one.id, partial(_decision, desk, material, one)) for one in by_body(material)],
            _WEIGHT,
        ),
        Group("opened", [of("opened", one.id, partial(_recommendation, one)) for one in material.opened]),
        Group("moved", [_moved(one) for one in material.moved]),
        Group(
            "late_recommendations",
            [of("due", one.found.id, partial(_due, one, material)) for one in late["late_recommendations"]],
        ),
        Group("soon", [of("due", one.found.id, partial(_due, one, material)) for one in material.soon]),
        Group("late", [of("due", one.found.id, partial(_due, one, material)) for one in late["late"]]),
        Group(
            "late_promises", [of("due", one.found.id, partial(_due, one, material)) for one in late["late_promises"]]
        ),
        Group("corrected", [_corrected(one) for one in material.corrected]),
        Group("absent", [_absent(one) for one in material.absent]),
    ]
    return [one for one in made if one.entries]


def by_body(material: Material) -> Iterator[Found]:
    """The decisions, one § of each body at a time; of a body those first on which not all agreed."""
    bodies: dict[str, dict[object, list[Found]]] = {}
    for one in sorted(material.decisions, key=lambda each: not material.beside_of(each)):
        bodies.setdefault(body_of(one), {}).setdefault(_place(one), []).append(one)
    order = dict.fromkeys(body_of(one) for one in material.decisions)
    waiting = [list(bodies[body].values()) for body in order]
    while any(waiting):
        for held in waiting:
            yield from held.pop(0) if held else ()


def _place(found: Found) -> Place:
    """(body, document, §, matter): a § may have several."""
    item, heading = item_of(found.fact) or "", fold(getattr(found.fact, "heading", None) or "")
    return body_of(found), -found.document.id, item.rjust(_DIGITS), heading


def body_of(found: Found) -> str:
    """Who decided."""
    return getattr(found.fact, "body", None) or found.document.body or found.document.title


def _decision(desk: Desk, material: Material, found: Found) -> Entry:
    fact = found.fact
    text, heading = one_line(getattr(fact, "text", "")), one_line(scope.heading(desk, found))
    proposed = fact.proposed_to if isinstance(fact, Decision) else None
    notes = [messages.proposes(proposed)] if proposed else []
    notes += [messages.immediately_adjusted()] if getattr(fact, "immediately_adjusted", False) else []
    notes += list(_dissent(material.beside_of(found)))
    label = messages.label(
        of_matters.proposal_to(proposed) if proposed else None,
        body_of(found),
        messages.section(getattr(fact, "item", None)),
        stands.day_of(found.document),
    )
    line = messages.label(label, heading or messages.shortened(text, 120), *notes)
    said = of_matters.headed(heading, text) if len(text) <= _TEXT else heading or messages.shortened(text, _TEXT)
    return Entry(line, lambda sheet: sheet.add_fact(found, said, label, notes), _place(found))


def _dissent(beside: Iterable[Found]) -> Iterator[str]:
    """Who reserved themselves, and how a vote fell."""
    for one in beside:
        if isinstance(one.fact, Reservation):
            yield of_digest.reserved(stands.by_with_party(one.fact))
        elif isinstance(one.fact, VoteCount):
            yield of_digest.voted(one.fact.yes, one.fact.no, one.fact.abstain)


def _recommendation(found: Found) -> Entry:
    fact = found.fact
    number = of_matters.recommendation(fact.number) if isinstance(fact, Recommendation) else None
    to = one_line(getattr(fact, "addressee", None) or "") or None
    text = one_line(getattr(fact, "text", ""))
    label = messages.label(number, to, one_line(found.document.title))
    line = messages.label(number, messages.shortened(text, 160))
    return Entry(line, lambda sheet: sheet.add_fact(found, text, label))


def _moved(moved: Moved) -> Entry:
    text = messages.shortened(one_line(str(getattr(moved.found.fact, "text", "") or moved.found.document.title)), _TEXT)
    label = messages.label(*moved.moves, moved.found.document.title)
    return Entry(
        messages.label(*moved.moves, messages.shortened(text, 120)),
        lambda sheet: sheet.add_fact(moved.found, text, label),
    )


def _due(due: Due, material: Material) -> Entry:
    day, left = due.last or "", due.left(material.today) or 0
    text = messages.shortened(one_line(due.text), _TEXT)
    when = of_digest.when(day, left)
    label = messages.label(of_digest.kind(due.kind), when, due.owner and one_line(due.owner), due.body)
    notes = [of_digest.statutory()] if due.statutory else []
    line = messages.label(when, due.body, messages.shortened(text, 120))
    return Entry(line, lambda sheet: sheet.add_fact(due.found, text, label, notes))


def _corrected(one: Corrected) -> Entry:
    found = one.now or one.before
    if found is None:
        line = of_digest.taken_out(one.taken_out, one_line(one.document.title))
        return Entry(line, lambda sheet: sheet.say(line))
    section = messages.section(item_of(found.fact))
    label = messages.label(one.document.body or one_line(one.document.title), section, stands.day_of(one.document))
    if one.now is None:
        text = of_digest.gone(_says(found))
        return Entry(messages.label(label, text), lambda sheet: sheet.say(text, label))
    text, notes = _says(one.now), [of_digest.was(_says(one.before)) if one.before else of_digest.added()]
    return Entry(messages.label(label, text), lambda sheet: sheet.add_fact(found, text, label, notes))


def _says(found: Found) -> str:
    fact = found.fact
    if isinstance(fact, VoteCount):
        return of_matters.vote(fact.yes, fact.no, fact.abstain, fact.yes_means)
    if isinstance(fact, Reservation):
        return of_matters.reserved(stands.by_with_party(fact), None)
    return messages.shortened(one_line(str(getattr(fact, "text", "") or fact.source.quote)), _TEXT)


def _absent(one: Absent) -> Entry:
    text = of_digest.absent(one.body, one.day)
    return Entry(text, lambda sheet: sheet.add(text, one.document, one.source))
