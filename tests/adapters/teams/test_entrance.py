"""POST /api/messages from end to end: a signed activity in, what the Bot Connector received out."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.errors import InsecureLocalOpen, TeamsUnauthenticated
from adapters.logs import configure
from adapters.teams.activities import said
from adapters.teams.entrance import BODY_LIMIT, add_routes
from adapters.teams.errors import ActivityUnreadable, TeamsAddressUnsafe
from adapters.teams.platform import load
from adapters.teams.replies import Replies
from bot.incoming import Incoming
from bot.settings import Settings
from knowledge.errors import StoreBusy
from tests.adapters.teams.clerk import Clerk, answer, serving
from tests.fakes.teams import APP_ID, PASSWORD, PERSON, PLACES, TENANT, FakeTeams, Where, cards_of, spoken

pytestmark = pytest.mark.usefixtures("library")


@pytest.mark.parametrize(
    ("where", "private"),
    [("personal", True), ("group", False), ("channel", False)],
    ids=["personal", "group", "channel"],
)
async def test_a_message_is_answered_where_it_was_written(where: Where, private: bool) -> None:
    """The three places Teams has: only a personal chat is private, and the bot's mention is no part of the question."""
    async with FakeTeams() as teams, serving(clerk := Clerk(), teams) as client:
        assert (await teams.say(client, "/beslut AMN 2020-0276", where=where)).status == 202
        reply = await teams.reply()
        asked = clerk.asked[0]
        assert (asked.text, asked.private) == ("/beslut AMN 2020-0276", private)
        assert (asked.asker.platform, asked.asker.identity) == ("teams", f"{TENANT}/{PERSON}")
        assert asked.conversation == reply["conversation"]["id"]
        assert asked.conversation.startswith(PLACES[where])
        assert (";messageid=" in asked.conversation) is (where == "channel")
        assert "Nämnden biföll motionen." in spoken(reply)
        assert reply["replyToId"] in teams.paths[0]
        assert teams.authorizations == ["Bearer botens-token-1"]


async def test_a_message_is_acknowledged_before_it_is_answered() -> None:
    """Teams waits 15 seconds; a slow search or a slow Bot Connector must not end in a time-out."""
    async with FakeTeams() as teams:
        may_answer = asyncio.Event()

        class Slow(Clerk):
            async def ask(self, message: Incoming) -> Any:
                await may_answer.wait()
                return await super().ask(message)

        async with serving(Slow(), teams) as client:
            assert (await teams.say(client, "hej")).status == 202
            assert not teams.sent
            may_answer.set()
            assert await teams.reply()


async def test_what_is_under_way_is_finished_before_the_server_stops() -> None:
    """An upgrade of the server loses no answer."""
    async with FakeTeams() as teams:
        async with serving(Clerk(), teams) as client:
            for number in range(20):
                await teams.say(client, f"fråga {number}")
        assert len(teams.sent) == 20


async def test_the_same_message_twice_is_answered_once() -> None:
    """Teams delivers a message again when it is unsure whether it arrived; the same id elsewhere is another message."""
    async with FakeTeams() as teams, serving(clerk := Clerk(), teams) as client:
        activity = teams.activity("hej")
        elsewhere = teams.activity("hej", where="group", id=activity["id"])
        for delivered in (activity, activity, elsewhere):
            assert (await teams.deliver(client, delivered)).status == 202
        await teams.reply()
        await teams.reply()
        assert len(clerk.asked) == 2


async def test_a_clicked_choice_asks_its_text() -> None:
    """Action.Submit arrives as a message with a value and no text."""
    async with FakeTeams() as teams, serving(clerk := Clerk(), teams) as client:
        await teams.click(client, {"text": "/beslut AMN 2020-0276"})
        await teams.reply()
        assert clerk.asked[0].text == "/beslut AMN 2020-0276"


async def test_the_bot_greets_once_and_forgets_where_it_was_removed() -> None:
    """Installing sends two activities and opening the chat again repeats them: one greeting; after removal anew."""
    async with FakeTeams() as teams:
        async with serving(clerk := Clerk(), teams) as client:
            await teams.add_bot(client, where="channel")
            assert "Jag är Kanslist" in spoken(await teams.reply())
            await teams.add_bot(client, where="channel")
            await teams.say(client, "hej", where="channel")
            assert "biföll" in spoken(await teams.reply())
            assert list(clerk.store.conversations) == [("teams", PLACES["channel"])]
        async with serving(clerk, teams) as client:
            await teams.remove_bot(client, where="channel")
        assert not clerk.store.conversations
        async with serving(clerk, teams) as client:
            await teams.add_bot(client, where="channel")
            assert "Jag är Kanslist" in spoken(await teams.reply())


