"""Mentions and direct messages: acknowledged, answered once, in the right place, and never lost in silence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from structlog.testing import capture_logs

from adapters.slack import client as slack_client
from knowledge.errors import StoreBusy
from tests.adapters.slack.conftest import QUOTE, Clerk, answer_with
from tests.fakes.block_kit import faults
from tests.fakes.slack import BOT, CHANNEL, DIRECT, TEAM, USER, FakeSlack, Reply, spoken

Client = TestClient[Any, Any]


async def test_a_mention_is_answered_for_the_asker_alone(slack: FakeSlack, client: Client, clerk: Clerk) -> None:
    """The mention is removed, and the answer is for the asker's eyes until they share it.

    What only one person sees begins no thread: it stands below the mention in the channel."""
    event = slack.mention_event("beslut AMN 2020-0276")
    assert await (await slack.send_event(client, event)).text() == ""
    posted = await slack.next_post()
    assert (posted["via"], posted["channel"], posted["user"]) == ("chat.postEphemeral", CHANNEL, USER)
    assert "thread_ts" not in posted
    assert faults(posted) == []
    assert QUOTE in spoken(posted)
    [asked] = clerk.asked
    assert (asked.text, asked.private, asked.shareable) == ("beslut AMN 2020-0276", True, True)
    assert asked.asker.identity == f"{TEAM}/{USER}"
    assert asked.conversation == f"{TEAM}/{CHANNEL}/{USER}"


async def test_a_follow_up_stays_in_the_thread(slack: FakeSlack, client: Client, clerk: Clerk) -> None:
    """A question and its follow-up in the same thread are one conversation; another thread is another."""
    posted = await slack.mention(client, "beslut X", thread="1500000000.000200")
    await slack.mention(client, "och vem var sekreterare?", thread="1500000000.000200")
    await slack.mention(client, "beslut Y", thread="1500000000.000100")
    assert posted["thread_ts"] == "1500000000.000200"
    one, same, other = (asked.conversation for asked in clerk.asked)
    assert one == same != other


OUTSIDE: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"is_ext_shared_channel": True}, {}, "a channel shared with another organisation"),
    ({}, {"user_team": "T0OTHER"}, "a person of another workspace"),
    ({}, {"team": "T0OTHER"}, "as older events say it"),
]


@pytest.mark.parametrize(("envelope", "event"), [row[:2] for row in OUTSIDE], ids=[row[2] for row in OUTSIDE])
async def test_other_organisations_are_outsiders(
    slack: FakeSlack, client: Client, clerk: Clerk, envelope: dict[str, Any], event: dict[str, Any]
) -> None:
    """Through Slack Connect the bot meets people that the municipality knows nothing of: the open collection alone."""
    await slack.send_event(client, slack.mention_event("beslut X", **event) | envelope)
    await slack.next_post()
    assert clerk.asked[0].outside
    await slack.mention(client, "beslut X")
    assert not clerk.asked[1].outside


async def test_where_the_bot_may_not_write_the_answer_comes_directly(slack: FakeSlack, client: Client) -> None:
    """A channel that refuses what only one person sees does not cost the answer: it goes to their direct messages."""
    slack.script("chat.postEphemeral", Reply(error="user_not_in_channel"))
    posted = await slack.mention(client, "beslut X")
    assert (posted["via"], posted["channel"]) == ("chat.postMessage", USER)
    assert QUOTE in spoken(posted)


async def test_a_direct_message_is_private(slack: FakeSlack, client: Client, clerk: Clerk) -> None:
    """A direct message is answered beside it, not in a thread, as a private conversation."""
    posted = await slack.direct(client, "vilka rekommendationer är öppna?")
    assert posted["channel"] == DIRECT
    assert posted.get("thread_ts") is None
    [asked] = clerk.asked
    assert (asked.private, asked.conversation) == (True, f"{TEAM}/{DIRECT}")


TEXTS = [
    (f"<@{BOT}>: beslut X", "beslut X", "as people address somebody"),
    (f"hej <@{BOT}> vilka var där?", "hej  vilka var där?", "in the middle"),
    (f"beslut X <@{BOT}>", "beslut X", "at the end"),
    (f"<@{BOT}>", "", "alone"),
    (f"<@{BOT}> 🙂 <!here> &lt;!channel&gt;", "🙂  <!channel>", "with a broadcast and an attempted one"),
    (f"<@{BOT}> <#C1|kansli> <mailto:a@alvkulla.se|a@alvkulla.se>", "#kansli a@alvkulla.se", "with what Slack links"),
]


@pytest.mark.parametrize(("text", "question"), [row[:2] for row in TEXTS], ids=[row[2] for row in TEXTS])
async def test_the_mention_is_no_part_of_the_question(
    slack: FakeSlack, client: Client, clerk: Clerk, text: str, question: str
) -> None:
    """What remains is what the person wrote."""
    await slack.mention(client, text)
    assert clerk.asked[0].text == question


IGNORED: list[tuple[dict[str, Any], str]] = [
    ({"bot_id": "B0OTHER"}, "another bot"),
    ({"user": BOT}, "the bot itself"),
    ({"user": None}, "nobody"),
    ({"subtype": "message_changed", "message": {"text": "beslut Y"}}, "an edit"),
    ({"subtype": "message_deleted"}, "a deletion"),
    ({"subtype": "channel_join"}, "what Slack writes"),
    ({"channel_type": "channel", "channel": CHANNEL}, "a channel's message without a mention"),
    ({"type": "reaction_added"}, "an event of another kind"),
]


@pytest.mark.parametrize("change", [row[0] for row in IGNORED], ids=[row[1] for row in IGNORED])
async def test_not_every_event_is_a_question(
    slack: FakeSlack, client: Client, clerk: Clerk, change: dict[str, Any]
) -> None:
    """Bots, edits and the like are acknowledged and left unanswered, so that two bots never talk for ever."""
    assert (await slack.send_event(client, slack.direct_event("beslut X", **change))).status == 200
    await slack.direct(client, "sist")
    assert [asked.text for asked in clerk.asked] == ["sist"]
    assert len(slack.posted) == 1


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
async def test_a_question_with_a_file_is_a_question(slack: FakeSlack, client: Client, subtype: str) -> None:
    """Two subtypes are a person's own words and are answered."""
    assert QUOTE in spoken(await slack.direct(client, "beslut X", subtype=subtype))


