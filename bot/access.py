"""Who is asking → the Reader that the store demands. Deny by default."""

from __future__ import annotations

from bot.incoming import Incoming
from bot.settings import Settings
from knowledge.store.reader import OPEN, PUBLIC, Reader


def reader_for(message: Incoming, settings: Settings) -> Reader:
    """The reader of this message: a registrator's collections in a private answer, else the open collection alone.

    An answer that others see (a channel, a group chat) is never wider than what everyone may read, nor is one that is
    given where another organisation's people are.
    """
    if message.private and is_registrar(message, settings):
        return Reader(settings.collections | {OPEN})
    return PUBLIC


def is_registrar(message: Incoming, settings: Settings) -> bool:
    """Whether a registrator speaks, where no other organisation's people are."""
    asker = message.asker
    named = f"{asker.platform}:{asker.identity}" in settings.registrars if asker.identity else False
    return named and not message.outside


def may_move(message: Incoming, settings: Settings) -> bool:
    """Whether who asks may say how what is followed stands: a registrator, where nobody else sees the answer."""
    return message.private and is_registrar(message, settings)
