"""Sending: what Microsoft says may be sent again is, with pauses; a token goes nowhere but where it belongs."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from adapters.teams.connector import ATTEMPTS, LONGEST_PAUSE, Connector
from adapters.teams.errors import ConnectorRefused
from adapters.teams.login import Login
from adapters.teams.setup import Registration
from bot.settings import Settings
from tests.fakes.teams import PLACES, FakeTeams


class Pauses(list[float]):
    """Keeps how long it was told to wait, and does not."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


def _connector(teams: FakeTeams, session: aiohttp.ClientSession, pauses: Pauses) -> Connector:
    registration = Registration.of(Settings(_env_file=None, **teams.settings()))
    assert registration
    return Connector(session, Login(registration, session), sleep=pauses, chance=lambda: 1.0)


def _activity(teams: FakeTeams, **changes: Any) -> dict[str, Any]:
    return {"type": "message", "text": "hej", "serviceUrl": teams.service_url, "conversation": {"id": "a:1"}} | changes


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_may_be_sent_again_is(status: int) -> None:
    """Microsoft's list; the message arrives once."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        teams.faults.append((status, {}))
        assert await _connector(teams, session, pauses := Pauses()).send(_activity(teams)) == "svar-1"
        assert len(teams.sent) == 1
        assert pauses == [0.5]


async def test_retry_after_is_honoured_and_pauses_grow() -> None:
    """A throttled bot that comes back too early is throttled longer."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        teams.faults.extend([(429, {"Retry-After": "7"}), (429, {}), (429, {"Retry-After": "not a number"})])
        await _connector(teams, session, pauses := Pauses()).send(_activity(teams))
        assert pauses == [7.5, 1.0, 2.0]


async def test_it_gives_up_in_the_end() -> None:
    """A reply is not worth more than a handful of attempts."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        teams.faults.extend([(503, {})] * 20)
        with pytest.raises(ConnectorRefused, match="status 503"):
            await _connector(teams, session, Pauses()).send(_activity(teams))
        assert len(teams.authorizations) == ATTEMPTS


async def test_a_pause_too_long_is_not_waited_out() -> None:
    """Nobody waits an hour for an answer."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        teams.faults.append((429, {"Retry-After": str(LONGEST_PAUSE + 1)}))
        with pytest.raises(ConnectorRefused):
            await _connector(teams, session, pauses := Pauses()).send(_activity(teams))
        assert not pauses


@pytest.mark.parametrize("status", [412, 500, 502, 503, 504])
async def test_a_passing_fault_is_tried_again(status: int) -> None:
    """A second answer, where a fault hid that the first was taken, is better than none."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        teams.faults.append((status, {}))
        await _connector(teams, session, Pauses()).send(_activity(teams))
        assert len(teams.sent) == 1


async def test_a_card_that_is_too_large_is_said_in_text() -> None:
    """A part of Teams takes less than we think: the asker gets the words, not silence."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        teams.faults.append((413, {}))
        card = {"contentType": "application/vnd.microsoft.card.adaptive", "content": {"fallbackText": "Bifall."}}
        await _connector(teams, session, Pauses()).send(_activity(teams) | {"attachments": [card]})
        [sent] = teams.sent
        assert sent["text"] == "Bifall."
        assert "attachments" not in sent


@pytest.mark.parametrize("status", [400, 403, 404, 413])
async def test_what_is_refused_is_not_sent_again(status: int) -> None:
    """The same message would be refused the same way."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        teams.faults.append((status, {}))
        with pytest.raises(ConnectorRefused, match=f"status {status}"):
            await _connector(teams, session, Pauses()).send(_activity(teams))
        assert len(teams.authorizations) == 1


async def test_a_revoked_token_is_renewed_once() -> None:
    """A secret that was changed must not silence the bot for an hour."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        teams.faults.append((401, {}))
        await _connector(teams, session, Pauses()).send(_activity(teams))
        assert teams.authorizations == ["Bearer botens-token-1", "Bearer botens-token-2"]


async def test_a_lost_connection_is_tried_again_and_then_said() -> None:
    """A restarting proxy is no reason to lose an answer."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        nobody = _activity(teams, serviceUrl="http://127.0.0.1:1/")
        with pytest.raises(ConnectorRefused, match="ClientConnectorError"):
            await _connector(teams, session, pauses := Pauses()).send(nobody)
        assert len(pauses) == ATTEMPTS - 1


@pytest.mark.parametrize(
    "url", ["http://teams.example/", "ftp://teams.example/", "", "https://", "file:///etc/passwd", "//x"]
)
async def test_a_token_is_not_sent_in_the_clear(url: str) -> None:
    """The service URL has been vouched for, and still no secret goes over plain http."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        with pytest.raises(ConnectorRefused, match="otillåten serviceUrl"):
            await _connector(teams, session, Pauses()).send(_activity(teams, serviceUrl=url))
        assert not teams.logins


@pytest.mark.parametrize("url", ["https://smba.trafficmanager.example/emea/", "http://127.0.0.1.nip.example/"])
async def test_without_a_login_only_this_machine_is_spoken_to(url: str) -> None:
    """With --insecure-local anyone here may name a service URL."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        with pytest.raises(ConnectorRefused, match="otillåten serviceUrl"):
            await Connector(session, None).send(_activity(teams, serviceUrl=url))


async def test_ids_are_escaped_in_the_path() -> None:
    """A thread's id holds colons and semicolons, and what a caller writes there must not lead elsewhere."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        connector = _connector(teams, session, Pauses())
        thread = f"{PLACES['channel']};messageid=17"
        await connector.send(_activity(teams, conversation={"id": thread}, replyToId="17"))
        await connector.send(_activity(teams, conversation={"id": "../../elak?x=1#y"}))
        start = "/connector/v3/conversations"
        assert teams.paths == [
            f"{start}/19%3Aregistrator%40thread.tacv2%3Bmessageid%3D17/activities/17",
            f"{start}/..%2F..%2Felak%3Fx%3D1%23y/activities",
        ]