async def test_a_repeated_delivery_is_answered_once(slack: FakeSlack, client: Client, clerk: Clerk) -> None:
    """Slack repeats what it believes lost; the same event id gets 200 again and no second answer."""
    event = slack.direct_event("beslut X")
    for retry in range(4):
        assert (await slack.send_event(client, event, retry=retry)).status == 200
    await slack.direct(client, "sist")
    assert [asked.text for asked in clerk.asked] == ["beslut X", "sist"]


async def test_two_servers_answer_once(
    slack: FakeSlack, client: Client, clerk: Clerk, make_client: Callable[..., Client]
) -> None:
    """The record of events is the store's: of one event on two servers at once, one answers."""
    event = slack.mention_event("beslut X")
    async with make_client(clerk, []) as second:
        sent = await asyncio.gather(*(slack.send_event(server, event) for server in (client, second) * 4))
        assert {response.status for response in sent} == {200}
        await slack.mention(client, "sist")
        await slack.mention(second, "allra sist")
    assert sorted(asked.text for asked in clerk.asked) == ["allra sist", "beslut X", "sist"]


async def test_an_event_that_cannot_be_recorded_comes_again(slack: FakeSlack, client: Client, clerk: Clerk) -> None:
    """A busy store gives Slack no 200: it sends the event again, and then it is answered."""
    clerk.broken_store = StoreBusy()
    event = slack.direct_event("beslut X")
    assert (await slack.send_event(client, event)).status == 503
    clerk.broken_store = None
    assert (await slack.send_event(client, event, retry=1)).status == 200
    assert QUOTE in spoken(await slack.next_post())
    assert len(clerk.asked) == 1


UNREADABLE: list[dict[str, str]] = [
    {},
    *({"Retry-After": value} for value in ("", "soon", "-1", "Wed, 21 Oct 2026 07:28:00 GMT", "1e3", "٣", "0.0")),
]

PASSING: list[tuple[list[Reply], str]] = [
    ([Reply(status=429, headers={"Retry-After": "0"})], "rate limited once"),
    ([Reply(status=429, headers={"Retry-After": "0"})] * 3, "rate limited three times"),
    ([Reply(status=500)], "a server error"),
    ([Reply(status=503), Reply(status=502), Reply(status=504)], "a bad minute"),
    ([Reply(error="invalid_blocks")], "blocks that Slack does not take: the text arrives"),
    *[([Reply(error=code)] * 2, f"HTTP 200 with {code}") for code in sorted(slack_client.PASSING)],
    ([Reply(error="internal_error"), Reply(status=503), Reply(error="fatal_error")], "several faults in a row"),
    *[
        ([Reply(status=429, headers=told)], f"rate limited, with {told or 'no word'} of how long")
        for told in UNREADABLE
    ],
]


