"""The manifest and icons in deploy/teams say what the program does, within Teams' limits."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from adapters.teams.manifest import COMMANDS_LIMIT, manifest, rendered
from bot.commands import COMMANDS

FOLDER = Path(__file__).parents[3] / "deploy" / "teams"


def test_the_file_is_made_from_the_registry() -> None:
    """A new command must be in it too: python -m adapters.teams.manifest > deploy/teams/manifest.json."""
    assert (FOLDER / "manifest.json").read_text(encoding="utf-8") == rendered()


def test_the_commands_are_offered_with_an_example() -> None:
    """Teams takes twelve: the registry's, and help last. No slash in a title: it opens Teams' own menu."""
    (bot,) = manifest()["bots"]
    (listed,) = bot["commandLists"]
    titles = [command.title for command in COMMANDS]
    assert titles[-1] == "hjälp"
    assert len(listed["commands"]) <= COMMANDS_LIMIT
    assert {"person", "sök"} <= {command["title"] for command in listed["commands"]}
    assert [command["title"] for command in listed["commands"]] == [*titles[: COMMANDS_LIMIT - 1], titles[-1]]
    assert all(
        "Till exempel" in command["description"] and "/" not in command["description"] for command in listed["commands"]
    )
    assert bot["scopes"] == listed["scopes"] == ["personal", "team", "groupChat"]


def test_teams_takes_the_texts() -> None:
    """Teams' limits: names of 30 characters, short descriptions of 80, titles of 128."""
    made = manifest("11111111-2222-3333-4444-555555555555", "https://kanslist.alvkulla.example/")
    assert made["id"] == made["bots"][0]["botId"] == "11111111-2222-3333-4444-555555555555"
    assert made["validDomains"] == ["kanslist.alvkulla.example"]
    assert len(made["name"]["short"]) <= 30
    assert len(made["description"]["short"]) <= 80
    assert len(made["description"]["full"]) <= 4_000
    assert "Slack" not in made["description"]["full"]


@pytest.mark.parametrize(("name", "size"), [("color", 192), ("outline", 32)])
def test_the_icons_have_the_sizes_that_teams_wants(name: str, size: int) -> None:
    """A package with an icon of another size is refused at upload; both hold an alpha channel (colour type 6)."""
    head = (FOLDER / f"{name}.png").read_bytes()[:26]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">IIBB", head[16:26]) == (size, size, 8, 6)
    assert manifest()["icons"][name] == f"{name}.png"
