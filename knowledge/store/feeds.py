"""Whose secret links to calendars and feeds there are: one id a person, which a new one puts out of use."""

from __future__ import annotations

import time

from knowledge.store.connections import Connections


class Feeds:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of feeds."""

    _db: Connections

    def feed_of(self, who: str) -> str | None:
        found = self._db.read("SELECT id FROM feeds WHERE who = ?", [who])
        return str(found[0][0]) if found else None

    def feed_owner(self, feed: str) -> str | None:
        found = self._db.read("SELECT who FROM feeds WHERE id = ?", [feed])
        return str(found[0][0]) if found else None

    def put_feed(self, who: str, feed: str) -> None:
        with self._db.write() as db:
            db.execute(
                "INSERT INTO feeds (who, id, made_at) VALUES (?, ?, ?) "
                "ON CONFLICT (who) DO UPDATE SET id = excluded.id, made_at = excluded.made_at",
                [who, feed, int(time.time())],
            )

    def drop_feed(self, who: str) -> bool:
        with self._db.write() as db:
            return db.execute("DELETE FROM feeds WHERE who = ?", [who]).rowcount == 1

    def forget_feeds_of(self, beginning: str) -> None:
        with self._db.write() as db:
            db.execute("DELETE FROM feeds WHERE substr(who, 1, ?) = ?", [len(beginning), beginning])