@pytest.mark.parametrize("replies", [row[0] for row in PASSING], ids=[row[1] for row in PASSING])
async def test_a_passing_fault_delays_the_answer(
    slack: FakeSlack, client: Client, lost: list[str], replies: list[Reply]
) -> None:
    """What may be tried again is, and the answer arrives once."""
    slack.script("chat.postMessage", *replies)
    posted = await slack.direct(client, "beslut X")
    assert "hade inga synpunkter" in spoken(posted)
    assert slack.calls == ["chat.postMessage"] * (len(replies) + 1)
    assert (len(slack.posted), lost) == (1, [])


LASTING: list[tuple[list[Reply], str, str]] = [
    ([Reply(error="channel_not_found")], "channel_not_found", "no such channel"),
    ([Reply(error="is_archived")], "is_archived", "an archived channel"),
    ([Reply(error="token_revoked")], "token_revoked", "the app was removed"),
    ([Reply(status=500)] * 4, "http_500", "Slack is down"),
    ([Reply(error="internal_error")] * 4, "internal_error", "Slack is down, and says so with HTTP 200"),
    ([Reply(status=429, headers={"Retry-After": "0"})] * slack_client.TURNS, "http_429", "too much for too long"),
    ([Reply(status=429, headers={"Retry-After": "3600"})], "http_429", "an hour is longer than anybody waits"),
    ([Reply(error="invalid_blocks"), Reply(error="not_in_channel")], "not_in_channel", "not even the text"),
]


@pytest.mark.parametrize(("replies", "reason"), [row[:2] for row in LASTING], ids=[row[2] for row in LASTING])
async def test_a_lost_answer_is_told_of(
    slack: FakeSlack,
    client: Client,
    lost: list[str],
    caplog: pytest.LogCaptureFixture,
    replies: list[Reply],
    reason: str,
) -> None:
    """What cannot be posted is counted and logged with Slack's reason, without a word of who asked what."""
    slack.script("chat.postMessage", *replies)
    with caplog.at_level(logging.INFO), capture_logs() as lines:
        await slack.send_event(client, slack.direct_event("vem är Saga Bergvall?"))
        await client.close()
    assert lost == [reason]
    assert [(line["event"], line["log_level"]) for line in lines] == [("answer_lost", "error")]
    for secret in ("Saga", USER, QUOTE, DIRECT):
        assert secret not in caplog.text + str(lines)
    assert slack.posted == []


async def test_an_unreachable_slack_is_told_of(slack: FakeSlack, client: Client, clerk: Clerk, lost: list[str]) -> None:
    """Where Slack's address does not answer at all, the answer is counted as lost."""
    event = slack.direct_event("beslut X")
    await slack.send_event(client, slack.direct_event("värm upp"))
    await slack.next_post()
    await slack.stop_listening()
    assert (await slack.send_event(client, event)).status == 200
    await client.close()
    assert lost == ["unreachable"]


@pytest.mark.parametrize("error", [StoreBusy(), ZeroDivisionError("Saga Bergvall")], ids=["foreseen", "unforeseen"])
async def test_a_question_that_fails_gets_a_sentence(
    slack: FakeSlack, client: Client, clerk: Clerk, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever asked reads that it failed; the log names the error's class and place, not its words."""
    clerk.answer = error
    with caplog.at_level(logging.INFO), capture_logs() as lines:
        posted = await slack.mention(client, "vem är Saga Bergvall?")
    assert "Försök igen" in spoken(posted)
    [line] = lines
    assert (line["error"], line["where"].split(":")[0]) == (type(error).__name__, Clerk.__module__)
    assert "Saga" not in caplog.text + str(lines)
    clerk.answer = answer_with()
    assert QUOTE in spoken(await slack.mention(client, "igen"))


async def test_stopping_waits_for_answers_under_way(slack: FakeSlack, client: Client, clerk: Clerk) -> None:
    """A server that stops right after the acknowledgement still posts the answer."""
    await slack.send_event(client, slack.direct_event("beslut X"))
    await client.close()
    assert len(slack.posted) == 1


async def test_slacks_libraries_keep_quiet(
    slack: FakeSlack, client: Client, clerk: Clerk, caplog: pytest.LogCaptureFixture
) -> None:
    """At INFO no line of bolt or slack_sdk holds a text, a name or an id, of refused and unknown requests neither."""
    with caplog.at_level(logging.INFO):
        await slack.slash(client, "/person", "Saga Bergvall")
        await slack.direct(client, "vem är Saga Bergvall?")
        await slack.send_event(client, slack.direct_event("Saga Bergvall"), secret="another")
        await slack.send_event(client, slack.envelope({"type": "reaction_added", "text": "Saga Bergvall"}))
        await slack.send_form(client, {"payload": '{"type": "shortcut", "callback_id": "Saga Bergvall"}'})
    for secret in ("Saga", USER, DIRECT, QUOTE):
        assert secret not in caplog.text
