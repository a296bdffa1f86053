"""Posts of the bot's own accord: only where it was added, with a token only to whom a token vouched for."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from adapters.errors import TeamsUnauthenticated
from adapters.teams.sender import senders
from bot.errors import (
    BotRemoved,
    CannotLook,
    ChannelUnknown,
    DeliveryError,
    DeliveryUnclear,
    MessageGone,
    PlatformBusy,
    PlatformDown,
)
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


async def test_a_posted_message_is_changed_in_place() -> None:
    """A corrected letter takes the first one's place; where it is there no longer, that is said."""
    async with FakeTeams() as teams:
        sender = sender_of(teams, await added(teams))
        posted = await sender.post(PLACES["channel"], DIGEST, "key")
        await sender.edit(PLACES["channel"], posted, answer(intent="digest", lead="Rättat."))
        assert "Rättat." in spoken(teams.sent[-1])
        assert posted == f"svar-{len(teams.sent)}"
        with pytest.raises(MessageGone):
            await sender.edit(PLACES["channel"], "svar-99", DIGEST)
        assert sender.knows(PLACES["channel"]), "a message that is gone is no conversation that is gone"


async def test_what_teams_has_sent_no_bot_may_see() -> None:
    """The outbox then marks what it sends again."""
    async with FakeTeams() as teams:
        sender = sender_of(teams, await added(teams))
        with pytest.raises(CannotLook):
            await sender.find(PLACES["channel"], "key", 0)


MEANT: list[tuple[int, dict[str, str], type[DeliveryError]]] = [
    (403, {}, BotRemoved),
    (404, {}, BotRemoved),
    (412, {}, PlatformBusy),
    (429, {"Retry-After": "9"}, PlatformBusy),
    (503, {}, PlatformDown),
    (503, {"Retry-After": "9"}, PlatformBusy),
    (500, {}, DeliveryUnclear),
    (502, {}, DeliveryUnclear),
    (504, {}, DeliveryUnclear),
    (400, {}, DeliveryError),
]


@pytest.mark.parametrize(("status", "headers", "kind"), MEANT)
async def test_a_refusal_says_whether_the_message_may_be_there(
    status: int, headers: dict[str, str], kind: type[DeliveryError]
) -> None:
    """With a key nothing is tried again below the outbox: it must know what happened."""
    async with FakeTeams() as teams:
        sender = sender_of(teams, await added(teams))
        before = len(teams.sent)
        teams.faults.append((status, headers))
        with pytest.raises(DeliveryError) as caught:
            await sender.post(PLACES["channel"], DIGEST, "key")
        assert type(caught.value) is kind
        if kind is PlatformBusy:
            assert caught.value.values["seconds"] == (9 if headers else None)
        assert len(teams.sent) == before, "one try"


async def test_a_broken_connection_leaves_doubt_and_a_refused_one_none() -> None:
    """The one was taken, and nobody heard of it; the other never reached Teams."""
    async with FakeTeams() as teams:
        store = await added(teams)
        sender, before = sender_of(teams, store), len(teams.sent)
        await sender.post(PLACES["channel"], DIGEST, "key")
        teams.taken = lambda: False
        with pytest.raises(DeliveryUnclear):
            await sender.post(PLACES["channel"], DIGEST, "key")
        assert len(teams.sent) == before + 2
    with pytest.raises(PlatformDown):
        await sender.post(PLACES["channel"], DIGEST, "key")


async def test_the_token_is_fetched_once_for_many_messages() -> None:
    """Ten thousand subscriptions must not ask Microsoft for ten thousand tokens."""
    async with FakeTeams() as teams:
        sender = sender_of(teams, await added(teams))
        before = len(teams.logins)
        await asyncio.gather(*(sender.post(PLACES["channel"], DIGEST, f"{number}") for number in range(5)))
        await sender.post(PLACES["channel"], DIGEST, "key")
        assert len(teams.logins) == before + 1


async def test_a_token_that_was_taken_back_is_replaced_at_once() -> None:
    """Also where nothing else is tried again: a message that was refused for its token was not taken."""
    async with FakeTeams() as teams:
        sender = sender_of(teams, await added(teams))
        teams.faults.append((401, {}))
        assert await sender.post(PLACES["channel"], DIGEST, "key")
