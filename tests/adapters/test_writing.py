"""Writes that wait for one another share a transaction, and none is the worse for another."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.writing import Writing
from knowledge.errors import StoreBusy
from knowledge.store.sqlite import SqliteStore


class _Store:
    """Counts transactions; within one nothing can be written while it is `locked`."""

    def __init__(self) -> None:
        self.transactions = 0
        self.written: list[str] = []

    @contextmanager
    def together(self, *, durable: bool = True) -> Iterator[None]:
        self.transactions += 1
        before = list(self.written)
        try:
            yield
        except StoreBusy:
            self.written = before
            raise

    def write(self, word: str) -> str:
        if word == "trasig":
            raise StoreBusy
        self.written.append(word)
        return word.upper()


async def test_what_comes_at_once_is_written_together() -> None:
    """Each hears of its own write, in a turn that they share."""
    store = _Store()
    writing = Writing(store)
    assert await asyncio.gather(*(writing.do(store.write, word) for word in "abc")) == ["A", "B", "C"]
    assert (store.transactions, store.written) == (1, ["a", "b", "c"])


async def test_what_nobody_waits_for_waits_for_company() -> None:
    """What people have asked is kept after they have their answers: one transaction for many of them."""
    store = _Store()
    writing = Writing(store)
    first = asyncio.ensure_future(writing.later(store.write, "a"))
    await writing.do(store.write, "b")
    assert await asyncio.gather(writing.later(store.write, "c"), first) == ["C", "A"]
    assert store.written[0] == "b"


async def test_one_that_cannot_be_written_takes_no_other_with_it() -> None:
    """The event of one message is not lost because another's could not be recorded, and none is written twice."""
    store = _Store()
    writing = Writing(store)
    told = await asyncio.gather(
        *(writing.do(store.write, word) for word in ("a", "trasig", "b")), return_exceptions=True
    )
    assert [told[0], type(told[1]), told[2]] == ["A", StoreBusy, "B"]
    assert store.written == ["a", "b"]


async def test_who_has_gone_leaves_the_others_their_answers() -> None:
    """A cancelled request does not stop those that wait beside it, nor those that come after."""
    store = _Store()
    writing = Writing(store)
    waiting = [asyncio.ensure_future(writing.do(store.write, word)) for word in "ab"]
    await asyncio.sleep(0)
    waiting[0].cancel()
    assert await waiting[1] == "B"
    assert await writing.do(store.write, "c") == "C"


async def test_an_event_is_claimed_by_one_of_those_that_come_at_once(tmp_path: Path) -> None:
    """The same event three times in one transaction is one event."""
    store = SqliteStore.open(f"sqlite:///{tmp_path}/k.db")
    writing = Writing(store)
    claimed = await asyncio.gather(*(writing.do(store.claim_event, "slack:Ev1", "{}") for _ in range(3)))
    assert sorted(claimed) == [False, False, True]
    with pytest.raises(TypeError):
        await writing.do(store.claim_event, *["a", "b", "c"])  # type: ignore[arg-type]  # what it raises is handed on
    store.close()
