"""Who wants what: subscriptions as the digest asks them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.answers.sheet import Desk
from bot.follow_up.digest.selecting import Choosing
from bot.follow_up.watch.covering import Shelf, covers
from bot.follow_up.watch.index import Index
from bot.follow_up.watch.model import Subscription, Wanted
from knowledge.names import fold
from knowledge.store.api import Found


class _Chosen:
    """Facts are met by the index; those who want what is overdue are asked of that alone."""

    def __init__(self, desk: Desk, subscriptions: Sequence[Subscription]) -> None:
        self._shelf, self._index = Shelf(desk), Index(subscriptions)
        held = [(one.id, one.wanted) for one in subscriptions if one.wanted is not None]
        self._of_bodies = [(id_, wanted) for id_, wanted in held if _wants_meetings(wanted)]
        self._of_overdue = [(id_, wanted) for id_, wanted in held if wanted.recommendations == "overdue"]

    def of(self, found: Found, *, overdue: bool = False) -> Collection[int]:
        seen = self._shelf.seen(found)
        wanting = {one.id for one in self._index.of(seen)}
        if overdue:
            wanting |= {id_ for id_, wanted in self._of_overdue if covers(wanted, seen, {seen.id})}
        return wanting

    def of_body(self, body: str) -> Collection[int]:
        named = fold(body)
        return [
            id_
            for id_, wanted in self._of_bodies
            if (not wanted.bodies or named in map(fold, wanted.bodies)) and named not in map(fold, wanted.but.bodies)
        ]


def chosen(desk: Desk, subscriptions: Sequence[Subscription]) -> Choosing:
    """What decides for these subscriptions, as the desk's reader sees the record."""
    return _Chosen(desk, subscriptions)


def _wants_meetings(wanted: Wanted) -> bool:
    """Whether it is of bodies as such (or of everything), and so of their meetings too."""
    narrowed = wanted.cases or wanted.people or wanted.parties or wanted.words or wanted.by_kind
    return not narrowed and bool(wanted.everything or wanted.bodies)
