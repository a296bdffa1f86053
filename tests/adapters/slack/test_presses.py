"""Buttons and windows in Slack, with the real clerk: acknowledged at once, answered where the presser sees it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from structlog.testing import capture_logs

from bot.kanslist import Kanslist
from knowledge.store.api import FactQuery
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR
from tests.bot.record import clerk as alvkulla
from tests.fakes import slack_limits
from tests.fakes.block_kit import faults
from tests.fakes.slack import CHANNEL, DIRECT, TEAM, USER, FakeSlack, Reply, parts, spoken

Client = TestClient[Any, Any]
CASE = "SN 2024-0114"
INTERNAL = "KLN 2024-0009"


@pytest.fixture
def kanslist(tmp_path: Path) -> Kanslist:
    made = alvkulla(tmp_path)
    made.settings = made.settings.model_copy(update={"registrars": frozenset({f"slack:{TEAM}/{USER}"})})
    return made


@pytest.fixture
async def client(make_client: Callable[..., Client], kanslist: Kanslist, lost: list[str]) -> AsyncIterator[Client]:
    async with make_client(kanslist, lost) as started:
        yield started
    kanslist.close()


async def test_a_press_is_acknowledged_at_once_and_answered_by_response_url(slack: FakeSlack, client: Client) -> None:
    """Slack gets its empty 200; the answer is another message for the presser's eyes, and the old one stays."""
    payload = await slack.slash(client, "/beslut", CASE)
    response = await slack.press(client, payload, "press:timeline")
    assert (response.status, await response.text()) == (200, "")
    told = await slack.next_post()
    assert (told["via"], told["response_type"], told["replace_original"]) == ("response_url", "ephemeral", False)
    assert faults(told) == []
    assert "Korttidsboende" in spoken(told)


@pytest.mark.parametrize("age", [0, 31 * 60], ids=["used up", "expired"])
async def test_a_response_url_that_has_run_out_does_not_cost_the_answer(
    slack: FakeSlack, client: Client, age: int
) -> None:
    """Half an hour or five uses later the same button still answers: by chat.postEphemeral."""
    payload = await slack.slash(client, "/beslut", CASE)
    url = slack.response_url(age=age)
    for _ in range(1 if age else 5):
        await slack.press(client, payload, "press:timeline", response_url=url)
        told = await slack.next_post()
    assert told["via"] == ("chat.postEphemeral" if age else "response_url")
    await slack.press(client, payload, "press:timeline", response_url=url)
    told = await slack.next_post()
    assert (told["via"], told["user"]) == ("chat.postEphemeral", USER)
    assert "Korttidsboende" in spoken(told)


async def test_sharing_posts_for_everyone_and_says_who(slack: FakeSlack, client: Client) -> None:
    """The answer is posted where it was asked, with the name of whoever shared it, and cannot be shared once more."""
    payload = await slack.slash(client, "/beslut", CASE)
    await slack.press(client, payload, "press:share")
    shared, told = await slack.next_post(), await slack.next_post()
    assert (shared["via"], shared["channel"]) == ("chat.postMessage", CHANNEL)
    assert faults(shared) == []
    assert spoken(shared).startswith(f"@{USER} delade ett svar")
    assert "press:share" not in {part.get("action_id") for part in parts(shared["blocks"])}
    assert (told["via"], told["text"]) == ("response_url", "Svaret är delat i kanalen.")


async def test_sharing_in_a_thread_stays_there(slack: FakeSlack, client: Client) -> None:
    """What was asked in a thread is shared with those who follow it."""
    payload = await slack.mention(client, f"beslut {CASE}", thread="1500000000.000200")
    await slack.press(client, payload, "press:share")
    assert (await slack.next_post())["thread_ts"] == "1500000000.000200"


async def test_sharing_works_where_the_bot_is_no_member(slack: FakeSlack, client: Client, lost: list[str]) -> None:
    """A slash command works in any channel; sharing there goes by the response_url that the press brought."""
    payload = await slack.slash(client, "/beslut", CASE)
    slack.script("chat.postMessage", Reply(error="not_in_channel"))
    await slack.press(client, payload, "press:share")
    shared = await slack.next_post()
    assert (shared["via"], shared["response_type"]) == ("response_url", "in_channel")
    assert lost == []


