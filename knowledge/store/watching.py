"""What a watched folder held when it was last looked at, so that a restart tells only what is new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from knowledge.store import rows
from knowledge.store.api import Watch, WatchedFile
from knowledge.store.connections import Connections
from knowledge.store.reader import Reader


class Watching:
    """The watcher's part of Readable and Writable in knowledge/store/api.py."""

    _db: Connections

    def watches(self, reader: Reader) -> list[Watch]:
        condition, values = rows.visible(reader, "w")
        found = self._db.read(
            "SELECT w.folder, w.collection, w.started_at, w.looked_at, w.reachable "  # noqa: S608 - constants
            f"FROM watches w WHERE {condition} ORDER BY w.folder",
            values,
        )
        counts = "SELECT state, count(*) FROM watched_files WHERE folder = ? AND collection = ? GROUP BY state"
        return [
            Watch(collection, started, looked, bool(reachable), dict(self._db.read(counts, [folder, collection])))
            for folder, collection, started, looked, reachable in found
        ]

    def watched_files(self, folder: str, collection: str) -> list[WatchedFile]:
        """Every file of the folder as it was last settled; for the watcher alone, it holds no content."""
        found = self._db.read(
            "SELECT file, size, mtime, state FROM watched_files WHERE folder = ? AND collection = ? ORDER BY file",
            [folder, collection],
        )
        return [WatchedFile(*row) for row in found]

    def put_watch(self, folder: str, collection: str, *, started: bool, reachable: bool) -> None:
        """Note a look at the folder; started: the first of this run."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._db.write(durable=False) as db:
            db.execute(
                "INSERT INTO watches (folder, collection, started_at, looked_at, reachable) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET looked_at = excluded.looked_at, reachable = excluded.reachable, "
                "started_at = CASE WHEN ? THEN excluded.started_at ELSE started_at END",
                [folder, collection, now, now, int(reachable), started],
            )

    def put_watched_files(
        self, folder: str, collection: str, settled: Iterable[WatchedFile], dropped: Iterable[str] = ()
    ) -> None:
        """Note how files were settled, and forget others."""
        with self._db.write() as db:
            db.executemany(
                "DELETE FROM watched_files WHERE folder = ? AND collection = ? AND file = ?",
                [(folder, collection, file) for file in dropped],
            )
            db.executemany(
                "INSERT OR REPLACE INTO watched_files (folder, collection, file, size, mtime, state) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                [(folder, collection, one.file, one.size, one.mtime, one.state) for one in settled],
            )