async def test_a_new_version_greets_nobody_and_forgets_nothing() -> None:
    """An upgrade is told as a removal and an addition, in every chat at once: nobody is greeted again, and what
    somebody watches there is still watched."""
    async with FakeTeams() as teams, serving(clerk := Clerk(), teams) as client:
        await teams.add_bot(client, where="channel")
        assert "Jag är Kanslist" in spoken(await teams.reply())
        for action in ("remove-upgrade", "add-upgrade"):
            upgraded = teams.activity(where="channel", type="installationUpdate", action=action)
            await teams.deliver(client, upgraded)
            assert list(clerk.store.conversations) == [("teams", PLACES["channel"])]
        await teams.say(client, "hej", where="channel")
        assert "biföll" in spoken(await teams.reply()), "the first that is said there is an answer"


async def test_a_new_version_where_nothing_is_known_greets_nobody() -> None:
    """After a restored backup: whoever was greeted last year is not greeted for an upgrade."""
    async with FakeTeams() as teams, serving(clerk := Clerk(), teams) as client:
        await teams.deliver(client, teams.activity(type="installationUpdate", action="add-upgrade"))
        await teams.say(client, "hej")
        assert "biföll" in spoken(await teams.reply())
        assert clerk.store.conversations


async def test_an_uninstalled_bot_is_forgotten() -> None:
    """A personal chat is left by uninstalling."""
    async with FakeTeams() as teams:
        async with serving(clerk := Clerk(), teams) as client:
            await teams.say(client, "hej")
            await teams.reply()
            assert clerk.store.conversations
        async with serving(clerk, teams) as client:
            await teams.deliver(client, teams.activity(type="installationUpdate", action="remove"))
        assert not clerk.store.conversations


async def test_others_coming_and_going_is_not_commented() -> None:
    """membersAdded names people too; a colleague who joins is not greeted by the bot."""
    async with FakeTeams() as teams:
        async with serving(clerk := Clerk(), teams) as client:
            for kind in ("membersAdded", "membersRemoved"):
                activity = teams.activity(type="conversationUpdate", **{kind: [{"id": "29:orjan"}]})
                assert (await teams.deliver(client, activity)).status == 202
            for kind in (
                "messageReaction",
                "typing",
                "messageUpdate",
                "messageDelete",
                "event",
                "endOfConversation",
                "x",
            ):
                assert (await teams.deliver(client, teams.activity(type=kind))).status == 202
        assert not teams.sent
        assert not clerk.asked


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("adaptiveCard/action", {"action": {"type": "Action.Execute", "data": {"text": "hej"}}}, 200),
        ("adaptiveCard/action", {"action": {"data": "x"}}, 200),
        ("adaptiveCard/action", {}, 200),
        ("composeExtension/submitAction", {"commandId": "sok", "data": {}}, 501),
        ("config/fetch", {"data": {}}, 501),
        ("signin/verifyState", None, 501),
        (None, None, 501),
    ],
)
async def test_an_invoke_never_ends_in_500(name: str | None, value: object, status: int) -> None:
    """botbuilder's own adapter answers 500 to every invoke with a body; ours gives JSON, or 501 for what is not its."""
    async with FakeTeams() as teams, serving(Clerk(), teams) as client:
        response = await teams.deliver(client, teams.activity(type="invoke", name=name, value=value))
        assert response.status == status
        body = await response.json()
        if status == 200:
            assert body["statusCode"] == 200
            assert body["value"]["type"] == "AdaptiveCard"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (StoreBusy(), "application/vnd.microsoft.activity.message"),
        (RuntimeError("x"), "application/vnd.microsoft.error"),
    ],
    ids=["ours", "unforeseen"],
)
async def test_an_invoke_whose_answer_fails_says_so_in_teams_form(error: Exception, kind: str) -> None:
    """The person who clicked reads a sentence, not an HTTP fault."""
    async with FakeTeams() as teams, serving(Clerk(error), teams) as client:
        invoke = teams.activity(type="invoke", name="adaptiveCard/action", value={"action": {"data": {"text": "x"}}})
        response = await teams.deliver(client, invoke)
        body = await response.json()
        assert (response.status, body["type"]) == (200, kind)
        assert "Försök igen" in json.dumps(body["value"], ensure_ascii=False)