async def test_a_channel_that_takes_nothing_is_told_to_the_presser(
    slack: FakeSlack, client: Client, lost: list[str]
) -> None:
    """An archived channel: whoever pressed learns why nothing was shared, and it is counted."""
    payload = await slack.slash(client, "/beslut", CASE)
    slack.script("chat.postMessage", Reply(error="is_archived"))
    await slack.press(client, payload, "press:share")
    told = await slack.next_post()
    assert "kanalen är arkiverad" in told["text"]
    assert lost == ["is_archived"]


async def test_what_not_everyone_may_read_is_not_shared(slack: FakeSlack, client: Client) -> None:
    """A registrator sees an internal case; the channel gets not a word of it."""
    payload = await slack.slash(client, "/beslut", INTERNAL)
    assert "skyddsrum" in spoken(payload).casefold()
    await slack.press(client, payload, "press:share")
    told = await slack.next_post()
    assert (told["via"], told["response_type"]) == ("response_url", "ephemeral")
    assert "kan inte delas" in spoken(told)
    assert "skyddsrum" not in json.dumps(told).casefold()


async def test_anothers_press_reads_what_they_may_read(slack: FakeSlack, client: Client) -> None:
    """A button is a question, no key: somebody else's press on a registrator's button finds nothing."""
    payload = await slack.slash(client, "/beslut", INTERNAL)
    other = {"id": "U0OTHER", "username": "o", "name": "o", "team_id": TEAM}
    await slack.press(client, payload, "press:timeline", user=other)
    assert "skyddsrum" not in json.dumps(await slack.next_post()).casefold()


async def test_a_choice_is_asked_when_it_is_clicked(slack: FakeSlack, client: Client) -> None:
    """\"Menade du …?\" is answered with a click, in direct messages by a message that stays."""
    payload = await slack.direct(client, "/beslt SN 2024-0114")
    await slack.press(client, payload | {"channel": DIRECT}, "choose:0")
    told = await slack.next_post()
    assert (told["via"], told["channel"]) == ("chat.postMessage", DIRECT)
    assert "tolv platser" in spoken(told)


async def test_what_is_wrong_is_asked_for_kept_and_thanked(
    slack: FakeSlack, client: Client, kanslist: Kanslist
) -> None:
    """The window opens, its words are kept with the answer's facts before Slack is told so, and it says the number."""
    payload = await slack.slash(client, "/beslut", CASE)
    await slack.press(client, payload, "press:wrong")
    view = await slack.next_view()
    assert view["title"]["text"] == "Fel i svaret?"
    assert len(view["private_metadata"]) <= 3_000
    values = {"comment": {"comment": {"type": "plain_text_input", "value": "Det var femton platser"}}}
    answer = await slack.submit(client, view, values)
    [kept] = kanslist.store.reports()
    assert answer["response_action"] == "update"
    assert f"Felanmälan {kept.id}" in answer["view"]["blocks"][0]["text"]["text"]
    assert kept.comment == "Det var femton platser"
    assert kept.citations


@pytest.mark.parametrize("action", ["press:share", "press:wrong", "press:timeline", "press:none", "press:"])
async def test_a_button_of_an_older_version_says_so(slack: FakeSlack, client: Client, action: str) -> None:
    """Messages live longer than versions: a button that is no longer understood tells what to do."""
    button = {"action_id": action, "text": {"type": "plain_text", "text": "x"}, "value": '{"old":1}'}
    await slack.interact(client, slack.press_body(button, {}))
    assert "Ställ frågan igen" in (await slack.next_post())["text"]


