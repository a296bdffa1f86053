"""The server: what it mounts, what it refuses, how it tells of its health, what it counts, how it starts and stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr

from adapters import server
from adapters.errors import (
    AddressUnusable,
    InsecureLocalOpen,
    PortTaken,
    PublicUrlMissing,
    SlackIncomplete,
    TeamsUnauthenticated,
)
from adapters.metrics import Metrics
from adapters.observed import Observed
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from knowledge.errors import StoreBusy, StoreDamaged, StoreUnreachable
from knowledge.store.deliveries import Ended
from tests.adapters.web.clerk import Clerk, client, decision, record, settings


@pytest.fixture
def clerk(tmp_path: Path):
    store, ids = record(tmp_path)
    made = Clerk(store, lambda message: decision(ids["minutes"], message.text))
    yield made
    made.close()


def refused(*_args: object) -> None:
    raise StoreDamaged


async def test_live_is_200_whatever_happens(clerk, tmp_path, monkeypatch) -> None:
    """A process that runs is not restarted because its store is away: that would help nobody."""
    monkeypatch.setattr(clerk.store, "change", refused)
    async with client(clerk, tmp_path) as http:
        response = await http.get("/health/live")
        assert (response.status, await response.json()) == (200, {"status": "ok"})


async def test_ready_names_the_platforms_that_are_set_up(clerk, tmp_path) -> None:
    """An operator sees which entrances are open without reading the settings."""
    async with client(clerk, tmp_path) as http:
        response = await http.get("/health/ready")
        body = await response.json()
    assert response.status == 200
    assert body["reasons"] == []
    assert body["platforms"] == {"web": True, "slack": False, "teams": False}


async def test_ready_is_503_with_the_reason_where_the_store_cannot_be_read(clerk, tmp_path, monkeypatch) -> None:
    """The reason is the error's kind: no path of the machine leaves it."""
    monkeypatch.setattr(clerk.store, "change", refused)
    async with client(clerk, tmp_path) as http:
        response = await http.get("/health/ready")
        body = await response.json()
    assert response.status == 503
    assert body["reasons"] == ["Registret kan inte läsas (StoreDamaged)."]
    assert str(tmp_path) not in json.dumps(body)


async def test_ready_is_503_where_a_newer_version_has_migrated_the_store(clerk, tmp_path) -> None:
    """A live store can be migrated under an old server, which must then say that it no longer understands it."""
    with sqlite3.connect(clerk.store.path) as other:
        other.execute("PRAGMA user_version = 9999")
    other.close()
    async with client(clerk, tmp_path) as http:
        response = await http.get("/health/ready")
        assert response.status == 503
        assert "nyare Kanslist" in (await response.json())["reasons"][0]


async def test_ready_is_503_where_the_stores_file_is_gone(clerk, tmp_path) -> None:
    """A file that was moved away or replaced is still open here: answers would come from what nobody else sees."""
    async with client(clerk, tmp_path) as http:
        moved = clerk.store.path.rename(tmp_path / "undan.db")
        gone = await http.get("/health/ready")
        body = await gone.json()
        clerk.store.path.write_bytes(b"")
        replaced = await http.get("/health/ready")
        clerk.store.path.unlink()
        moved.rename(clerk.store.path)
        back = await http.get("/health/ready")
    assert (gone.status, replaced.status, back.status) == (503, 503, 200)
    assert body["reasons"] == ["Registrets fil har flyttats eller bytts ut. Starta om servern."]


async def test_ready_tells_how_the_search_projection_stands(clerk, tmp_path) -> None:
    """A projection that lags is told and brought up by the next search; it is no reason to be taken out of service."""
    async with client(clerk, tmp_path) as http:
        before = await (await http.get("/health/ready")).json()
        clerk.search.refresh()
        after = await (await http.get("/health/ready")).json()
    assert (before["status"], before["search"]) == ("ok", "släpar, hämtas in vid nästa sökning")
    assert after["search"] == "aktuell"


async def test_failed_deliveries_are_counted(clerk) -> None:
    """A digest that did not arrive must be seen by whoever watches the server, though another process sent it."""
    clerk.store.enqueue_delivery(channel="C1", period="2024-11", kind="digest", snapshot="{}", now=1)
    leased = clerk.store.lease_delivery("C1", 1)
    clerk.store.end_delivery(leased.id, leased.holder, Ended("failed", "is_archived", 1, unclear=False, refusals=1))
    figures = Metrics(clerk.store)
    figures.lost("slack")
    said = figures.exposition().decode()
    assert 'kanslist_deliveries{state="failed"} 1.0' in said
    assert "kanslist_deliveries_marked 0.0" in said
    assert 'kanslist_answers_lost_total{platform="slack"} 1.0' in said
    assert "C1" not in said


