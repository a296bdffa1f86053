"""What documents suggest and nobody has dealt with: links of kind "suggests" less those confirmed or rejected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.sheet import Desk
from bot.follow_up.life.model import VALUES, State
from knowledge.linking.suggested import KIND, axis, key
from knowledge.store.api import Found, Link
from knowledge.store.followed import MOTIONS, subject_of

_ONE_BY_ONE = 12
"""Documents whose suggestions are read one by one; of more all are."""
SHORT = 6
"""Digits of a suggestion's key with which it is called when it is typed or chosen."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """key: what it is known by after a new version of either file; link: its words and where they stand."""

    key: str
    axis: str
    value: str
    link: Link

    @property
    def short(self) -> str:
        """How it is called in a command."""
        return self.key[:SHORT]


def suggestions(desk: Desk, found: Sequence[Found]) -> dict[int, list[Suggestion]]:
    """Fact id → what documents that the reader may see suggest of it, oldest document first."""
    documents = {one.document.id for one in found}
    links = (
        [link for one in documents for link in desk.store.links(desk.reader, kind=KIND, target_document=one)]
        if len(documents) <= _ONE_BY_ONE
        else desk.store.links(desk.reader, kind=KIND)
    )
    wanted, told = {one.id: one.id for one in found}, defaultdict[int, list[Suggestion]](list)
    motions = {one.document.id: one.id for one in found if _is_motion(one)}
    for link in sorted(links, key=lambda one: (one.document.date or "", one.page or 0, one.start)):
        name, value = axis(link)
        of = motions.get(link.target.document.id) if _is_motion(link.target) else wanted.get(link.target.id)
        if of is not None and (name in ("owner", "due") or value in VALUES.get(name, ())):
            told[of].append(Suggestion(key(link), name, value, link))
    return dict(told)


def _is_motion(found: Found) -> bool:
    """Whether it is a clause of a paper that is followed as a whole: what is said of any clause is said of that."""
    subject = subject_of(found)
    return subject is not None and subject.list == MOTIONS


def with_any(desk: Desk) -> list[Found]:
    """The facts of which documents suggest something, whatever has been done about that, newest document first."""
    held = {link.target.id: link.target for link in desk.store.links(desk.reader, kind=KIND)}
    return sorted(held.values(), key=lambda one: (one.document.date or "", one.id), reverse=True)


def waiting(state: State, told: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Those that nobody has dealt with, that would change something, and that no later document has overtaken."""
    return tuple(
        one
        for one in told
        if one.key not in state.confirmed
        and one.key not in state.rejected
        and state.value(one.axis) != one.value
        and not _overtaken(state, one)
    )


def _overtaken(state: State, one: Suggestion) -> bool:
    """Whether a later document has been confirmed on the same axis."""
    move = state.by.get(one.axis)
    return move is not None and move.evidence is not None and move.on_day > (one.link.document.date or "9999")
