"""Settings and the clerk, opened for one command; and who is asking at this keyboard."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.incoming import Incoming
    from bot.kanslist import Kanslist
    from bot.settings import Settings


def settings(**overrides: Any) -> Settings:
    """The settings, the command line's over them. Raises SettingsError naming the one that is wrong."""
    from bot.settings import load

    return load(**overrides)


@contextmanager
def clerk(of: Settings) -> Iterator[Kanslist]:
    """The clerk, closed afterwards. Raises StoreError."""
    from bot.kanslist import Kanslist

    kanslist = Kanslist.open(of)
    try:
        yield kanslist
    finally:
        kanslist.close()


def question(text: str, conversation: str) -> Incoming:
    """A question from this keyboard; only the one who asks sees the answer."""
    from bot.incoming import Asker, Incoming

    return Incoming(text, Asker("terminal", _user()), f"terminal:{conversation}", private=True)


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return None
