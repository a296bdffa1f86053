"""Several workspaces: each installs the app, is spoken to with its own token, and is forgotten when it leaves."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.doctor import here, there
from adapters.errors import SlackIncomplete
from adapters.server import make_app
from adapters.slack.clients import Clients
from adapters.slack.installations import PLATFORM, Installations
from adapters.slack.manifest import SCOPES
from adapters.slack.sender import SlackSender
from adapters.slack.setup import Entrances, Tokens
from adapters.slack.vault import KEY_FILE
from bot import history
from bot.errors import DeliveryError
from bot.incoming import Asker
from bot.kanslist import Kanslist
from bot.settings import Settings
from tests.adapters.slack.conftest import answer_with
from tests.bot.record import clerk as alvkulla
from tests.fakes.slack import CHANNEL, CLIENT_ID, CLIENT_SECRET, SECRET, TEAM, TOKEN, USER, FakeSlack, Reply, spoken

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's oauth_v2_access uses it
Client = TestClient[Any, Any]
PUBLIC = "https://kanslist.alvkulla.example"
NEIGHBOUR, CHANNEL_THERE = "T0GRANNE", "C0GRANNEN"
CASE = "SN 2024-0114"


@pytest.fixture
def settings(slack: FakeSlack, tmp_path: Path) -> Settings:
    return by_oauth(slack, tmp_path)


def by_oauth(slack: FakeSlack, folder: Path, **values: Any) -> Settings:
    """Settings of an app that workspaces install by themselves."""
    own: dict[str, Any] = {
        "slack_bot_token": None,
        "slack_client_id": CLIENT_ID,
        "slack_client_secret": CLIENT_SECRET,
        "data": folder,
        "database": f"sqlite:///{folder / 'k.db'}",
        "public_url": PUBLIC,
    }
    return Settings(_env_file=None, **(slack.settings() | own | values))


@pytest.fixture
async def kanslist(tmp_path: Path, settings: Settings) -> AsyncIterator[Kanslist]:
    made = alvkulla(tmp_path)
    made.settings = settings
    yield made
    made.close()


@pytest.fixture
async def client(kanslist: Kanslist, settings: Settings) -> AsyncIterator[Client]:
    async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as started:
        yield started


async def begun(client: Client) -> tuple[str, dict[str, str]]:
    """Open /slack/install: the state that Slack is given, and the browser's cookie."""
    response = await client.get("/slack/install", allow_redirects=False)
    assert response.status == 302
    query = parse_qs(urlsplit(response.headers["Location"]).query)
    assert query["client_id"] == [CLIENT_ID]
    assert query["redirect_uri"] == [f"{PUBLIC}/slack/oauth_redirect"]
    assert set(query["scope"][0].split(",")) == set(SCOPES)
    return query["state"][0], {"Cookie": response.headers["Set-Cookie"].split(";")[0]}


async def install(slack: FakeSlack, client: Client, team: str) -> str:
    """Install the app in a workspace, as its administrator does; the page that they see."""
    state, cookie = await begun(client)
    response = await client.get(f"/slack/oauth_redirect?code={slack.allow(team)}&state={state}", headers=cookie)
    assert response.status == 200
    return await response.text()


def token_of(slack: FakeSlack, team: str) -> str:
    return next(token for token, whose in slack.tokens.items() if whose == team and token != TOKEN)


def there_(slack: FakeSlack, text: str) -> dict[str, Any]:
    """A mention in the neighbour's workspace."""
    mention = slack.mention_event(text, team=NEIGHBOUR, channel=CHANNEL_THERE)
    return mention | {"team_id": NEIGHBOUR}


async def test_each_workspace_is_answered_with_its_own_token(slack: FakeSlack, client: Client) -> None:
    """Two municipalities share a server: what is asked in one is answered there, and in no other."""
    page = await install(slack, client, TEAM)
    assert "Kanslist är installerat" in page
    assert "Älvkulla kommun" in page
    await install(slack, client, NEIGHBOUR)
    posted = await slack.mention(client, f"beslut {CASE}")
    assert (posted["in"], posted["channel"]) == (TEAM, CHANNEL)
    assert (await slack.send_event(client, there_(slack, f"beslut {CASE}"))).status == 200
    posted = await slack.next_post()
    assert (posted["in"], posted["channel"]) == (NEIGHBOUR, CHANNEL_THERE)
    assert "tolv platser" in spoken(posted)


