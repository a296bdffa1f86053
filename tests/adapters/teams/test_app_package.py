"""`make teams-app`: a package that Teams takes, or a sentence for each reason why it would not."""

from __future__ import annotations

import importlib.util
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from adapters.teams.app_package import ICONS, build, faults, main
from adapters.teams.errors import PackageRefused
from adapters.teams.manifest import manifest
from bot.commands import COMMANDS

APP_ID = "11111111-2222-3333-4444-555555555555"
ADDRESS = "https://kanslist.alvkulla.example"
COLOR, OUTLINE = ((ICONS / name).read_bytes() for name in ("color.png", "outline.png"))
Change = Callable[[dict[str, Any]], object]


def png(size: int, pixel: bytes, *, kind: int = 0, height: int | None = None) -> bytes:
    """A picture of one colour. kind: the filter that its rows say."""
    rows = b"".join(bytes([kind]) + pixel * size for _ in range(height or size))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", size, height or size, 8, 6, 0, 0, 0)), (b"IDAT", zlib.compress(rows)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


@pytest.mark.parametrize("slash", [False, True])
def test_the_package_is_taken(tmp_path: Path, slash: bool) -> None:
    """Three files at the top of the zip, of this bot and address, with nothing to be said against."""
    out = tmp_path / "new" / "kanslist.zip"
    build(manifest(APP_ID, ADDRESS, slash=slash), ICONS, out)
    with zipfile.ZipFile(out) as package:
        assert sorted(package.namelist()) == ["color.png", "manifest.json", "outline.png"]
        held = json.loads(package.read("manifest.json"))
    assert (held["id"], held["bots"][0]["botId"], held["composeExtensions"][0]["botId"]) == (APP_ID,) * 3
    assert held["validDomains"] == ["kanslist.alvkulla.example"]
    assert held["composeExtensions"][0]["messageHandlers"][0]["value"]["domains"] == held["validDomains"]
    assert held["manifestVersion"] == ("1.29" if slash else "1.27")
    assert held["bots"][0].get("supportsTargetedMessages", False) is slash


@pytest.mark.parametrize("slash", [False, True])
def test_the_commands_are_those_of_the_registry(slash: bool) -> None:
    """Each list has at most twelve of them, in its order, among them person, sök and hjälp; with slash a channel's
    list is offered in its own menu too."""
    (bot,) = manifest(APP_ID, ADDRESS, slash=slash)["bots"]
    titles = [command.title for command in COMMANDS]
    assert len(bot["commandLists"]) <= 3
    for listed in bot["commandLists"]:
        offered = [command["title"] for command in listed["commands"]]
        assert len(offered) <= 12
        assert offered == [title for title in titles if title in offered]
        assert {"beslut", "person", "sök", "hjälp"} <= set(offered)
    triggers = {scope: listed.get("triggers") for listed in bot["commandLists"] for scope in listed["scopes"]}
    among = ["mention", "slash"] if slash else None
    assert triggers == {"personal": ["mention"] if slash else None, "team": among, "groupChat": among}


def _set(place: str, value: object) -> Change:
    """Put it there; None takes it away. A place's numbers are places in lists."""

    def change(made: dict[str, Any]) -> None:
        *path, last = (int(name) if name.isdigit() else name for name in place.split("."))
        held: Any = made
        for name in path:
            held = held[name]
        held[last] = value
        if value is None:
            del held[last]

    return change