@pytest.mark.parametrize("error", [StoreBusy(), RuntimeError("hemligt fel")], ids=["ours", "unforeseen"])
async def test_a_question_that_fails_is_answered_with_a_sentence(error: Exception) -> None:
    """Nobody is left without a word, and nothing of the fault's own text is told."""
    async with FakeTeams() as teams, serving(Clerk(error), teams) as client:
        await teams.say(client, "hej")
        reply = await teams.reply()
        assert "Försök igen om en stund" in reply["text"]
        assert "hemligt" not in reply["text"]
        assert reply["textFormat"] == "plain"


async def test_expected_replies_come_in_the_answer() -> None:
    """deliveryMode expectReplies asks for the reply in the HTTP answer."""
    async with FakeTeams() as teams, serving(Clerk(), teams) as client:
        response = await teams.deliver(client, teams.activity("hej", deliveryMode="expectReplies"))
        (reply,) = (await response.json())["activities"]
        assert "biföll" in spoken(reply)
        assert not teams.sent


BAD_BODIES: list[tuple[str, bytes]] = [
    ("nothing", b""),
    ("half a JSON", b'{"type": '),
    ("no UTF-8", b'{"type": "\xff"}'),
    ("deep nesting", b"[" * 50_000),
]


@pytest.mark.parametrize(("why", "body"), BAD_BODIES, ids=[case[0] for case in BAD_BODIES])
async def test_a_body_that_is_no_activity_is_400(why: str, body: bytes) -> None:
    """Bad input gets a clear answer and the process stays up."""
    async with FakeTeams() as teams, serving(clerk := Clerk(), teams) as client:
        headers = {"Authorization": f"Bearer {teams.token()}"}
        assert (await client.post("/api/messages", data=body, headers=headers)).status == 400
        assert not clerk.asked


@pytest.mark.parametrize(
    "changes",
    [
        {"type": None},
        {"conversation": None},
        {"conversation": []},
        {"conversation": {"id": 7}},
        {"from": "x"},
        {"entities": {}},
    ],
)
async def test_an_activity_of_the_wrong_shape_is_400(changes: dict[str, Any]) -> None:
    """What a later step would stumble over is refused at the door."""
    async with FakeTeams() as teams, serving(Clerk(), teams) as client:
        assert (await teams.deliver(client, teams.activity("hej", **changes))).status in (400, 202)


