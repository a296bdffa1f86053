"""Who wants what: subscriptions as the digest asks them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.answers.sheet import Desk
from bot.follow_up.digest.selecting import Choosing
from bot.follow_up.watch.model import Subscription
from knowledge.names import fold
from knowledge.store.api import Found
from knowledge.store.keys import bodies_of


class _Chosen:
    def __init__(self, subscriptions: Sequence[Subscription]) -> None:
        self._subscriptions = subscriptions

    def of(self, found: Found, *, overdue: bool = False) -> Collection[int]:  # noqa: ARG002
        held = bodies_of(found.fact, found.document.body)
        return [
            one.id
            for one in self._subscriptions
            if one.wanted and (one.wanted.everything or any(fold(body) in held for body in one.wanted.bodies))
        ]

    def of_body(self, body: str) -> Collection[int]:
        return [
            one.id
            for one in self._subscriptions
            if one.wanted and (one.wanted.everything or fold(body) in {fold(name) for name in one.wanted.bodies})
        ]


def chosen(_desk: Desk, subscriptions: Sequence[Subscription]) -> Choosing:
    """What decides for these subscriptions, as the desk's reader sees the record."""
    return _Chosen(subscriptions)
