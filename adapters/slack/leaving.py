"""A workspace has removed the app, or taken back its token: all that is kept of it is forgotten."""

from __future__ import annotations

import asyncio
from typing import Any

from adapters.errors import TokenKeyMissing
from adapters.logs import logger
from adapters.slack.installations import PLATFORM, Installations
from bot import history
from bot.kanslist import Kanslist

_log = logger("slack")
EVENTS = ("app_uninstalled", "tokens_revoked")


class Leaving:
    """The listener of both events."""

    def __init__(self, kanslist: Kanslist) -> None:
        self._kanslist = kanslist

    async def left(self, body: dict[str, Any]) -> None:
        """Forget the workspace. Raises StoreError: Slack then sends the event again.

        Not where only a person's token was taken back, nor where the app has been installed again since: Slack may
        tell of the old one late.
        """
        event, team = body["event"], str(body.get("team_id") or "")
        if event.get("type") == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return
        if not team or await self._came_back(team, int(body.get("event_time") or 0)):
            return
        kanslist = self._kanslist
        await asyncio.to_thread(kanslist.store.forget_team, PLATFORM, team)
        await asyncio.to_thread(history.forget_team, kanslist.settings, kanslist.store, PLATFORM, team)
        _log.info("workspace_left", platform="slack", reason=str(event.get("type")))

    async def _came_back(self, team: str, told_at: int) -> bool:
        installed = Installations(self._kanslist.store, self._kanslist.settings)
        try:
            bot = await installed.async_find_bot(enterprise_id=None, team_id=team)
        except TokenKeyMissing:
            return False
        return bot is not None and told_at > 0 and bot.installed_at > told_at
