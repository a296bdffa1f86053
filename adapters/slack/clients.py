"""Slack's Web API with the right token: each workspace has its own, and none of them is used for another."""

from __future__ import annotations

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import web_client
from adapters.slack.installations import Installations, Workspaces
from adapters.slack.refusals import refused
from adapters.slack.setup import Tokens
from bot.settings import Settings
from knowledge.errors import StoreBusy


class Clients:
    """session: the HTTP session that all of them use; without one each call opens its own."""

    def __init__(self, settings: Settings, store: Workspaces) -> None:
        """settings: KANSLIST_SLACK_BOT_TOKEN is the token of whatever workspace has not installed the app by OAuth."""
        tokens = Tokens.of(settings)
        self.session: aiohttp.ClientSession | None = None
        self._settings = settings
        self._installed = Installations(store, settings) if tokens.oauth else None
        self._own = web_client(settings, tokens.bot) if tokens.bot else None
        self._opened: dict[str, tuple[str, AsyncWebClient]] = {}

    @property
    def any(self) -> AsyncWebClient:
        """A client of no workspace, for calls that bring their own token."""
        return self._with_session(web_client(self._settings, None))

    @property
    def configured(self) -> bool:
        """Whether any workspace may have a token."""
        return self._own is not None or self._installed is not None

    def of(self, team: str) -> AsyncWebClient:
        """The client of a workspace. Raises DeliveryError where it has none."""
        try:
            sealed = self._installed.sealed(team) if self._installed else None
        except StoreBusy:
            sealed = self._opened[team][0] if team in self._opened else None
        if sealed is not None:
            return self._with_session(self._open(team, sealed))
        self._opened.pop(team, None)
        if self._own is None:
            raise refused(team, "not_installed")
        return self._with_session(self._own)

    def of_channel(self, channel: str) -> tuple[AsyncWebClient, str]:
        """The client and the id of a channel that is named TEAM/CHANNEL, or by its id where there is one workspace.

        Raises DeliveryError."""
        team, _, id_ = channel.rpartition("/")
        if team:
            return self.of(team), id_
        if self._own is not None:
            return self._with_session(self._own), id_
        teams = self._installed.teams() if self._installed else []
        if len(teams) != 1:
            raise refused(channel, "several_workspaces" if teams else "not_installed")
        return self.of(teams[0]), id_

    def _open(self, team: str, sealed: str) -> AsyncWebClient:
        held = self._opened.get(team)
        if held and held[0] == sealed:
            return held[1]
        bot = self._installed.opened(sealed) if self._installed else None
        if bot is None:
            raise refused(team, "token_unreadable")
        made = web_client(self._settings, bot.bot_token)
        self._opened[team] = (sealed, made)
        return made

    def _with_session(self, client: AsyncWebClient) -> AsyncWebClient:
        client.session = self.session
        return client
