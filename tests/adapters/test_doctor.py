"""`kanslist doctor` says what is wrong with settings, tokens, store or clock, and ends in 1 for a fault."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from adapters.doctor import here, there
from adapters.doctor.finding import Finding
from adapters.terminal.main import run
from bot.settings import Settings
from knowledge.store.deliveries import Ended
from knowledge.store.sqlite import SqliteStore
from tests.bot.record import clerk
from tests.fakes.slack import FakeSlack, Reply
from tests.fakes.slack_socket import SocketSlack
from tests.fakes.teams import FakeTeams

SECRET = "8f742231b10e8888abcd99eeefff85a5"


def settings(folder: Path, **values: Any) -> Settings:
    """Settings of a server that works, with these changes."""
    right: dict[str, Any] = {
        "data": folder,
        "database": f"sqlite:///{folder / 'k.db'}",
        "public_url": "https://kanslist.alvkulla.example",
        "contact": "registrator@alvkulla.example",
    }
    return Settings(_env_file=None, **(right | values))


def told(found: list[Finding], kind: str) -> str:
    return "\n".join(one.text for one in found if one.kind == kind)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    clerk(tmp_path).close()
    return tmp_path


def test_nothing_is_wrong_with_what_is_right(folder: Path) -> None:
    """A server that is set up has no fault, and its documents are counted."""
    found = list(here.checks(settings(folder, slack_signing_secret=SECRET, slack_bot_token="xoxb-1")))
    assert told(found, "fault") == ""
    assert "har 5 handlingar" in told(found, "ok")


TEAMS = {
    "teams_app_id": "00000000-0000-0000-0000-00000000000a",
    "teams_tenant_id": "00000000-0000-0000-0000-00000000000b",
    "teams_app_password": "x",
}
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("half of Slack", {"slack_bot_token": "xoxb-1"}, "KANSLIST_SLACK_SIGNING_SECRET saknas"),
    ("an app-level token", {"slack_signing_secret": SECRET, "slack_bot_token": "xapp-1"}, "inget Bot User OAuth Token"),
    (
        "a bot token for Socket Mode",
        {"slack_bot_token": "xoxb-1", "slack_app_token": "xoxb-1"},
        "inget App-Level Token",
    ),
    ("Socket Mode alone", {"slack_app_token": "xapp-1"}, "KANSLIST_SLACK_BOT_TOKEN saknas"),
    ("half of Teams", {"teams_app_id": "x"}, "KANSLIST_TEAMS_APP_PASSWORD"),
    ("an address that is none", {"public_url": "kanslist.alvkulla.example"}, "är ingen adress"),
    ("a registrator without platform", {"registrars": "saga"}, "”saga” går inte att läsa"),
    ("a registrator by display name", {"registrars": "slack:saga"}, "”slack:saga” går inte att läsa"),
    ("a folder that is not there", {"data": Path("/finns/inte")}, "finns inte. Skapa den"),
    ("a store of another kind", {"database": "mysql://x"}, "KANSLIST_DATABASE"),
    ("a folder that cannot be made", {"data": Path("/proc/nowhere")}, "/proc/nowhere finns inte. Skapa den"),
    ("a channel by name", {"reports_channel": "#kansli"}, "KANSLIST_REPORTS_CHANNEL: ”#kansli” är inget kanal-id"),
    ("a channel by link", {"reports_channel": "https://a.slack.com/archives/C0123ABCD"}, "är inget kanal-id"),
    ("a channel by name, for files", {"intake_channels": "C0123ABCD,kansli"}, "KANSLIST_INTAKE_CHANNELS: ”kansli”"),
    ("a conversation of Teams, for files", {"intake_channels": "19:a@thread.tacv2"}, "KANSLIST_INTAKE_CHANNELS"),
    ("an app id that is none", TEAMS | {"teams_app_id": "kanslist"}, "KANSLIST_TEAMS_APP_ID (kanslist) är inget GUID"),
    ("a tenant by name", TEAMS | {"teams_tenant_id": "alvkulla.onmicrosoft.com"}, "KANSLIST_TEAMS_TENANT_ID ("),
    ("an address with a query", {"public_url": "https://a.example/?x=1"}, "svarens länkar blir trasiga"),
    ("an address with a fragment", {"public_url": "https://a.example/#x"}, "svarens länkar blir trasiga"),
    ("an address with a log-in", {"public_url": "https://a:b@a.example"}, "svarens länkar blir trasiga"),
    ("an address with a port that is none", {"public_url": "https://a.example:x"}, "är ingen adress"),
    ("an address of two words", {"public_url": "https://a.example b"}, "är ingen adress"),
    ("a watched folder that is not there", {"watch": Path("/finns/inte")}, "bevakade mappen"),
]


@pytest.mark.parametrize(("changes", "words"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_a_sentence(folder: Path, changes: dict[str, Any], words: str) -> None:
    """Each fault names what is set wrong and what to do."""
    assert words in told(list(here.checks(settings(folder, **changes))), "fault")


RIGHT: list[dict[str, Any]] = [
    TEAMS, {"reports_channel": "C0123ABCD"}, {"reports_channel": "T0123ABCD/C0123ABCD"},
    {"reports_channel": "19:abc@thread.tacv2"}, {"intake_channels": "C0123ABCD,G0123ABCD"},
    {"public_url": "https://a.example/kanslist"}, {"public_url": "https://[::1]:8443/"},
]  # fmt: skip


@pytest.mark.parametrize("changes", RIGHT, ids=str)
def test_what_platforms_write_is_no_fault(folder: Path, changes: dict[str, Any]) -> None:
    """A check that is too strict would stop a server that works."""
    assert told(list(here.checks(settings(folder, **changes))), "fault") == ""


@pytest.mark.parametrize("in_file", [True, False])
def test_a_name_that_no_setting_has_is_told_with_the_nearest(
    folder: Path, monkeypatch: pytest.MonkeyPatch, in_file: bool
) -> None:
    """What it says is never read: a registrator named in KANSLIST_REGISTRAR would wonder for long."""
    monkeypatch.chdir(folder)
    if in_file:
        (folder / ".env").write_text("KANSLIST_REGISTRAR=x\nkanslist_kaffe=y\n", "utf-8")
    else:
        monkeypatch.setenv("KANSLIST_REGISTRAR", "x")
        monkeypatch.setenv("KANSLIST_KAFFE", "y")
    monkeypatch.setenv("KANSLIST_DEMO_ONCE", "1")
    found = list(here.checks(settings(folder)))
    assert told(found, "fault") == "KANSLIST_REGISTRAR är ingen inställning och läses inte. Menas KANSLIST_REGISTRARS?"
    assert "KANSLIST_KAFFE är ingen inställning" in told(found, "warning")
    assert "DEMO_ONCE" not in told(found, "warning")


@pytest.mark.parametrize("in_file", [True, False])
def test_what_is_no_json_is_told_of_its_own_setting(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], in_file: bool
) -> None:
    """The file may not even exist: the sentence names the variable, whichever way it came."""
    monkeypatch.chdir(folder)
    if in_file:
        (folder / ".env").write_text("KANSLIST_CONTACTS={bad\n", "utf-8")
    else:
        monkeypatch.setenv("KANSLIST_CONTACTS", "{bad")
    assert run(["doctor", "--offline"]) != 0
    said = capsys.readouterr()
    assert "KANSLIST_CONTACTS är fel: skriv JSON" in said.out + said.err
    assert ".env" not in said.out + said.err


def test_a_folder_that_will_be_made_is_no_fault(folder: Path) -> None:
    """Before the first documents come in there is no folder, and the service must start all the same."""
    found = list(here.checks(settings(folder, data=folder / "ny", database=None)))
    assert told(found, "fault") == ""
    assert "skapas när" in told(found, "warning")


def test_a_damaged_store_is_told(folder: Path) -> None:
    """A file that is no database must not end in a traceback."""
    (folder / "k.db").write_bytes(b"ingen databas" * 1000)
    assert told(list(here.checks(settings(folder))), "fault")


async def test_the_platforms_take_the_tokens(folder: Path) -> None:
    """What only Slack and Microsoft know: that they are reached, take the tokens, and have the same time."""
    async with FakeSlack() as slack, FakeTeams() as teams:
        found = await there.checks(settings(folder, **slack.settings(), **teams.settings()))
    assert told(found, "fault") == ""
    for words in ("Slack godtar nyckeln", "Klockan stämmer med Slack", "Microsoft godtar", "stämmer med Microsoft"):
        assert words in told(found, "ok")


async def test_refused_tokens_are_told(folder: Path) -> None:
    """A revoked token and a wrong secret are the faults that an administrator meets most."""
    async with FakeSlack() as slack, FakeTeams() as teams:
        slack.script("auth.test", Reply(error="token_revoked"))
        teams.login_fault, teams.keys_fault = 401, 503
        found = await there.checks(settings(folder, **slack.settings(), **teams.settings()))
    for words in ("appens behörighet är återkallad", "KANSLIST_TEAMS_OPENID_URL", "ingen inloggning hos Microsoft"):
        assert words in told(found, "fault")


async def test_socket_mode_is_tried(folder: Path) -> None:
    """An app-level token that is not taken, or lacks its scope, is found before anybody types in vain."""
    async with SocketSlack() as slack:
        wanted = settings(folder, **slack.settings())
        assert "Slack öppnar Socket Mode" in told(await there.checks(wanted), "ok")
        slack.script("apps.connections.open", Reply(error="invalid_auth"), Reply(error="missing_scope"))
        assert "godtar inte KANSLIST_SLACK_APP_TOKEN" in told(await there.checks(wanted), "fault")
        assert "connections:write" in told(await there.checks(wanted), "fault")


@pytest.mark.parametrize(("ahead", "kind"), [(0, "ok"), (45, "ok"), (400, "fault"), (-400, "fault")])
async def test_a_wrong_clock_is_told(folder: Path, ahead: int, kind: str) -> None:
    """Five minutes off, every signature and token is refused with nothing said of why."""
    async with FakeSlack() as slack:
        found = await there.checks(settings(folder, **slack.settings()), now=lambda: time.time() + ahead)
    [clock] = [one for one in found if "lockan" in one.text]
    assert clock.kind == kind


def test_the_command_ends_in_one_for_a_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A deployment's script stops where Kanslist would not work."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("KANSLIST_DATA", str(folder))
    assert run(["doctor", "--offline"]) == 0
    monkeypatch.setenv("KANSLIST_REGISTRARS", "saga")
    capsys.readouterr()
    assert run(["doctor", "--offline"]) == 1
    assert "✗ KANSLIST_REGISTRARS" in capsys.readouterr().out


def test_nobody_is_asked_where_nothing_is_set_up(folder: Path) -> None:
    """Without platforms nothing leaves the machine."""
    assert asyncio.run(there.checks(settings(folder))) == []


def test_what_the_outbox_could_not_deliver_is_said(folder: Path) -> None:
    """A digest that was given up or has waited for hours is seen by whoever runs doctor, with what helps."""
    store = SqliteStore(folder / "k.db")
    for channel, made in (("C1", time.time()), ("C2", time.time() - 3 * 3600)):
        store.enqueue_delivery(channel=channel, period="P", kind="veckobrev", snapshot="{}", now=int(made))
    leased = store.lease_delivery("C1", int(time.time()))
    assert leased is not None
    store.end_delivery(leased.id, leased.holder, Ended("failed", "x", 0, unclear=False, refusals=0))
    store.close()
    said = told(list(here.checks(settings(folder))), "warning")
    assert "Ett meddelande kom inte fram" in said
    assert "kanslist outbox retry --all" in said
    assert "väntat i tre timmar" in said
