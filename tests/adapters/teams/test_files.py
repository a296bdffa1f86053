"""Files in Teams, with the real clerk: a personal chat's are fetched, shown and laid in; a channel's are not read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.teams import files as teams_files
from bot.kanslist import Kanslist
from knowledge.store.reader import PUBLIC
from tests.adapters.teams.clerk import serving
from tests.adapters.teams.test_presses import actions, pressed
from tests.bot.dropped import clerk, files_in, minutes
from tests.fakes.teams import PERSON, TENANT, FakeTeams, Where, spoken

pytestmark = pytest.mark.usefixtures("library")

OTHER = "00000000-0000-0000-0000-000000000099"


@pytest.fixture
def kanslist(tmp_path: Path) -> Iterator[Kanslist]:
    made = clerk(tmp_path, registrars=frozenset({f"teams:{TENANT}/{PERSON}"}))
    yield made
    made.close()


def files(kanslist: Kanslist) -> list[str]:
    return sorted(one.file for one in kanslist.store.documents(PUBLIC))


async def drop(
    teams: FakeTeams,
    client: Any,
    *held: dict[str, Any],
    text: str | None = None,
    where: Where = "personal",
    **more: Any,
) -> None:
    """Send a message with files."""
    activity = teams.activity(text, where=where, **more)
    activity["attachments"] = [*held, *activity.get("attachments", ())]
    assert (await teams.deliver(client, activity)).status == 202


async def looked(teams: FakeTeams, client: Any, *held: dict[str, Any]) -> dict[str, Any]:
    """Drop files into the personal chat; the first one's look."""
    await drop(teams, client, *held)
    assert "Läser" in spoken(await teams.reply())
    return await teams.reply()


async def test_a_file_in_a_personal_chat_is_read_shown_and_laid_in(kanslist: Kanslist) -> None:
    """First that it is read, then the look; the press puts what was added in the card's place, without buttons."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await drop(teams, client, teams.file(minutes()))
        assert spoken(await teams.reply()) == "Läser ”protokoll.txt” …"
        look = await teams.reply()
        assert "Kulturnämnden" in spoken(look)
        assert "avgiften för lokaler sänks till 40 kronor" in spoken(look)
        shown = actions(look["attachments"][0]["content"])
        assert list(shown) == ["Lägg in", "Ta bort"]
        assert files(kanslist) == []
        body = await settled(teams, client, shown["Lägg in"]["data"])
        assert "är inlagd i samlingen öppen" in body
        assert files(kanslist) == ["protokoll.txt"]


async def settled(teams: FakeTeams, client: Any, data: dict[str, Any]) -> str:
    """All that comes of a press, at once or a while later."""
    value = json.dumps((await pressed(teams, client, data))["value"], ensure_ascii=False)
    return value if "Lägger in" not in value else spoken(await teams.reply())


async def test_a_press_that_takes_long_is_told_later(kanslist: Kanslist, monkeypatch: pytest.MonkeyPatch) -> None:
    """Teams waits some ten seconds for a press: the card says that it is under way, a message what came of it."""
    monkeypatch.setattr(teams_files, "PATIENCE", 0.0)
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        look = await looked(teams, client, teams.file(minutes()))
        body = await pressed(teams, client, actions(look["attachments"][0]["content"])["Lägg in"]["data"])
        assert "Lägger in filen" in json.dumps(body["value"], ensure_ascii=False)
        assert "är inlagd" in spoken(await teams.reply())


async def test_the_text_beside_a_file_is_answered(kanslist: Kanslist) -> None:
    """A question is no less one for the file beside it."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await drop(teams, client, teams.file(minutes()), text="/hjalp")
        assert "beslut" in spoken(await teams.reply())
        assert "Läser" in spoken(await teams.reply())
        assert "är läst" in spoken(await teams.reply())


