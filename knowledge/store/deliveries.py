"""What goes out: one row a channel, period and kind, from the moment in which it was composed until it is there."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.store.connections import Connections

LEASE = 180
"""Seconds for which whoever leases a delivery has it alone. They give up before (bot/follow_up/delivery/attempt.py);
after it they are taken to have died, and whether the message is there is unclear."""
ASTRAY = 24 * 3600
"""Seconds ahead at which no lease ends and no next try lies: such a row was written by a clock that was wrong."""
SNAPSHOTS_KEPT = 60 * 24 * 3600
"""Seconds after which what was sent is no longer corrected, and its snapshot is forgotten."""
BOT_REMOVED, DOCUMENT_REMOVED = "bot_removed", "document_removed"
"""Reasons that the store itself gives: the channel removed the bot; the document that it told of was removed."""

State = Literal["waiting", "leased", "sent", "failed", "suspended"]
Next = Literal["waiting", "failed", "suspended"]

_ROW = (
    "id, key, kind, channel, period, subscriptions, owner, snapshot, state, holder, lease, tries, refusals, next_try, "
    "message, unclear, marked, reason, made_at, sent_at, corrects, corrected"
)
_FREE = (
    "((state = 'waiting' AND (next_try <= :now OR next_try > :astray)) "
    "OR (state = 'leased' AND (lease < :now OR lease > :astray)))"
)
"""What may be leased now: what waits and is due, and what whoever leased it has left lying."""
_OPEN = "state IN ('waiting', 'leased')"
"""Neither sent nor given up: of a channel the oldest goes first, also where it must wait and a later one need not."""
_TAKEN = f"{_OPEN} AND state = 'leased' AND lease BETWEEN :now AND :astray"
"""Of a channel: somebody sends to it. The first condition is the index's."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row. Times are seconds since 1970.

    key: what the platform is given to know the message by; owner: the place that is told where the channel takes
    nothing; snapshot: the answer as it was composed, as JSON; refusals: how often the channel itself took nothing;
    unclear: it may be there already; marked: it was sent with a word about that; message: the platform's id of it;
    corrects: the delivery whose message it takes the place of, and whose snapshot it then is."""

    id: int
    key: str
    kind: str
    channel: str
    period: str
    subscriptions: tuple[int, ...]
    owner: str | None
    snapshot: str | None
    state: State
    holder: str | None
    lease: int | None
    tries: int
    refusals: int
    next_try: int
    message: str | None
    unclear: bool
    marked: bool
    reason: str | None
    made_at: int
    sent_at: int | None
    corrects: int | None
    corrected: int | None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a lease ended without the message being there for certain: the row's next state, and when it is tried."""

    state: Next
    reason: str
    next_try: int
    unclear: bool
    refusals: int


