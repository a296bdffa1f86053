"""Both libraries behind the seam: what goes through the entrance is tested on each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from adapters.teams.platform import Library
from bot.kanslist import Kanslist
from tests.bot.record import clerk as alvkulla
from tests.fakes.teams import PERSON, TENANT


@pytest.fixture(scope="module", params=get_args(Library))
def library(request: pytest.FixtureRequest) -> Iterator[Library]:
    """The library that KANSLIST_TEAMS_LIBRARY names while the module's tests run: first one, then the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KANSLIST_TEAMS_LIBRARY", request.param)
        yield request.param


@pytest.fixture
def kanslist(tmp_path: Path) -> Iterator[Kanslist]:
    """The real clerk over Älvkulla's record, to whom the fake's person is a registrator."""
    made = alvkulla(tmp_path)
    made.settings = made.settings.model_copy(update={"registrars": frozenset({f"teams:{TENANT}/{PERSON}"})})
    yield made
    made.close()
