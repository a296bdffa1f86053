"""Guests, other tenants and shared channels read the open collection alone, whatever the settings say of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.teams.asking import incoming
from adapters.teams.outsiders import Roster
from bot.kanslist import Kanslist
from tests.adapters.teams.clerk import serving
from tests.bot.record import clerk as alvkulla
from tests.fakes.teams import PERSON, TENANT, FakeTeams

pytestmark = pytest.mark.usefixtures("library")

OTHER = "77777777-2222-3333-4444-555555555555"
INTERNAL = "beslut KLN 2024-0009"
ASA = {"id": "29:asa", "name": "Åsa Öberg", "aadObjectId": PERSON}

CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("one of our own", {}, False),
    ("our tenant in capitals", {"channelData": {"tenant": {"id": TENANT.upper()}}}, False),
    ("another tenant's chat", {"conversation": {"id": "a", "conversationType": "personal", "tenantId": OTHER}}, True),
    ("another tenant in the channel's data", {"channelData": {"tenant": {"id": OTHER}}}, True),
    ("a sender of another tenant", {"from": ASA | {"tenantId": OTHER}}, True),
    ("a guest, where Teams says so", {"from": ASA | {"userRole": "guest"}}, True),
    ("somebody without an account in a meeting", {"from": ASA | {"userRole": "anonymous"}}, True),
    ("a guest by name", {"from": ASA | {"userPrincipalName": "a_b.se#EXT#@alvkulla.example"}}, True),
    (
        "a shared channel",
        {"channelData": {"tenant": {"id": TENANT}, "channel": {"type": "shared"}}},
        True,
    ),
    ("a private channel", {"channelData": {"tenant": {"id": TENANT}, "channel": {"type": "private"}}}, False),
    ("fields of another shape", {"from": "x", "channelData": [], "conversation": {"id": "a"}}, False),
]


@pytest.mark.parametrize(("why", "changes", "outside"), CASES, ids=[case[0] for case in CASES])
def test_an_activity_tells_who_is_outside(why: str, changes: dict[str, Any], outside: bool) -> None:
    """As its row says."""
    activity = {"type": "message", "text": "hej", "from": ASA, "recipient": {"id": "28:x"}, "channelData": {}} | {
        "conversation": {"id": "a", "conversationType": "personal", "tenantId": TENANT}
    }
    assert incoming(activity | changes, trusted=True, tenant=TENANT).outside is outside


@pytest.fixture
def kanslist(tmp_path: Path) -> Iterator[Kanslist]:
    made = alvkulla(tmp_path)
    identities = {f"teams:{tenant}/{PERSON}" for tenant in (TENANT, OTHER)}
    made.settings = made.settings.model_copy(update={"registrars": frozenset(identities)})
    yield made
    made.close()


@pytest.mark.parametrize(
    "entry", [{"userRole": "guest"}, {"userPrincipalName": "asa_annan.se#EXT#@alvkulla.example"}, {"tenantId": OTHER}]
)
async def test_a_guest_among_the_registratorer_reads_what_everyone_reads(
    kanslist: Kanslist, entry: dict[str, Any]
) -> None:
    """Their id is one of our tenant's, so that only the roster tells; it is asked once for several questions."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        teams.roster["29:asa"] = entry
        for _ in range(2):
            await teams.say(client, INTERNAL)
            assert "skyddsrum" not in json.dumps(await teams.reply(), ensure_ascii=False).casefold()
        assert teams.looked_up == ["29:asa"]


async def test_a_registrator_of_our_own_reads_their_collections(kanslist: Kanslist) -> None:
    """The look-up costs them nothing but itself, and carries our token."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await teams.say(client, INTERNAL)
        assert "skyddsrum" in json.dumps(await teams.reply(), ensure_ascii=False).casefold()
        assert all(str(one).startswith("Bearer ") for one in teams.authorizations)


async def test_where_the_roster_cannot_be_read_nothing_is_shown(kanslist: Kanslist) -> None:
    """Neither more than a guest may read, nor an answer that says there is nothing."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        teams.roster_fault = 404
        await teams.say(client, INTERNAL)
        assert "Försök igen" in (await teams.reply())["text"]


async def test_another_tenants_registrator_is_outside(kanslist: Kanslist) -> None:
    """Also where the settings name them: the bot is one tenant's."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        changes = {"channelData": {"tenant": {"id": OTHER}}}
        await teams.deliver(client, teams.activity(INTERNAL, **changes))
        assert "skyddsrum" not in json.dumps(await teams.reply(), ensure_ascii=False).casefold()


async def test_who_became_a_guest_is_one_within_an_hour() -> None:
    """What the roster said is asked again after an hour."""
    entries = [{"userRole": "user"}, {"userRole": "guest"}]
    now = [0.0]

    async def member(*_: str) -> dict[str, Any]:
        return entries.pop(0)

    roster = Roster(member, TENANT, now=lambda: now[0])
    activity = FakeTeams.plain("hej")
    assert [await roster.is_guest(activity) for _ in range(2)] == [False, False]
    now[0] = 3601
    assert await roster.is_guest(activity)
