"""Who wants what: subscriptions as the digest asks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from bot.answers.sheet import Desk
from bot.follow_up.digest.selecting import Choosing
from bot.follow_up.watch.model import Subscription
from knowledge.names import fold
from knowledge.store.api import Found
from knowledge.store.keys import bodies_of


class _Chosen:
    """By body, and those that want everything."""

    def __init__(self, subscriptions: Sequence[Subscription]) -> None:
        self._by_body: defaultdict[str, set[int]] = defaultdict(set)
        self._every = {one.id for one in subscriptions if one.wanted and one.wanted.everything}
        for one in subscriptions:
            for body in one.wanted.bodies if one.wanted else ():
                self._by_body[fold(body)].add(one.id)

    def of(self, found: Found, *, overdue: bool = False) -> Collection[int]:  # noqa: ARG002 - the port's
        return self._of(bodies_of(found.fact, found.document.body))

    def of_body(self, body: str) -> Collection[int]:
        return self._of([fold(body)])

    def _of(self, bodies: Iterable[str]) -> set[int]:
        return self._every.union(*(self._by_body.get(body, ()) for body in bodies))


def chosen(_desk: Desk, subscriptions: Sequence[Subscription]) -> Choosing:
    """What decides for these subscriptions, as the desk's reader sees the record."""
    return _Chosen(subscriptions)
