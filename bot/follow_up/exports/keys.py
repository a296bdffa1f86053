"""What proves that a link to an export was given out by us: to which list, day and reader, and until when."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.links import HOLDS, link_secret
from bot.settings import Settings
from knowledge.store.reader import OPEN, PUBLIC, Reader

_HOUR = 3600
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Given:
    """What a link opens. wide: whether it was given to a registrator, who reads their collections."""

    name: str
    as_of: date
    wide: bool

    def reader(self, settings: Settings) -> Reader:
        """Who reads what it opens: at the moment of reading."""
        return Reader(settings.collections | {OPEN}) if self.wide else PUBLIC


def export_link(settings: Settings, given: Given, ending: str, now: float) -> str | None:
    """The address of an export, which holds for a day; None where no key can be made."""
    secret = link_secret(settings)
    if secret is None:
        return None
    until = (int(now) // _HOUR + HOLDS + 1) * _HOUR
    day, who = given.as_of.isoformat(), "r" if given.wide else "o"
    key = f"{who}.{until}.{_proof(secret, given.name, day, who, until)}"
    return f"{settings.base_url}/export/{given.name}.{ending}?per={day}&nyckel={key}"


def opened(settings: Settings, name: str, day: str, key: str, now: float) -> Given | None:
    """What a link opens; None where it is not ours or holds no longer."""
    who, _, rest = key.partition(".")
    stamp, _, proof = rest.partition(".")
    secret = link_secret(settings)
    if secret is None or who not in ("r", "o") or not (stamp.isascii() and stamp.isdigit() and len(stamp) <= _DIGITS):
        return None
    genuine = proof.isascii() and hmac.compare_digest(proof, _proof(secret, name, day, who, int(stamp)))
    return Given(name, date.fromisoformat(day), who == "r") if genuine and now < int(stamp) else None


def _proof(secret: bytes, name: str, day: str, who: str, until: int) -> str:
    said = f"kanslist:export:{name}:{day}:{who}:{until}".encode()
    return urlsafe_b64encode(hmac.digest(secret, said, sha256)).decode().rstrip("=")