async def test_a_body_too_large_is_413() -> None:
    """Teams' messages are at most about 100 KB."""
    async with FakeTeams() as teams, serving(clerk := Clerk(), teams) as client:
        assert (await teams.deliver(client, teams.activity("å" * (BODY_LIMIT // 4)))).status == 413
        assert not clerk.asked


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
_FIELDS = st.sampled_from(
    ["type", "id", "text", "value", "entities", "from", "recipient", "channelData", "conversation", "membersAdded",
     "membersRemoved", "attachments", "timestamp", "deliveryMode", "action", "name", "replyToId", "locale"]
)  # fmt: skip


@given(st.dictionaries(_FIELDS, _JSON, max_size=4))
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
async def test_no_activity_breaks_the_turn(changes: dict[str, Any]) -> None:
    """Any field may hold anything: it is unreadable, or its turn runs to its end with one answer at most."""
    sent: list[dict[str, Any]] = []
    faults: list[str] = []

    async def deliver(activity: dict[str, Any]) -> str:
        sent.append(activity)
        return "1"

    def apology() -> dict[str, Any]:
        faults.append("")
        return said("fel")

    platform = load(Settings(_env_file=None).teams_library)(deliver, apology)
    activity = FakeTeams.plain("hej") | changes
    try:
        turn = platform.read(activity)
    except ActivityUnreadable:
        return
    await platform.run(turn, Replies(Clerk(), lambda coroutine: coroutine.close(), trusted=True))
    assert len(sent) <= 1
    assert not faults


REFUSED: list[tuple[str, dict[str, Any], bool, type[Exception], str]] = [
    ("no secret", {"teams_app_id": APP_ID, "teams_tenant_id": TENANT}, False, TeamsUnauthenticated, "APP_PASSWORD"),
    ("no tenant", {"teams_app_id": APP_ID, "teams_app_password": PASSWORD}, False, TeamsUnauthenticated, "TENANT_ID"),
    ("no app id: botbuilder's own trap", {"teams_app_password": PASSWORD, "teams_tenant_id": TENANT}, False,
     TeamsUnauthenticated, "APP_ID"),
    ("an empty app id", {"teams_app_id": " ", "teams_app_password": PASSWORD, "teams_tenant_id": TENANT}, False,
     TeamsUnauthenticated, "APP_ID"),
    ("insecure-local on every address", {"host": "192.0.2.1"}, True, InsecureLocalOpen, "192.0.2.1"),
    ("insecure-local on a name", {"host": "kanslist.alvkulla.example"}, True, InsecureLocalOpen, "KANSLIST_HOST"),
    ("keys over plain http", {"teams_app_id": APP_ID, "teams_app_password": PASSWORD, "teams_tenant_id": TENANT,
     "teams_openid_url": "http://login.example/"}, False, TeamsAddressUnsafe, "OPENID_URL"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "fields", "insecure", "error", "says"), REFUSED, ids=[case[0] for case in REFUSED])
def test_an_open_endpoint_is_refused_and_says_why(
    why: str, fields: dict[str, Any], insecure: bool, error: type[Exception], says: str
) -> None:
    """An endpoint that lets anyone in must not come about by a forgotten setting."""
    app = web.Application()
    with pytest.raises(error, match=says):
        add_routes(app, Clerk(), Settings(_env_file=None, **fields), insecure_local=insecure)
    assert not list(app.router.routes())


def test_without_settings_teams_is_off() -> None:
    """A municipality with Slack alone sets nothing of Teams, or passes the settings on empty."""
    for fields in ({}, {"teams_app_id": "", "teams_app_password": "", "teams_tenant_id": ""}):
        app = web.Application()
        assert not add_routes(app, Clerk(), Settings(_env_file=None, **fields), insecure_local=False)
        assert not list(app.router.routes())


async def test_insecure_local_answers_an_emulator_as_nobody() -> None:
    """Without tokens an asker may claim any name: none is believed, and no token of ours leaves."""
    async with FakeTeams() as teams, serving(clerk := Clerk(), teams, insecure_local=True) as client:
        response = await client.post("/api/messages", json=teams.activity("hej"))
        assert response.status == 202
        assert "biföll" in spoken(await teams.reply())
        assert clerk.asked[0].asker.identity is None
        assert teams.authorizations == [None]
        assert not teams.logins
        abroad = teams.activity("hej", serviceUrl="https://elak.example/")
        assert (await client.post("/api/messages", json=abroad)).status == 401


async def test_a_reply_that_teams_refuses_is_counted_and_leaves_the_server_up() -> None:
    """The bot was thrown out between question and answer: the operator's figures show it, others are answered."""
    lost: list[str] = []
    async with FakeTeams() as teams:
        async with serving(Clerk(), teams, lost=lambda: lost.append("one")) as client:
            teams.faults.append((403, {}))
            await teams.say(client, "hej")
            await teams.say(client, "hej igen")
            assert cards_of(await teams.reply())
        assert lost == ["one"]


async def test_keys_that_cannot_be_had_at_start_cost_no_answer() -> None:
    """Kanslist starts before the network does: the first message fetches them, and once for all."""
    async with FakeTeams() as teams:
        teams.keys_fault = 500
        lost: list[str] = []
        async with serving(Clerk(), teams, lost=lambda: lost.append("one")):
            pass
        assert not lost
        teams.keys_fault = None
        async with serving(Clerk(), teams) as client:
            await asyncio.gather(*(teams.say(client, f"fråga {number}") for number in range(10)))
        assert (len(teams.sent), teams.key_fetches) == (10, 1)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log of a server, as it is configured when it runs; afterwards as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    stream = io.StringIO()
    configure(stream=stream)
    yield stream
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


async def test_nothing_of_a_question_is_logged(log: io.StringIO) -> None:
    """Logs hold no personal data: neither text, names nor ids, whether it goes well or not."""
    async with FakeTeams() as teams, serving(Clerk(RuntimeError("Åsa Öberg")), teams) as client:
        await teams.say(client, "vem är Åsa Öberg, 19121212-1212?")
        await teams.reply()
        refused = await client.post(
            "/api/messages", json=teams.activity("Åsa"), headers={"Authorization": "Bearer 1212"}
        )
        assert refused.status == 401
        teams.faults.append((403, {}))
        await teams.say(client, "vem är Åsa?")
    written = log.getvalue()
    for event in ("teams_turn_failed", "teams_token_refused", "answer_lost"):
        assert event in written
    for secret in ("Åsa", "\\u00c5sa", "1212", PERSON, "29:asa", PASSWORD, "botens-token"):
        assert secret not in written


async def test_clerk_answer_is_the_card() -> None:
    """What the clerk answered stands in the card that left."""
    async with FakeTeams() as teams, serving(Clerk(answer(lead="Ett annat svar.")), teams) as client:
        await teams.say(client, "hej")
        assert "Ett annat svar." in spoken(await teams.reply())
