"""Posts of the bot's own accord: only where it was added, with a token only to whom a token vouched for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.errors import TeamsUnauthenticated
from adapters.teams.sender import senders
from bot.errors import ChannelUnknown, DeliveryError, PlatformDown
from bot.ports import Sender
from bot.settings import Settings
from tests.adapters.teams.clerk import Clerk, Store, answer, serving
from tests.fakes.teams import APP_ID, BOT, PLACES, FakeTeams, spoken

pytestmark = pytest.mark.usefixtures("library")

DIGEST = answer(intent="digest", lead="Veckans brev från Älvkulla.")


def sender_of(teams: FakeTeams | None, store: Store) -> Sender:
    (made,) = senders(Settings(_env_file=None, **(teams.settings() if teams else {})), store)
    return made


async def added(teams: FakeTeams, *, insecure_local: bool = False) -> Store:
    """A store in which the bot was added to a channel and greeted."""
    clerk = Clerk()
    async with serving(clerk, teams, insecure_local=insecure_local) as client:
        await teams.add_bot(client, where="channel")
        await teams.reply()
    return clerk.store


async def test_a_digest_is_posted_where_the_bot_was_added() -> None:
    """It begins a thread of its own in the channel, by another process than the one that was added."""
    async with FakeTeams() as teams:
        sender = sender_of(teams, await added(teams))
        assert sender.knows(PLACES["channel"])
        await sender.post(PLACES["channel"], DIGEST)
        posted = await teams.reply()
        assert "Veckans brev från Älvkulla." in spoken(posted)
        assert posted["conversation"]["id"] == PLACES["channel"]
        assert posted["from"] == {"id": BOT}
        assert "replyToId" not in posted
        assert str(teams.authorizations[-1]).startswith("Bearer botens-token-")


async def test_a_reference_names_no_person() -> None:
    """What is kept for years is where, never who."""
    async with FakeTeams() as teams:
        kept = json.loads((await added(teams)).conversations["teams", PLACES["channel"]])
        assert set(kept) == {"serviceUrl", "channelId", "conversation", "bot", "trusted"}
        assert "Åsa" not in json.dumps(kept, ensure_ascii=False)


async def test_an_unknown_channel_is_said_to_be_unknown() -> None:
    """A mistyped id, or a Slack channel's."""
    async with FakeTeams() as teams:
        sender = sender_of(teams, Store())
        assert not sender.knows("C012345")
        with pytest.raises(ChannelUnknown, match="C012345"):
            await sender.post("C012345", DIGEST)


@pytest.mark.parametrize("status", [403, 404])
async def test_a_conversation_without_the_bot_is_forgotten(status: int) -> None:
    """Teams tells of a removal by refusing too."""
    async with FakeTeams() as teams:
        sender = sender_of(teams, await added(teams))
        teams.faults.append((status, {}))
        with pytest.raises(DeliveryError, match=f"status {status}"):
            await sender.post(PLACES["channel"], DIGEST)
        assert not sender.knows(PLACES["channel"])


async def test_a_passing_fault_forgets_nothing() -> None:
    """A digest that failed is tried again next time."""
    async with FakeTeams() as teams:
        store = await added(teams)
        sender = sender_of(teams, store)
        teams.faults.append((400, {}))
        with pytest.raises(DeliveryError):
            await sender.post(PLACES["channel"], DIGEST)
        teams.login_fault = 401
        with pytest.raises(PlatformDown, match="KANSLIST_TEAMS_APP_ID"):
            await sender_of(teams, store).post(PLACES["channel"], DIGEST)
        assert sender.knows(PLACES["channel"])


async def test_a_conversation_learnt_without_a_token_gets_none() -> None:
    """What an emulator wrote into the store must not draw our token to its address once Teams is set up."""
    async with FakeTeams() as teams:
        store = await added(teams, insecure_local=True)
        assert sender_of(None, store).knows(PLACES["channel"])
        for sender in (sender_of(None, store), sender_of(teams, store)):
            await sender.post(PLACES["channel"], DIGEST)
            assert teams.authorizations[-1] is None
        assert not teams.logins
        abroad = json.loads(store.conversations["teams", PLACES["channel"]]) | {"serviceUrl": "https://elak.example/"}
        store.put_conversation("teams", PLACES["channel"], json.dumps(abroad))
        assert not sender_of(teams, store).knows(PLACES["channel"])


async def test_without_settings_no_real_conversation_is_known() -> None:
    """The settings were taken away, the store was not."""
    async with FakeTeams() as teams:
        store = await added(teams)
        assert not sender_of(None, store).knows(PLACES["channel"])


@pytest.mark.parametrize("fields", [{"teams_app_id": APP_ID}, {"teams_app_password": "x"}])
def test_incomplete_settings_are_refused(fields: dict[str, Any]) -> None:
    """The same sentence as at the server's start."""
    with pytest.raises(TeamsUnauthenticated):
        senders(Settings(_env_file=None, **fields), Store())
