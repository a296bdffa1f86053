"""Issues that a registrator approves before they are posted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.store.connections import Connections

Settled = Literal["approved", "stopped"]


@dataclass(frozen=True, slots=True)
class Approval:
    """An issue that waits, or waited. place: where it is to be posted; asked: where it is approved; owner_place: who is
    told where the place takes nothing; snapshot: the answer as JSON, None when it is settled."""

    id: int
    place: str
    asked: str
    owner_place: str | None
    period: str
    subscriptions: tuple[int, ...]
    snapshot: str | None
    settled: Settled | None


_ROW = "id, place, asked, owner_place, period, subscriptions, snapshot, settled"


class Approvals:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of approvals."""

    _db: Connections

    def put_approval(
        self,
        *,
        place: str,
        asked: str,
        owner_place: str | None,
        period: str,
        subscriptions: Sequence[int],
        snapshot: str,
        now: int,
    ) -> int | None:
        with self._db.write() as db:
            made = db.execute(
                "INSERT OR IGNORE INTO approvals (place, asked, owner_place, period, subscriptions, snapshot, made_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                [place, asked, owner_place, period, json.dumps(list(subscriptions)), snapshot, now],
            ).fetchall()
        return int(made[0][0]) if made else None

    def approvals(self) -> list[Approval]:
        found = self._db.read(f"SELECT {_ROW} FROM approvals WHERE settled IS NULL ORDER BY id")  # noqa: S608 - a constant
        return [_approval(row) for row in found]

    def approval(self, approval: int) -> Approval | None:
        found = self._db.read(f"SELECT {_ROW} FROM approvals WHERE id = ?", [approval])  # noqa: S608 - a constant
        return _approval(found[0]) if found else None

    def settle_approval(self, approval: int, settled: Settled, by: str) -> bool:
        with self._db.write() as db:
            done = db.execute(
                "UPDATE approvals SET settled = ?, by = ?, snapshot = NULL WHERE id = ? AND settled IS NULL",
                [settled, by, approval],
            )
            return done.rowcount == 1


def _approval(row: Sequence[object]) -> Approval:
    id_, place, asked, owner_place, period, subscriptions, snapshot, settled = row
    return Approval(
        int(str(id_)),
        str(place),
        str(asked),
        None if owner_place is None else str(owner_place),
        str(period),
        tuple(json.loads(str(subscriptions))),
        None if snapshot is None else str(snapshot),
        settled,  # type: ignore[arg-type]  # as the schema has it
    )
