"""Answers made in the event loop leave it room between two of them."""

from __future__ import annotations

import asyncio

from bot.turns import Turns


async def _alternating(turns: Turns) -> list[str]:
    told: list[str] = []

    async def work(name: str) -> None:
        async with turns.one():
            told.append(name)

    async def watch() -> None:
        while len(told) < 6:
            told.append("round")
            await asyncio.sleep(0)

    await asyncio.gather(*(work(name) for name in "abc"), watch())
    return told


def test_the_loop_looks_round_between_two_turns() -> None:
    """Sixteen case numbers that are asked for at once held up health checks and acknowledgements for all of them."""
    turns = Turns()
    told = asyncio.run(_alternating(turns))
    assert [one for one in told if one != "round"] == ["a", "b", "c"]
    assert "round" in told[told.index("a") : told.index("b")]
    assert "round" in told[told.index("b") : told.index("c")]
    assert asyncio.run(_alternating(turns)) == told  # in another loop too
