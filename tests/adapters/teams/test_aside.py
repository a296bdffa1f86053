"""A mention whose answer is for the asker alone: it goes into their own chat, and the channel learns nothing of it."""

from __future__ import annotations

import json

import pytest

from bot.kanslist import Kanslist
from tests.adapters.teams.clerk import serving
from tests.fakes.teams import OPENED, PERSON, PLACES, TENANT, FakeTeams, Where

pytestmark = pytest.mark.usefixtures("library")

INTERNAL = "beslut KLN 2024-0009"
SECRET = "skyddsrum"
SAID = "Jag svarar dig i vår egen chatt."


def told(part: object) -> str:
    return json.dumps(part, ensure_ascii=False).casefold()


@pytest.mark.parametrize("where", ["channel", "group"])
async def test_the_answer_goes_into_the_askers_own_chat(kanslist: Kanslist, where: Where) -> None:
    """The chat is the one in which they wrote before; a follow-up there goes on with the answer."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await teams.say(client, "hjälp")
        await teams.reply()
        await teams.say(client, INTERNAL, where=where)
        own, aloud = await teams.reply(), await teams.reply()
        assert own["conversation"]["id"] == PLACES["personal"]
        assert SECRET in told(own)
        assert (aloud["text"], aloud["conversation"]["id"].startswith(PLACES[where])) == (SAID, True)
        assert not teams.opened
        assert all(teams.authorizations)
        await teams.say(client, "vem reserverade sig?")
        assert "hemming tyst" in told(await teams.reply())


async def test_a_chat_that_is_not_known_is_opened(kanslist: Kanslist) -> None:
    """They have never written to the bot alone; the request names them, the bot and the tenant, with our token."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await teams.say(client, INTERNAL, where="channel")
        own, aloud = await teams.reply(), await teams.reply()
        assert own["conversation"]["id"] == OPENED
        assert aloud["text"] == SAID
        [wanted] = teams.opened
        assert (wanted["members"], wanted["tenantId"], wanted["isGroup"]) == ([{"id": "29:asa"}], TENANT, False)
        assert all(str(one).startswith("Bearer ") for one in teams.authorizations)


async def test_where_no_chat_can_be_had_the_channel_gets_everyones_answer(kanslist: Kanslist) -> None:
    """They have not installed the app: the channel reads what it would read of anybody."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        teams.open_fault = 403
        await teams.say(client, INTERNAL, where="channel")
        reply = await teams.reply()
        assert SECRET not in told(reply)
        assert "hittar" in told(reply)
        assert len(teams.sent) == 1


@pytest.mark.parametrize("text", ["beslut SN 2024-0114", "beslut XX 1999-0001", "hej"])
async def test_nothing_is_told_aside_without_need(kanslist: Kanslist, text: str) -> None:
    """What everyone may read is answered aloud, and so is what nobody holds."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await teams.say(client, text, where="channel")
        assert (await teams.reply()).get("text") != SAID
        assert len(teams.sent) == 1


async def test_others_are_told_nothing_aside(kanslist: Kanslist) -> None:
    """Who is no registrator gets everyone's answer, and it is not kept which chat is theirs."""
    kanslist.settings = kanslist.settings.model_copy(update={"registrars": frozenset()})
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await teams.say(client, "hjälp")
        await teams.reply()
        await teams.say(client, INTERNAL, where="channel")
        assert SECRET not in told(await teams.reply())
        assert kanslist.store.conversation("teams", f"person:{TENANT}/{PERSON}") is None
        assert not teams.looked_up


async def test_a_guest_is_told_nothing_aside(kanslist: Kanslist) -> None:
    """Whatever the settings say of them; nor where the roster cannot be read."""
    for guest, fault in (({"userRole": "guest"}, None), ({}, 404)):
        async with FakeTeams() as teams, serving(kanslist, teams) as client:
            teams.roster["29:asa"], teams.roster_fault = guest, fault
            await teams.say(client, INTERNAL, where="channel")
            assert SECRET not in told(await teams.reply())
            assert len(teams.sent) == 1


async def test_uninstalling_forgets_whose_chat_it_was(kanslist: Kanslist) -> None:
    """Neither the chat nor that it was theirs is kept."""
    async with FakeTeams() as teams:
        async with serving(kanslist, teams) as client:
            await teams.say(client, "hjälp")
            await teams.reply()
            assert kanslist.store.conversation("teams", f"person:{TENANT}/{PERSON}")
        async with serving(kanslist, teams) as client:
            await teams.deliver(client, teams.activity(type="installationUpdate", action="remove"))
        assert kanslist.store.conversation("teams", f"person:{TENANT}/{PERSON}") is None
        assert kanslist.store.conversation("teams", PLACES["personal"]) is None
