"""Slash commands: the answer is the acknowledgement, and nobody but the asker sees it."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.commands import COMMANDS
from bot.errors import AnswerWithoutCitation
from knowledge.errors import StoreBusy, StoreUnreachable
from tests.adapters.slack.conftest import QUOTE, Clerk
from tests.fakes.block_kit import faults
from tests.fakes.slack import DIRECT, TEAM, USER, FakeSlack, links, spoken

Client = TestClient[Any, Any]


async def test_the_answer_comes_in_the_acknowledgement(slack: FakeSlack, client: Client, clerk: Clerk) -> None:
    """A command is answered at once and privately, with lead, item, note, quote and link, and without the Web API."""
    payload = await slack.slash(client, "/beslut", "AMN 2020-0276")

    assert payload["response_type"] == "ephemeral"
    assert faults(payload) == []
    said = spoken(payload)
    for words in ("hade inga synpunkter.", "§ 12", "protokollet är inte justerat", QUOTE, "s. 3"):
        assert words in said
    assert links(payload) == ["https://kanslist.example.se/dokument/1?sida=3#citat"]
    assert QUOTE not in payload["text"]
    assert "hade inga synpunkter." in payload["text"]
    assert slack.calls == []
    [asked] = clerk.asked
    assert (asked.text, asked.private) == ("/beslut AMN 2020-0276", True)
    assert (asked.asker.platform, asked.asker.identity) == ("slack", f"{TEAM}/{USER}")


@pytest.mark.parametrize("word", [word for command in COMMANDS for word in command.words])
async def test_every_word_of_the_registry_is_a_command(
    slack: FakeSlack, client: Client, clerk: Clerk, word: str
) -> None:
    """Names and aliases arrive, with å ä ö as Slack encodes them too: what they mean is for the bot to say."""
    await slack.slash(client, f"/{word}", "X 1")
    assert clerk.asked[0].text == f"/{word} X 1"


ROWS = [
    ("/kanslist", "beslut AMN 2020-0276", "beslut AMN 2020-0276", "the umbrella hands its text on"),
    ("/kanslist", "/ärende X 1", "/ärende X 1", "with a slash too"),
    ("/kanslist", "", "/kanslist", "the umbrella alone is help"),
    ("/kanslist", "  ", "/kanslist", "so it is with spaces"),
    ("/kanslist", "<@U2>", "", "a mention alone asks nothing"),
    ("/kanslist", "beslut <@U2|saga>", "", "nor does a command of one"),
    ("/okänt", "något", "/okänt något", "so is what is no command"),
    ("/sok", "payload i avtal", "/sok payload i avtal", "bolt takes every form with these letters for an interaction"),
    ("/sok", "a &amp; b &lt;3", "/sok a & b <3", "Slack's three entities are undone"),
    ("/sok", "x < y > z", "/sok x < y > z", "bare angles are no markup"),
    ("/beslut", "'; DROP TABLE fakta;--", "/beslut '; DROP TABLE fakta;--", "text is text"),
    ("/beslut", "<!channel> <@U2|saga>", "", "mentions are no words of the question, and none is left"),
    ("/beslut", "<@U2|saga> AMN 2020-0276", "/beslut AMN 2020-0276", "what is left is asked"),
    ("/beslut", "", "/beslut", "the command alone means what it means"),
    ("/sok", "<https://alvkulla.se|alvkulla.se> 🙂", "/sok alvkulla.se 🙂", "a link is what it shows; emoji pass"),
    ("/sok", "å" * 4000, "/sok " + "å" * 4000, "long texts arrive whole"),
]


@pytest.mark.parametrize(("command", "text", "question"), [row[:3] for row in ROWS], ids=[row[3] for row in ROWS])
async def test_what_is_typed_is_what_is_asked(
    slack: FakeSlack, client: Client, clerk: Clerk, command: str, text: str, question: str
) -> None:
    """Slack's markup is undone and the text otherwise left alone."""
    assert faults(await slack.slash(client, command, text)) == []
    assert clerk.asked[0].text == question


async def test_conversations_are_kept_apart(slack: FakeSlack, client: Client, clerk: Clerk) -> None:
    """In a channel a private answer is no context for a colleague's follow-up; a direct message continues a command."""
    await slack.slash(client, "/beslut", "X")
    await slack.slash(client, "/beslut", "X", user_id="U0OTHER")
    await slack.slash(client, "/beslut", "X", channel_id=DIRECT)
    await slack.direct(client, "och vem var sekreterare?")
    mine, theirs, command, message = (asked.conversation for asked in clerk.asked)
    assert mine != theirs
    assert command == message == f"{TEAM}/{DIRECT}"


@pytest.mark.parametrize(
    ("error", "shown", "hidden"),
    [
        (StoreBusy(), "Registret är upptaget", "sqlite"),
        (AnswerWithoutCitation(), "utan källa", "sqlite"),
        (StoreUnreachable(database="sqlite:///hemlig.db"), "Försök igen", "hemlig.db"),
        (ZeroDivisionError("Saga Bergvall"), "Försök igen", "Saga"),
    ],
)
async def test_a_fault_is_a_swedish_sentence(
    slack: FakeSlack, client: Client, clerk: Clerk, error: Exception, shown: str, hidden: str
) -> None:
    """Whatever fails, the asker reads a sentence, never an English error page or the operator's paths."""
    clerk.answer = error
    payload = await slack.slash(client, "/beslut", "X")
    assert payload["response_type"] == "ephemeral"
    assert shown in spoken(payload)
    assert hidden not in spoken(payload)
    clerk.answer = Clerk().answer
    assert QUOTE in spoken(await slack.slash(client, "/beslut", "X")), "the process stays up"
