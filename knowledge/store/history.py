"""What somebody has asked, for their own eyes, for thirty days."""

from __future__ import annotations

import time
from dataclasses import dataclass

from knowledge.store.connections import Connections

KEPT_SECONDS = 30 * 24 * 3600
KEPT_EACH = 50
"""Questions of one person; the oldest give way."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was answered. asked_at: seconds since 1970; ticket: what shows its answer again."""

    asked_at: int
    question: str
    ticket: str


class History:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of what people have asked."""

    _db: Connections

    def put_asked(self, who: str, question: str, ticket: str) -> None:
        now = int(time.time())
        with self._db.write(durable=False) as db:
            db.execute("DELETE FROM history WHERE asked_at < ?", [now - KEPT_SECONDS])
            db.execute("DELETE FROM history WHERE who = ? AND question = ?", [who, question])
            db.execute(
                "INSERT INTO history (who, asked_at, question, ticket) VALUES (?, ?, ?, ?)",
                [who, now, question, ticket],
            )
            db.execute(
                "DELETE FROM history WHERE who = ? AND id <= "
                "(SELECT id FROM history WHERE who = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
                [who, who, KEPT_EACH],
            )

    def asked(self, who: str, limit: int = 10) -> list[Asked]:
        since = int(time.time()) - KEPT_SECONDS
        found = self._db.read(
            "SELECT asked_at, question, ticket FROM history WHERE who = ? AND asked_at >= ? ORDER BY id DESC LIMIT ?",
            [who, since, limit],
        )
        return [Asked(int(at), str(question), str(ticket)) for at, question, ticket in found]

    def forget_asked_of(self, beginning: str) -> None:
        with self._db.write() as db:
            db.execute("DELETE FROM history WHERE substr(who, 1, ?) = ?", [len(beginning), beginning])

    def forget_asked(self, who: str) -> None:
        with self._db.write() as db:
            db.execute("DELETE FROM history WHERE who = ?", [who])
