"""Names of people and bodies as they are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_KEPT = frozenset("0123456789abcdefghijklmnopqrstuvwxyzåäö")


class _Letters(dict[int, str]):
    """A character → the one it is compared as, a space where it is neither letter nor digit; made when first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = letter if letter in _KEPT else unicodedata.normalize("NFD", letter)[0]
        self[code] = kept = plain if plain in _KEPT else " "
        return kept


_LETTERS = _Letters()


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """A name in the form it is compared in: lower case, accents other than å ä ö dropped, single spaces.

    "Karin Eriksson-Bech" and "Karin  Eriksson Bech" fold alike; "Petré" folds to "petre".
    """
    return " ".join(unicodedata.normalize("NFC", text).casefold().translate(_LETTERS).split())
