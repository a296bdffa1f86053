"""Who has installed the bot, as the adapters have encrypted it; and all that is kept of a workspace that leaves."""

from __future__ import annotations

import time

from knowledge.store.connections import Connections


class Installations:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of workspaces."""

    _db: Connections

    def installation(self, platform: str, team: str) -> str | None:
        found = self._db.read("SELECT sealed FROM installations WHERE platform = ? AND team = ?", [platform, team])
        return str(found[0][0]) if found else None

    def installations(self, platform: str) -> list[str]:
        found = self._db.read("SELECT team FROM installations WHERE platform = ? ORDER BY team", [platform])
        return [str(row[0]) for row in found]

    def put_installation(self, platform: str, team: str, sealed: str) -> None:
        with self._db.write() as db:
            db.execute(
                "INSERT INTO installations (platform, team, sealed) VALUES (?, ?, ?) "
                "ON CONFLICT DO UPDATE SET sealed = excluded.sealed",
                [platform, team, sealed],
            )

    def forget_team(self, platform: str, team: str) -> None:
        below = [f"{team}/", f"{team}0"]  # "0" is the character after "/"
        with self._db.write() as db:
            db.execute("DELETE FROM installations WHERE platform = ? AND team = ?", [platform, team])
            db.execute(
                "DELETE FROM conversations WHERE platform = ? AND conversation >= ? AND conversation < ?",
                [platform, *below],
            )
            db.execute("UPDATE reports SET reply_to = NULL WHERE reply_to >= ? AND reply_to < ?", below)
            db.execute("DELETE FROM subscriptions WHERE place >= ? AND place < ?", below)
            db.execute("DELETE FROM subscription_numbers WHERE place >= ? AND place < ?", below)
            db.execute("DELETE FROM approvals WHERE place >= ? AND place < ?", below)
            db.execute("DELETE FROM deliveries WHERE channel >= ? AND channel < ?", below)
            db.execute(
                "UPDATE events SET body = NULL WHERE body IS NOT NULL AND event >= ? AND event < ? "
                "AND json_extract(body, '$.team_id') = ?",
                [f"{platform}:", f"{platform};", team],
            )

    def put_install_state(self, state: str, seconds: int) -> None:
        now = int(time.time())
        with self._db.write() as db:
            db.execute("DELETE FROM install_states WHERE until < ?", [now])
            db.execute("INSERT OR REPLACE INTO install_states (state, until) VALUES (?, ?)", [state, now + seconds])

    def take_install_state(self, state: str) -> bool:
        with self._db.write() as db:
            taken = db.execute(
                "DELETE FROM install_states WHERE state = ? AND until >= ?", [state, int(time.time())]
            ).rowcount
            return taken == 1
