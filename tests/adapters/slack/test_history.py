"""The outbox's way into Slack: a key goes with each message, and what may be there already is looked for by it."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack import history
from adapters.slack.refusals import refusal
from adapters.slack.sender import SlackSender
from bot.errors import (
    CannotLook,
    ChannelClosed,
    DeliveryError,
    DeliveryUnclear,
    MessageGone,
    PlatformBusy,
    PlatformDown,
)
from bot.settings import Settings
from tests.adapters.slack.conftest import QUOTE, answer_with
from tests.fakes.slack import CHANNEL, TEAM, FakeSlack, Reply, spoken

KEY = "0123456789abcdef"


@pytest.fixture
def sender(settings: Settings) -> SlackSender:
    return SlackSender(settings, None)  # type: ignore[arg-type]  # no workspace installs anything here


async def test_a_message_whose_answer_was_lost_is_found(slack: FakeSlack, sender: SlackSender) -> None:
    """Slack took it and the connection broke: it is there once, and known by its key."""
    slack.history.grant(TEAM, "channels:history")
    slack.hide()
    with pytest.raises(DeliveryUnclear, match=CHANNEL):
        await sender.post(CHANNEL, answer_with(), KEY)
    [posted] = slack.posted
    assert QUOTE in spoken(posted)
    assert await sender.find(CHANNEL, KEY, int(slack.limits.wall())) == posted["ts"]
    assert await sender.find(CHANNEL, "another", 0) is None
    assert slack.calls.count("chat.postMessage") == 1, "no second try that nobody sees"


async def test_it_is_found_among_many(slack: FakeSlack, sender: SlackSender, monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy channel has several pages; one that has too many is not looked through to its end."""
    slack.history.grant(TEAM, "channels:history")
    monkeypatch.setattr(history, "PAGE", 3)
    first = await sender.post(CHANNEL, answer_with(), KEY)
    for number in range(7):
        await sender.post(CHANNEL, answer_with(), f"{number}")
    assert await sender.find(CHANNEL, KEY, 0) == first
    monkeypatch.setattr(history, "PAGES", 2)
    with pytest.raises(CannotLook, match="för mycket"):
        await sender.find(CHANNEL, KEY, 0)


async def test_what_is_older_than_the_delivery_is_not_looked_through(slack: FakeSlack, sender: SlackSender) -> None:
    """Only what was written since it was composed, less what two clocks may differ."""
    slack.history.grant(TEAM, "channels:history")
    await sender.post(CHANNEL, answer_with(), KEY)
    assert await sender.find(CHANNEL, KEY, int(slack.limits.wall()) + history.MARGIN // 2) is not None
    assert await sender.find(CHANNEL, KEY, int(slack.limits.wall()) + 2 * history.MARGIN) is None


@pytest.mark.parametrize(
    ("channel", "granted", "looks"),
    [
        (CHANNEL, (), False),
        (CHANNEL, ("channels:history",), True),
        ("G0KANSLI1", ("channels:history",), False),
        ("G0KANSLI1", ("groups:history",), True),
        ("D0SAGA1", (), True),
        ("U0SAGA1", (), False),
        ("U0SAGA1", ("im:write",), True),
    ],
)
async def test_the_scope_decides_where_the_bot_may_look(
    slack: FakeSlack, sender: SlackSender, channel: str, granted: tuple[str, ...], looks: bool
) -> None:
    """An administrator may leave them out; then the bot cannot look, which is no fault of the message."""
    slack.history.grant(TEAM, *granted)
    await sender.post(channel, answer_with(), KEY)
    if looks:
        assert await sender.find(channel, KEY, 0) == slack.posted[0]["ts"]
    else:
        with pytest.raises(CannotLook, match="behörighet"):
            await sender.find(channel, KEY, 0)


MEANT: list[tuple[Reply, type[DeliveryError]]] = [
    (Reply(error="is_archived"), ChannelClosed),
    (Reply(error="channel_not_found"), ChannelClosed),
    (Reply(error="not_in_channel"), ChannelClosed),
    (Reply(status=429, headers={"Retry-After": "30"}), PlatformBusy),
    (Reply(status=503), PlatformDown),
    (Reply(error="token_revoked"), PlatformDown),
    (Reply(status=500), DeliveryUnclear),
    (Reply(status=504), DeliveryUnclear),
    (Reply(error="internal_error"), DeliveryUnclear),
    (Reply(error="some_new_code"), DeliveryError),
]


@pytest.mark.parametrize(("reply", "kind"), MEANT, ids=[str(row[0].error or row[0].status) for row in MEANT])
async def test_a_refusal_says_whether_the_message_may_be_there(
    slack: FakeSlack, sender: SlackSender, reply: Reply, kind: type[DeliveryError]
) -> None:
    """With a key nothing is tried again below the outbox: it must know what happened."""
    slack.script("chat.postMessage", reply)
    with pytest.raises(DeliveryError) as caught:
        await sender.post(CHANNEL, answer_with(), KEY)
    assert type(caught.value) is kind
    if kind is PlatformBusy:
        assert caught.value.values["seconds"] == 30
    assert slack.calls == ["chat.postMessage"]


async def test_a_slack_that_cannot_be_reached_has_taken_nothing(slack: FakeSlack, sender: SlackSender) -> None:
    """Refused connections leave no doubt."""
    await slack.stop_listening()
    with pytest.raises(PlatformDown):
        await sender.post(CHANNEL, answer_with(), KEY)


async def test_a_look_that_fails_is_no_answer(slack: FakeSlack, sender: SlackSender) -> None:
    """A busy Slack does not say that the message is not there."""
    slack.script("conversations.history", Reply(status=429, headers={"Retry-After": "7"}))
    with pytest.raises(PlatformBusy) as caught:
        await sender.find(CHANNEL, KEY, 0)
    assert caught.value.values["seconds"] == 7


async def test_blocks_that_slack_refuses_go_as_text_with_the_same_key(slack: FakeSlack, sender: SlackSender) -> None:
    """Or the fallback could not be found again."""
    slack.history.grant(TEAM, "channels:history")
    slack.script("chat.postMessage", Reply(error="invalid_blocks"))
    posted = await sender.post(CHANNEL, answer_with(), KEY)
    assert "blocks" not in slack.posted[0]
    assert await sender.find(CHANNEL, KEY, 0) == posted


async def test_a_message_is_edited_in_place(slack: FakeSlack, sender: SlackSender) -> None:
    """The corrected letter stands where the first one stood, and is still known by its key."""
    slack.history.grant(TEAM, "channels:history")
    ts = await sender.post(CHANNEL, answer_with(), KEY)
    await sender.edit(CHANNEL, ts, answer_with(lead="Rättat."))
    [posted] = slack.posted
    assert "Rättat." in spoken(posted)
    assert await sender.find(CHANNEL, KEY, 0) == ts
    with pytest.raises(MessageGone):
        await sender.edit(CHANNEL, "1.000001", answer_with())


async def test_a_key_names_nobody(slack: FakeSlack, sender: SlackSender) -> None:
    """Other apps of the workspace can read it."""
    await sender.post(CHANNEL, answer_with(), KEY)
    assert slack.posted[0]["metadata"] == {"event_type": "kanslist_delivery", "event_payload": {"key": KEY}}


async def test_a_proxy_that_answers_in_words_is_understood() -> None:
    """A gateway before Slack says "502 Bad Gateway" as plain text."""
    said = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data="502 Bad Gateway", headers={}, status_code=502
    )
    assert refusal(SlackApiError("refused", said)) == "http_502"