async def test_presses_use_the_workspaces_token(slack: FakeSlack, client: Client) -> None:
    """A press in the neighbour's channel opens its window, and shares there, with the neighbour's token."""
    await install(slack, client, TEAM)
    await install(slack, client, NEIGHBOUR)
    payload = await slack.slash(client, "/beslut", CASE, team_id=NEIGHBOUR, channel_id=CHANNEL_THERE)
    who = {"team": {"id": NEIGHBOUR}, "user": {"id": USER, "team_id": NEIGHBOUR}}
    await slack.press(client, payload | {"channel": CHANNEL_THERE}, "press:share", **who)
    shared = await slack.next_post()
    assert (shared["via"], shared["in"], shared["channel"]) == ("chat.postMessage", NEIGHBOUR, CHANNEL_THERE)


async def test_no_token_stands_in_the_store_or_in_words(
    slack: FakeSlack, client: Client, kanslist: Kanslist, settings: Settings
) -> None:
    """Whoever gets hold of the store, a backup or a log has no token: they are sealed, and the key lies elsewhere."""
    await install(slack, client, TEAM)
    token = token_of(slack, TEAM)
    kanslist.store.backup(str(settings.data / "copy.db"))
    files = [file for file in settings.data.rglob("*") if file.is_file()]
    assert {"k.db", "copy.db", KEY_FILE} <= {file.name for file in files}
    for file in files:
        assert token.encode() not in file.read_bytes(), file
        assert CLIENT_SECRET.encode() not in file.read_bytes(), file
    assert (settings.data / KEY_FILE).stat().st_mode & 0o777 == 0o600
    installed = Installations(kanslist.store, settings)
    bot = await installed.async_find_bot(enterprise_id=None, team_id=TEAM)
    assert bot is not None
    assert bot.bot_token == token
    for thing in (
        bot,
        installed,
        Clients(settings, kanslist.store),
        settings,
        Tokens.of(settings),
        Entrances.of(settings),
    ):
        for secret in (token, CLIENT_SECRET, SECRET):
            assert secret not in repr(thing)


REFUSED = [
    ("?error=access_denied", {}, 200, "avbröts i Slack"),
    ("?code={code}&state={state}", {"Cookie": ""}, 400, "den här webbläsaren"),
    ("?code={code}&state=another", {}, 400, "den här webbläsaren"),
    ("?code={code}", {}, 400, "den här webbläsaren"),
    ("?code=stolen&state={state}", {}, 401, "godtog inte installationen"),
    ("?state={state}", {}, 401, "godtog inte installationen"),
    ("", {}, 400, "den här webbläsaren"),
    ("?error=%3Cscript%3E", {}, 200, "godtog inte installationen"),
]


@pytest.mark.parametrize(("query", "headers", "status", "said"), REFUSED, ids=[row[0] or "nothing" for row in REFUSED])
async def test_what_was_not_begun_here_is_not_installed(
    slack: FakeSlack, client: Client, kanslist: Kanslist, query: str, headers: dict[str, str], status: int, said: str
) -> None:
    """A code that somebody else's browser brings would tie their workspace to ours; the page says what to do."""
    state, cookie = await begun(client)
    asked = "/slack/oauth_redirect" + query.format(code=slack.allow(TEAM), state=state)
    response = await client.get(asked, headers=cookie | headers)
    page = await response.text()
    assert response.status == status
    assert said in page
    assert "<script>" not in page
    assert kanslist.store.installations(PLATFORM) == []


async def test_a_state_is_taken_once(slack: FakeSlack, client: Client, kanslist: Kanslist) -> None:
    """A link out of a browser's history installs nothing."""
    state, cookie = await begun(client)
    for status in (200, 401):
        address = f"/slack/oauth_redirect?code={slack.allow(TEAM)}&state={state}"
        assert (await client.get(address, headers=cookie)).status == status
    kanslist.store.put_install_state("old", -1)
    assert not kanslist.store.take_install_state("old")


async def test_a_slack_that_does_not_answer_is_told(slack: FakeSlack, client: Client, kanslist: Kanslist) -> None:
    """The administrator reads a sentence, and may try again."""
    state, cookie = await begun(client)
    slack.script("oauth.v2.access", *[Reply(status=500)] * 9)
    response = await client.get(f"/slack/oauth_redirect?code=x&state={state}", headers=cookie)
    assert response.status == 401
    state, cookie = await begun(client)
    await slack.stop_listening()
    response = await client.get(f"/slack/oauth_redirect?code=x&state={state}", headers=cookie)
    assert response.status == 503
    assert "svarade inte" in await response.text()
    assert kanslist.store.installations(PLATFORM) == []


def left(
    slack: FakeSlack, kind: str = "app_uninstalled", team: str = TEAM, at: int = 2_000_000_000, **event: Any
) -> Any:
    """The event that tells of it."""
    made = slack.envelope({"type": kind} | event)
    made["event"].pop("user")
    return made | {"team_id": team, "event_time": at}


