"""Settings and the clerk, opened for one command; and who is asking at this keyboard."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.incoming import Incoming
    from bot.kanslist import Kanslist
    from bot.ports import Sender
    from bot.settings import Settings
    from knowledge.store.sqlite import SqliteStore


def settings(**overrides: Any) -> Settings:
    """The settings, the command line's over them. Raises SettingsError naming the one that is wrong."""
    from bot.settings import load

    return load(**overrides)


@contextmanager
def clerk(of: Settings) -> Iterator[Kanslist]:
    """The clerk over a store that exists, closed afterwards. Raises StoreMissing, StoreError."""
    from bot.kanslist import Kanslist

    must_exist(of)
    kanslist = Kanslist.open(of)
    try:
        yield kanslist
    finally:
        kanslist.close()


@contextmanager
def record(of: Settings) -> Iterator[SqliteStore]:
    """The store, which must exist, closed afterwards. Raises StoreMissing, StoreError."""
    from knowledge.store.sqlite import SqliteStore

    must_exist(of)
    store = SqliteStore.open(of.database_url)
    try:
        yield store
    finally:
        store.close()


def senders(of: Settings, store: SqliteStore) -> list[Sender]:
    """What posts into the platforms that are set up."""
    found: list[Sender] = []
    if of.slack_bot_token or of.slack_client_id:
        from adapters.slack import sender as slack

        found += slack.senders(of, store)
    from adapters.teams import sender as teams  # also without a registration: Microsoft's playground needs none

    return found + teams.senders(of, store)


def must_exist(of: Settings) -> Path:
    """The store's file. Raises StoreMissing where there is none: a mistyped folder must not look like an empty one."""
    from knowledge.errors import StoreMissing
    from knowledge.store.sqlite import file_of

    file = file_of(of.database_url)
    if not file.is_file():
        raise StoreMissing(folder=file.parent)
    return file


def question(text: str, conversation: str) -> Incoming:
    """A question from this keyboard; only the one who asks sees the answer."""
    from bot.incoming import Asker, Incoming

    user = _user()
    return Incoming(text, Asker("terminal", user, user), f"terminal:{conversation}", private=True)


def _user() -> str | None:
    """Who runs this process, by the system's own word: LOGNAME and USER are whatever one writes into them."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a container's user may have no name
        return None


def collection(named: str, of: Settings) -> str:
    """The collection that is meant, however it is spelled; as the settings spell it.

    Raises BadParameter for one that nobody reads: its documents would be lost to everyone without a word.
    """
    import unicodedata

    import typer

    from bot.messages.of_terminal import no_such_collection
    from knowledge.store.reader import OPEN

    def plain(name: str) -> str:
        return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).strip().casefold())

    known = {plain(name): name for name in (*sorted(of.collections), OPEN)}
    if plain(named) not in known:
        raise typer.BadParameter(no_such_collection(named.strip(), sorted(known.values())))
    return known[plain(named)]
