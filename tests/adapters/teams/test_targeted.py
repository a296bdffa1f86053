"""What is asked in a channel for the bot's eyes alone: answered to the asker alone, until they share it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.kanslist import Kanslist
from tests.adapters.teams.clerk import Clerk, serving
from tests.adapters.teams.test_presses import actions
from tests.fakes.teams import PLACES, FakeTeams, Where, spoken

pytestmark = pytest.mark.usefixtures("library")

CASE = "SN 2024-0114"
INTERNAL = "KLN 2024-0009"
SECRET = "skyddsrum"


def told(part: object) -> str:
    return json.dumps(part, ensure_ascii=False).casefold()


async def asked(teams: FakeTeams, client: Any, text: str, where: Where = "channel") -> dict[str, Any]:
    """The card that answers a private question."""
    await teams.say_privately(client, text, where=where)
    card: dict[str, Any] = (await teams.reply())["attachments"][0]["content"]
    return card


async def pressed(teams: FakeTeams, client: Any, data: dict[str, Any], where: Where = "channel") -> dict[str, Any]:
    value = {"action": {"type": "Action.Execute", "verb": "press", "data": data}, "trigger": "manual"}
    return await teams.invoke(client, "adaptiveCard/action", value, where=where)


@pytest.mark.parametrize("where", ["channel", "group"])
async def test_a_private_question_is_answered_to_the_asker_alone(kanslist: Kanslist, where: Where) -> None:
    """A registrator reads there what they may read, in the place where they asked, and their question stands above."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await teams.say_privately(client, f"beslut {INTERNAL}", where=where)
        reply = await teams.reply()
        assert teams.alone == [True]
        assert reply["recipient"]["id"] == "29:asa"
        assert reply["conversation"]["id"].startswith(PLACES[where])
        assert [entity["type"] for entity in reply["entities"]] == ["targetedMessageInfo"]
        assert SECRET in told(reply)


async def test_what_is_asked_aloud_is_answered_aloud(kanslist: Kanslist) -> None:
    """A mention in the same channel is everyone's, whoever asks."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await teams.say(client, f"beslut {CASE}", where="channel")
        reply = await teams.reply()
        assert teams.alone == [False]
        assert "Dela i kanalen" not in spoken(reply)


async def test_a_shared_answer_is_posted_for_all_as_all_may_read_it(kanslist: Kanslist) -> None:
    """In the thread it was asked in, with the name of whoever shared, and without the private question."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        card = await asked(teams, client, f"beslut {CASE}")
        body = await pressed(teams, client, actions(card)["Dela i kanalen"]["data"])
        assert body["value"] == "Svaret är delat i kanalen."
        shared = await teams.reply()
        assert teams.alone == [True, False]
        assert shared["text"] == "Åsa Öberg delade ett svar ur handlingarna:"
        assert "tolv platser" in told(shared)
        assert "replyToId" not in shared
        assert not shared.get("entities")
        assert '"own"' not in told(shared)
        assert ";messageid=" in shared["conversation"]["id"]


async def test_what_not_all_may_read_is_not_shared(kanslist: Kanslist) -> None:
    """The channel's gate holds, not the asker's: whoever pressed is told, and nobody else anything."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        card = await asked(teams, client, f"beslut {INTERNAL}")
        body = await pressed(teams, client, actions(card)["Dela i kanalen"]["data"])
        assert "kan inte delas" in body["value"]
        assert len(teams.sent) == 1


async def test_the_buttons_of_a_private_card_stay_private(kanslist: Kanslist) -> None:
    """Its timeline takes its place with what the asker may read; nothing is posted, nothing falls back on messages."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        card = await asked(teams, client, f"beslut {INTERNAL}")
        assert "action.submit" not in told(card)
        body = await pressed(teams, client, actions(card)["Tidslinje"]["data"])
        assert SECRET in told(body)
        again = await pressed(teams, client, actions(body["value"])["Tillbaka"]["data"])
        assert SECRET in told(again)
        assert len(teams.sent) == 1


async def test_a_choice_on_a_private_card_is_answered_in_its_place(kanslist: Kanslist) -> None:
    """As a message it would be answered where all see it."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        card = await asked(teams, client, "vem var sekreterare?")
        choice = next(action for title, action in actions(card).items() if title.startswith("Socialnämnden"))
        body = await pressed(teams, client, choice["data"])
        assert "olof brandt" in told(body)
        assert len(teams.sent) == 1


async def test_a_mark_in_a_message_opens_nothing(kanslist: Kanslist) -> None:
    """A button's data sent as a message is answered aloud: with what all may read, whatever it claims."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        card = await asked(teams, client, f"beslut {INTERNAL}")
        data = actions(card)["Tidslinje"]["data"]
        await teams.deliver(client, teams.activity(where="channel", value=data))
        assert SECRET not in told(await teams.reply())
        assert teams.alone == [True, False]


async def test_a_fault_is_told_to_the_asker_alone() -> None:
    """That somebody asked is private too, also where the answer went wrong."""
    for error in (RuntimeError("x"), None):
        clerk = Clerk(error)
        async with FakeTeams() as teams, serving(clerk, teams) as client:
            await teams.say_privately(client, "hej")
            await teams.reply()
            assert teams.alone == [True]


@pytest.mark.parametrize("told_so", ["true", 1, None, False])
async def test_only_teams_own_word_makes_a_question_private(kanslist: Kanslist, told_so: object) -> None:
    """Whatever else stands there, the group's answer is everyone's."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        recipient = {"id": "28:x", "isTargeted": told_so}
        await teams.deliver(client, teams.activity(f"beslut {INTERNAL}", where="group", recipient=recipient))
        replies = [await teams.reply(), await teams.reply()]
        [aloud] = [one for one in replies if one["conversation"]["id"] == PLACES["group"]]
        assert SECRET not in told(aloud)
        assert teams.alone == [False, False]


async def test_a_share_that_teams_refuses_is_told(kanslist: Kanslist) -> None:
    """Nobody believes that it was shared."""
    lost: list[str] = []
    async with FakeTeams() as teams, serving(kanslist, teams, lost=lambda: lost.append("one")) as client:
        card = await asked(teams, client, f"beslut {CASE}")
        teams.faults.append((403, {}))
        body = await pressed(teams, client, actions(card)["Dela i kanalen"]["data"])
        assert "tog inte emot" in body["value"]
        assert lost == ["one"]
