"""The secret links of a person: made from an id in the store and our key, put out of use by a new id.

Whoever has a link reads what everyone may read; a registrator's reads their collections for as long as the settings
name them a registrator.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Literal, get_args

from bot import history
from bot.incoming import Asker
from bot.links import link_secret
from bot.settings import Settings
from knowledge.store.api import Readable, Writable
from knowledge.store.reader import OPEN, PUBLIC, Reader

Kind = Literal["kalender.ics", "beslut.atom"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_ID_BYTES = 12


def own(settings: Settings, store: Readable, asker: Asker) -> dict[Kind, str] | None:
    """The links that somebody has; None where they have none."""
    who = history.digest(settings, asker)
    feed = store.feed_of(who) if who else None
    return _links(settings, feed) if feed else None


def renewed(settings: Settings, store: Writable, asker: Asker) -> dict[Kind, str] | None:
    """New links, which put the old ones out of use; None for somebody who is not known, or where there is no key."""
    who = history.digest(settings, asker)
    if who is None:
        return None
    feed = secrets.token_hex(_ID_BYTES)
    store.put_feed(who, feed)
    return _links(settings, feed)


def ended(settings: Settings, store: Writable, asker: Asker) -> bool:
    """Put somebody's links out of use; whether they had any."""
    who = history.digest(settings, asker)
    return who is not None and store.drop_feed(who)


def reader_of(settings: Settings, store: Readable, feed: str, proof: str) -> Reader | None:
    """Who reads by a link; None for one that is not ours or is out of use. Raises StoreError."""
    secret = link_secret(settings)
    if secret is None or not (feed.isascii() and proof.isascii()):
        return None
    if not hmac.compare_digest(proof, _proof(secret, feed)):
        return None
    who = store.feed_owner(feed)
    if who is None:
        return None
    wide = who in {_digest(settings, named) for named in settings.registrars}
    return Reader(settings.collections | {OPEN}) if wide else PUBLIC


def _digest(settings: Settings, registrar: str) -> str | None:
    """As the store knows a registrator that the settings name "platform:identity"."""
    platform, _, identity = registrar.partition(":")
    return history.digest(settings, Asker(platform, identity))  # type: ignore[arg-type]  # as an operator wrote it


def _links(settings: Settings, feed: str) -> dict[Kind, str] | None:
    secret = link_secret(settings)
    if secret is None:
        return None
    return {kind: f"{settings.base_url}/flode/{feed}/{_proof(secret, feed)}/{kind}" for kind in KINDS}


def _proof(secret: bytes, feed: str) -> str:
    return urlsafe_b64encode(hmac.digest(secret, f"kanslist:flode:{feed}".encode(), sha256)).decode().rstrip("=")
