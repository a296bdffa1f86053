"""A running server sends what waits in the outbox, and finishes what is on its way when it stops."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters import delivering
from adapters.server import make_app
from bot.answers.answer import Answer
from bot.follow_up.delivery.enqueue import enqueue
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.errors import StoreBusy
from tests.fakes.platform import Platform
from tests.fakes.slack import CHANNEL, PATIENCE, TEAM, FakeSlack, spoken

LETTER = Answer(question="", intent="digest", outcome="answered", lead="Veckans brev.")


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as made:
        yield made


@pytest.fixture
def kanslist(tmp_path: Path, slack: FakeSlack) -> Iterator[Kanslist]:
    made = Kanslist.open(Settings(_env_file=None, data=tmp_path, **slack.settings()))
    yield made
    made.close()


async def test_what_waits_is_sent_by_the_server(
    slack: FakeSlack, kanslist: Kanslist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what a command has written into the store meanwhile; a broken connection is looked into, not repeated."""
    monkeypatch.setattr(delivering, "EVERY", 0.01)
    enqueue(kanslist.store, CHANNEL, "P1", "veckobrev", LETTER)
    slack.history.grant(TEAM, "channels:history")
    slack.hide()
    async with TestClient(TestServer(make_app(kanslist, kanslist.settings), host="127.0.0.1")):
        assert "Veckans brev." in spoken(await slack.next_post())
        enqueue(kanslist.store, CHANNEL, "P2", "veckobrev", LETTER.model_copy(update={"lead": "Nästa brev."}))
        async with asyncio.timeout(PATIENCE):
            while kanslist.store.delivery_counts().get("sent") != 2:
                kanslist.store.retry_deliveries(int(time.time()))  # the pause of half a minute
                await asyncio.sleep(0.01)
    assert ["Nästa brev." in spoken(one) for one in slack.posted] == [False, True]
    assert "conversations.history" in slack.calls


async def test_a_store_that_cannot_be_written_stops_nothing(
    slack: FakeSlack, kanslist: Kanslist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk was full for a while: the runner goes on when it is not."""
    monkeypatch.setattr(delivering, "EVERY", 0.01)
    faults = [StoreBusy(), StoreBusy()]
    due = kanslist.store.due_channels

    def due_channels(now: int) -> dict[str, int]:
        if faults:
            raise faults.pop()
        return due(now)

    monkeypatch.setattr(kanslist.store, "due_channels", due_channels)
    enqueue(kanslist.store, CHANNEL, "P1", "veckobrev", LETTER)
    async with TestClient(TestServer(make_app(kanslist, kanslist.settings), host="127.0.0.1")):
        assert "Veckans brev." in spoken(await slack.next_post())


async def test_what_is_on_its_way_is_finished_when_the_server_stops(kanslist: Kanslist) -> None:
    """A deployment leaves no message in doubt: the post under way is waited for, and its id is stored."""
    begun, answered = asyncio.Event(), asyncio.Event()

    class Slow(Platform):
        async def post(self, channel: str, message: Answer, key: str | None = None) -> str:
            begun.set()
            await answered.wait()
            return await super().post(channel, message, key)

    kanslist.senders.append(Slow())
    for period in ("P1", "P2"):
        enqueue(kanslist.store, "C1", period, "veckobrev", LETTER)
    stopping = asyncio.Event()
    running = asyncio.create_task(kanslist.outbox.once(stopping=stopping))
    await begun.wait()
    stopping.set()
    answered.set()
    await running
    assert kanslist.store.delivery_counts() == {"sent": 1, "waiting": 1, "marked": 0, "unclear": 0}