class Deliveries:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of what goes out."""

    _db: Connections

    def enqueue_delivery(
        self,
        *,
        channel: str,
        period: str,
        kind: str,
        snapshot: str,
        now: int,
        owner: str | None = None,
        subscriptions: Sequence[int] = (),
        corrects: int | None = None,
    ) -> int | None:
        with self._db.write() as db:
            made = db.execute(
                "INSERT INTO deliveries (key, kind, channel, period, subscriptions, owner, snapshot, state, refusals, "
                "next_try, made_at, corrects) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?) "
                "ON CONFLICT (channel, period, kind) DO UPDATE SET snapshot = excluded.snapshot, state = 'waiting', "
                "next_try = excluded.next_try, owner = excluded.owner, subscriptions = excluded.subscriptions "
                "WHERE snapshot IS NULL AND state = 'failed' RETURNING id",
                [
                    secrets.token_hex(16), kind, channel, period, json.dumps(list(subscriptions)), owner, snapshot,
                    self._refused(channel), now, now, corrects,
                ],
            ).fetchall()  # fmt: skip
        return int(made[0][0]) if made else None

    def _refused(self, channel: str) -> int:
        """The refusals that a new delivery begins with: of a channel that has been suspended since it last took
        something, one is left."""
        found = self._db.read(
            "SELECT max(refusals) FROM deliveries WHERE channel = ? AND state = 'suspended' AND id > "
            "coalesce((SELECT max(id) FROM deliveries WHERE channel = ? AND state = 'sent'), 0)",
            [channel, channel],
        )
        return max(int(found[0][0] or 0) - 1, 0)

    def due_channels(self, now: int) -> dict[str, int]:
        found = self._db.read(
            f"SELECT channel, (SELECT count(*) FROM deliveries WHERE channel = d.channel AND {_OPEN}) "  # noqa: S608 - constants
            f"FROM deliveries d WHERE id IN (SELECT min(id) FROM deliveries WHERE {_OPEN} GROUP BY channel) "
            f"AND {_FREE} AND NOT EXISTS (SELECT 1 FROM deliveries WHERE channel = d.channel AND {_TAKEN}) ORDER BY id",
            {"now": now, "astray": now + ASTRAY},
        )
        return dict(found)

    def lease_delivery(self, channel: str, now: int) -> Delivery | None:
        with self._db.write() as db:
            taken = db.execute(
                "UPDATE deliveries SET unclear = CASE state WHEN 'leased' THEN 1 ELSE unclear END, state = 'leased', "  # noqa: S608 - constants
                "tries = tries + 1, holder = :holder, lease = :until WHERE id = "
                f"(SELECT min(id) FROM deliveries WHERE channel = :channel AND {_OPEN}) AND {_FREE} "
                f"AND NOT EXISTS (SELECT 1 FROM deliveries WHERE channel = :channel AND {_TAKEN}) RETURNING {_ROW}",
                {
                    "holder": secrets.token_hex(8), "until": now + LEASE, "channel": channel, "now": now,
                    "astray": now + ASTRAY,
                },
            ).fetchall()  # fmt: skip
        return _delivery(taken[0]) if taken else None

    def delivery_sent(self, delivery: int, message: str, now: int, *, marked: bool = False) -> bool:
        with self._db.write() as db:
            first = db.execute(
                "UPDATE deliveries SET state = 'sent', message = ?, sent_at = ?, unclear = 0, refusals = 0, "
                "marked = CASE WHEN ? THEN 1 ELSE marked END, reason = NULL, holder = NULL, lease = NULL "
                "WHERE id = ? AND state <> 'sent' RETURNING corrects, channel, snapshot",
                [message, now, marked, delivery],
            ).fetchall()
            if not first:
                db.execute("UPDATE deliveries SET marked = 1 WHERE id = ?", [delivery])
                return False
            corrects, channel, snapshot = first[0]
            db.execute("UPDATE deliveries SET corrected = ?, snapshot = ? WHERE id = ?", [now, snapshot, corrects])
            db.execute("UPDATE subscriptions SET paused = NULL WHERE place = ? AND paused = 'undeliverable'", [channel])
            return True

    def end_delivery(self, delivery: int, holder: str | None, ended: Ended) -> bool:
        with self._db.write() as db:
            done = db.execute(
                "UPDATE deliveries SET state = ?, reason = ?, next_try = ?, unclear = ?, refusals = ?, holder = NULL, "
                "lease = NULL WHERE id = ? AND holder = ? AND state = 'leased'",
                [ended.state, ended.reason, ended.next_try, ended.unclear, ended.refusals, delivery, holder],
            )
            return done.rowcount == 1

    def hold_channel(self, channel: str, until: int) -> None:
        with self._db.write() as db:
            db.execute(
                "UPDATE deliveries SET next_try = ? WHERE channel = ? AND state = 'waiting' AND next_try < ?",
                [until, channel, until],
            )

    def retry_deliveries(self, now: int, deliveries: Sequence[int] | None = None) -> int:
        wanted = "" if deliveries is None else f"AND id IN ({','.join('?' * len(deliveries))})"
        with self._db.write() as db:
            return db.execute(
                "UPDATE deliveries SET state = 'waiting', next_try = ?, "  # noqa: S608 - constants
                "tries = CASE state WHEN 'waiting' THEN tries ELSE 0 END, "
                "refusals = CASE state WHEN 'waiting' THEN refusals ELSE 0 END "
                f"WHERE state IN ('waiting', 'failed', 'suspended') AND snapshot IS NOT NULL {wanted}",
                [now, *(deliveries or ())],
            ).rowcount

    def forget_snapshots(self, now: int) -> None:
        with self._db.write() as db:
            db.execute(
                "UPDATE deliveries SET snapshot = NULL WHERE state = 'sent' AND snapshot IS NOT NULL AND sent_at < ?",
                [now - SNAPSHOTS_KEPT],
            )

    def delivery(self, delivery: int) -> Delivery | None:
        found = self._db.read(f"SELECT {_ROW} FROM deliveries WHERE id = ?", [delivery])  # noqa: S608 - a constant
        return _delivery(found[0]) if found else None

    def delivery_of(self, channel: str, period: str, kind: str) -> Delivery | None:
        found = self._db.read(
            f"SELECT {_ROW} FROM deliveries WHERE channel = ? AND period = ? AND kind = ?",  # noqa: S608 - a constant
            [channel, period, kind],
        )
        return _delivery(found[0]) if found else None

    def deliveries(self, states: Sequence[State] = (), limit: int = 200) -> list[Delivery]:
        wanted = f"WHERE state IN ({','.join('?' * len(states))})" if states else ""
        found = self._db.read(
            f"SELECT {_ROW} FROM deliveries {wanted} ORDER BY id DESC LIMIT ?",  # noqa: S608 - constants
            [*states, limit],
        )
        return [_delivery(row) for row in found]

    def delivery_counts(self) -> dict[str, int]:
        counts = dict(self._db.read("SELECT state, count(*) FROM deliveries GROUP BY state"))
        [(marked, unclear)] = self._db.read("SELECT sum(marked), sum(unclear) FROM deliveries")
        return counts | {"marked": int(marked or 0), "unclear": int(unclear or 0)}

    def oldest_waiting(self) -> int | None:
        found = self._db.read("SELECT min(made_at) FROM deliveries WHERE state IN ('waiting', 'leased')")
        return None if found[0][0] is None else int(found[0][0])


def _delivery(row: Sequence[object]) -> Delivery:
    values = dict(zip(_ROW.split(", "), row, strict=True))
    values["subscriptions"] = tuple(json.loads(str(values["subscriptions"])))
    return Delivery(**values | {name: bool(values[name]) for name in ("unclear", "marked")})  # type: ignore[arg-type]  # as the schema has them
