"""The process that delivers dies at any moment: nothing is lost, and what comes twice says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.__main__ import is_bad, table
from tests.faults.trial import Trial

TRIALS = [
    ({}, 8, "Slack is looked through, Teams is not"),
    ({"together": 2, "seed": 2}, 2, "two replicas work off one outbox"),
]


@pytest.mark.parametrize(("options", "kills"), [row[:2] for row in TRIALS], ids=[row[2] for row in TRIALS])
async def test_a_killed_process_loses_nothing(tmp_path: Path, options: dict[str, int], kills: int) -> None:
    """Ten of the kills of `make faults`, one at each step between lease and stored id."""
    counted = await Trial(tmp_path, **options).run(kills)
    assert sum(counted.kills.values()) == kills
    assert not is_bad(counted, looks=True), table("", counted)
