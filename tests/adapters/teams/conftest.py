"""Both libraries behind the seam: what goes through the entrance is tested on each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from adapters.teams.platform import Library


@pytest.fixture(scope="module", params=get_args(Library))
def library(request: pytest.FixtureRequest) -> Iterator[Library]:
    """The library that KANSLIST_TEAMS_LIBRARY names while the module's tests run: first one, then the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KANSLIST_TEAMS_LIBRARY", request.param)
        yield request.param