async def test_answers_are_counted_by_platform_intent_and_outcome_and_nothing_else(clerk, tmp_path) -> None:
    """A label holds words of ours only: no question, no document, no address, no conversation."""
    async with client(clerk, tmp_path) as http:
        await http.post("/api/fraga", json={"text": "vem är Karin Ek 19121212-1212?"})
        await http.get("/dokument/2?sida=1")
        await http.get("/hemlig-adress-19121212-1212")
        figures = await (await http.get("/metrics")).text()
    assert 'kanslist_answers_total{intent="decisions",outcome="answered",platform="web"} 1.0' in figures
    assert 'kanslist_answer_seconds_count{platform="web"} 1.0' in figures
    assert 'kanslist_http_requests_total{method="GET",route="/dokument/{id}",status="200"} 1.0' in figures
    assert 'route="(okänd)",status="404"' in figures
    assert "kanslist_documents 3.0" in figures
    assert "kanslist_store_readable 1.0" in figures
    assert 'kanslist_deliveries{state="failed"} 0.0' in figures
    for secret in ("Karin", "1212", "hemlig", "protokoll"):
        assert secret not in figures


async def test_figures_are_given_also_when_the_store_is_away(clerk, tmp_path, monkeypatch) -> None:
    """The figures are what tells the operator that it is away."""
    monkeypatch.setattr(clerk.store, "holdings", refused)
    figures = Metrics(clerk.store).exposition().decode()
    assert "kanslist_store_readable 0.0" in figures
    assert "kanslist_documents" not in figures


async def test_the_observed_clerk_counts_failures_and_passes_them_on(clerk) -> None:
    """A failed answer is counted as one, by its class's absence of an answer, and the adapter still gets the error."""

    def busy(_message: Incoming):
        raise StoreBusy

    clerk.reply = busy
    figures = Metrics(clerk.store)
    with pytest.raises(StoreBusy):
        await Observed(clerk, figures).ask(Incoming("x", Asker("teams"), "c", private=True))
    assert (
        'kanslist_answers_total{intent="error",outcome="error",platform="teams"} 1.0' in figures.exposition().decode()
    )


async def test_the_observed_clerk_is_the_clerk_in_all_else(clerk) -> None:
    """Adapters reach the store, and whatever the clerk gains later, through it."""
    observed = Observed(clerk, Metrics(clerk.store))
    assert isinstance(observed, Kanslist)
    assert observed.store is clerk.store
    assert observed.heard is clerk.heard


@pytest.mark.parametrize(
    ("values", "error", "said"),
    [
        pytest.param({"slack_bot_token": SecretStr("x")}, SlackIncomplete, "SIGNING_SECRET", id="no signature check"),
        pytest.param({"slack_signing_secret": SecretStr("x")}, SlackIncomplete, "BOT_TOKEN", id="no token"),
        pytest.param({"slack_app_token": SecretStr("x")}, SlackIncomplete, "BOT_TOKEN", id="Socket Mode, no token"),
        pytest.param({"slack_bot_token": SecretStr("x")}, SlackIncomplete, "APP_TOKEN", id="no Socket Mode either"),
        pytest.param(
            {"slack_signing_secret": SecretStr(" "), "slack_bot_token": SecretStr("x")},
            SlackIncomplete,
            "SIGNING_SECRET",
            id="a blank secret",
        ),
        pytest.param({"teams_app_id": "a"}, TeamsUnauthenticated, "TEAMS_APP_PASSWORD", id="Teams half set up"),
    ],
)
def test_what_is_half_set_up_is_refused_with_the_setting_that_is_missing(clerk, tmp_path, values, error, said) -> None:
    """An entrance without its check would let anyone ask as anyone."""
    with pytest.raises(error, match=said):
        server.make_app(clerk, settings(tmp_path, **values))


def test_an_open_entrance_is_refused_outside_this_machine(clerk, tmp_path) -> None:
    """--insecure-local is for trying on one's own machine, never on an address that others reach."""
    with pytest.raises(InsecureLocalOpen, match=r"192\.168\.1\.7"):
        server.make_app(clerk, settings(tmp_path, host="192.168.1.7"), insecure_local=True)


async def test_teams_and_slack_do_not_exist_where_they_are_not_set_up(clerk, tmp_path) -> None:
    """No settings, no entrance: an unauthenticated one is not left standing by default."""
    async with client(clerk, tmp_path) as http:
        assert (await http.post("/api/messages", json={})).status == 404
        assert (await http.post("/slack/events", data={})).status == 404


SLACK = {"slack_signing_secret": SecretStr("hemlig"), "slack_bot_token": SecretStr("xoxb-1")}
TEAMS = {"teams_app_id": "a", "teams_app_password": SecretStr("b"), "teams_tenant_id": "c"}


async def test_both_platforms_are_mounted_where_they_are_set_up_and_let_no_stranger_in(clerk, tmp_path) -> None:
    """Configured means guarded: without Slack's signature or Microsoft's token nothing reaches the clerk."""
    async with client(clerk, tmp_path, **SLACK, **TEAMS) as http:
        ready = await (await http.get("/health/ready")).json()
        slack = await http.post("/slack/events", json={"type": "url_verification", "challenge": "x"})
        teams = await http.post("/api/messages", json={"type": "message", "text": "x"})
    assert ready["platforms"] == {"web": True, "slack": True, "teams": True}
    assert (slack.status, teams.status) == (401, 401)
    assert not clerk.heard


