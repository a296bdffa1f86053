"""What a question about a case was understood as, and answered with, kept for whoever asks the same.

Only what follows from the record, the day and the reader is kept: no word of a conversation, and nothing that an index
was searched for, which may lag behind the record. All of it is forgotten when the record changes.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Made = TypeVar("_Made")
_Thing = TypeVar("_Thing")

MOST = 1_000
"""So many are kept; what was not asked for the longest time is forgotten first."""
BESIDE = 200
"""So many are kept beside what they were made of: those that are asked for again and again."""


class Remembered(Generic[_Made]):
    """What was made by its key, of one state of the record. Threads may share one."""

    def __init__(self) -> None:
        self._change = -1
        self._held: OrderedDict[Hashable, _Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, change: int, key: Hashable) -> _Made | None:
        """What was kept of this state of the record; None where nothing was."""
        with self._lock:
            made = self._held.get(key) if change == self._change else None
            if made is not None:
                self._held.move_to_end(key)
            return made

    def keep(self, change: int, key: Hashable, made: _Made) -> None:
        """Keep it, and forget what was made of an earlier state. change: of before it was made."""
        with self._lock:
            if change < self._change:
                return
            if change > self._change:
                self._held.clear()
                self._change = change
            self._held[key] = made
            if len(self._held) > MOST:
                self._held.popitem(last=False)

    def of(self, change: int, key: Hashable, make: Callable[[], _Made], lasting: Callable[[_Made], bool]) -> _Made:
        """What was kept, else what `make` gives, kept where it is `lasting`."""
        made = self.get(change, key)
        if made is None:
            made = make()
            if lasting(made):
                self.keep(change, key, made)
        return made


class Beside(Generic[_Thing, _Made]):
    """What was made of a thing, kept beside it for whoever comes with that very thing: a remembered answer's message.
    One that only says the same is another thing. Threads may share one."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[_Thing, _Made]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, thing: _Thing, make: Callable[[], _Made], key: Hashable = None) -> _Made:
        """What was made of it, else what `make` gives. key: what else it depends on. Nobody changes what this gives."""
        place = (id(thing), key)  # held, so that no other thing can have its id
        with self._lock:
            if held := self._held.get(place):
                self._held.move_to_end(place)
                return held[1]
        made = make()
        with self._lock:
            self._held[place] = thing, made
            if len(self._held) > BESIDE:
                self._held.popitem(last=False)
        return made
