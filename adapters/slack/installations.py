"""The workspaces that have installed the app, through slack_sdk's interfaces: tokens sealed, states used once."""

from __future__ import annotations

import asyncio
import json
import secrets
from hashlib import sha256
from typing import Any, Protocol

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from adapters.errors import NotInstallable
from adapters.slack.vault import Vault
from bot.messages import of_slack
from bot.settings import Settings

PLATFORM = "slack"
STATE_SECONDS = 600
"""How long somebody may take between pressing install and allowing it in Slack."""


class Workspaces(Protocol):
    """The part of the store that this needs."""

    def installation(self, platform: str, team: str) -> str | None: ...
    def installations(self, platform: str) -> list[str]: ...
    def put_installation(self, platform: str, team: str, sealed: str) -> None: ...
    def forget_team(self, platform: str, team: str) -> None: ...
    def put_install_state(self, state: str, seconds: int) -> None: ...
    def take_install_state(self, state: str) -> bool: ...


class Installations(AsyncInstallationStore):
    """By team. An app that is installed for a whole organisation, or with tokens that are renewed, is refused."""

    def __init__(self, store: Workspaces, settings: Settings) -> None:
        """settings: say what tokens are sealed with; asked for when the first one is."""
        self._store = store
        self._settings = settings

    def teams(self) -> list[str]:
        """The workspaces that have installed the app. Raises StoreBusy."""
        return self._store.installations(PLATFORM)

    def sealed(self, team: str) -> str | None:
        """What is kept of a workspace, as it is kept. Raises StoreBusy."""
        return self._store.installation(PLATFORM, team)

    def opened(self, sealed: str) -> Bot | None:
        """The bot of what is kept; None where the key is another one. Raises TokenKeyMissing."""
        text = Vault.of(self._settings).open(sealed)
        return Bot(**json.loads(text)) if text is not None else None

    async def async_save(self, installation: Installation) -> None:
        """Keep the bot of a workspace. Raises NotInstallable, TokenKeyMissing, StoreError."""
        bot = installation.to_bot()
        if bot.is_enterprise_install or not bot.team_id:
            raise NotInstallable(reason=of_slack.not_for_organisations())
        if bot.bot_refresh_token or bot.bot_token_expires_at:
            raise NotInstallable(reason=of_slack.not_with_rotation())
        await self.async_save_bot(bot)

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep it, sealed. Raises TokenKeyMissing, StoreError."""
        sealed = Vault.of(self._settings).seal(json.dumps(_kept(bot), ensure_ascii=False))
        await asyncio.to_thread(self._store.put_installation, PLATFORM, str(bot.team_id), sealed)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,  # noqa: ARG002 slack_sdk calls it by these names
        team_id: str | None,
        is_enterprise_install: bool | None = False,  # noqa: ARG002 as above
    ) -> Bot | None:
        """The bot of a workspace; None where it has not installed the app. Raises TokenKeyMissing, StoreBusy."""
        sealed = self.sealed(team_id) if team_id else None
        return self.opened(sealed) if sealed else None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget the workspace and all that is kept of it. Raises StoreError."""
        await self.async_delete_all(enterprise_id=enterprise_id, team_id=team_id)

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:  # noqa: ARG002 as above
        """Forget the workspace and all that is kept of it. Raises StoreError."""
        if team_id:
            await asyncio.to_thread(self._store.forget_team, PLATFORM, team_id)


class States(AsyncOAuthStateStore):
    """What ties a browser's installation to its beginning; the store holds a digest of each, and each is taken once."""

    def __init__(self, store: Workspaces) -> None:
        self._store = store

    async def async_issue(self, *_args: Any, **_names: Any) -> str:
        """A new state. Raises StoreError."""
        state = secrets.token_urlsafe(32)
        await asyncio.to_thread(self._store.put_install_state, _digest(state), STATE_SECONDS)
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether it was issued within ten minutes and is used for the first time. Raises StoreError."""
        return await asyncio.to_thread(self._store.take_install_state, _digest(state))


def _kept(bot: Bot) -> dict[str, Any]:
    """What is kept of it: what the bot needs, and nobody's name."""
    return {
        "team_id": bot.team_id,
        "enterprise_id": bot.enterprise_id,
        "bot_token": bot.bot_token,
        "bot_id": bot.bot_id,
        "bot_user_id": bot.bot_user_id,
        "bot_scopes": list(bot.bot_scopes),
        "installed_at": bot.installed_at,
    }


def _digest(state: str) -> str:
    return sha256(state.encode()).hexdigest()