async def test_several_files_are_shown_one_by_one(kanslist: Kanslist) -> None:
    """One that is broken costs itself alone."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        await drop(teams, client, teams.file(b"%PDF-1.7 x", "trasig.pdf"), teams.file(minutes()))
        said = [spoken(await teams.reply()) for _ in range(4)]
        assert "skadad eller avkortad" in said[1]
        assert "14 mars 2025" in said[3]


async def test_others_than_registratorer_are_told_so(kanslist: Kanslist, tmp_path: Path) -> None:
    """Nothing is fetched for them; a press of theirs on another's card does nothing."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        stranger = {"from": {"id": "29:x", "name": "X", "aadObjectId": OTHER}}
        await drop(teams, client, teams.file(minutes()), **stranger)
        assert spoken(await teams.reply()) == "Bara registratorer kan lägga in handlingar."
        assert (teams.fetched, files_in(tmp_path)) == (0, [])
        look = await looked(teams, client, teams.file(minutes()))
        data = actions(look["attachments"][0]["content"])["Lägg in"]["data"]
        body = await pressed(teams, client, data, **stranger)
        assert body["value"] == "Bara registratorer kan lägga in handlingar."
        assert files(kanslist) == []


@pytest.mark.parametrize("where", ["group", "channel"])
async def test_a_channels_files_are_said_not_to_be_read(kanslist: Kanslist, where: Where) -> None:
    """Teams gives the bot a reference to SharePoint there, and nothing to read; the question is answered all the
    same."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        reference = {"contentType": "reference", "contentUrl": "https://x.sharepoint.com/a.pdf", "name": "a.pdf"}
        await drop(teams, client, reference, text="/hjalp", where=where)
        assert "beslut" in spoken(await teams.reply())
        assert "SharePoint" in spoken(await teams.reply())


@pytest.mark.parametrize(
    "url",
    [
        "http://files.example/x",
        "https://10.0.0.7/x",
        "https://169.254.169.254/latest",
        "https://localhost.localdomain:1/x",
        "file:///etc/passwd",
        "https://[",
        "x",
    ],
)
async def test_an_address_inside_is_not_asked(kanslist: Kanslist, url: str) -> None:
    """A message's words do not make the server call its neighbours."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        look = await looked(teams, client, teams.file(minutes(), url=url))
        assert "kunde inte hämtas" in spoken(look)
        assert teams.fetched == 0


async def test_a_redirect_inside_is_not_followed(kanslist: Kanslist) -> None:
    """What the address answers is believed no more than the address."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        look = await looked(teams, client, teams.file(minutes(), moved_to="https://10.0.0.7/x"))
        assert "kunde inte hämtas" in spoken(look)


async def test_the_same_message_again_is_read_once(kanslist: Kanslist) -> None:
    """Teams delivers what it is unsure of again."""
    async with FakeTeams() as teams, serving(kanslist, teams) as client:
        activity = teams.activity(None, attachments=[teams.file(minutes())])
        for _ in range(3):
            await teams.deliver(client, activity)
        await teams.reply()
        await teams.reply()
        assert teams.fetched == 1


async def test_a_press_after_a_restart(kanslist: Kanslist) -> None:
    """The server goes down between the look and the press, and once more before the second press."""
    async with FakeTeams() as teams:
        async with serving(kanslist, teams) as client:
            look = await looked(teams, client, teams.file(minutes()))
        again = Kanslist.open(kanslist.settings)
        async with serving(again, teams) as client:
            data = actions(look["attachments"][0]["content"])["Lägg in"]["data"]
            assert "är inlagd" in await settled(teams, client, data)
            assert "är redan inlagd" in await settled(teams, client, data)
            assert files(again) == ["protokoll.txt"]
        again.close()


ODD: list[object] = [
    None,
    "x",
    {},
    [None, 1, "x", {}],
    [{"contentType": teams_files.DOWNLOAD}],
    [{"contentType": teams_files.DOWNLOAD, "content": "x"}],
    [{"contentType": teams_files.DOWNLOAD, "content": {"downloadUrl": ""}}],
]


@pytest.mark.parametrize("attachments", ODD, ids=str)
def test_odd_attachments_are_no_files(attachments: object) -> None:
    """What Teams never sends does no harm."""
    personal = {"conversation": {"conversationType": "personal"}, "attachments": attachments}
    assert teams_files.dropped(personal) == []
    assert not teams_files.holds_files(personal)