@pytest.mark.parametrize(
    ("kind", "event"),
    [("app_uninstalled", {}), ("tokens_revoked", {"tokens": {"oauth": [], "bot": ["U0KANSLIST"]}})],
)
async def test_a_workspace_that_leaves_is_forgotten(
    slack: FakeSlack, client: Client, kanslist: Kanslist, kind: str, event: dict[str, Any]
) -> None:
    """Its token, conversations, outbox, waiting questions and histories go; the neighbour's stay."""
    store, settings = kanslist.store, kanslist.settings
    for team in (TEAM, NEIGHBOUR):
        await install(slack, client, team)
        store.put_conversation(PLATFORM, f"{team}/C0KANSLI", "{}")
        store.enqueue_delivery(channel=f"{team}/C0KANSLI", period="2024-W11", kind="veckobrev", snapshot="{}", now=0)
        store.claim_event(f"slack:Ev{team}", json.dumps({"team_id": team, "event": {}}))
        store.put_asked(str(history.digest(settings, Asker("slack", f"{team}/{USER}"))), "beslut X", "{}")
    assert (await slack.send_event(client, left(slack, kind, **event))).status == 200

    def kept(team: str) -> list[bool]:
        waiting = store._db.read("SELECT body FROM events WHERE event = ?", [f"slack:Ev{team}"])[0][0]
        return [
            store.installation(PLATFORM, team) is not None,
            store.conversation(PLATFORM, f"{team}/C0KANSLI") is not None,
            store.delivery_of(f"{team}/C0KANSLI", "2024-W11", "veckobrev") is not None,
            waiting is not None,
            history.of(settings, store, Asker("slack", f"{team}/{USER}")) != [],
        ]

    assert kept(TEAM) == [False] * 5
    assert kept(NEIGHBOUR) == [True] * 5


async def test_what_says_nothing_of_the_bot_forgets_nothing(
    slack: FakeSlack, client: Client, kanslist: Kanslist
) -> None:
    """A person takes back their own token; an old goodbye comes after the app was installed anew."""
    await install(slack, client, TEAM)
    await slack.send_event(client, left(slack, "tokens_revoked", tokens={"oauth": ["U1"], "bot": []}))
    await slack.send_event(client, left(slack, at=1_600_000_000))
    assert kanslist.store.installations(PLATFORM) == [TEAM]


async def test_after_it_has_left_nothing_is_sent_in_its_name(slack: FakeSlack, client: Client, lost: list[str]) -> None:
    """A question that was under way when the app was removed is lost, is told of, and goes to no other workspace."""
    await install(slack, client, TEAM)
    await install(slack, client, NEIGHBOUR)
    await slack.send_event(client, left(slack))
    await slack.send_event(client, slack.mention_event(f"beslut {CASE}"))
    await slack.send_event(client, there_(slack, f"beslut {CASE}"))
    assert (await slack.next_post())["in"] == NEIGHBOUR
    assert [one["in"] for one in slack.posted] == [NEIGHBOUR]


async def test_one_setting_goes_on_serving_one_workspace(slack: FakeSlack, tmp_path: Path, kanslist: Kanslist) -> None:
    """Who has set KANSLIST_SLACK_BOT_TOKEN needs no installation; a neighbour may install beside it."""
    settings = by_oauth(slack, tmp_path, slack_bot_token=TOKEN)
    async with TestClient(TestServer(make_app(kanslist, settings), host="127.0.0.1")) as client:
        await install(slack, client, NEIGHBOUR)
        assert (await slack.mention(client, f"beslut {CASE}"))["in"] == TEAM
        await slack.send_event(client, there_(slack, f"beslut {CASE}"))
        assert (await slack.next_post())["in"] == NEIGHBOUR
    sender = SlackSender(settings, kanslist.store)
    for channel in (CHANNEL, f"{NEIGHBOUR}/{CHANNEL_THERE}"):
        assert sender.knows(channel)
        await sender.post(channel, answer_with(intent="digest"))
    assert [(one["in"], one["channel"]) for one in slack.posted[2:]] == [(TEAM, CHANNEL), (NEIGHBOUR, CHANNEL_THERE)]


async def test_a_channel_of_one_among_several_is_named_with_it(
    slack: FakeSlack, client: Client, kanslist: Kanslist, settings: Settings
) -> None:
    """With one workspace a channel's id is enough; with two the sentence says how to name it."""
    sender = SlackSender(settings, kanslist.store)
    with pytest.raises(DeliveryError, match="inte installerat"):
        await sender.post(CHANNEL, answer_with())
    await install(slack, client, TEAM)
    await sender.post(CHANNEL, answer_with())
    await install(slack, client, NEIGHBOUR)
    with pytest.raises(DeliveryError, match="ARBETSYTA/KANAL"):
        await sender.post(CHANNEL, answer_with())
    with pytest.raises(DeliveryError, match="inte installerat"):
        await sender.post(f"T0OKAND/{CHANNEL}", answer_with())
    await sender.post(f"{TEAM}/{CHANNEL}", answer_with())
    assert [one["in"] for one in slack.posted] == [TEAM, TEAM]


