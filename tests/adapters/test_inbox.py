"""A question that was acknowledged is answered, though the process that took it on was killed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.server import make_app
from bot.kanslist import Kanslist
from knowledge.store import outbox
from tests.bot.record import clerk
from tests.fakes.slack import FakeSlack, spoken
from tests.fakes.teams import FakeTeams

CASE = "SN 2024-0114"


@pytest.fixture
def kanslist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kanslist]:
    monkeypatch.setattr(outbox, "ANSWERED_WITHIN", -1)  # whoever took it on is dead, and nobody waits to be sure
    made = clerk(tmp_path)
    yield made
    made.close()


def waiting(kanslist: Kanslist) -> int:
    """How many questions are kept until they are answered."""
    return int(kanslist.store._db.read("SELECT count(*) FROM events WHERE body IS NOT NULL")[0][0])


async def test_slacks_question_survives_its_process(kanslist: Kanslist) -> None:
    """The event was recorded and acknowledged, then the process was killed; the next one to start answers it once."""
    async with FakeSlack() as slack:
        event = slack.direct_event(f"beslut {CASE}")
        kanslist.store.claim_event(f"slack:{event['event_id']}", json.dumps(event))
        settings = kanslist.settings.model_copy(update=slack.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
            assert "tolv platser" in spoken(await slack.next_post())
            assert (await slack.send_event(client, event, retry=1)).status == 200
        assert len(slack.posted) == 1
        assert waiting(kanslist) == 0


async def test_teams_question_survives_its_process(kanslist: Kanslist) -> None:
    """The same in Teams: acknowledged with 202, killed, answered by the next one."""
    async with FakeTeams() as teams:
        activity = teams.activity(f"beslut {CASE}")
        event = f"teams:{activity['conversation']['id']}:{activity['id']}"
        kanslist.store.claim_event(event, json.dumps(activity))
        settings = kanslist.settings.model_copy(update=teams.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
            assert "tolv platser" in json.dumps(await teams.reply(), ensure_ascii=False)
            assert (await teams.deliver(client, activity)).status == 202
        assert len(teams.sent) == 1
        assert waiting(kanslist) == 0


async def test_what_is_answered_is_not_kept(kanslist: Kanslist) -> None:
    """The words of a question stand in the store no longer than until its answer has left."""
    async with FakeSlack() as slack:
        settings = kanslist.settings.model_copy(update=slack.typed_settings())
        async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
            await slack.mention(client, f"beslut {CASE}")
        assert waiting(kanslist) == 0
