"""Questions that somebody wants to be told of when their answer changes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.store.connections import Connections

_KEPT = "id, place, question, ticket, print"


@dataclass(frozen=True, slots=True)
class Subscription:
    """place: the channel or conversation that is told; ticket: the question as it was understood; print: of the answer
    that they were told last."""

    id: int
    place: str
    question: str
    ticket: str
    print: str


class Subscriptions:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of subscriptions."""

    _db: Connections

    def put_subscription(self, place: str, question: str, ticket: str, print_: str) -> Subscription:
        with self._db.write() as db:
            db.execute(
                "INSERT INTO subscriptions (place, question, ticket, print, made_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (place, question) DO UPDATE SET ticket = excluded.ticket, print = excluded.print",
                [place, question, ticket, print_, int(time.time())],
            )
            found = db.execute(
                f"SELECT {_KEPT} FROM subscriptions WHERE place = ? AND question = ?",  # noqa: S608 - a constant
                [place, question],
            ).fetchall()
        return _subscription(found[0])

    def subscriptions(self, place: str | None = None) -> list[Subscription]:
        where, values = ("", []) if place is None else ("WHERE place = ?", [place])
        found = self._db.read(f"SELECT {_KEPT} FROM subscriptions {where} ORDER BY id", values)  # noqa: S608 - constants
        return [_subscription(row) for row in found]

    def drop_subscription(self, subscription: int, place: str) -> bool:
        with self._db.write() as db:
            done = db.execute("DELETE FROM subscriptions WHERE id = ? AND place = ?", [subscription, place])
            return done.rowcount == 1

    def told_subscription(self, subscription: int, print_: str) -> None:
        with self._db.write() as db:
            db.execute("UPDATE subscriptions SET print = ? WHERE id = ?", [print_, subscription])


def _subscription(row: Sequence[object]) -> Subscription:
    id_, place, question, ticket, print_ = row
    return Subscription(int(str(id_)), str(place), str(question), str(ticket), str(print_))
