"""The rows of an export: what the record held at the end of a day, and what had been moved by then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.answers.sheet import Desk
from bot.follow_up import moments
from bot.follow_up.due import answered_motions, taken_up
from bot.follow_up.standing import Life, lives
from bot.links import permalink
from bot.messages import of_exports
from knowledge.facts import Recommendation, Source
from knowledge.linking.motions import KINDS
from knowledge.store.api import Found

Cell = str | int | date | None

LISTS = ("recommendations", "assignments", "promises", "motions", "open_points")
"""What can be exported, in the order in which it is offered."""


@dataclass(frozen=True, slots=True)
class Table:
    """name: of the list; as_of: the day; headings: of its columns; keys: the same for programs."""

    name: str
    as_of: date
    rows: Sequence[Sequence[Cell]]
    headings: Sequence[str] = field(default_factory=of_exports.headings)
    keys: Sequence[str] = of_exports.KEYS


def table(desk: Desk, name: str, as_of: date) -> Table:
    """A list as it stood at the end of a day, by report and number. Raises StoreError.

    name: one of LISTS."""
    moment = moments.ends(as_of)
    found = _held(desk, name, moment)
    taken, answered = taken_up(desk, moment), answered_motions(desk, moment)
    rows = []
    for one, life in zip(found, lives(desk, found, moment), strict=True):
        done = one.document.id in answered if name == "motions" else one.id in taken
        rows.append(_row(desk, one, life, as_of, done=done))
    return Table(name, as_of, rows)


def _held(desk: Desk, name: str, moment: str) -> list[Found]:
    """By day of the document, its title and its order; a motion or an initiative by its first clause."""
    found = desk.store.facts_at(desk.reader, "proposals" if name == "motions" else name, moment)
    if name == "motions":
        found = list(_first(one for one in found if one.document.kind in KINDS))
    return sorted(found, key=lambda one: (one.document.date or "", one.document.id))


def _first(found: Iterable[Found]) -> Iterable[Found]:
    seen: set[int] = set()
    for one in found:
        if one.document.id not in seen:
            seen.add(one.document.id)
            yield one


def _row(desk: Desk, found: Found, life: Life, as_of: date, *, done: bool) -> Sequence[Cell]:
    """done: whether a document answers or takes it up, which closes nothing and is nothing late either."""
    fact, document, source = found.fact, found.document, found.fact.source
    given = date.fromisoformat(document.date) if document.date else None
    promised = life.due or getattr(fact, "due", None)
    due = date.fromisoformat(promised) if promised else None
    late = (as_of - due).days if due and life.is_open and not done else 0
    to = getattr(fact, "addressee", None) or getattr(fact, "responsible", None) or ""
    issuer = fact.issuer if isinstance(fact, Recommendation) else None
    is_motion = document.kind in KINDS
    return (
        life.number or getattr(fact, "number", None),
        document.title,
        given,
        issuer or document.body or "",
        to,
        document.title if is_motion else str(getattr(fact, "text", "")),
        life.acceptance or of_exports.no_acceptance(type(fact) is Recommendation),
        life.implementation or of_exports.no_implementation(getattr(fact, "graded", None), taken_up=done),
        life.owner or "",
        due,
        (as_of - given).days if given else None,
        max(late, 0),
        life.moved_by,
        date.fromisoformat(life.moved_on) if life.moved_on else None,
        life.moved_words,
        _said(source),
        source.page,
        permalink(desk.settings, document, source),
    )


def _said(source: Source) -> str:
    """The words as they stand: all slices of a quote that runs over several pages."""
    return " […] ".join([source.quote, *(part.quote for part in source.more)])