async def test_insecure_local_opens_teams_on_this_machine(clerk, tmp_path) -> None:
    """Microsoft's test tools send no token; on a loopback address, and only when asked for, they are let in."""
    app = server.make_app(clerk, settings(tmp_path, host="127.0.0.1"), insecure_local=True)
    async with TestClient(TestServer(app)) as http:
        ready = await (await http.get("/health/ready")).json()
        assert ready["platforms"]["teams"]
        assert (await http.post("/api/messages", json={"type": "typing"})).status != 404


@pytest.mark.parametrize("platform", [SLACK, TEAMS], ids=["Slack", "Teams"])
def test_answers_with_dead_links_are_not_sent_to_a_platform(clerk, tmp_path, platform) -> None:
    """0.0.0.0 is no address that a reader can open; what promises a source must be able to show it."""
    own = {"host": "0.0.0.0", **platform}  # noqa: S104  what is refused here
    with pytest.raises(PublicUrlMissing, match="KANSLIST_PUBLIC_URL=https://"):
        server.make_app(clerk, settings(tmp_path, **own).model_copy(update={"public_url": None}))
    server.make_app(clerk, settings(tmp_path, **own))


@pytest.mark.parametrize(
    ("host", "public", "warned"),
    [("0.0.0.0", None, True), ("127.0.0.1", None, False), ("0.0.0.0", "https://k.example", False)],  # noqa: S104  as above
)
def test_the_web_alone_is_served_with_a_warning(tmp_path, capsys, host, public, warned) -> None:
    """An office may read the chat page by the machine's name: it is served, and the operator told of the links."""
    server._announce(settings(tmp_path, host=host).model_copy(update={"public_url": public}))
    assert ("KANSLIST_PUBLIC_URL är inte satt" in capsys.readouterr().out) == warned


def test_a_server_without_tokens_imports_no_platforms_library() -> None:
    """The demo starts in under a second; the platforms' libraries alone take longer."""
    libraries = {"slack_bolt", "slack_sdk", "botbuilder", "microsoft_agents", "jwt"}
    code = f"import sys; import adapters.server; print([m for m in sys.modules if m.split('.')[0] in {libraries}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_taken_port_is_a_clear_sentence(clerk, tmp_path, monkeypatch) -> None:
    """The most common reason for not starting says what to do, and closes the store again."""
    closed = []
    monkeypatch.setattr(Kanslist, "open", lambda _settings: clerk)
    monkeypatch.setattr(clerk, "close", lambda: closed.append(True), raising=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Porten {port} på 127\.0\.0\.1 används redan"):
            server.run(settings(tmp_path, port=port))
    assert closed == [True]
    clerk.store.close()


def test_port_0_is_a_real_port_in_all_that_is_said(clerk, tmp_path, monkeypatch, capsys) -> None:
    """Who asks for any free port learns which it is, and links lead to it."""
    monkeypatch.setattr(Kanslist, "open", lambda _settings: clerk)
    served: list[int] = []

    def listen(_app, _patience, _host, port, ready) -> None:
        served.append(port)
        ready()

    monkeypatch.setattr(server.listening, "serve", listen)
    server.run(settings(tmp_path, port=0).model_copy(update={"public_url": None}))
    assert served[0] > 0
    assert f"http://127.0.0.1:{served[0]}/" in capsys.readouterr().out


def test_an_address_that_is_not_ours_is_a_clear_sentence(clerk, tmp_path, monkeypatch) -> None:
    """192.0.2.1 belongs to nobody (RFC 5737), so it cannot be listened on."""
    monkeypatch.setattr(Kanslist, "open", lambda _settings: clerk)
    with pytest.raises(AddressUnusable, match="KANSLIST_HOST"):
        server.run(settings(tmp_path, host="192.0.2.1"))


def test_a_store_that_cannot_be_opened_is_said_before_anything_listens(tmp_path) -> None:
    """The error comes up to the command, which shows its sentence."""
    (tmp_path / "fil").write_text("")
    with pytest.raises(StoreUnreachable):
        server.run(settings(tmp_path, database=f"sqlite:///{tmp_path / 'fil' / 'db'}"))


SERVE = """
import sys
from pathlib import Path
sys.path.insert(0, "")
from adapters import server
from bot.kanslist import Kanslist
from tests.adapters.web.clerk import Clerk, decision, record, settings
folder = Path(sys.argv[1])
store, ids = record(folder)
Kanslist.open = classmethod(lambda cls, _settings: Clerk(store, lambda message: decision(ids["minutes"])))
server.run(settings(folder, port=int(sys.argv[2])))
print("slut", flush=True)
"""


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(tmp_path, sign) -> None:
    """A real process: it says where it answers when it does, logs JSON, and ends with status 0 on either signal."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(tmp_path), str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    announced = process.stdout.readline()
    process.send_signal(sign)
    said, logged = process.communicate(timeout=30)
    assert "Kanslist svarar på" in announced
    assert said.strip() == "slut"
    assert process.returncode == 0
    events = [json.loads(line)["event"] for line in logged.splitlines()]
    assert events == ["listening", "stopped"]
