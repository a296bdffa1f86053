"""The links of citations: a page of the web view that shows the document with the quote marked.

A document outside the open collection has no page for those who come without a key. A registrator's link to one holds
a key of its own: for that document alone, and for a day. The key's secret is a setting or a file in the data folder.
"""

from __future__ import annotations

import hmac
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qs, urlencode, urlsplit

from bot.keyfile import kept
from bot.settings import Settings
from knowledge.facts import Part
from knowledge.store.api import Document
from knowledge.store.reader import OPEN

KEY_FILE = "links.key"
HOLDS = 24
"""Hours that a key holds, at least; it ends at a full hour, so that an answer given again holds the same link."""

_HOUR = 3600
_DIGITS = 12


def permalink(settings: Settings, document: Document, source: Part, *, now: float | None = None) -> str:
    """The address of a quote. `sida` is left out where there are no pages; `nyckel` stands where one is needed."""
    place: dict[str, object] = {} if source.page is None else {"sida": source.page}
    place |= {"fran": source.start, "till": source.end} | _key(settings, document, now)
    asked = "&".join(f"{name}={value}" for name, value in place.items())  # numbers and keys, which need no escaping
    return f"{settings.base_url}/dokument/{document.id}?{asked}#citat"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link of ours leads: a document, and the page and span where it says so."""

    document: int
    page: int | None = None
    start: int | None = None
    end: int | None = None


def read(settings: Settings, url: str) -> Place | None:
    """Where a link of ours leads, whatever key it holds; None for any other address."""
    base = urlsplit(settings.base_url)
    try:
        parts = urlsplit(url)
    except ValueError:  # "https://[": no address
        return None
    if (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
        return None
    folder, _, name = parts.path.removeprefix(base.path).rpartition("/")
    document = _number(name)
    if folder != "/dokument" or document is None:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return Place(document, *(_number(query.get(one, "")) for one in ("sida", "fran", "till")))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def document_link(settings: Settings, document: Document, *, now: float | None = None) -> str:
    """The address of a document, at its beginning; `nyckel` as of a quote."""
    key = _key(settings, document, now)
    return f"{settings.base_url}/dokument/{document.id}" + (f"?{urlencode(key)}" if key else "")


def signed(secret: bytes, document: int, now: float) -> str:
    """The key of this document from now on: its last second since 1970, and the proof that we said so."""
    until = (int(now) // _HOUR + HOLDS + 1) * _HOUR
    return f"{until}.{_proof(secret, document, until)}"


def holds_until(secret: bytes, document: int, key: str, now: float) -> int | None:
    """The second since 1970 until which this key opens this document; None where it does not (any longer)."""
    stamp, _, proof = key.partition(".")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= _DIGITS and proof.isascii()):
        return None
    until = int(stamp)
    genuine = hmac.compare_digest(proof, _proof(secret, document, until))
    return until if genuine and now < until else None


def link_secret(settings: Settings) -> bytes | None:
    """What keys are signed with: KANSLIST_LINK_KEY, else a file in the data folder, made once for its owner alone.

    None where the folder does not exist or may not be written: then there are no such links, and nothing is less safe.
    """
    set_up = settings.link_key.get_secret_value().strip() if settings.link_key else ""
    return set_up.encode() if set_up else kept(settings.data.absolute() / KEY_FILE)


def revoke(settings: Settings) -> None:
    """End every key that was given out, by forgetting the secret in the data folder; one that is set is kept."""
    (settings.data.absolute() / KEY_FILE).unlink(missing_ok=True)


def _key(settings: Settings, document: Document, now: float | None) -> dict[str, object]:
    """The key that a link to a document outside the open collection holds; empty for one that needs none."""
    secret = link_secret(settings) if document.collection != OPEN else None
    return {"nyckel": signed(secret, document.id, time.time() if now is None else now)} if secret else {}


def _proof(secret: bytes, document: int, until: int) -> str:
    said = f"kanslist:dokument:{document}:{until}".encode()
    return urlsafe_b64encode(hmac.digest(secret, said, sha256)).decode().rstrip("=")
