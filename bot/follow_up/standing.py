"""How what is followed stands, for those who only ask whether it is open, whose it is and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.sheet import Desk
from knowledge.store.api import Found


@dataclass(frozen=True, slots=True)
class Life:
    """What was done about a thing by a moment, in the words of its axes; empty texts where nothing was.

    number: by which it is named in chat, 0 where it has none; due: ISO; is_open: by its implementation; moved_*: the
    last move: by whom, on which day (ISO) and on what words."""

    number: int = 0
    acceptance: str = ""
    implementation: str = ""
    owner: str | None = None
    due: str | None = None
    is_open: bool = True
    moved_by: str = ""
    moved_on: str | None = None
    moved_words: str = ""


def lives(_desk: Desk, found: Sequence[Found], _moment: str | None = None) -> list[Life]:
    """How each of these facts stood before a moment (ISO, UTC), now where none is given. Raises StoreError."""
    return [Life() for _ in found]