async def test_keys_are_changed_one_after_the_other(
    slack: FakeSlack, client: Client, kanslist: Kanslist, settings: Settings
) -> None:
    """The first key seals, the others still open; without the right one the sentence says what to do."""
    await install(slack, client, TEAM)
    old, new = (settings.data / KEY_FILE).read_text(), "n" * 40
    both = by_oauth(slack, settings.data, token_key=f"{new},{old}")
    await SlackSender(both, kanslist.store).post(CHANNEL, answer_with())
    wrong = by_oauth(slack, settings.data, token_key=new)
    with pytest.raises(DeliveryError, match="KANSLIST_TOKEN_KEY"):
        await SlackSender(wrong, kanslist.store).post(CHANNEL, answer_with())
    bot = await Installations(kanslist.store, both).async_find_bot(enterprise_id=None, team_id=TEAM)
    assert bot is not None
    await Installations(kanslist.store, both).async_save_bot(bot)
    await SlackSender(wrong, kanslist.store).post(CHANNEL, answer_with())


NOT_HERE: list[tuple[dict[str, Any], str]] = [
    ({"is_enterprise_install": True, "team": None, "enterprise": {"id": "E0"}}, "hela organisationen"),
    ({"refresh_token": "xoxe-1", "expires_in": 43200}, "Token Rotation"),
]


@pytest.mark.parametrize(("changes", "said"), NOT_HERE, ids=["organisation", "rotation"])
async def test_what_would_stop_working_is_not_installed(
    slack: FakeSlack,
    client: Client,
    kanslist: Kanslist,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, Any],
    said: str,
) -> None:
    """An installation whose token dies, or that names no workspace, is refused at once with what to change."""
    monkeypatch.setattr(slack, "grant_changes", changes)
    state, cookie = await begun(client)
    response = await client.get(f"/slack/oauth_redirect?code={slack.allow(TEAM)}&state={state}", headers=cookie)
    assert said in await response.text()
    assert response.status == 500
    assert kanslist.store.installations(PLATFORM) == []


async def test_nothing_secret_is_logged(
    slack: FakeSlack, client: Client, stream: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    """Codes, states, tokens and workspaces stay out of the log, of what installs and of what does not."""
    with caplog.at_level(logging.DEBUG, logger="slack"):
        await install(slack, client, TEAM)
        state, cookie = await begun(client)
        await client.get(f"/slack/oauth_redirect?code=stolen-code&state={state}", headers=cookie)
        await slack.mention(client, f"beslut {CASE}")
        await slack.send_event(client, left(slack))
    said = stream.getvalue() + caplog.text
    for words in ("installed", "installation_refused", "workspace_left"):
        assert words in said
    for secret in (token_of(slack, TEAM), "stolen-code", state, CLIENT_SECRET, TEAM, USER, CASE):
        assert secret not in said


HALF = [
    ({"slack_client_secret": None}, "KANSLIST_SLACK_CLIENT_SECRET"),
    ({"slack_client_id": None}, "KANSLIST_SLACK_CLIENT_ID"),
    ({"public_url": None}, "KANSLIST_PUBLIC_URL"),
    ({"slack_signing_secret": None}, "KANSLIST_SLACK_SIGNING_SECRET"),
]


@pytest.mark.parametrize(("changes", "named"), HALF, ids=[row[1] for row in HALF])
def test_half_of_it_is_refused(slack: FakeSlack, tmp_path: Path, changes: dict[str, Any], named: str) -> None:
    """A sentence says which value is missing, before anybody tries to install."""
    with pytest.raises(SlackIncomplete, match=named):
        Entrances.of(by_oauth(slack, tmp_path, **changes))


async def test_the_doctor_tries_every_workspace(
    slack: FakeSlack, client: Client, kanslist: Kanslist, settings: Settings
) -> None:
    """An administrator sees which workspaces there are, and whose token is no longer taken or cannot be read."""
    await install(slack, client, TEAM)
    await install(slack, client, NEIGHBOUR)
    slack.tokens.pop(token_of(slack, NEIGHBOUR))
    assert "Två arbetsytor har installerat" in "\n".join(one.text for one in here.checks(settings))
    found = await there.checks(settings)
    assert sorted(one.kind for one in found if "Slack svarar inte" in one.text or "godtar" in one.text) == [
        "fault",
        "ok",
    ]
    unreadable = here.checks(by_oauth(slack, settings.data, token_key="n" * 40))
    assert sum(f"{team} kan inte läsas" in one.text for one in unreadable for team in (TEAM, NEIGHBOUR)) == 2
