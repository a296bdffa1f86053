"""What came in, where the bot is, and what went out: recorded once, never silent, never twice."""

from __future__ import annotations

import time

from knowledge.store.connections import Connections

EVENTS_KEPT = 30 * 24 * 3600
"""Seconds that an event's id is remembered; no platform repeats an event after so long."""
PURGE_EVERY = 500
"""Events of one process between two purges."""
ANSWERED_WITHIN = 120
"""Seconds after which an event without an answer was dropped by a process that died, and is worked anew."""
WORTH_ANSWERING = 3600
"""Seconds after which nobody waits for the answer any more: what was asked is forgotten."""
LEASE = 300
"""Seconds after which a delivery under way counts as broken off (its process died), and may be claimed again.

Whoever delivers gives up before (bot/follow_up/digest.py). What is then sent again may come twice where the process
died after the platform had taken the message and before it was recorded."""


class Outbox:
    """The platforms' part of Writable in knowledge/store/api.py."""

    _db: Connections
    _events = 0

    def claim_event(self, event: str, body: str | None = None) -> bool:
        now = int(time.time())
        with self._db.write(durable=False) as db:
            if self._events % PURGE_EVERY == 0:
                db.execute("DELETE FROM events WHERE seen < ?", [now - EVENTS_KEPT])
            self._events += 1
            claimed = db.execute(
                "INSERT OR IGNORE INTO events (event, seen, body) VALUES (?, ?, ?)", [event, now, body]
            )
            return claimed.rowcount == 1

    def settle_event(self, event: str) -> None:
        with self._db.write(durable=False) as db:
            db.execute("UPDATE events SET body = NULL WHERE event = ?", [event])

    def take_unanswered(self, platform: str) -> list[tuple[str, str]]:
        now = int(time.time())
        with self._db.write() as db:
            db.execute("UPDATE events SET body = NULL WHERE body IS NOT NULL AND seen < ?", [now - WORTH_ANSWERING])
            return [
                (str(event), str(body))
                for event, body in db.execute(
                    "UPDATE events SET seen = ? WHERE body IS NOT NULL AND seen < ? AND event >= ? AND event < ? "
                    "RETURNING event, body",
                    [now, now - ANSWERED_WITHIN, f"{platform}:", f"{platform};"],
                ).fetchall()
            ]

    def put_conversation(self, platform: str, conversation: str, reference: str) -> None:
        with self._db.write() as db:
            db.execute(
                "INSERT INTO conversations (platform, conversation, reference) VALUES (?, ?, ?) "
                "ON CONFLICT DO UPDATE SET reference = excluded.reference",
                [platform, conversation, reference],
            )

    def conversation(self, platform: str, conversation: str) -> str | None:
        found = self._db.read(
            "SELECT reference FROM conversations WHERE platform = ? AND conversation = ?", [platform, conversation]
        )
        return str(found[0][0]) if found else None

    def drop_conversation(self, platform: str, conversation: str) -> None:
        with self._db.write() as db:
            db.execute("DELETE FROM conversations WHERE platform = ? AND conversation = ?", [platform, conversation])
            db.execute("DELETE FROM subscriptions WHERE place = ?", [conversation])
            db.execute("DELETE FROM subscription_numbers WHERE place = ?", [conversation])

    def claim_delivery(self, channel: str, period: str, kind: str) -> bool:
        now = int(time.time())
        with self._db.write() as db:
            claimed = db.execute(
                "INSERT INTO deliveries (channel, period, kind, state, claimed, tries) "
                "VALUES (?, ?, ?, 'under way', ?, 1) ON CONFLICT DO UPDATE "
                "SET state = 'under way', claimed = excluded.claimed, tries = tries + 1, reason = NULL "
                "WHERE state = 'failed' OR (state = 'under way' AND claimed < ?)",
                [channel, period, kind, now, now - LEASE],
            )
            return claimed.rowcount == 1

    def delivery_under_way(self, channel: str, period: str, kind: str) -> int | None:
        """Until when (seconds since 1970) a delivery under way is another's; None where none is under way."""
        found = self._db.read(
            "SELECT claimed FROM deliveries WHERE channel = ? AND period = ? AND kind = ? AND state = 'under way'",
            [channel, period, kind],
        )
        return int(found[0][0]) + LEASE if found else None

    def settle_delivery(self, channel: str, period: str, kind: str, *, sent: bool, reason: str | None = None) -> None:
        with self._db.write() as db:
            db.execute(
                "UPDATE deliveries SET state = ?, reason = ? WHERE channel = ? AND period = ? AND kind = ?",
                ["sent" if sent else "failed", reason, channel, period, kind],
            )

    def deliveries(self) -> dict[str, int]:
        """How many deliveries there are in each state: "under way", "sent", "failed"."""
        return dict(self._db.read("SELECT state, count(*) FROM deliveries GROUP BY state"))
