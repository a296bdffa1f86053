"""What somebody has asked in private, by a digest of their platform id that nobody can turn back without our key."""

from __future__ import annotations

import hmac
from hashlib import sha256

from bot.answers.answer import Answer
from bot.buttons.ticket import Ticket
from bot.incoming import Asker, Incoming
from bot.links import link_secret
from bot.settings import Settings
from knowledge.store.api import Readable, Writable
from knowledge.store.history import Asked

_TEAM, _PERSON = 16, 32
"""Hexadecimal digits of each digest."""


def keep(settings: Settings, store: Writable, message: Incoming, answer: Answer) -> None:
    """Keep a private question that was answered, where it is known who asked. Raises StoreError."""
    who = digest(settings, message.asker)
    if who is not None and message.private and answer.ticket is not None and answer.outcome == "answered":
        ticket = Ticket.unpack(answer.ticket).without_lead().pack()
        store.put_asked(who, answer.question, ticket or answer.ticket)


def of(settings: Settings, store: Readable, asker: Asker, limit: int = 10) -> list[Asked]:
    """What this person has asked, newest first."""
    who = digest(settings, asker)
    return store.asked(who, limit) if who is not None else []


def forget(settings: Settings, store: Writable, asker: Asker) -> None:
    """Forget what this person has asked."""
    if (who := digest(settings, asker)) is not None:
        store.forget_asked(who)


def forget_team(settings: Settings, store: Writable, platform: str, team: str) -> None:
    """Forget what anybody of a workspace or tenant has asked, and end their links: the bot has been removed there."""
    if secret := link_secret(settings):
        store.forget_asked_of(_part(secret, f"{platform}:{team}", _TEAM))
        store.forget_feeds_of(_part(secret, f"{platform}:{team}", _TEAM))


def digest(settings: Settings, asker: Asker) -> str | None:
    """What stands for somebody in the store, their workspace's digest first; None where they are not known, or no key
    hides their id."""
    secret = link_secret(settings)
    if not asker.identity or not secret:
        return None
    team = asker.identity.rpartition("/")[0]
    known = f"{asker.platform}:{asker.identity}"
    return _part(secret, f"{asker.platform}:{team}", _TEAM) + _part(secret, known, _PERSON)


def _part(secret: bytes, whose: str, length: int) -> str:
    return hmac.digest(secret, f"kanslist:historik:{whose}".encode(), sha256).hex()[:length]
