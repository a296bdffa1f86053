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

MOST = 1_000
"""So many are kept; what was not asked for the longest time is forgotten first."""


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