REFUSED: list[tuple[str, Change, str]] = [
    ("no app id", _set("id", None), "id saknas"),
    ("an app id that is none", _set("id", "kanslist"), "inget program-id"),
    ("the example's app id", _set("bots.0.botId", "00000000-0000-0000-0000-000000000000"), "exemplets"),
    ("plain http", _set("developer.websiteUrl", "http://kanslist.alvkulla.example"), "https://"),
    ("the example's address", _set("developer.privacyUrl", "https://kanslist.example.se/"), "exemplets adress"),
    ("no name", _set("name.short", ""), "name.short saknas"),
    ("a long name", _set("name.short", "K" * 31), "31 tecken; Teams tar högst 30"),
    ("a long description", _set("description.short", "x" * 81), "högst 80"),
    ("no description", _set("description", None), "description.full saknas"),
    ("a long developer", _set("developer.name", "x" * 33), "högst 32"),
    ("no icon", _set("icons.outline", None), "icons.outline saknas"),
    ("no commands' scopes", _set("bots.0.commandLists.0.scopes", []), "scopes saknas"),
    ("four lists", _set("bots.0.commandLists", [{"scopes": ["team"], "commands": [{"title": "x"}]}] * 4), "högst 3"),
    ("thirteen commands", _set("bots.0.commandLists.0.commands", [{"title": "x"}] * 13), "högst 12"),
    ("a command without title", _set("bots.0.commandLists.0.commands.0.title", None), "title saknas"),
    ("a long title", _set("composeExtensions.0.commands.0.title", "x" * 33), "högst 32"),
    ("a long hint", _set("composeExtensions.0.commands.0.parameters.0.description", "x" * 129), "högst 128"),
    ("no field", _set("composeExtensions.0.commands.0.parameters", []), "parameters[].name saknas"),
    ("no domain", _set("validDomains", []), "validDomains saknas"),
    ("a version of words", _set("version", "ny"), "tre tal"),
    ("private messages in an old version", _set("bots.0.supportsTargetedMessages", True), "SLASH=1"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "change", "says"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_teams_would_refuse_is_said(why: str, change: Change, says: str) -> None:
    """Before anything is uploaded, by the place in the manifest."""
    made = deepcopy(manifest(APP_ID, ADDRESS))
    change(made)
    assert says in " ".join(faults(made, COLOR, OUTLINE))


WHITE, CLEAR, NAVY = b"\xff\xff\xff\xff", b"\xff\xff\xff\x00", b"\x1f\x3a\x5f\xff"
ICON_FAULTS: list[tuple[str, bytes, bytes, str]] = [
    ("a small icon", png(96, NAVY), OUTLINE, "color.png ska vara 192×192 bildpunkter men är 96×96"),
    ("a wide icon", png(192, NAVY, height=100), OUTLINE, "men är 192×100"),
    ("a large outline", COLOR, png(192, CLEAR), "outline.png ska vara 32×32"),
    ("a coloured outline", COLOR, png(32, NAVY), "bara innehålla vitt"),
    ("an outline without ground", COLOR, png(32, WHITE), "saknar genomskinlig"),
    ("no PNG", b"GIF89a", OUTLINE, "color.png är ingen PNG"),
    ("a PNG cut off", COLOR[:60], OUTLINE, "color.png är ingen PNG"),
    ("a filter that there is not", png(192, NAVY, kind=9), OUTLINE, "color.png är ingen PNG"),
    ("a picture of nobody's size", png(1, CLEAR, height=100_000), OUTLINE, "color.png är ingen PNG"),
]


@pytest.mark.parametrize(("why", "color", "outline", "says"), ICON_FAULTS, ids=[case[0] for case in ICON_FAULTS])
def test_icons_that_teams_would_refuse_are_said(why: str, color: bytes, outline: bytes, says: str) -> None:
    """Municipalities put in their own: the sizes and the outline's white are the usual faults."""
    assert [fault for fault in faults(manifest(APP_ID, ADDRESS), color, outline) if says in fault]


@pytest.mark.parametrize("kind", range(5))
def test_icons_of_every_drawing_program_are_read(kind: int) -> None:
    """Programs filter rows in five ways; a clear outline is clear in each."""
    assert not [
        fault for fault in faults(manifest(APP_ID, ADDRESS), COLOR, png(32, bytes(4), kind=kind)) if "outline" in fault
    ]


def test_our_icons_are_as_they_are_drawn() -> None:
    """deploy/teams/draw.py makes them."""
    spec = importlib.util.spec_from_file_location("draw", ICONS / "draw.py")
    assert spec
    assert spec.loader
    draw = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(draw)
    assert draw.png(192, draw.colour_icon) == COLOR
    assert draw.png(32, draw.outline_icon) == OUTLINE


def test_a_package_that_is_refused_is_not_written(tmp_path: Path) -> None:
    """All reasons at once, and no file that somebody would upload."""
    out = tmp_path / "kanslist.zip"
    with pytest.raises(PackageRefused, match=r"exemplets\..*https://"):
        build(manifest(address="http://x.example"), ICONS, out)
    with pytest.raises(PackageRefused, match=r"color\.png saknas"):
        build(manifest(APP_ID, ADDRESS), tmp_path, out)
    assert not out.exists()


def test_it_is_made_from_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An administrator who has set up the server types `make teams-app` and no more."""
    monkeypatch.chdir(tmp_path)
    assert main([]) == 1
    assert "exemplets" in capsys.readouterr().err
    monkeypatch.setenv("KANSLIST_TEAMS_APP_ID", APP_ID)
    monkeypatch.setenv("KANSLIST_PUBLIC_URL", ADDRESS)
    assert main(["--slash"]) == 0
    said = capsys.readouterr().out
    assert "build/kanslist.zip är färdig (manifest 1.29)" in said
    assert "utan SLASH" in said
    assert zipfile.is_zipfile(tmp_path / "build" / "kanslist.zip")