async def test_a_slow_answer_comes_after_the_acknowledgement(
    slack: FakeSlack, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack waits three seconds; what takes longer is said to be under way and comes when it is there."""
    monkeypatch.setattr("adapters.slack.app.ACKNOWLEDGED_WITHIN", 0.0)
    payload = await slack.slash(client, "/rekommendationer")
    assert payload["text"].startswith("Letar i handlingarna")
    told = await slack.next_post()
    assert (told["via"], told["response_type"]) == ("response_url", "ephemeral")
    assert "rekommendation" in spoken(told)


async def test_a_double_click_shares_once(slack: FakeSlack, client: Client) -> None:
    """Everyone in the channel would see the clerk's second click."""
    payload = await slack.slash(client, "/beslut", CASE)
    for _ in range(2):
        await slack.press(client, payload, "press:share")
    told = [await slack.next_post() for _ in range(3)]
    assert [one["via"] for one in told].count("chat.postMessage") == 1
    assert any(one["text"] == "Du har redan delat svaret här." for one in told)


ODD: list[dict[str, Any]] = [
    {"actions": []}, {"actions": True}, {"actions": None}, {"user": None}, {"team": 7}, {"container": "x"},
    {"message": 1}, {"channel": []}, {"view": {}}, {"response_url": 5},
]  # fmt: skip


@pytest.mark.parametrize("changes", ODD, ids=str)
async def test_a_payload_of_another_shape_is_no_fault_of_ours(
    slack: FakeSlack, client: Client, changes: dict[str, Any]
) -> None:
    """Signed or not, what Slack never sends must not end in 500 with a page of HTML."""
    button = {"action_id": "press:timeline", "text": {"type": "plain_text", "text": "x"}, "value": "x"}
    response = await slack.interact(client, slack.press_body(button, {}) | changes)
    assert response.status in (200, 400, 404)


async def test_half_a_letter_in_a_message_is_answered(slack: FakeSlack, client: Client) -> None:
    """A lone surrogate is no UTF-8; the rest of the question is answered all the same."""
    assert "tolv platser" in spoken(await slack.direct(client, f"beslut \ud800 {CASE}"))


async def test_a_suggestion_is_confirmed_after_a_restart_in_the_presser_s_name(
    slack: FakeSlack, make_client: Callable[..., Client], kanslist: Kanslist, lost: list[str], tmp_path: Path
) -> None:
    """The button carries what it confirms; the move says who pressed, by the name that Slack gives."""
    store = kanslist.store
    target = store.facts(OPERATOR, FactQuery("recommendations"))[-1]
    [answer] = [one for one in store.documents(OPERATOR) if "Svar på granskning" in one.title]
    [page] = store.pages(OPERATOR, answer.id)
    start = page.text.index("Förvaltningen har tagit fram en rutin")
    row = (target.id, answer.id, page.number, start, start + 37, None, "test", 0.9, "implementation=genomförd")
    store.put_links([LinkRow("suggests", *row)])
    async with make_client(kanslist, lost) as client:
        payload = await slack.slash(client, "/atgard")
    assert "Genomförande: genomförd" in spoken(payload)
    again = Kanslist.open(kanslist.settings)
    async with make_client(again, lost) as client:
        await slack.press(client, payload, "choose:0")
        told = await slack.next_post()
    assert "öppen → genomförd" in spoken(told)
    [move] = again.store.moves(OPERATOR, [1])
    assert (move.value, move.role) == ("genomförd", "registrator")
    assert move.actor == "saga"
    again.close()
    kanslist.close()


async def test_no_word_of_slacks_reaches_a_person(slack: FakeSlack, client: Client) -> None:
    """A window that opens too late is told as such; "expired_trigger_id" helps nobody but the log."""
    payload = await slack.slash(client, "/beslut", CASE)
    [button] = [one for one in parts(payload["blocks"]) if one.get("action_id") == "press:wrong"]
    body = slack.press_body(button, payload)
    slack.limits.pass_time(slack_limits.TRIGGER_SECONDS + 1)
    with capture_logs() as lines:
        await slack.interact(client, body)
        told = spoken(await slack.next_post())
    assert told == "Det gick inte: fönstret hann inte öppnas; tryck en gång till."
    assert [line["code"] for line in lines if line["event"] == "answer_lost"] == ["expired_trigger_id"]


@pytest.mark.parametrize("code", ["some_new_code", "is_archived", "view_too_large", "no_permission"])
async def test_a_share_that_slack_refuses_is_told_in_our_words(slack: FakeSlack, client: Client, code: str) -> None:
    """Whoever shared learns that it was not shared and why, in Swedish."""
    payload = await slack.slash(client, "/beslut", CASE)
    slack.script("chat.postMessage", Reply(error=code))
    await slack.press(client, payload, "press:share")
    told = spoken(await slack.next_post())
    assert told.startswith("Det gick inte: ")
    assert code not in told
    assert CHANNEL not in told


async def test_a_share_that_failed_may_be_tried_again(slack: FakeSlack, client: Client) -> None:
    """ "Du har redan delat svaret här" of what nobody ever saw would be untrue."""
    payload = await slack.slash(client, "/beslut", CASE)
    slack.script("chat.postMessage", Reply(error="is_archived"))
    for expected in ("Det gick inte: kanalen är arkiverad.", "delade ett svar"):
        await slack.press(client, payload, "press:share")
        assert expected in spoken(await slack.next_post())
