"""Files that were dropped into a chat and wait until somebody lays them in or throws them away."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal, get_args

from knowledge.store.connections import Connections

State = Literal["waiting", "taken", "added", "discarded"]

TAKEN_SECONDS = 15 * 60
"""After so long whoever laid a file in was broken off, and it may be taken again."""
_KEPT = "id, who, file, digest, path, over, received_at, state"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits. who: a keyed digest of whoever dropped it; file: its name as shown; path: where its bytes lie;
    over: the origin of the document that it is a newer version of; received_at: seconds since 1970."""

    id: str
    who: str
    file: str
    digest: str
    path: str
    over: str | None
    received_at: int
    state: State = "waiting"


class Intake:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of files that wait."""

    _db: Connections

    def put_waiting(self, waiting: Waiting) -> None:
        with self._db.write() as db:
            db.execute(
                "INSERT INTO intake (id, who, file, digest, path, over, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [getattr(waiting, name) for name in ("id", "who", "file", "digest", "path", "over", "received_at")],
            )

    def waiting(self, id_: str) -> Waiting | None:
        found = self._db.read(f"SELECT {_KEPT} FROM intake WHERE id = ?", [id_])  # noqa: S608 - a constant
        return _waiting(found[0]) if found else None

    def waiting_of(self, who: str) -> int:
        found = self._db.read("SELECT count(*) FROM intake WHERE who = ? AND state = 'waiting'", [who])
        return int(found[0][0])

    def take_waiting(self, id_: str) -> bool:
        now = int(time.time())
        with self._db.write() as db:
            done = db.execute(
                "UPDATE intake SET state = 'taken', taken_at = ? "
                "WHERE id = ? AND (state = 'waiting' OR (state = 'taken' AND taken_at <= ?))",
                [now, id_, now - TAKEN_SECONDS],
            )
            return done.rowcount == 1

    def settle_waiting(self, id_: str, state: State) -> None:
        if state not in get_args(State):
            raise AssertionError("one of the states")
        with self._db.write() as db:
            db.execute("UPDATE intake SET state = ?, taken_at = NULL WHERE id = ?", [state, id_])

    def drop_waiting(self, before: int) -> list[Waiting]:
        with self._db.write() as db:
            found = db.execute(f"SELECT {_KEPT} FROM intake WHERE received_at < ?", [before]).fetchall()  # noqa: S608 - a constant
            db.execute("DELETE FROM intake WHERE received_at < ?", [before])
        return [_waiting(row) for row in found]


def _waiting(row: tuple[str, str, str, str, str, str | None, int, State]) -> Waiting:
    return Waiting(*row)
