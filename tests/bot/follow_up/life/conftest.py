"""An office with the report and its answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.follow_up.life.office import ANSWER, REPORT, Clerk


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    """A clerk who holds the report and its answer; nothing has been moved."""
    made = Clerk(tmp_path)
    made.lay_in("rapport.txt", REPORT)
    made.lay_in("svar.txt", ANSWER)
    yield made
    made.kanslist.close()
