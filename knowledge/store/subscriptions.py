"""What somebody wants to be told of: facts of a kind, by a rhythm, or a question whose answer has changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal

from knowledge.store.connections import Connections

Paused = Literal["asked", "undeliverable"]
"""Why one rests: somebody wanted it to, or its place takes nothing."""


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """A row. place: the channel or conversation that is told; number: what it is called there; owner: who made it
    ("slack:T01/U02"), owner_place: where they alone are told; said: what is wanted, in their words.

    wanted, rhythm, manner: JSON of bot/follow_up/watch/model.py. ticket: a question as it was understood, print: of the
    answer that they were told last; both None where no question is watched. told_until: seconds since 1970, and seen:
    the record's change number, up to which the place was told."""

    id: int
    place: str
    number: int
    owner: str | None
    owner_place: str | None
    said: str
    wanted: str | None
    ticket: str | None
    print: str | None
    rhythm: str
    manner: str
    paused: Paused | None
    told_until: int
    seen: int


_KEPT = ", ".join(field.name for field in fields(SubscriptionRow))


class Subscriptions:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of subscriptions."""

    _db: Connections

    def put_subscription(
        self,
        *,
        place: str,
        said: str,
        rhythm: str,
        manner: str = "{}",
        wanted: str | None = None,
        ticket: str | None = None,
        print_: str | None = None,
        owner: str | None = None,
        owner_place: str | None = None,
        now: int | None = None,
    ) -> SubscriptionRow:
        now = int(time.time()) if now is None else now
        with self._db.write() as db:
            same = "wanted = ?" if wanted is not None else "ticket IS NOT NULL AND said = ?"
            held = db.execute(
                f"UPDATE subscriptions SET said = ?, rhythm = ?, manner = ?, ticket = ?, print = ?, paused = NULL "  # noqa: S608 - constants
                f"WHERE place = ? AND {same} RETURNING {_KEPT}",
                [said, rhythm, manner, ticket, print_, place, wanted if wanted is not None else said],
            ).fetchall()
            if held:
                return SubscriptionRow(*held[0])
            [(number,)] = db.execute(
                "INSERT INTO subscription_numbers (place, number) VALUES (?, 1) "
                "ON CONFLICT DO UPDATE SET number = number + 1 RETURNING number",
                [place],
            ).fetchall()
            made = db.execute(
                "INSERT INTO subscriptions (place, number, owner, owner_place, said, wanted, ticket, print, rhythm, "  # noqa: S608 - constants
                "manner, told_until, seen, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                f"(SELECT CAST(value AS INTEGER) FROM state WHERE key = 'change'), ?) RETURNING {_KEPT}",
                [place, number, owner, owner_place, said, wanted, ticket, print_, rhythm, manner, now, now],
            ).fetchall()
        return SubscriptionRow(*made[0])

    def subscriptions(self, place: str | None = None) -> list[SubscriptionRow]:
        where, values = ("", []) if place is None else ("WHERE place = ?", [place])
        found = self._db.read(f"SELECT {_KEPT} FROM subscriptions {where} ORDER BY id", values)  # noqa: S608 - constants
        return [SubscriptionRow(*row) for row in found]

    def change_subscription(
        self, subscription: int, place: str, *, rhythm: str, manner: str, paused: Paused | None
    ) -> bool:
        with self._db.write() as db:
            done = db.execute(
                "UPDATE subscriptions SET rhythm = ?, manner = ?, paused = ? WHERE id = ? AND place = ?",
                [rhythm, manner, paused, subscription, place],
            )
            return done.rowcount == 1

    def drop_subscription(self, subscription: int, place: str) -> bool:
        with self._db.write() as db:
            done = db.execute("DELETE FROM subscriptions WHERE id = ? AND place = ?", [subscription, place])
            return done.rowcount == 1

    def told_subscription(self, subscription: int, print_: str, was: str) -> bool:
        with self._db.write() as db:
            moved = db.execute(
                "UPDATE subscriptions SET print = ? WHERE id = ? AND print = ?", [print_, subscription, was]
            )
            return moved.rowcount == 1

    def move_subscriptions(self, subscriptions: Sequence[tuple[int, int, int]], until: int, seen: int) -> int:
        with self._db.write() as db:
            return db.executemany(
                "UPDATE subscriptions SET told_until = max(told_until, ?), seen = max(seen, ?) "
                "WHERE id = ? AND told_until = ? AND seen = ?",
                [[until, seen, *one] for one in subscriptions],
            ).rowcount

    def pause_place(self, place: str) -> int:
        with self._db.write() as db:
            return db.execute(
                "UPDATE subscriptions SET paused = 'undeliverable' WHERE place = ? AND paused IS NULL", [place]
            ).rowcount
