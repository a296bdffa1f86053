"""Files in Slack, with the real clerk: fetched with the token from Slack alone, shown, and laid in at a press."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.server import make_app
from adapters.slack.app import Listeners
from adapters.slack.background import Background
from adapters.slack.clients import Clients
from bot.kanslist import Kanslist
from knowledge.store.reader import PUBLIC
from tests.bot.dropped import clerk, files_in, minutes
from tests.fakes.block_kit import faults
from tests.fakes.slack import CHANNEL, DIRECT, TEAM, USER, FakeSlack, Reply, parts, spoken

Client = TestClient[Any, Any]
OPEN_CHANNEL = "C0REGISTRATUR"
OTHER = "U0KOLLEGA"


@pytest.fixture
def kanslist(tmp_path: Path, slack: FakeSlack) -> Kanslist:
    return clerk(
        tmp_path,
        registrars=frozenset({f"slack:{TEAM}/{USER}"}),
        intake_channels=frozenset({OPEN_CHANNEL}),
        **slack.settings(),
    )


@pytest.fixture
async def client(make_client: Callable[..., Client], kanslist: Kanslist, lost: list[str]) -> AsyncIterator[Client]:
    async with make_client(kanslist, lost) as started:
        yield started
    kanslist.close()


def files(kanslist: Kanslist) -> list[str]:
    return sorted(one.file for one in kanslist.store.documents(PUBLIC))


async def drop(slack: FakeSlack, client: Client, *held: dict[str, Any], text: str = "", **event: Any) -> None:
    """Drop files into the direct messages with the bot."""
    envelope = slack.direct_event(text, subtype="file_share", files=list(held), **event)
    assert (await slack.send_event(client, envelope)).status == 200


async def test_a_file_in_direct_messages_is_read_shown_and_laid_in(
    slack: FakeSlack, client: Client, kanslist: Kanslist
) -> None:
    """First that it is read, then the look with its buttons, then what was added; Slack takes every block of it."""
    await drop(slack, client, slack.file(minutes()))
    assert spoken(await slack.next_post()) == "Läser ”protokoll.txt” …"
    look = await slack.next_post()
    assert (look["via"], look["channel"]) == ("chat.postMessage", DIRECT)
    assert faults(look) == []
    assert "Kulturnämnden" in spoken(look)
    assert "avgiften för lokaler sänks till 40 kronor" in spoken(look)
    assert files(kanslist) == []
    assert (await slack.press(client, look, "press:add")).status == 200
    assert spoken(await slack.next_post()) == "Lägger in filen …"
    done = await slack.next_post()
    assert faults(done) == []
    assert "är inlagd i samlingen öppen" in spoken(done)
    assert files(kanslist) == ["protokoll.txt"]


async def test_the_text_beside_a_file_is_answered(slack: FakeSlack, client: Client) -> None:
    """A question is no less one for the file beside it."""
    await drop(slack, client, slack.file(minutes()), text="/hjalp")
    assert "/beslut" in spoken(await slack.next_post())
    assert "Läser" in spoken(await slack.next_post())
    assert "är läst" in spoken(await slack.next_post())


async def test_several_files_are_shown_one_by_one(slack: FakeSlack, client: Client) -> None:
    """One that is broken costs itself alone."""
    other = minutes().replace(b"2025-03-14", b"2025-04-11")
    await drop(slack, client, slack.file(b"%PDF-1.7 x", "trasig.pdf"), slack.file(other, "april.txt"))
    said = [spoken(await slack.next_post()) for _ in range(4)]
    assert said[0] == "Läser ”trasig.pdf” …"
    assert "skadad eller avkortad" in said[1]
    assert said[2] == "Läser ”april.txt” …"
    assert "11 april 2025" in said[3]


async def test_others_than_registratorer_are_told_so(slack: FakeSlack, client: Client, tmp_path: Path) -> None:
    """Nothing is fetched for them; their text is answered as ever."""
    await drop(slack, client, slack.file(minutes()), text="/hjalp", user=OTHER)
    assert "/beslut" in spoken(await slack.next_post())
    assert spoken(await slack.next_post()) == "Bara registratorer kan lägga in handlingar."
    assert "files.info" not in slack.calls
    assert files_in(tmp_path) == []


async def test_a_press_by_another_is_refused(slack: FakeSlack, client: Client, kanslist: Kanslist) -> None:
    """Whoever presses is looked at, not whoever dropped: a colleague who sees the buttons lays nothing in."""
    await drop(slack, client, slack.file(minutes()))
    await slack.next_post()
    look = await slack.next_post()
    for press in ("press:add", "press:discard"):
        await slack.press(client, look | {"channel": CHANNEL}, press, user={"id": OTHER, "team_id": TEAM})
        told = await slack.next_post()
        assert spoken(told) == "Bara registratorer kan lägga in handlingar."
    assert files(kanslist) == []


async def test_an_allowed_channel_takes_files(slack: FakeSlack, client: Client, kanslist: Kanslist) -> None:
    """`file_shared` brings them; that they are read is for the dropper's eyes, and the look stands in their direct
    messages, where its buttons are there tomorrow too."""
    await slack.send_event(client, slack.file_shared(slack.file(minutes()), OPEN_CHANNEL))
    reading, look = await slack.next_post(), await slack.next_post()
    assert (reading["via"], reading["channel"], reading["user"]) == ("chat.postEphemeral", OPEN_CHANNEL, USER)
    assert "i vår egen chatt" in spoken(reading)
    assert (look["via"], look["channel"]) == ("chat.postMessage", USER)
    await slack.press(client, look | {"channel": DIRECT}, "press:add")
    await slack.next_post()
    assert "är inlagd" in spoken(await slack.next_post())
    assert files(kanslist) == ["protokoll.txt"]


async def test_other_channels_are_silent_unless_mentioned(slack: FakeSlack, client: Client) -> None:
    """Files go by in a channel all day; only whoever speaks to the bot is told where it takes them."""
    file = slack.file(minutes())
    await slack.send_event(client, slack.file_shared(file, CHANNEL))
    await slack.send_event(client, slack.mention_event("", files=[file]))
    assert spoken(await slack.next_post()).startswith("Filer tas inte emot här.")
    assert "files.info" not in slack.calls


async def test_a_mention_in_an_allowed_channel_reads_a_file_once(slack: FakeSlack, client: Client) -> None:
    """Slack tells of it twice: with the mention, and by itself."""
    file = slack.file(minutes())
    await slack.send_event(client, slack.mention_event("/hjalp", files=[file], channel=OPEN_CHANNEL))
    assert "/beslut" in spoken(await slack.next_post())
    await slack.send_event(client, slack.file_shared(file, OPEN_CHANNEL))
    await slack.next_post()
    await slack.next_post()
    assert slack.calls.count("files.info") == 1


async def test_the_same_event_again_is_read_once(slack: FakeSlack, client: Client) -> None:
    """Slack repeats what it holds for unanswered."""
    envelope = slack.file_shared(slack.file(minutes()), OPEN_CHANNEL)
    for retry in range(3):
        await slack.send_event(client, envelope, retry=retry)
    await slack.next_post()
    await slack.next_post()
    assert slack.calls.count("files.info") == 1


async def test_a_shared_channels_people_are_no_registratorer(slack: FakeSlack, client: Client) -> None:
    """In a channel with another organisation nothing is laid in."""
    envelope = slack.file_shared(slack.file(minutes()), OPEN_CHANNEL) | {"is_ext_shared_channel": True}
    await slack.send_event(client, envelope)
    assert spoken(await slack.next_post()) == "Bara registratorer kan lägga in handlingar."


BAD: list[tuple[dict[str, Any], str]] = [
    ({"size": 300 * 1024 * 1024}, "större än 200 MB"),
    ({"url_private_download": "https://files.slack.com.evil.example/x"}, "adressen"),
    ({"url_private_download": "http://169.254.169.254/latest"}, "adressen"),
    ({"url_private_download": "file:///etc/passwd"}, "adressen"),
    ({"url_private_download": "https://["}, "adressen"),
    ({"is_external": True}, "ligger inte i Slack"),
    ({"url_private_download": None, "url_private": None}, "ligger inte i Slack"),
]


@pytest.mark.parametrize(("changes", "said"), BAD, ids=[str(sorted(row[0].items()))[:60] for row in BAD])
async def test_a_file_is_fetched_from_slack_alone(
    slack: FakeSlack, client: Client, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    """The token goes to Slack's host over https and nowhere else, whatever an event's file says of itself."""
    await drop(slack, client, slack.file(minutes(), **changes))
    told = [spoken(await slack.next_post())]
    if told[0].startswith("Läser"):
        told.append(spoken(await slack.next_post()))
    assert said in told[-1]
    assert (slack.fetched, files_in(tmp_path)) == ([], [])


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (302, {"Location": "https://evil.example/"}, "lämnar inte ut"),
        (404, {}, "finns inte kvar"),
        (503, {}, "lämnar inte ut"),
    ],
)
async def test_a_download_that_slack_refuses_is_told(
    slack: FakeSlack, client: Client, status: int, headers: dict[str, str], said: str
) -> None:
    """A redirect, which Slack sends to its log-in page where the scope is missing, is not followed."""
    slack.script("download", Reply(status=status, headers=headers))
    await drop(slack, client, slack.file(minutes()))
    await slack.next_post()
    assert said in spoken(await slack.next_post())


async def test_a_missing_scope_is_told(slack: FakeSlack, client: Client) -> None:
    """An app that was installed before files were read says what to do."""
    slack.script("files.info", Reply(error="missing_scope"))
    await drop(slack, client, slack.file(minutes()))
    assert "installera den på nytt" in spoken(await slack.next_post())


async def test_a_press_after_a_restart(
    slack: FakeSlack, make_client: Callable[..., Client], kanslist: Kanslist, tmp_path: Path, lost: list[str]
) -> None:
    """The server goes down between the look and the press: the button of yesterday lays in what was shown."""
    async with make_client(kanslist, lost) as first:
        await drop(slack, first, slack.file(minutes()))
        await slack.next_post()
        look = await slack.next_post()
    settings = kanslist.settings
    kanslist.close()
    again = Kanslist.open(settings)
    async with make_client(again, lost) as second:
        await slack.press(second, look, "press:add")
        await slack.next_post()
        assert "är inlagd" in spoken(await slack.next_post())
        await slack.press(second, look, "press:add")
        await slack.next_post()
        assert "är redan inlagd" in spoken(await slack.next_post())
    assert files(again) == ["protokoll.txt"]
    again.close()


ODD_EVENTS: list[dict[str, Any]] = [
    {"files": None},
    {"files": "x"},
    {"files": [None, 1, "x", {}, {"id": None}]},
    {"files": {}},
]


@pytest.mark.parametrize("event", ODD_EVENTS, ids=str)
async def test_odd_lists_of_files_are_no_files(slack: FakeSlack, client: Client, event: dict[str, Any]) -> None:
    """What Slack never sends does no harm: the text is answered."""
    envelope = slack.direct_event("/hjalp", subtype="file_share", **event)
    assert (await slack.send_event(client, envelope)).status == 200
    assert "/beslut" in spoken(await slack.next_post())


async def test_looks_have_two_buttons(slack: FakeSlack, client: Client) -> None:
    """Lägg in and Ta bort, and no button that asks the record about what it does not hold."""
    await drop(slack, client, slack.file(minutes()))
    await slack.next_post()
    look = await slack.next_post()
    shown = [one["action_id"] for one in parts(look["blocks"]) if one.get("type") == "button"]
    assert shown == ["press:add", "press:discard"]


@pytest.fixture
async def listeners(slack: FakeSlack, kanslist: Kanslist) -> AsyncIterator[Listeners]:
    clients = Clients(kanslist.settings, kanslist.store)
    async with aiohttp.ClientSession() as clients.session:
        yield Listeners(kanslist, clients, Background(lambda _reason: None), lambda _reason: None)
    kanslist.close()


async def test_an_event_that_is_in_hand_is_not_taken_up_again(slack: FakeSlack, listeners: Listeners) -> None:
    """Reading may take longer than a process is waited for: the look-out for unanswered events leaves it alone."""
    event = slack.direct_event("", subtype="file_share", files=[slack.file(minutes())])
    await asyncio.gather(listeners.resume(event), listeners.resume(event))
    assert slack.calls.count("files.info") == 1


async def test_a_fault_that_nobody_foresaw_is_not_silent(
    slack: FakeSlack, listeners: Listeners, kanslist: Kanslist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who dropped the file reads that it did not go, and the event is not tried again and again."""

    async def breaks(*_: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr(kanslist.intake, "receive", breaks)
    event = slack.direct_event("", subtype="file_share", files=[slack.file(minutes())])
    kanslist.store.claim_event(f"slack:{event['event_id']}", "{}")
    await listeners.resume(event)
    await slack.next_post()
    assert "Försök igen" in spoken(await slack.next_post())
    assert kanslist.store._db.read("SELECT count(*) FROM events WHERE body IS NOT NULL") == [(0,)]


async def test_the_whole_server_takes_files(slack: FakeSlack, kanslist: Kanslist) -> None:
    """As `kanslist serve` puts it together, with the stop-watch between the adapter and the clerk."""
    async with TestClient(TestServer(make_app(kanslist, kanslist.settings), host="127.0.0.1")) as client:
        await drop(slack, client, slack.file(minutes()))
        await slack.next_post()
        await slack.press(client, await slack.next_post(), "press:add")
        await slack.next_post()
        assert "är inlagd" in spoken(await slack.next_post())
    assert files(kanslist) == ["protokoll.txt"]
    kanslist.close()
