"""What came in, and where the bot is: recorded once, never silent, never twice. What goes out: deliveries.py."""

from __future__ import annotations

import time

from knowledge.store.connections import Connections
from knowledge.store.deliveries import BOT_REMOVED

EVENTS_KEPT = 30 * 24 * 3600
"""Seconds that an event's id is remembered; no platform repeats an event after so long."""
PURGE_EVERY = 500
"""Events of one process between two purges."""
ANSWERED_WITHIN = 120
"""Seconds after which an event without an answer was dropped by a process that died, and is worked anew."""
WORTH_ANSWERING = 3600
"""Seconds after which nobody waits for the answer any more: what was asked is forgotten."""


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

    def release_event(self, event: str) -> None:
        with self._db.write(durable=False) as db:
            db.execute("DELETE FROM events WHERE event = ?", [event])

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
            db.execute("DELETE FROM approvals WHERE place = ? OR asked = ?", [conversation, conversation])
            db.execute(
                "UPDATE deliveries SET state = 'suspended', reason = ?, holder = NULL, lease = NULL "
                "WHERE channel = ? AND state IN ('waiting', 'leased')",
                [BOT_REMOVED, conversation],
            )
