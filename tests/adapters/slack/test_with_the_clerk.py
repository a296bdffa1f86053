"""The whole way with the real clerk and the real store, and the record of events between processes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.commands import COMMANDS
from bot.kanslist import Kanslist
from bot.settings import Settings
from tests.fakes.block_kit import faults
from tests.fakes.slack import FakeSlack, spoken

Client = TestClient[Any, Any]

CLAIM = """
import sys
from knowledge.store.sqlite import SqliteStore
store = SqliteStore.open(sys.argv[1])
print(sum(store.claim_event(f"slack:Ev{number}") for number in range(50)))
store.close()
"""


@pytest.fixture
def settings(slack: FakeSlack, tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data=tmp_path, **slack.settings())


@pytest.fixture
async def clerks(settings: Settings) -> AsyncIterator[tuple[Kanslist, Kanslist]]:
    """Two servers' clerks over one store."""
    both = Kanslist.open(settings), Kanslist.open(settings)
    yield both
    for one in both:
        one.close()


async def test_help_and_honest_emptiness(
    slack: FakeSlack, clerks: tuple[Kanslist, Kanslist], make_client: Callable[..., Client]
) -> None:
    """The first things anyone types, in a record that is empty: every command is listed, nothing is made up."""
    async with make_client(clerks[0], []) as client:
        help_ = await slack.slash(client, "/hjälp")
        nothing = await slack.slash(client, "/beslut", "AMN 2020-0276")
        odd = [await slack.slash(client, "/kanslist", text) for text in ("", "'; DROP", "<!channel> *x*", "å" * 4000)]
    assert all(faults(payload) == [] for payload in (help_, nothing, *odd))
    assert all(command.example in spoken(help_) for command in COMMANDS)
    assert "AMN 2020-0276" in spoken(nothing)
    assert all("channel" not in payload["text"] for payload in odd)


async def test_one_event_on_two_servers_is_answered_once(
    slack: FakeSlack, clerks: tuple[Kanslist, Kanslist], make_client: Callable[..., Client]
) -> None:
    """Two servers with one store share the record of what was answered."""
    event = slack.mention_event("hjälp")
    async with make_client(clerks[0], []) as one, make_client(clerks[1], []) as other:
        sent = await asyncio.gather(*(slack.send_event(server, event) for server in (one, other) * 4))
        assert {response.status for response in sent} == {200}
    assert len(slack.posted) == 1


async def test_one_event_in_three_processes_is_claimed_once(settings: Settings, clerks: object) -> None:
    """Processes that race for the same fifty events get fifty together."""
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", CLAIM, settings.database_url, stdout=asyncio.subprocess.PIPE
        )
        for _ in range(3)
    ]
    outputs = await asyncio.gather(*(racer.communicate() for racer in racers))
    assert sum(int(output) for output, _ in outputs) == 50
