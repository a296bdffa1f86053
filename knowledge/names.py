"""Names of people and bodies as they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_KEPT = frozenset("åäö")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """A name in the form it is compared in: lower case, accents other than å ä ö dropped, single spaces.

    "Karin Eriksson-Bech" and "Karin  Eriksson Bech" fold alike; "Petré" folds to "petre".
    """
    letters = (
        ch if ch in _KEPT else unicodedata.normalize("NFD", ch)[0]
        for ch in unicodedata.normalize("NFC", text).casefold()
    )
    return re.sub(r"[^0-9a-zåäö]+", " ", "".join(letters)).strip()
