"""Answers made in the event loop leave it room between two of them."""

from __future__ import annotations

import asyncio
from itertools import count

from bot.turns import Turns


async def _alternating(turns: Turns, names: str) -> list[str]:
    told: list[str] = []

    async def work(name: str) -> None:
        async with turns.one():
            told.append(name)

    async def watch() -> None:
        while not set(names) <= set(told):
            told.append("round")
            await asyncio.sleep(0)

    await asyncio.gather(*(work(name) for name in names), watch())
    return told


def test_the_loop_looks_round_between_two_turns() -> None:
    """Sixteen case numbers that are asked for at once held up health checks and acknowledgements for all of them."""
    turns = Turns(seconds=0)
    told = asyncio.run(_alternating(turns, "abc"))
    assert [one for one in told if one != "round"] == ["a", "b", "c"]
    assert "round" in told[told.index("a") : told.index("b")]
    assert "round" in told[told.index("b") : told.index("c")]
    assert asyncio.run(_alternating(turns, "abc")) == told  # in another loop too


def test_short_turns_share_a_round_until_its_time_is_spent() -> None:
    """A round of the loop for every answer from memory took longer than the answers; one for all of them, too long."""
    seconds = count()
    told = asyncio.run(_alternating(Turns(seconds=1, clock=lambda: float(next(seconds))), "abcdef"))
    assert [one for one in told if one != "round"] == list("abcdef")
    rounds = [one for one in "".join(one[0] if one == "round" else one for one in told).split("r") if one]
    assert rounds == ["ab", "cd", "ef"]


async def _abandoned(turns: Turns) -> list[str]:
    told: list[str] = []

    async def work(name: str) -> None:
        async with turns.one():
            told.append(name)

    works = [asyncio.ensure_future(work(name)) for name in "abc"]
    await asyncio.sleep(0)
    works[1].cancel()
    await asyncio.gather(*works, return_exceptions=True)
    return told


def test_who_goes_gives_the_turn_to_the_next() -> None:
    """A request that was broken off while it waited stops nobody behind it."""
    assert asyncio.run(_abandoned(Turns(seconds=0))) == ["a", "c"]
