"""What Slack's workspaces have given when they installed the app, as `kanslist doctor` reads it from the store."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.doctor.finding import Finding, fault, ok
from adapters.slack.installations import Installations
from adapters.slack.setup import Tokens
from bot.messages import of_doctor
from bot.settings import Settings
from knowledge.errors import KanslistError
from knowledge.store.sqlite import SqliteStore, file_of


def tokens(settings: Settings) -> list[str]:
    """The workspaces' tokens; those that cannot be read are told by `checks`."""
    try:
        return [token for _, token in _kept(settings) if token]
    except KanslistError:
        return []


def checks(settings: Settings) -> Iterator[Finding]:
    """Whether each workspace's token can be read. Raises TokenKeyMissing, StoreBusy."""
    kept = _kept(settings)
    if kept:
        yield ok(of_doctor.workspaces(len(kept)))
    for team, token in kept:
        if token is None:
            yield fault(of_doctor.workspace_unreadable(team))


def _kept(settings: Settings) -> list[tuple[str, str | None]]:
    """(workspace, its token or None where the key is another one); nothing where nobody can install the app."""
    try:
        if Tokens.of(settings).oauth is None or not file_of(settings.database_url).is_file():
            return []
        store = SqliteStore.open(settings.database_url)
    except KanslistError:
        return []  # told by the checks of settings and store
    try:
        installed = Installations(store, settings)
        sealed = [(team, installed.sealed(team)) for team in installed.teams()]
        bots = [(team, installed.opened(one) if one else None) for team, one in sealed]
        return [(team, bot.bot_token if bot else None) for team, bot in bots]
    finally:
        store.close()
