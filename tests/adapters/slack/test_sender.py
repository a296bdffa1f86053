"""Posting of the bot's own accord: the digest's way into a channel."""

from __future__ import annotations

from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.logs import ALLOWED
from adapters.slack.client import TURNS
from adapters.slack.sender import SlackSender, senders
from bot.errors import DeliveryError
from bot.settings import Settings
from tests.adapters.slack.conftest import QUOTE, answer_with
from tests.fakes.block_kit import faults
from tests.fakes.slack import CHANNEL, FakeSlack, Reply, spoken

IDS = [
    ("C0KANSLI", True, "a public channel"),
    ("G0KANSLI12", True, "a private one"),
    ("D0SAGA1", True, "a direct message"),
    ("U0SAGA1", True, "a person, who is written to directly"),
    ("kansli", False, "a name"),
    ("#kansli", False, "a name as it is written"),
    ("19:abc@thread.tacv2", False, "a conversation of Teams"),
    ("demo", False, "the demo's"),
]


@pytest.mark.parametrize(("channel", "known"), [row[:2] for row in IDS], ids=[row[2] for row in IDS])
async def test_it_knows_its_own(settings: Settings, channel: str, known: bool) -> None:
    """An id of Slack's kind is its own; every other one is left to the other platforms."""
    [sender] = senders(settings, None)  # type: ignore[arg-type]  # no workspace installs anything here
    assert sender.knows(channel) is known


def test_without_a_token_there_is_no_sender() -> None:
    """What is not set up knows no channel."""
    bare = Settings(_env_file=None)
    assert senders(bare, None) == []  # type: ignore[arg-type]  # as above
    assert not SlackSender(bare, None).knows(CHANNEL)


async def test_it_posts(slack: FakeSlack, settings: Settings) -> None:
    """The message arrives in the channel, as an answer would."""
    slack.script("chat.postMessage", Reply(status=429, headers={"Retry-After": "0"}), Reply(status=502))
    await SlackSender(settings, None).post(CHANNEL, answer_with(intent="digest"))
    [posted] = slack.posted
    assert posted["channel"] == CHANNEL
    assert faults(posted) == []
    assert QUOTE in spoken(posted)


REFUSALS: list[tuple[list[Reply], str]] = [
    ([Reply(error="channel_not_found")], "finns inte"),
    ([Reply(error="not_in_channel")], "/invite @Kanslist"),
    ([Reply(error="is_archived")], "arkiverad"),
    ([Reply(error="invalid_auth")], "KANSLIST_SLACK_BOT_TOKEN"),
    ([Reply(error="some_new_code")], "Slack tog inte emot det"),
    ([Reply(error="internal_error")] * 4, "driftfel"),
    ([Reply(status=500)] * 4, "driftfel"),
    ([Reply(status=429, headers={"Retry-After": "0"})] * TURNS, "för få meddelanden"),
]


@pytest.mark.parametrize(("replies", "reason"), REFUSALS, ids=[str(row[0][0]) for row in REFUSALS])
async def test_a_refusal_says_what_to_do(
    slack: FakeSlack, settings: Settings, replies: list[Reply], reason: str
) -> None:
    """What Slack refuses for good is a DeliveryError in Swedish that names the channel."""
    slack.script("chat.postMessage", *replies)
    with pytest.raises(DeliveryError, match=reason) as caught:
        await SlackSender(settings, None).post(CHANNEL, answer_with())
    assert CHANNEL in str(caught.value)
    assert slack.posted == []


async def test_slacks_own_word_goes_to_the_log(slack: FakeSlack, settings: Settings) -> None:
    """A person reads our sentence; whoever looks into it needs Slack's code, and no word more."""
    slack.script("chat.postMessage", Reply(error="some_new_code"))
    with capture_logs() as lines, pytest.raises(DeliveryError) as caught:
        await SlackSender(settings, None).post(CHANNEL, answer_with())
    assert "some_new_code" not in str(caught.value)
    assert [line["code"] for line in lines] == ["some_new_code"]
    assert "code" in ALLOWED


async def test_an_unreachable_slack_says_so(slack: FakeSlack, settings: Settings) -> None:
    """No network is a DeliveryError too."""
    await slack.stop_listening()
    sender: Any = SlackSender(settings, None)
    with pytest.raises(DeliveryError, match="kan inte nås"):
        await sender.post(CHANNEL, answer_with())
