"""How what is followed stands, for those who only ask whether it is open, whose it is, until when and who moved it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answers.sheet import Desk
from bot.follow_up import life
from bot.follow_up.life.model import ACCEPTANCE, IMPLEMENTATION, State, standing, state_of
from bot.messages import of_digest
from knowledge.store.api import Found
from knowledge.store.followed import MOTIONS, Move, subject_of


@dataclass(frozen=True, slots=True)
class Life:
    """What was done about a thing by a moment, in the words of its axes; empty texts where nothing was.

    number: by which it is named in chat, 0 where it has none; due: ISO; is_open: by its implementation; moved_*: the
    last move that counts: by whom, on which day (ISO) and on what words."""

    number: int = 0
    acceptance: str = ""
    implementation: str = ""
    owner: str | None = None
    due: str | None = None
    is_open: bool = True
    moved_by: str = ""
    moved_on: str | None = None
    moved_words: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing that somebody moved: the fact, how it stands after it, and each move in words."""

    found: Found
    life: Life
    moves: tuple[str, ...]


def lives(desk: Desk, found: Sequence[Found], moment: str = "9999") -> list[Life]:
    """How each of these facts stood before a moment (ISO, UTC), now where none is given. Raises StoreError."""
    if not found:
        return []
    numbers = _numbers(desk, found)
    moves: dict[int, list[Move]] = defaultdict(list)
    for one in desk.store.moves(desk.reader, set(numbers.values())) if numbers else ():
        if one.made_at < moment:
            moves[one.subject].append(one)
    return [_life(numbers.get(_key(one), 0), moves.get(numbers.get(_key(one), 0), [])) for one in found]


def moved(desk: Desk, start: datetime, end: datetime) -> list[Moved]:
    """What was moved from `start` to `end` (aware times) and is not taken back, the oldest move first.

    Raises StoreError."""
    told = []
    for one in life.moved_between(desk, start, end):
        counting = {move.id for move in standing(one.followed.history)}
        moves = [move for move in one.moves if move.id in counting and move.axis != "suggestion"]
        if moves:
            now = _life(one.followed.number, one.followed.history)
            told.append(Moved(one.followed.found, now, tuple(_told(move) for move in moves)))
    return told


def _told(move: Move) -> str:
    return of_digest.move(move.axis, move.value, move.actor)


def _numbers(desk: Desk, found: Sequence[Found]) -> dict[object, int]:
    """The number of each thing; what stands in an older version of its file is known by its words alone."""
    newest = {one.id for one in desk.store.documents_of(desk.reader, list({one.document.id for one in found}))}
    held = {
        _key(one.found): one.number for one in life.follow(desk, [one for one in found if one.document.id in newest])
    }
    old = {_key(one): subject for one in found if one.document.id not in newest and (subject := subject_of(one))}
    if old:
        known = desk.store.numbered(desk.reader, {one.place for one in old.values()})
        by_words = {(one.subject.place, one.subject.said): one.number for one in known}
        held |= {key: by_words.get((one.place, one.said), 0) for key, one in old.items()}
    return {key: number for key, number in held.items() if number}


def _key(found: Found) -> object:
    """A fact, or the paper that a motion's clause belongs to."""
    subject = subject_of(found)
    return (MOTIONS, found.document.id) if subject is not None and subject.list == MOTIONS else found.id


def _life(number: int, moves: Sequence[Move]) -> Life:
    state: State = state_of(moves)
    last = next(reversed(standing(moves)), None)
    words = last.evidence.quote if last and last.evidence else last.reason if last else ""
    return Life(
        number,
        state.acceptance if state.acceptance != ACCEPTANCE[0] else "",
        state.implementation if state.implementation != IMPLEMENTATION[0] else "",
        state.owner,
        state.due,
        state.is_open,
        of_digest.mover(last.actor, last.role) if last else "",
        last.on_day if last else None,
        words,
    )
